import * as vscode from 'vscode';
import { errorName } from '../../core/errorName.ts';
import type { Logger } from '../../core/ports.ts';
import type { CardContext } from './cardContext.ts';
import { contactLanguages, ndjsonLanguage } from './contactLanguages.ts';
import type { JsonLanguage } from './jsonLanguage.ts';
import { nameHints } from './nameHints.ts';

/**
 * Completion, hover, outline and formatting for cards as JSON: VS Code's own JSON features serve only its
 * languages `json` and `jsonc`. The part behind them is loaded when first asked for.
 */
export class JsonFeatures implements vscode.Disposable {
  readonly #context: CardContext;
  readonly #logger: Logger;
  readonly #registrations: vscode.Disposable;
  readonly #hintsChanged = new vscode.EventEmitter<void>();
  #language: Promise<JsonLanguage | undefined> | undefined;

  constructor(parts: { context: CardContext; logger: Logger }) {
    this.#context = parts.context;
    this.#logger = parts.logger;
    const selector = contactLanguages.map((language) => ({ language }));
    const formatted = selector.filter(({ language }) => language !== ndjsonLanguage);
    this.#registrations = vscode.Disposable.from(
      vscode.languages.registerCompletionItemProvider(
        selector,
        {
          provideCompletionItems: async (document, position) =>
            (await this.#loaded())?.complete(document, position),
        },
        '"',
        ':',
        ' ',
      ),
      vscode.languages.registerHoverProvider(selector, {
        provideHover: async (document, position) =>
          (await this.#loaded())?.hover(document, position),
      }),
      this.#hintsChanged,
      this.#context.onDidChangeUsers(() => this.#hintsChanged.fire()),
      vscode.languages.registerInlayHintsProvider(selector, {
        onDidChangeInlayHints: this.#hintsChanged.event,
        provideInlayHints: (document, range) => this.#nameHints(document, range),
      }),
      vscode.languages.registerDocumentSymbolProvider(selector, {
        provideDocumentSymbols: async (document, token) => {
          const cancelling = new AbortController();
          const watch = token.onCancellationRequested(() =>
            cancelling.abort(new vscode.CancellationError()),
          );
          try {
            return await (await this.#loaded())?.symbols(document, cancelling.signal);
          } finally {
            watch.dispose();
          }
        },
      }),
      vscode.languages.registerDocumentRangeFormattingEditProvider(formatted, {
        provideDocumentRangeFormattingEdits: async (document, range, options) =>
          (await this.#loaded())?.format(document, range, options),
      }),
    );
  }

  dispose(): void {
    this.#registrations.dispose();
  }

  /** The names of responsible people behind their ids, as far as they are known by now. */
  #nameHints(document: vscode.TextDocument, range: vscode.Range): vscode.InlayHint[] {
    const { start, end } = document.validateRange(range);
    const people = this.#context.usersNow(document.uri) ?? [];
    const lines = Array.from({ length: end.line - start.line + 1 }, (_, at) => start.line + at);
    return lines.flatMap((line) =>
      nameHints(document.lineAt(line).text, people).map(({ offset, name }) => {
        const hint = new vscode.InlayHint(new vscode.Position(line, offset), name);
        hint.paddingLeft = true;
        return hint;
      }),
    );
  }

  #loaded(): Promise<JsonLanguage | undefined> {
    this.#language ??= this.#load();
    return this.#language;
  }

  async #load(): Promise<JsonLanguage | undefined> {
    try {
      const part = await import('./jsonLanguage.ts');
      // The part is a bundle of its own, with an l10n of its own.
      return part.createJsonLanguage(this.#context, vscode.l10n.bundle ?? {});
    } catch (error) {
      this.#logger.error('The JSON features could not be loaded', {
        reason: errorName(error),
      });
      return undefined;
    }
  }
}
