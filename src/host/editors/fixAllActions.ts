import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { CardContext } from './cardContext.ts';
import { contactLanguages } from './contactLanguages.ts';
import { documentFixes } from './documentFixes.ts';

/** The name under which settings and keys know these fixes. */
const kind = vscode.CodeActionKind.SourceFixAll.append('wazzup');

class FixAllAction extends vscode.CodeAction {
  readonly document: vscode.TextDocument;

  constructor(document: vscode.TextDocument) {
    super(l10n.t('Fix all that is certain'), kind);
    this.document = document;
  }
}

/**
 * All certain fixes of a document as a source action, which `editor.codeActionsOnSave` can run when a file is saved on disk.
 * Never so when a card is saved in Wazzup: there nothing is sent that nobody has seen.
 */
export class FixAllActions implements vscode.CodeActionProvider<FixAllAction>, vscode.Disposable {
  readonly #context: CardContext;
  readonly #registration: vscode.Disposable;

  constructor(context: CardContext) {
    this.#context = context;
    this.#registration = vscode.languages.registerCodeActionsProvider(
      contactLanguages.map((language) => ({ language })),
      this,
      { providedCodeActionKinds: [kind] },
    );
  }

  dispose(): void {
    this.#registration.dispose();
  }

  provideCodeActions(
    document: vscode.TextDocument,
    _range: vscode.Range,
    { triggerKind }: vscode.CodeActionContext,
  ): FixAllAction[] {
    const { uri } = document;
    const isOfAccount = this.#context.accountIdOf(uri) !== undefined;
    const isByItself = triggerKind === vscode.CodeActionTriggerKind.Automatic;
    return this.#context.isReadOnly(uri) || (isOfAccount && isByItself)
      ? []
      : [new FixAllAction(document)];
  }

  async resolveCodeAction(
    action: FixAllAction,
    token: vscode.CancellationToken,
  ): Promise<FixAllAction> {
    const rules = this.#context.rulesOf(action.document.uri);
    const edit = rules && (await documentFixes(action.document, rules.context, {}, token));
    if (edit) action.edit = edit;
    return action;
  }
}
