import type { Book } from '../../core/book/book.ts';
import type { BookPart, GapPart } from '../../core/book/bookPart.ts';

/** One row below an account. */
export type AccountRow =
  | { readonly kind: 'contact'; readonly id: string }
  | { readonly kind: 'gap'; readonly gap: GapPart; readonly isTail: boolean }
  /** The account has no contacts. */
  | { readonly kind: 'empty' }
  /** Others added or deleted contacts since reading began. */
  | { readonly kind: 'countChanged'; readonly before: number; readonly now: number }
  /** Everything was read, and yet it is not all. */
  | { readonly kind: 'incomplete'; readonly read: number; readonly count: number | undefined };

/** The rows of an account from top to bottom. */
export function accountRows(
  book: Pick<Book, 'layout' | 'isRead' | 'countChange' | 'coverage'>,
): readonly AccountRow[] {
  const parts = book.layout();
  const notes = notesOf(book, parts);
  if (parts.length === 0 && book.isRead) return [...notes, { kind: 'empty' }];
  const gaps = parts.filter((part) => part.kind === 'gap');
  const rows = parts.flatMap((part): readonly AccountRow[] => {
    if (part.kind === 'contacts') return part.ids.map((id) => ({ kind: 'contact', id }));
    const isTail = gaps.length === 1 && part === parts.at(-1);
    return [{ kind: 'gap', gap: part, isTail }];
  });
  return [...notes, ...rows];
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
