import * as l10n from '@vscode/l10n';
import { type Node, parseTree } from 'jsonc-parser';
import * as vscode from 'vscode';
import { auditContact } from '../../core/audit/auditContact.ts';
import type { AuditContext, AuditRule } from '../../core/audit/auditRule.ts';
import { auditRule } from '../../core/audit/auditRules.ts';
import { leadsToAnotherChat, valueAt } from '../../core/audit/cardValue.ts';
import { type FixWish, fixOf, type OfferedFix } from '../../core/audit/planFixes.ts';
import type { Contact } from '../../core/contact/contact.ts';
import { nodeAtPointer } from '../../core/contact/jsonPointer.ts';
import { parseContactText } from '../../core/contact/parseContactText.ts';
import { shownText } from '../../core/contact/shownText.ts';
import type { CardContext } from './cardContext.ts';
import { contactLanguages, formatOf } from './contactLanguages.ts';
import { documentFixes } from './documentFixes.ts';
import { fixChanges, fixedText } from './fixedText.ts';
import { type JsonScope, scopeAt } from './jsonScope.ts';
import type { TextChange } from './textChange.ts';

/** A contact in a document. */
interface PlacedContact {
  readonly contact: Contact;
  readonly text: string;
  readonly root: Node;
  /** Where a problem begins, in UTF-16 code units from the beginning of `text`. */
  readonly start: number;
  /** A part of `text` in the document. */
  readonly rangeOf: (offset: number, length: number) => vscode.Range;
}

/**
 * Quick fixes on the problems of a card or of a file of contacts: of one, of all of its kind in the card, in the file, and in
 * the account. All but the last change the text alone: saving a card sends them.
 */
export class ProblemFixes implements vscode.CodeActionProvider, vscode.Disposable {
  readonly #context: CardContext;
  readonly #registration: vscode.Disposable;

  constructor(context: CardContext) {
    this.#context = context;
    this.#registration = vscode.languages.registerCodeActionsProvider(
      contactLanguages.map((language) => ({ language })),
      this,
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
    );
  }

  dispose(): void {
    this.#registration.dispose();
  }

  provideCodeActions(
    document: vscode.TextDocument,
    _range: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    const rules = this.#context.rulesOf(document.uri);
    if (!rules || this.#context.isReadOnly(document.uri)) return [];
    return diagnostics.flatMap((diagnostic) => {
      const rule = typeof diagnostic.code === 'string' ? auditRule(diagnostic.code) : undefined;
      const isOurs = diagnostic.source === 'wazzup';
      return isOurs && rule?.fix ? this.#actionsFor(document, diagnostic, rule, rules.context) : [];
    });
  }

  async resolveCodeAction(
    action: vscode.CodeAction,
    token: vscode.CancellationToken,
  ): Promise<vscode.CodeAction> {
    if (!(action instanceof FixInFile)) return action;
    const { document, wish } = action;
    const rules = this.#context.rulesOf(document.uri);
    const edit = rules && (await documentFixes(document, rules.context, wish, token));
    if (edit) action.edit = edit;
    return action;
  }

  #actionsFor(
    document: vscode.TextDocument,
    diagnostic: vscode.Diagnostic,
    rule: AuditRule,
    context: AuditContext,
  ): vscode.CodeAction[] {
    const placed = contactAt(document, diagnostic.range);
    if (!placed) return [];
    const { contact, text, start, rangeOf } = placed;
    const findings = auditContact(contact, context).filter((one) => one.rule === rule);
    const finding = findings.find(
      ({ pointer }) => (nodeAtPointer(placed.root, pointer) ?? placed.root).offset === start,
    );
    if (!finding) return [];
    const actions: vscode.CodeAction[] = [];
    const add = (title: string, changes: readonly TextChange[], isPreferred: boolean) => {
      const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
      action.diagnostics = [diagnostic];
      action.isPreferred = isPreferred;
      action.edit = new vscode.WorkspaceEdit();
      for (const { offset, length, content } of changes) {
        action.edit.replace(document.uri, rangeOf(offset, length), content);
      }
      actions.push(action);
    };
    const fix = fixOf(contact, finding, context);
    const changes = fix && fixChanges(text, finding.pointer, fix.after);
    if (fix && changes) add(titleOf(finding.pointer, fix), changes, fix.certainty === 'certain');
    const isGuess = fix?.certainty === 'likely';
    const wish = { ruleId: rule.id, guesses: isGuess };
    const all = fix && findings.length > 1 ? fixedText(text, context, wish) : undefined;
    if (all !== undefined) {
      const title = l10n.t('Fix all in this card: {0}', rule.words().title);
      const whole = { offset: 0, length: text.length, content: all };
      const parsed = parseContactText(all);
      const changesChat = 'contact' in parsed && leadsToAnotherChat(contact, parsed.contact);
      add(withNotes(title, { isGuess, changesChat }), [whole], false);
    }
    if (fix && formatOf(document) !== 'contact') {
      actions.push(new FixInFile(document, diagnostic, rule, fix));
    }
    const inAccount = fix && this.#inAccount(document, diagnostic, rule);
    return inAccount ? [...actions, inAccount] : actions;
  }

  /** The command asks whether guesses are made, too. */
  #inAccount(
    { uri }: vscode.TextDocument,
    diagnostic: vscode.Diagnostic,
    rule: AuditRule,
  ): vscode.CodeAction | undefined {
    const accountId = this.#context.accountIdOf(uri);
    if (!accountId) return undefined;
    const name = this.#context.accountName(uri) ?? '';
    const title = l10n.t('Fix all in "{0}"…: {1}', name, rule.words().title);
    const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    action.diagnostics = [diagnostic];
    action.command = {
      title,
      command: 'wazzup.fixKind',
      arguments: [{ accountId, ruleId: rule.id }],
    };
    return action;
  }
}

/** All of a kind in a file of contacts: found once it is chosen, since there may be many. */
class FixInFile extends vscode.CodeAction {
  readonly document: vscode.TextDocument;
  readonly wish: FixWish;

  constructor(
    document: vscode.TextDocument,
    diagnostic: vscode.Diagnostic,
    { id, words }: AuditRule,
    { certainty, changesChat }: OfferedFix,
  ) {
    const isGuess = certainty === 'likely';
    const title = l10n.t('Fix all in this file: {0}', words().title);
    super(withNotes(title, { isGuess, changesChat }), vscode.CodeActionKind.QuickFix);
    this.document = document;
    this.wish = { ruleId: id, guesses: isGuess };
    this.diagnostics = [diagnostic];
  }
}

function contactAt(
  document: vscode.TextDocument,
  { start }: vscode.Range,
): PlacedContact | undefined {
  const scope = scopeAt(document, start.line);
  const root = parseTree(scope.text);
  const at = offsetIn(scope, start);
  const node = scope.isList
    ? root?.children?.find(({ offset, length }) => offset <= at && at < offset + length)
    : root;
  if (!node) return undefined;
  const text = scope.text.slice(node.offset, node.offset + node.length);
  const parsed = parseContactText(text);
  const own = parseTree(text);
  if (!own || !('contact' in parsed)) return undefined;
  const { contact } = parsed;
  const rangeOf = (offset: number, length: number) =>
    new vscode.Range(
      positionIn(scope, node.offset + offset),
      positionIn(scope, node.offset + offset + length),
    );
  return { contact, text, root: own, start: at - node.offset, rangeOf };
}

/** By lines: of a part of a document not every line break is the document's own. */
function offsetIn({ text, startLine }: JsonScope, { line, character }: vscode.Position): number {
  let start = 0;
  for (let before = startLine; before < line; before += 1) start = text.indexOf('\n', start) + 1;
  return start + character;
}

function positionIn({ text, startLine }: JsonScope, offset: number): vscode.Position {
  const before = text.slice(0, offset);
  const line = before.split('\n').length - 1;
  return new vscode.Position(startLine + line, offset - (before.lastIndexOf('\n') + 1));
}

function titleOf(pointer: string, { after, certainty, changesChat }: OfferedFix): string {
  const value = valueAt(after, pointer);
  const isRow = /^\/contactData\/\d+$/.test(pointer);
  const what = isRow
    ? l10n.t('Remove this account')
    : typeof value === 'string'
      ? l10n.t('Change to "{0}"', shownText(value))
      : l10n.t('Remove {0}', pointer.slice(pointer.lastIndexOf('/') + 1));
  return withNotes(what, { isGuess: certainty === 'likely', changesChat });
}

function withNotes(
  what: string,
  { isGuess, changesChat }: { readonly isGuess: boolean; readonly changesChat: boolean },
): string {
  const notes = [
    ...(isGuess ? [l10n.t('a guess')] : []),
    ...(changesChat ? [l10n.t('leads to another chat')] : []),
  ];
  return notes.length > 0 ? `${what} (${notes.join(', ')})` : what;
}
