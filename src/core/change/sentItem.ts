import type { ChangeItem } from './changeSet.ts';
import type { Rejected } from './outcome.ts';

/** An item that has been part of a request, and what the answer said of it. */
export type SentItem = Accepted | Absent | InDoubt;

interface Accepted {
  readonly item: ChangeItem;
  readonly answer: 'accepted';
}

/** A deletion that was answered with "not found". */
interface Absent {
  readonly item: ChangeItem;
  readonly answer: 'absent';
}

/** Without a usable answer: carried out or not. */
interface InDoubt {
  readonly item: ChangeItem;
  readonly answer: 'inDoubt';
  readonly error: unknown;
}

/** What became of one chunk. Items that are in neither list were refused before they were looked at. */
export interface ChunkResult {
  readonly sent: readonly SentItem[];
  readonly rejected: readonly Rejected[];
  /** Why the last request failed; absent if it was answered well. */
  readonly failure?: { readonly error: unknown };
}

/** `items` as they stand after a request that failed with `error`. */
export function inDoubt(items: readonly ChangeItem[], error: unknown): readonly SentItem[] {
  return items.map((item) => ({ item, answer: 'inDoubt', error }));
}
