import type * as vscode from 'vscode';
import type { AccountId } from '../../core/accountId.ts';
import type { Clock, Logger } from '../../core/ports.ts';
import {
  assertNever,
  type FormMessage,
  type FormState,
  type HostMessage,
  readFormMessage,
} from '../../protocol/contactForm.ts';
import { contactScheme } from '../documents/contactUri.ts';
import { openWebAddress } from '../ui/openWebAddress.ts';
import type { CardContext } from './cardContext.ts';
import { readFormCard } from './formCard.ts';
import { FormDocument, type FormView } from './formDocument.ts';
import { formHtml, formResourceRoots, iconAddresses } from './formHtml.ts';

/** The commands that the form has buttons for. */
export type CardCommand = 'wazzup.duplicate' | 'wazzup.showHistory' | 'wazzup.delete';

/** What the form needs from outside. */
export interface ContactFormOptions {
  readonly extensionUri: vscode.Uri;
  readonly context: CardContext;
  readonly clock: Clock;
  readonly logger: Logger;
  /** The contents of the l10n bundle (`vscode.l10n.bundle`); empty in English. */
  readonly words: Readonly<Record<string, string>>;
  /** Shows the document as JSON text. */
  readonly openAsJson: (uri: vscode.Uri) => Thenable<unknown>;
  /** Asks whether the read-only account is to take changes again. Never rejects. */
  readonly allowChanges: (accountId: AccountId) => Thenable<unknown>;
  /** Runs one of our commands on a card, as its menu would: what fails is shown. */
  readonly runOnCard: (command: CardCommand, uri: vscode.Uri) => Thenable<unknown>;
}

/** Shows a card's text document as a form. Several forms may show one document; none holds data of its own. */
export class ContactFormProvider implements vscode.CustomTextEditorProvider {
  readonly #options: ContactFormOptions;
  readonly #documents = new Map<vscode.TextDocument, FormDocument>();
  #lives = 0;

  constructor(options: ContactFormOptions) {
    this.#options = options;
  }

  resolveCustomTextEditor(document: vscode.TextDocument, panel: vscode.WebviewPanel): void {
    const { extensionUri, words } = this.#options;
    const form = this.#documents.get(document) ?? new FormDocument(document, this.#options);
    this.#documents.set(document, form);
    const post = (message: HostMessage) => void panel.webview.postMessage(message);
    let source = this.#newSource();
    const view: FormView = {
      get source() {
        return source;
      },
      get isActive() {
        return panel.active;
      },
      show: (state: FormState, title: string) => {
        // The tab of a file on disk keeps the file's name; VS Code 1.100 names every tab by its file.
        if (title !== '' && document.uri.scheme === contactScheme) panel.title = title;
        post({ kind: 'state', state });
      },
    };
    form.addView(view);
    panel.webview.options = {
      enableScripts: true,
      localResourceRoots: formResourceRoots(extensionUri),
    };
    const receive = (message: FormMessage): void => {
      switch (message.kind) {
        case 'ready':
          source = this.#newSource();
          post({ kind: 'begin', words, icons: iconAddresses(panel.webview, extensionUri) });
          form.show(view);
          return;
        case 'commit':
          void form.queue.flush();
          return;
        case 'openAsJson':
          void this.#openAsJson(document, form);
          return;
        case 'allowChanges':
          void this.#allowChanges(document);
          return;
        case 'openLink':
          void this.#openLink(document);
          return;
        case 'save':
          // Its handler waits for what was typed; what keeps it from being saved VS Code shows.
          void document.save();
          return;
        case 'duplicate':
        case 'showHistory':
        case 'delete':
          void this.#runOnCard(`wazzup.${message.kind}`, document, form);
          return;
        case 'set':
        case 'addRow':
        case 'removeRow':
        case 'moveRow':
          form.queue.submit({ edit: message, source });
          return;
        default:
          assertNever(message);
      }
    };
    const subscription = panel.webview.onDidReceiveMessage((value: unknown) => {
      const message = readFormMessage(value);
      if (message) receive(message);
      else this.#options.logger.warn('The form sent something that is no message');
    });
    panel.onDidDispose(() => {
      subscription.dispose();
      form.removeView(view);
      if (form.viewCount > 0) return;
      this.#documents.delete(document);
      form.dispose();
    });
    panel.webview.html = formHtml(panel.webview, extensionUri);
  }

  #newSource(): string {
    this.#lives += 1;
    return String(this.#lives);
  }

  async #openAsJson(document: vscode.TextDocument, form: FormDocument): Promise<void> {
    await form.queue.flush();
    await this.#options.openAsJson(document.uri);
  }

  async #runOnCard(
    command: CardCommand,
    { uri }: vscode.TextDocument,
    form: FormDocument,
  ): Promise<void> {
    await form.queue.flush();
    await this.#options.runOnCard(command, uri);
  }

  async #allowChanges({ uri }: vscode.TextDocument): Promise<void> {
    const accountId = this.#options.context.accountIdOf(uri);
    if (accountId) await this.#options.allowChanges(accountId);
  }

  /** Opens the card's own link, if it is one to the web. */
  async #openLink(document: vscode.TextDocument): Promise<void> {
    const { content } = readFormCard(document.getText());
    if (content.kind === 'card') await openWebAddress(content.card.uri);
  }
}
