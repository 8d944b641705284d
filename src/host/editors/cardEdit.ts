import {
  findNodeAtLocation,
  type JSONPath,
  type Node,
  type ParseError,
  parseTree,
} from 'jsonc-parser';
import { contactKeys, rowKeys } from '../../core/contact/contact.ts';
import { assertNever, type FormEdit } from '../../protocol/contactForm.ts';
import { appendElement, insertProperty, removeChild } from './jsonLayout.ts';
import type { TextChange } from './textChange.ts';

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
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true });
  if (root && errors.length > 0) return undefined;
  if (root ? root.type !== 'object' : text.trim() !== '') return undefined;
  switch (change.kind) {
    case 'set':
      return setField(text, root, pathOf(change.pointer), change.text);
    case 'addRow':
      return addRow(text, root, change.chatType);
    case 'removeRow':
      return removeRow(rowAt(root, change.row));
    case 'moveRow':
      return swapRows(text, rowAt(root, change.row), rowAt(root, change.to));
    default:
      return assertNever(change);
  }
}

function setField(
  text: string,
  root: Node | undefined,
  path: JSONPath,
  value: string,
): readonly TextChange[] | undefined {
  const key = String(path.at(-1));
  const removed = value === '' && optionalKeys.has(key);
  if (!root) return value === '' ? [] : newCard(text, { [key]: value });
  const parent = findNodeAtLocation(root, path.slice(0, -1));
  if (parent?.type !== 'object') return undefined;
  const node = findNodeAtLocation(parent, [key]);
  if (!node) {
    const keyOrder: readonly string[] = path.length > 1 ? rowKeys : contactKeys;
    return value === '' ? [] : insertField(text, parent, key, value, keyOrder);
  }
  if (removed && node.parent) return [removeChild(parent, node.parent)];
  const content = JSON.stringify(value);
  return text.slice(node.offset, node.offset + node.length) === content || node.value === value
    ? []
    : [{ offset: node.offset, length: node.length, content }];
}

/** A new key goes where the documentation has it. */
function insertField(
  text: string,
  parent: Node,
  key: string,
  value: unknown,
  keyOrder: readonly string[],
): readonly TextChange[] {
  const before = keyOrder.slice(0, keyOrder.indexOf(key));
  return [insertProperty(text, parent, key, value, before)];
}

function addRow(text: string, root: Node | undefined, chatType: string): readonly TextChange[] {
  const row = { chatType };
  if (!root) return newCard(text, { contactData: [row] });
  const rows = findNodeAtLocation(root, ['contactData']);
  if (!rows) return insertField(text, root, 'contactData', [row], contactKeys);
  return rows.type === 'array'
    ? [appendElement(text, rows, row)]
    : [{ offset: rows.offset, length: rows.length, content: JSON.stringify([row]) }];
}

/** The first content of an empty text. */
function newCard(text: string, card: object): readonly TextChange[] {
  return [{ offset: 0, length: text.length, content: `${JSON.stringify(card, null, 2)}\n` }];
}

function removeRow(row: Node | undefined): readonly TextChange[] | undefined {
  return row?.parent && [removeChild(row.parent, row)];
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
