import type { ContactSource } from '../contactStore.ts';
import type { StoredContact } from '../json.ts';
import { mix, type Random, randomFrom } from '../random.ts';
import type { User } from '../users.ts';
import { demoCompany } from './companies.ts';
import { departedUserIds } from './demoUsers.ts';
import { type DemoIds, demoIds } from './ids.ts';
import { demoPerson } from './names.ts';
import { demoRows } from './rows.ts';

export interface DemoContactOptions {
  readonly length: number;
  readonly seed: number;
  readonly users: readonly User[];
  /** Whether a few of them belong to employees who have left. */
  readonly withDeparted: boolean;
}

/** Contacts that the API would accept, each computed from its id. */
export function demoContacts(options: DemoContactOptions): ContactSource {
  const ids: DemoIds = demoIds(options.length, options.seed);
  return {
    length: ids.length,
    id: (index) => ids.id(index),
    has: (id) => ids.indexOf(id) !== undefined,
    find: (id) => {
      const index = ids.indexOf(id);
      return index === undefined ? undefined : demoContact(id, index, options);
    },
  };
}

function demoContact(id: string, index: number, options: DemoContactOptions): StoredContact {
  const random = randomFrom(mix(options.seed, 4, index));
  const isCompany = random.chance(0.1);
  const person = isCompany ? demoCompany(random) : demoPerson(random);
  const { seed } = options;
  const contactData = demoRows({ person, position: index, seed, isCompany }, random);
  return {
    id,
    responsibleUserId: responsible(random, options),
    name: person.name,
    contactData,
    ...(random.chance(0.65) ? { uri: demoUri(id, random) } : {}),
  };
}

/** Some employees have far more contacts than others. */
function responsible(random: Random, { users, withDeparted }: DemoContactOptions): string {
  const departed = random.pick(departedUserIds);
  if (random.chance(0.01) && withDeparted) return departed;
  return users[Math.floor(random.next() ** 1.6 * users.length)]?.id ?? departed;
}

function demoUri(id: string, random: Random): string {
  const address = random.pick([
    'https://crm.example.com/contacts/detail/',
    'https://sales.example.org/crm/contact/details/',
  ]);
  return `${address}${encodeURIComponent(id)}`;
}
