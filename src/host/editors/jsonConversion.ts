import * as vscode from 'vscode';
import {
  type CompletionItem,
  type DocumentSymbol,
  type Hover,
  InsertTextFormat,
  MarkupContent,
  type Position,
  type Range,
  type TextDocument,
} from 'vscode-json-languageservice';
import { isObject, textOf } from '../../core/contact/contact.ts';
import { messengerName } from '../../protocol/messengers.ts';
import type { JsonScope } from './jsonScope.ts';
import type { ValueCompletion } from './valueWords.ts';

/** A place of the document within the scope. */
export function positionIn(scope: JsonScope, { line, character }: vscode.Position): Position {
  return { line: line - scope.startLine, character };
}

/** A range of the scope within the document. */
export function rangeIn({ startLine }: JsonScope, { start, end }: Range): vscode.Range {
  return new vscode.Range(
    start.line + startLine,
    start.character,
    end.line + startLine,
    end.character,
  );
}

/** The language service's item, or one of our own, as VS Code takes it. */
export function completionOf(
  item: CompletionItem | ValueCompletion,
  scope: JsonScope,
  document: vscode.TextDocument,
  text: TextDocument,
): vscode.CompletionItem {
  if ('newText' in item) return valueCompletionOf(item, scope, text);
  const completion = new vscode.CompletionItem(
    item.label,
    item.kind === undefined ? undefined : item.kind - 1, // the protocol counts kinds from 1
  );
  if (item.detail !== undefined) completion.detail = item.detail;
  if (item.filterText !== undefined) completion.filterText = item.filterText;
  if (item.sortText !== undefined) completion.sortText = item.sortText;
  if (item.documentation !== undefined) {
    completion.documentation = MarkupContent.is(item.documentation)
      ? new vscode.MarkdownString(item.documentation.value)
      : item.documentation;
  }
  const newText = item.textEdit?.newText ?? item.insertText ?? item.label;
  completion.insertText =
    item.insertTextFormat === InsertTextFormat.Snippet
      ? new vscode.SnippetString(newText)
      : newText;
  if (item.textEdit && 'range' in item.textEdit) {
    completion.range = document.validateRange(rangeIn(scope, item.textEdit.range));
  }
  return completion;
}

function valueCompletionOf(
  item: ValueCompletion,
  scope: JsonScope,
  text: TextDocument,
): vscode.CompletionItem {
  const completion = new vscode.CompletionItem(
    { label: item.label, description: item.detail },
    vscode.CompletionItemKind.Value,
  );
  if (item.documentation !== undefined) completion.documentation = item.documentation;
  completion.insertText = item.newText;
  completion.filterText = item.filterText;
  completion.sortText = item.sortText;
  completion.range = rangeIn(scope, {
    start: text.positionAt(item.offset),
    end: text.positionAt(item.offset + item.length),
  });
  return completion;
}

export function hoverTextOf({ contents }: Hover): vscode.MarkdownString {
  const parts = Array.isArray(contents) ? contents : [contents];
  const texts = parts.map((part) => (typeof part === 'string' ? part : part.value));
  return new vscode.MarkdownString(texts.join('\n\n'));
}

export function symbolOf(symbol: DocumentSymbol, scope: JsonScope): vscode.DocumentSymbol {
  const converted = new vscode.DocumentSymbol(
    symbol.name || '""',
    symbol.detail ?? '',
    symbol.kind - 1, // the protocol counts kinds from 1
    rangeIn(scope, symbol.range),
    rangeIn(scope, symbol.selectionRange),
  );
  converted.children = (symbol.children ?? []).map((child) => symbolOf(child, scope));
  return converted;
}

/** The symbols of a value with the elements of its lists called by name instead of by number. */
export function titledSymbols(
  symbols: readonly vscode.DocumentSymbol[],
  value: unknown,
): vscode.DocumentSymbol[] {
  return symbols.map((symbol) => {
    const child = childOf(value, symbol.name);
    const title = Array.isArray(value) ? titleOf(child) : '';
    symbol.children = titledSymbols(symbol.children, child);
    if (title !== '') symbol.name = title;
    return symbol;
  });
}

function childOf(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return value[Number(key)];
  return isObject(value) ? value[key] : undefined;
}

function titleOf(value: unknown): string {
  if (!isObject(value)) return '';
  const chatType = textOf(value['chatType']);
  if (chatType !== '') {
    return [messengerName(chatType), textOf(value['chatId'])]
      .filter((part) => part !== '')
      .join(' ');
  }
  return textOf(value['name']).trim() || textOf(value['id']);
}
