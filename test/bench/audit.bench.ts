import { Audit, idsByRule } from '../../src/core/audit/audit.ts';
import { createPhoneFacts } from '../../src/core/audit/phoneFacts.ts';
import { ContactIndex } from '../../src/core/book/search/contactIndex.ts';
import { TimeSlices } from '../../src/core/book/timeSlices.ts';
import type { Contact } from '../../src/core/contact/contact.ts';
import { validateContact } from '../../src/core/contact/validateContact.ts';
import type { BenchRow } from '../support/bench.ts';
import { inventedContacts } from '../support/manyContacts.ts';

const sizes = [100_000, 1_000_000];
const rounds = 2;

/**
 * The check of all contacts that were read, in processor time: unpacked, looked at by every rule, and what was found
 * counted. The baseline unpacks them and validates each against the schema alone.
 */
export async function run(report: (row: BenchRow) => void): Promise<void> {
  for (const size of sizes) {
    const index = new ContactIndex();
    for (const contact of inventedContacts(size)) index.put(contact);
    await checked(index);
    const baseline = await best(() => validated(index));
    const value = await best(() => checked(index));
    report({
      name: `audit: ${size.toLocaleString('en')} contacts, every rule`,
      value,
      unit: 'ms',
      baseline,
      ratio: value / baseline,
    });
  }
}

async function checked(index: ContactIndex): Promise<void> {
  const { signal } = new AbortController();
  const slices = new TimeSlices(signal);
  const users = ['504101', '504102', '504103'];
  const audit = new Audit(
    { phones: createPhoneFacts(), country: 'RU', userIds: new Set(users), isOn: () => true },
    (id) => index.contact(id),
  );
  await audit.checkAll(all(index), slices);
  const counts = await idsByRule(await audit.problems(slices), slices);
  if (counts.size === 0) throw new Error('nothing was found');
}

function validated(index: ContactIndex): void {
  let problems = 0;
  for (const contact of all(index)) problems += validateContact(contact, { exists: true }).length;
  if (problems === 0) throw new Error('nothing was found');
}

function* all(index: ContactIndex): Generator<Contact> {
  for (let entry = 0; entry < index.length; entry++) yield index.contactAt(entry);
}

/** Milliseconds of processor time. */
async function best(work: () => unknown): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}
