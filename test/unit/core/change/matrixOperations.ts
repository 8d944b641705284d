import { isDeepStrictEqual } from 'node:util';
import { listContacts, pageSize } from '../../../../src/core/api/readRoutes.ts';
import type { ChangeSet } from '../../../../src/core/change/changeSet.ts';
import { planDelete, planUpsert } from '../../../../src/core/change/planChanges.ts';
import { deletedContacts, planRestore, planUndo } from '../../../../src/core/change/planUndo.ts';
import type { Contact, WritableContact } from '../../../../src/core/contact/contact.ts';
import { toWritable } from '../../../../src/core/contact/writableContact.ts';
import { plannedImport } from '../transfer/import/plannedImport.ts';
import { recordsOf } from './recordsOf.ts';
import { accountId, card, type WriteWorld } from './writeWorld.ts';

/** What is to be in the account in the end, by id; undefined: nothing. */
export type Wanted = ReadonlyMap<string, Contact | undefined>;

/** A wish, which may be planned again and again until it is fulfilled. */
export interface Wish {
  readonly wanted: Wanted;
  /** What has to be done for it as things stand. */
  plan(): Promise<ChangeSet>;
}

/** An operation of the matrix. `wish` does what has to be done before, while all is well. */
export interface MatrixOperation {
  readonly name: string;
  /** What the account holds beside the bystanders. */
  readonly contacts: readonly WritableContact[];
  wish(world: WriteWorld): Promise<Wish>;
  /** What has to hold of what is there, however it ends. */
  isSafe?(held: ReadonlyMap<string, unknown>): boolean;
}

/** Contacts of every kind that others may trip over: with a slash, with details, of MAX, with a link. */
const special: readonly WritableContact[] = [
  card('m/slash1'),
  card('m-telegram', {
    contactData: [
      { chatType: 'telegram', chatId: '555001', username: 'anna_invented', phone: '79011110001' },
    ],
  }),
  card('m-max', { contactData: [{ chatType: 'max', chatId: '555002' }] }),
  card('m-link', { uri: 'https://crm.example/1' }),
];

function numbered(prefix: string, count: number): WritableContact[] {
  return Array.from({ length: count }, (_, i) => card(`${prefix}-${String(i).padStart(3, '0')}`));
}

const one = card('m/slash1', {
  contactData: [
    { chatType: 'telegram', chatId: '555003', username: 'boris_invented' },
    { chatType: 'whatsapp', chatId: '79011110003' },
  ],
});

const kept = card('m-kept');
const lost = card('m/slash1', { contactData: [{ chatType: 'vk', chatId: '555004' }] });
const merged = card('m-kept', { contactData: [...kept.contactData, ...lost.contactData] });

/** @param many how many contacts the large operations are about: more than 100 need several requests */
export function matrixOperations(many: number): readonly MatrixOperation[] {
  const half = Math.floor(many / 2);
  const changed = [...special, ...numbered('m-c', half - special.length)];
  const created = numbered('n-c', many - half);
  const several = [...special, ...numbered('m-d', many - special.length)];
  const few = [...special, ...numbered('m-u', 6)];
  return [
    {
      name: 'save',
      contacts: [one],
      async wish(world) {
        const wanted = [renamed((await readAll(world)).get(one.id))];
        return upsertOf(world, 'save', wanted);
      },
    },
    {
      name: `upsert ${many}`,
      contacts: changed,
      async wish(world) {
        const now = await readAll(world);
        const updates = changed.map(({ id }) => renamed(now.get(id)));
        return upsertOf(world, 'upsertFile', [...updates, ...created]);
      },
    },
    {
      name: `import ${many}`,
      contacts: changed,
      async wish(world) {
        const now = await readAll(world);
        const updates = changed.map(({ id }) => renamed(now.get(id)));
        const table = [
          'id;name;responsibleUserId;chatType1;chatId1',
          // What is there already keeps all that the table does not name.
          ...updates.map(({ id, name }) => `${id};${name};;;`),
          ...created.map(({ id, name, responsibleUserId, contactData: [row] }) =>
            [id, name, responsibleUserId, row?.chatType, row?.chatId].join(';'),
          ),
        ].join('\r\n');
        const wanted = [...updates, ...created];
        return {
          wanted: new Map(wanted.map((contact) => [contact.id, contact])),
          plan: async () => (await plannedImport((await readAll(world)).values(), table)).changeSet,
        };
      },
    },
    {
      name: `delete ${many}`,
      contacts: several,
      async wish(world) {
        return {
          wanted: new Map(several.map(({ id }) => [id, undefined])),
          plan: async () => {
            const now = await readAll(world);
            return planDelete(
              accountId,
              'delete',
              several.flatMap(({ id }) => now.get(id) ?? []),
            );
          },
        };
      },
    },
    {
      name: 'restore',
      contacts: few,
      async wish(world) {
        const now = await readAll(world);
        const contacts = few.flatMap(({ id }) => now.get(id) ?? []);
        await world.apply(planDelete(accountId, 'delete', contacts));
        return {
          wanted: new Map(contacts.map((contact) => [contact.id, contact])),
          plan: async () => {
            // As the command does: what the history says was deleted, by id.
            const deleted = await deletedContacts(recordsOf(world));
            const found = few.flatMap(({ id }) => deleted.get(id) ?? []);
            return planRestore(accountId, found);
          },
        };
      },
    },
    {
      name: 'undo',
      contacts: few,
      async wish(world) {
        const now = await readAll(world);
        const contacts = few.flatMap(({ id }) => now.get(id) ?? []);
        const [changes, deletions] = [contacts.slice(0, 5), contacts.slice(5)];
        const creations = numbered('n-u', 5);
        await world.apply({
          accountId,
          operation: 'upsertFile',
          items: [
            ...changes.map((before) => ({ id: before.id, before, after: renamed(before) })),
            ...deletions.map((before) => ({ id: before.id, before })),
            ...creations.map((after) => ({ id: after.id, after })),
          ],
        });
        const [record] = recordsOf(world);
        if (!record) throw new Error('it is in the history');
        return {
          wanted: new Map([
            ...contacts.map((contact) => [contact.id, contact] as const),
            ...creations.map(({ id }) => [id, undefined] as const),
          ]),
          plan: async () => planUndo(record),
        };
      },
    },
    {
      name: 'merge',
      contacts: [kept, lost],
      async wish(world) {
        return {
          wanted: new Map([
            [kept.id, merged],
            [lost.id, undefined],
          ]),
          plan: async () => {
            const now = await readAll(world);
            const items = [
              { id: kept.id, before: now.get(kept.id) ?? kept, after: merged },
              ...planDelete(accountId, 'merge', [...now.values()].filter(isLost)).items,
            ];
            return { accountId, operation: 'merge', items };
          },
        };
      },
      isSafe: (held) => held.has(lost.id) || isDeepStrictEqual(held.get(kept.id), merged),
    },
  ];
}

/** Everything as the API shows it; the book has read it, too. */
async function readAll(world: WriteWorld): Promise<ReadonlyMap<string, Contact>> {
  const { connection, book } = world.road.accountOf(accountId);
  const contacts = new Map<string, Contact>();
  for (let offset = 0, isEnd = false; !isEnd; offset += pageSize) {
    const page = await listContacts(connection, offset, { signal: new AbortController().signal });
    book.adoptPage(offset, page);
    for (const contact of page.contacts) contacts.set(contact.id, contact);
    isEnd = page.rows < pageSize;
  }
  return contacts;
}

function upsertOf(
  world: WriteWorld,
  operation: 'save' | 'upsertFile',
  wanted: readonly WritableContact[],
): Wish {
  return {
    wanted: new Map(wanted.map((contact) => [contact.id, contact])),
    plan: async () => planUpsert(accountId, operation, wanted, await readAll(world)).changeSet,
  };
}

const isLost = ({ id }: Contact) => id === lost.id;

function renamed(contact: Contact | undefined): WritableContact {
  const writable = contact && toWritable({ ...contact, name: 'New name' });
  if (!writable || !('contact' in writable)) throw new Error('it can be written');
  return writable.contact;
}
