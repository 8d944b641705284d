import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import {
  ClientCapabilities,
  getLanguageService,
  type JSONDocument,
  type LanguageService,
  TextDocument,
} from 'vscode-json-languageservice';
import { TimeSlices } from '../../core/book/timeSlices.ts';
import { isObject } from '../../core/contact/contact.ts';
import { schemaInWords } from '../../core/contact/schemaWords.ts';
import type { CardContext } from './cardContext.ts';
import { contactSchemaUri, contactsSchemaUri, manyContacts, oneContact } from './contactSchemas.ts';
import {
  completionOf,
  hoverTextOf,
  positionIn,
  rangeIn,
  symbolOf,
  titledSymbols,
} from './jsonConversion.ts';
import { type JsonScope, scopeAt, scopesOf } from './jsonScope.ts';
import { phoneMeaning } from './phoneWords.ts';
import { isResponsibleValue, valueCompletions, valueMeaning } from './valueWords.ts';

/** More symbols than this help nobody, and cost memory in a file of thousands of contacts. */
const mostSymbols = 5000;

/** The language features of contact files, on the text as it is in the editor. */
export interface JsonLanguage {
  complete(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.CompletionList | undefined>;
  hover(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.Hover | undefined>;
  /** Other work goes on meanwhile; undefined if the text was changed by that. Rejects with the signal's reason. */
  symbols(
    document: vscode.TextDocument,
    signal: AbortSignal,
  ): Promise<vscode.DocumentSymbol[] | undefined>;
  format(
    document: vscode.TextDocument,
    range: vscode.Range,
    options: vscode.FormattingOptions,
  ): vscode.TextEdit[];
}

/** `words`: the contents of the l10n bundle; this part is loaded on its own and knows none yet. */
export function createJsonLanguage(
  context: CardContext,
  words: Readonly<Record<string, string>>,
): JsonLanguage {
  l10n.config({ contents: { ...words } });
  const schema = schemaInWords(oneContact, (text) => l10n.t(text));
  const service = getLanguageService({ clientCapabilities: ClientCapabilities.LATEST });
  service.configure({
    validate: false, // problems come from core/contact
    allowComments: false,
    schemas: [
      { uri: contactSchemaUri, fileMatch: ['*.one'], schema },
      { uri: contactsSchemaUri, fileMatch: ['*.many'], schema: manyContacts },
    ],
  });
  return {
    async complete(document, position) {
      const scope = scopeAt(document, position.line);
      const { text, json } = parsed(service, scope);
      const at = positionIn(scope, position);
      const offset = text.offsetAt(at);
      // Nothing but names is of use here; everything else must not wait for them.
      const needsUsers = isResponsibleValue(scope, offset);
      const users = needsUsers ? await context.usersSoon(document.uri) : [];
      const own = valueCompletions(scope, offset, users ?? []);
      if (own) {
        return new vscode.CompletionList(
          own.map((item) => completionOf(item, scope, document, text)),
        );
      }
      const list = await service.doComplete(text, at, json);
      return list
        ? new vscode.CompletionList(
            list.items.map((item) => completionOf(item, scope, document, text)),
            // Without names now: there may be some with the next letter.
            list.isIncomplete || !users,
          )
        : undefined;
    },
    async hover(document, position) {
      const scope = scopeAt(document, position.line);
      const { text, json } = parsed(service, scope);
      const at = positionIn(scope, position);
      const hover = await service.doHover(text, at, json);
      const offset = text.offsetAt(at);
      const meaning = valueMeaning(scope, offset, context.usersNow(document.uri) ?? []);
      const phone = phoneMeaning(scope, offset, vscode.env.language);
      const parts = [meaning, phone, hover ? hoverTextOf(hover) : undefined].filter(
        (part) => part !== undefined,
      );
      if (parts.length === 0) return undefined;
      return new vscode.Hover(parts, hover?.range && rangeIn(scope, hover.range));
    },
    async symbols(document, signal) {
      const { version } = document;
      const slices = new TimeSlices(signal);
      const symbols: vscode.DocumentSymbol[] = [];
      for (const scope of scopesOf(document)) {
        if (symbols.length >= mostSymbols) break;
        await slices.next();
        if (document.version !== version) return undefined;
        symbols.push(...symbolsOf(service, scope, document));
      }
      return symbols;
    },
    format(document, range, options) {
      const scope = scopeAt(document, 0);
      const { text } = parsed(service, scope);
      return service
        .format(text, range, { ...options, insertFinalNewline: true })
        .map((edit) => new vscode.TextEdit(rangeIn(scope, edit.range), edit.newText));
    },
  };
}

function parsed(
  service: LanguageService,
  scope: JsonScope,
): { readonly text: TextDocument; readonly json: JSONDocument } {
  const uri = scope.isList ? 'scope:/text.many' : 'scope:/text.one';
  const text = TextDocument.create(uri, 'json', 0, scope.text);
  return { text, json: service.parseJSONDocument(text) };
}

function symbolsOf(
  service: LanguageService,
  scope: JsonScope,
  document: vscode.TextDocument,
): vscode.DocumentSymbol[] {
  const value = parsedValue(scope.text);
  if (!scope.isElement) {
    const { text, json } = parsed(service, scope);
    const found = service.findDocumentSymbols2(text, json, { resultLimit: mostSymbols });
    const symbols = found.map((symbol) => symbolOf(symbol, scope));
    return titledSymbols(symbols, value);
  }
  const last = scope.startLine + scope.text.split('\n').length - 1;
  const range = new vscode.Range(
    document.lineAt(scope.startLine).range.start,
    document.lineAt(last).range.end,
  );
  const [title] = titledSymbols(
    [new vscode.DocumentSymbol('0', '', vscode.SymbolKind.Object, range, range)],
    [value],
  );
  return title ? [title] : [];
}

/** The value of a text; an empty object where it is broken, so that only titles are missing. */
function parsedValue(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) || isObject(value) ? value : {};
  } catch {
    return {};
  }
}
