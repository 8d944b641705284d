import type { Node } from 'jsonc-parser';
import type { TextChange } from './textChange.ts';

// jsonc-parser formats the lines around what it inserts, and its removal of a last element takes the line break
// before the bracket along: both would rewrite what nobody touched. These copy the layout of the neighbours.

/** Adds a property to an object, behind the last of `before` that it has. */
export function insertProperty(
  text: string,
  object: Node,
  key: string,
  value: unknown,
  before: readonly string[],
): TextChange {
  const properties = object.children ?? [];
  const [first] = properties;
  if (!first) return fill(text, object, (indent) => propertyText(text, key, value, indent));
  const gap = text.slice(object.offset + 1, first.offset);
  const content = propertyText(text, key, value, gap);
  const previous = properties.findLast(({ children }) => before.includes(children?.[0]?.value));
  return previous
    ? { offset: endOf(previous), length: 0, content: `,${gap}${content}` }
    : { offset: first.offset, length: 0, content: `${content},${gap}` };
}

/** Adds an element at the end of a list. */
export function appendElement(text: string, list: Node, value: unknown): TextChange {
  const [first] = list.children ?? [];
  const last = list.children?.at(-1);
  if (!first || !last) return fill(text, list, (indent) => valueText(text, value, indent));
  const gap = text.slice(list.offset + 1, first.offset);
  return { offset: endOf(last), length: 0, content: `,${gap}${valueText(text, value, gap)}` };
}

/** Takes an element out of its list, or a property out of its object, with the comma that goes with it. */
export function removeChild(parent: Node, child: Node): TextChange {
  const children = parent.children ?? [];
  const index = children.indexOf(child);
  const next = children[index + 1];
  const previous = children[index - 1];
  if (next) return { offset: child.offset, length: next.offset - child.offset, content: '' };
  if (previous) {
    return { offset: endOf(previous), length: endOf(child) - endOf(previous), content: '' };
  }
  return { offset: parent.offset + 1, length: parent.length - 2, content: '' };
}

/** Puts the first content into an empty object or list. */
function fill(text: string, node: Node, contentAt: (gap: string) => string): TextChange {
  const outer = lineBreakBefore(text, node.offset);
  const inner = outer === '' ? '' : outer + indentUnit(text);
  return {
    offset: node.offset + 1,
    length: node.length - 2,
    content: `${inner}${contentAt(inner)}${outer}`,
  };
}

function propertyText(text: string, key: string, value: unknown, gap: string): string {
  const colon = isCompact(text) ? ':' : ': ';
  return `${JSON.stringify(key)}${colon}${valueText(text, value, gap)}`;
}

/** `gap` is the white space before the value's line: where it breaks lines, the value may, too. */
function valueText(text: string, value: unknown, gap: string): string {
  if (isCompact(text)) return JSON.stringify(value);
  const pretty = JSON.stringify(value, null, indentUnit(text)).split('\n');
  return gap.includes('\n')
    ? pretty.join(gap.slice(gap.search(/\r?\n[^\n]*$/)))
    : pretty.map((line) => line.trim()).join(' ');
}

/** The line break and indentation of the line at `offset`; "" in a text of one line. */
function lineBreakBefore(text: string, offset: number): string {
  if (!text.trim().includes('\n')) return '';
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const indent = /^[ \t]*/.exec(text.slice(start))?.[0] ?? '';
  return (text.includes('\r\n') ? '\r\n' : '\n') + indent;
}

/** One level of indentation as the text has it. */
function indentUnit(text: string): string {
  return /\n([ \t]+)\S/.exec(text)?.[1] ?? '  ';
}

/** Whether the text has no white space between keys and values. */
function isCompact(text: string): boolean {
  return /":\S/.test(text) && !/":\s/.test(text);
}

function endOf(node: Node): number {
  return node.offset + node.length;
}
