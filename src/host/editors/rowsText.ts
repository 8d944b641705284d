import { findNodeAtLocation, parseTree } from 'jsonc-parser';

/** Whether two texts of a card hold the same rows, to the letter: then row pointers mean the same in both. */
export function sameRows(one: string, other: string): boolean {
  const rows = rowsSource(one);
  return rows !== undefined && rows === rowsSource(other);
}

/** The source text of `contactData`; '' where the card has none, undefined where the text is no card. */
function rowsSource(text: string): string | undefined {
  const root = parseTree(text);
  if (root?.type !== 'object') return undefined;
  const rows = findNodeAtLocation(root, ['contactData']);
  return rows ? text.slice(rows.offset, rows.offset + rows.length) : '';
}
