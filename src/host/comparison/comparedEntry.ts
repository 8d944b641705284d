import type { Contact } from '../../core/contact/contact.ts';
import type { Comparison, NotComparedReason } from '../../core/transfer/compare/comparison.ts';
import { contactOfRow } from '../../core/transfer/compare/contactOfRow.ts';
import {
  type FieldDifference,
  fieldDifferences,
} from '../../core/transfer/compare/fieldDifferences.ts';
import { takeOver } from '../../core/transfer/import/applyDraft.ts';
import { isContactContent } from '../../core/transfer/import/importRow.ts';
import type { OpenComparison } from './openComparison.ts';

/** A list of a comparison. */
export type ComparisonKind = keyof Comparison;

/** In the order in which they are shown. */
export const comparisonKinds: readonly ComparisonKind[] = [
  'onlyInFile',
  'onlyInWazzup',
  'different',
  'notCompared',
  'same',
];

/** One entry of a list: a row of the file by its place, a contact by its id, or both. */
export type ComparedEntry =
  | { readonly kind: 'onlyInFile'; readonly place: number }
  | { readonly kind: 'onlyInWazzup'; readonly id: string }
  | { readonly kind: 'different' | 'same'; readonly place: number; readonly id: string }
  | { readonly kind: 'notCompared'; readonly place: number; readonly reason: NotComparedReason };

/** The entries of a list, from one place in it to another. */
export function entriesIn(
  comparison: Comparison,
  kind: ComparisonKind,
  from = 0,
  to?: number,
): readonly ComparedEntry[] {
  switch (kind) {
    case 'onlyInFile':
      return comparison.onlyInFile.slice(from, to).map((place) => ({ kind, place }));
    case 'onlyInWazzup':
      return comparison.onlyInWazzup.slice(from, to).map((id) => ({ kind, id }));
    case 'different':
    case 'same':
      return comparison[kind].slice(from, to).map((pair) => ({ kind, ...pair }));
    case 'notCompared':
      return comparison.notCompared.slice(from, to).map((one) => ({ kind, ...one }));
  }
}

/** Names an entry among all of its comparison. */
export function entryKey(entry: ComparedEntry): string {
  return 'place' in entry ? `row/${entry.place}` : `contact/${entry.id}`;
}

/** The contact of an entry: as Wazzup has it, else as the file has it. */
export function contactOfEntry({ parts }: OpenComparison, entry: ComparedEntry): Contact {
  const known = 'id' in entry ? parts.session.book.search.index.contact(entry.id) : undefined;
  if (known) return known;
  return 'place' in entry ? contactOfRow(parts.file.rows.at(entry.place)) : { id: entry.id };
}

/** The two states of a contact that differs: as Wazzup has it, and with what the file says. Undefined if it is gone. */
export function statesOf(
  { parts }: OpenComparison,
  { place, id }: { readonly place: number; readonly id: string },
): { readonly inWazzup: Contact; readonly inFile: Contact } | undefined {
  const inWazzup = parts.session.book.search.index.contact(id);
  const { content } = parts.file.rows.at(place);
  return inWazzup && isContactContent(content)
    ? { inWazzup, inFile: takeOver(inWazzup, content) }
    : undefined;
}

/** What differs between the two. */
export function differencesOf(
  comparison: OpenComparison,
  pair: { readonly place: number; readonly id: string },
): readonly FieldDifference[] {
  const states = statesOf(comparison, pair);
  return states ? fieldDifferences(states.inWazzup, states.inFile) : [];
}
