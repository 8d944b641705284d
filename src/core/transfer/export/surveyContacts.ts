import { TimeSlices } from '../../book/timeSlices.ts';
import { type Contact, rowKeys, rowsOf, textOf } from '../../contact/contact.ts';
import type { ExportFormat } from './exportFormat.ts';
import { isHeldBy } from './heldByFormat.ts';

/** What has to be known of all contacts before the first is written. */
export interface Survey {
  readonly count: number;
  /** The ids of those of which the format cannot hold all that Wazzup showed. */
  readonly reduced: readonly string[];
  /** How many messengers a contact has at most. */
  readonly messengers: number;
  /** Which of the columns `username1`, `phone2` and so on hold anything. */
  readonly used: ReadonlySet<string>;
  readonly hasLinks: boolean;
}

/** Looks through all contacts; lets other work go on every few milliseconds. Rejects with the signal's reason. */
export async function surveyContacts(
  contacts: Iterable<Contact>,
  format: ExportFormat,
  signal: AbortSignal,
): Promise<Survey> {
  const slices = new TimeSlices(signal);
  const reduced: string[] = [];
  const used = new Set<string>();
  let count = 0;
  let messengers = 0;
  let hasLinks = false;
  for (const contact of contacts) {
    await slices.next();
    count += 1;
    if (!isHeldBy(format, contact)) reduced.push(contact.id);
    hasLinks ||= textOf(contact.uri) !== '';
    const rows = rowsOf(contact);
    messengers = Math.max(messengers, rows.length);
    for (const [index, row] of rows.entries()) {
      for (const key of rowKeys) if (textOf(row[key]) !== '') used.add(`${key}${index + 1}`);
    }
  }
  return { count, reduced, messengers, used, hasLinks };
}
