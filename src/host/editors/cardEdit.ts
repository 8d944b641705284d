import {
  findNodeAtLocation,
  type JSONPath,
  type ModificationOptions,
  modify,
  type Node,
  parseTree,
} from 'jsonc-parser';
import { contactKeys, rowKeys } from '../../core/contact/contact.ts';
import { assertNever, type FormEdit } from '../../protocol/contactForm.ts';

/** Replaces `length` UTF-16 units of the text at `offset`. */
export interface TextChange {
  readonly offset: number;
  readonly length: number;
  readonly content: string;
}

/** What an edit of the form asks for, without its numbers. */
export type CardChange =
  | Pick<Extract<FormEdit, { kind: 'set' }>, 'kind' | 'pointer' | 'text'>
  | Pick<Extract<FormEdit, { kind: 'addRow' }>, 'kind' | 'chatType'>
  | Pick<Extract<FormEdit, { kind: 'removeRow' }>, 'kind' | 'row'>
  | Pick<Extract<FormEdit, { kind: 'moveRow' }>, 'kind' | 'row' | 'to'>;

/** Keys that an emptied field takes out of the card; an emptied required field stays, as "". */
const optionalKeys = new Set(['uri', 'chatId', 'username', 'phone']);

/**
 * The smallest changes that bring `change` into the card's `text`: all else, unknown keys, nulls and
 * formatting included, stays byte for byte. None where nothing changes; undefined where the text has no
 * place for it (no card, or the row does not exist).
 */
export function cardEdit(text: string, change: CardChange): readonly TextChange[] | undefined {
  const root = parseTree(text);
  if (root ? root.type !== 'object' : text.trim() !== '') return undefined;
  switch (change.kind) {
    case 'set':
      return setField(text, root, pathOf(change.pointer), change.text);
    case 'addRow':
      return addRow(text, root, change.chatType);
    case 'removeRow':
      return rowAt(root, change.row)
        ? modify(text, ['contactData', change.row], undefined, optionsFor(text))
        : undefined;
    case 'moveRow':
      return swapRows(text, rowAt(root, change.row), rowAt(root, change.to));
    default:
      return assertNever(change);
  }
}

/** `text` with `changes`, which must not overlap. */
export function applyChanges(text: string, changes: readonly TextChange[]): string {
  return [...changes]
    .sort((a, b) => b.offset - a.offset)
    .reduce(
      (result, { offset, length, content }) =>
        result.slice(0, offset) + content + result.slice(offset + length),
      text,
    );
}

function setField(
  text: string,
  root: Node | undefined,
  path: JSONPath,
  value: string,
): readonly TextChange[] | undefined {
  const parent = root && findNodeAtLocation(root, path.slice(0, -1));
  if (path.length > 1 && parent?.type !== 'object') return undefined;
  const node = root && findNodeAtLocation(root, path);
  const removed = value === '' && optionalKeys.has(String(path.at(-1)));
  if (!node) return removed || value === '' ? [] : insertField(text, path, value);
  if (removed) return modify(text, path, undefined, optionsFor(text));
  const content = JSON.stringify(value);
  return text.slice(node.offset, node.offset + node.length) === content || node.value === value
    ? []
    : [{ offset: node.offset, length: node.length, content }];
}

function insertField(text: string, path: JSONPath, value: unknown): readonly TextChange[] {
  const keyOrder: readonly string[] = path.length > 1 ? rowKeys : contactKeys;
  const before = keyOrder.slice(0, keyOrder.indexOf(String(path.at(-1))));
  return modify(text, path, value, {
    ...optionsFor(text),
    getInsertionIndex: (present) =>
      present.reduce((index, key, at) => (before.includes(key) ? at + 1 : index), 0),
  });
}

function addRow(text: string, root: Node | undefined, chatType: string): readonly TextChange[] {
  const rows = root && findNodeAtLocation(root, ['contactData']);
  const row = { chatType };
  if (!rows) return insertField(text, ['contactData'], [row]);
  return rows.type === 'array'
    ? modify(text, ['contactData', -1], row, { ...optionsFor(text), isArrayInsertion: true })
    : modify(text, ['contactData'], [row], optionsFor(text));
}

function swapRows(
  text: string,
  one: Node | undefined,
  other: Node | undefined,
): readonly TextChange[] | undefined {
  if (!one || !other) return undefined;
  const sourceOf = (node: Node) => text.slice(node.offset, node.offset + node.length);
  return [
    { offset: one.offset, length: one.length, content: sourceOf(other) },
    { offset: other.offset, length: other.length, content: sourceOf(one) },
  ];
}

function rowAt(root: Node | undefined, row: number): Node | undefined {
  return root && findNodeAtLocation(root, ['contactData', row]);
}

/** The path of a pointer made by the form: its parts hold nothing that JSON pointers escape. */
function pathOf(pointer: string): JSONPath {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

/** Insertions take the text's own indentation and line ends. */
function optionsFor(text: string): ModificationOptions {
  const indent = /\n([ \t]+)\S/.exec(text)?.[1] ?? '  ';
  return {
    formattingOptions: {
      insertSpaces: !indent.startsWith('\t'),
      tabSize: indent.startsWith('\t') ? 1 : indent.length,
      eol: text.includes('\r\n') ? '\r\n' : '\n',
    },
  };
}
