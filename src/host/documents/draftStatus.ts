import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { CardContext } from '../editors/cardContext.ts';
import { activeCard } from './activeCard.ts';
import type { Cards } from './cards.ts';

/** Says in the status bar that the card in the active editor has unsaved changes, which nothing sends but a save. */
export class DraftStatus implements vscode.Disposable {
  readonly #context: CardContext;
  readonly #cards: Cards;
  readonly #item: vscode.StatusBarItem;
  readonly #registrations: vscode.Disposable;

  constructor(context: CardContext, cards: Cards) {
    this.#context = context;
    this.#cards = cards;
    this.#item = vscode.window.createStatusBarItem(
      'wazzup.draft',
      vscode.StatusBarAlignment.Left,
      100,
    );
    this.#item.name = l10n.t('Wazzup: draft of a contact');
    const show = () => this.#show();
    this.#registrations = vscode.Disposable.from(
      this.#item,
      vscode.window.tabGroups.onDidChangeTabs(show),
      vscode.window.tabGroups.onDidChangeTabGroups(show),
      // A form says that it became dirty a moment after its document did.
      context.onDidChangeState(show),
      vscode.workspace.onDidCloseTextDocument(show),
    );
    this.#show();
  }

  dispose(): void {
    this.#registrations.dispose();
  }

  #show(): void {
    const uri = activeCard();
    const document = uri && this.#cards.document(uri);
    if (!document || !this.#cards.isDraft(document)) {
      this.#item.hide();
      return;
    }
    const { uri: card } = document;
    const isReadOnly = this.#context.isReadOnly(card);
    const words = this.#context.isNew(card)
      ? l10n.t('New contact: draft, not sent')
      : l10n.t('Draft, not sent');
    const explanation = this.#explanation(card, isReadOnly);
    this.#item.text = `$(${isReadOnly ? 'lock' : 'circle-filled'}) ${words}`;
    this.#item.tooltip = explanation;
    this.#item.accessibilityInformation = { label: `${words}. ${explanation}`, role: 'button' };
    this.#item.command = isReadOnly
      ? {
          command: 'wazzup.allowChanges',
          title: l10n.t('Allow Changes…'),
          arguments: [{ accountId: this.#context.accountIdOf(card) }],
        }
      : 'workbench.action.files.save';
    this.#item.show();
  }

  #explanation(uri: vscode.Uri, isReadOnly: boolean): string {
    const account = this.#context.accountName(uri) ?? '';
    return isReadOnly
      ? l10n.t(
          '"{0}" is read-only here: the draft is kept, and cannot be sent until changes are allowed. Click to allow changes…',
          account,
        )
      : l10n.t(
          'Your changes are not in "{0}" yet. Auto save sends nothing to Wazzup: click here, or choose Save or Save All, to send them.',
          account,
        );
  }
}
