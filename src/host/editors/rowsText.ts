import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser';

/** Whether two texts of a card hold the same rows, to the letter: then row pointers mean the same in both. */
export function sameRows(one: string, other: string): boolean {
  const rows = rowsSource(one);
  return rows !== undefined && rows === rowsSource(other);
}

/** The source text of `contactData`; '' where the card has none, undefined where the text is no card. */
function rowsSource(text: string): string | undefined {
  const root = treeOf(text);
  if (root?.type !== 'object') return undefined;
  const rows = findNodeAtLocation(root, ['contactData']);
  return rows ? text.slice(rows.offset, rows.offset + rows.length) : '';
}

function treeOf(text: string): Node | undefined {
  try {
    return parseTree(text);
  } catch {
    // Nested too deeply for the parser.
    return undefined;
  }
}
