import type { ApiError } from '../api/apiError.ts';
import type { ChangeItem } from './changeSet.ts';
import { isInvalid } from './requestFailure.ts';

/** An item that has been part of a request, and what the answer said of it. */
export type SentItem = Accepted | Absent | Refused | InDoubt;

interface Accepted {
  readonly item: ChangeItem;
  readonly answer: 'accepted';
}

/** A deletion that was answered with "not found". */
interface Absent {
  readonly item: ChangeItem;
  readonly answer: 'absent';
}

/** Refused as invalid: named, or the only one in its request. Deletions are refused together. */
export interface Refused {
  readonly item: ChangeItem;
  readonly answer: 'refused';
  /** The names of the refused fields as the server spells them; empty if it named none. */
  readonly fields: readonly string[];
  readonly error: ApiError;
}

/** Without a usable answer: carried out or not. */
interface InDoubt {
  readonly item: ChangeItem;
  readonly answer: 'inDoubt';
  readonly error: unknown;
}

/** What became of one chunk. Items that are not in the list were refused before they were looked at. */
export interface ChunkResult {
  readonly sent: readonly SentItem[];
  /** Why the last request failed; absent if it was answered well. */
  readonly failure?: { readonly error: unknown };
}

export function accepted(items: readonly ChangeItem[]): readonly SentItem[] {
  return items.map((item) => ({ item, answer: 'accepted' }));
}

export function refused(item: ChangeItem, fields: readonly string[], error: ApiError): SentItem {
  return { item, answer: 'refused', fields, error };
}

/** `items` as they stand after a request that failed with `error`, which does not tell of them singly. */
export function inDoubt(items: readonly ChangeItem[], error: unknown): readonly SentItem[] {
  return items.map((item) => ({ item, answer: 'inDoubt', error }));
}

/** Deletions as they stand after their request failed with `error`. */
export function failedDeletions(items: readonly ChangeItem[], error: unknown): readonly SentItem[] {
  return isInvalid(error) ? items.map((item) => refused(item, [], error)) : inDoubt(items, error);
}
