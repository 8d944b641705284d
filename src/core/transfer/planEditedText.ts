import type { AccountId } from '../accountId.ts';
import { TimeSlices } from '../book/timeSlices.ts';
import type { ChangeSet } from '../change/changeSet.ts';
import { planUpsert } from '../change/planChanges.ts';
import { sameContact } from '../contact/compareContacts.ts';
import type { Contact, WritableContact } from '../contact/contact.ts';
import { toWritable } from '../contact/writableContact.ts';
import type { ContactFile, FileProblem } from './contactFile.ts';

/** What the edited text of contacts means for the account they were read from. */
export interface EditPlan {
  /** The contacts that were changed. */
  readonly changeSet: ChangeSet;
  /** How many stand in the text as they were read. */
  readonly unchanged: number;
  /** How many do not stand in the text any more: nothing happens to them. */
  readonly missing: number;
}

/**
 * What has to be sent so that the account holds what the text says. Lets other work go on every few milliseconds.
 *
 * @param file the text, read as one that may name the ids of `base` only
 * @param base each contact as the text was made from it, by id
 * @returns the errors in the order of the text if there are any: then nothing may be sent. What is wrong with a contact
 *   that was not touched is none of them.
 */
export async function planEditedText(
  accountId: AccountId,
  file: ContactFile,
  base: ReadonlyMap<string, Contact>,
  signal: AbortSignal,
): Promise<EditPlan | { readonly errors: readonly FileProblem[] }> {
  const slices = new TimeSlices(signal);
  const changed: ContactFile['contacts'][number][] = [];
  const others: ContactFile['contacts'][number][] = [];
  for (const place of file.contacts) {
    await slices.next();
    const before = base.get(place.contact.id);
    const isSame = before !== undefined && sameContact(before, place.contact);
    (isSame ? others : changed).push(place);
  }
  const errors = errorsOutside(others, file.problems);
  if (errors.length > 0) return { errors };
  const wanted: WritableContact[] = [];
  for (const { contact } of changed) {
    await slices.next();
    const writable = toWritable(contact, { exists: true });
    if ('contact' in writable) wanted.push(writable.contact);
  }
  const { changeSet } = planUpsert(accountId, 'editSelection', wanted, base);
  const named = new Set(file.contacts.map(({ contact }) => contact.id));
  return {
    changeSet,
    unchanged: file.contacts.length - changed.length,
    missing: [...base.keys()].filter((id) => !named.has(id)).length,
  };
}

/** The errors that lie in none of these contacts; both are in the order of the text. */
function errorsOutside(
  contacts: ContactFile['contacts'],
  problems: readonly FileProblem[],
): readonly FileProblem[] {
  let next = 0;
  return problems.filter(({ offset, severity }) => {
    if (severity !== 'error') return false;
    let contact = contacts[next];
    while (contact && contact.offset + contact.length <= offset) {
      next += 1;
      contact = contacts[next];
    }
    return !contact || offset < contact.offset;
  });
}
