import type { StartingData } from '../state.ts';
import { demoContacts } from './demoContacts.ts';
import { demoUsers, departedUserIds } from './demoUsers.ts';
import { oddities } from './oddities.ts';

export interface DemoDataOptions {
  /** How many contacts in all, oddities included. */
  readonly contacts: number;
  readonly users: number;
  readonly seed: number;
  readonly clean: boolean;
}

/** Demo contacts and users that look real; the same options give the same data, byte for byte. */
export function createDemoData({ contacts, users, seed, clean }: DemoDataOptions): StartingData {
  const staff = demoUsers(users, seed);
  const [departedUserId] = departedUserIds;
  const common = { seed, users: staff, withDeparted: !clean };
  const all = demoContacts({ ...common, length: contacts });
  const seeded = clean
    ? []
    : oddities({
        idAt: (share) => all.id(Math.floor(share * contacts)),
        userId: staff[0]?.id ?? departedUserId,
        departedUserId,
      }).slice(0, Math.floor(contacts / 4));
  // The oddities count among the contacts, and lie between ids that are spread alike in both lists.
  const source = demoContacts({ ...common, length: contacts - seeded.length });
  return { source, seeded, users: staff };
}
