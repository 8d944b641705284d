import type { Book } from '../../core/book/book.ts';
import type { BookPart, ContactsPart, GapPart } from '../../core/book/bookPart.ts';

/** Up to so many contacts are shown one below the other: VS Code takes half a second for twice as many. */
const mostFlat = 5_000;
/** So many contacts are one row where there are more. */
const blockSize = 1_000;

/** Consecutive contacts of a long list. */
export interface BlockRow {
  readonly kind: 'block';
  /** Position of the first, from 0: a multiple of a thousand. */
  readonly from: number;
  readonly ids: readonly string[];
}

interface ContactRow {
  readonly kind: 'contact';
  readonly id: string;
}

/** One row below an account. */
export type AccountRow =
  | ContactRow
  | BlockRow
  | { readonly kind: 'gap'; readonly gap: GapPart; readonly isTail: boolean }
  /** The account has no contacts. */
  | { readonly kind: 'empty' }
  /** Others added or deleted contacts since reading began. */
  | { readonly kind: 'countChanged'; readonly before: number; readonly now: number }
  /** Everything was read, and yet it is not all. */
  | { readonly kind: 'incomplete'; readonly read: number; readonly count: number | undefined };

/**
 * The rows of an account from top to bottom. In a long list each full thousand is one row; what is left over, before a
 * gap or at the end, is shown as it is, so that what is read next comes into view.
 */
export function accountRows(
  book: Pick<Book, 'layout' | 'isRead' | 'countChange' | 'coverage'>,
): readonly AccountRow[] {
  const parts = book.layout();
  const notes = notesOf(book, parts);
  if (parts.length === 0 && book.isRead) return [...notes, { kind: 'empty' }];
  const gaps = parts.filter((part) => part.kind === 'gap');
  const read = parts.reduce((sum, part) => sum + (part.kind === 'gap' ? 0 : part.ids.length), 0);
  const rows = parts.flatMap((part): readonly AccountRow[] => {
    if (part.kind === 'contacts') return read > mostFlat ? folded(part) : flat(part.ids);
    const isTail = gaps.length === 1 && part === parts.at(-1);
    return [{ kind: 'gap', gap: part, isTail }];
  });
  return [...notes, ...rows];
}

/** The rows of contacts that stand one below the other, each full thousand of a long list in one. */
export function foldedRows(ids: readonly string[]): readonly (ContactRow | BlockRow)[] {
  return ids.length > mostFlat ? folded({ from: 0, ids }) : flat(ids);
}

function flat(ids: readonly string[]): readonly ContactRow[] {
  return ids.map((id) => ({ kind: 'contact', id }));
}

function folded({
  from,
  ids,
}: Pick<ContactsPart, 'from' | 'ids'>): readonly (ContactRow | BlockRow)[] {
  if (from === undefined) return flat(ids);
  const firstBlock = Math.ceil(from / blockSize) * blockSize;
  const rows: (ContactRow | BlockRow)[] = [...flat(ids.slice(0, firstBlock - from))];
  let start = firstBlock - from;
  for (; start + blockSize <= ids.length; start += blockSize) {
    rows.push({ kind: 'block', from: from + start, ids: ids.slice(start, start + blockSize) });
  }
  return rows.concat(flat(ids.slice(start)));
}

function notesOf(
  { countChange, coverage }: Pick<Book, 'countChange' | 'coverage'>,
  parts: readonly BookPart[],
): readonly AccountRow[] {
  if (countChange) return [{ kind: 'countChanged', ...countChange }];
  const { read, count, isComplete } = coverage;
  const isAllRead = parts.length > 0 && parts.every(({ kind }) => kind === 'contacts');
  const hasNew = parts.some((part) => part.kind === 'contacts' && part.from === undefined);
  return isAllRead && !isComplete && !hasNew ? [{ kind: 'incomplete', read, count }] : [];
}
