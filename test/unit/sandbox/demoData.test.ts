import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { SandboxOptions } from '../../../src/sandbox/options.ts';
import { at, ids, withSandbox } from './apiClient.ts';

interface Row {
  readonly chatType: string;
  readonly chatId?: string | null;
  readonly username?: string;
  readonly phone?: string;
}

interface Card {
  readonly id: string;
  readonly responsibleUserId: string;
  readonly name: string | null;
  readonly contactData: readonly Row[];
  readonly uri?: string;
}

async function generated(
  options: Partial<SandboxOptions>,
): Promise<{ cards: Card[]; text: string; users: unknown[] }> {
  let found = { cards: [] as Card[], text: '', users: [] as unknown[] };
  await withSandbox({ contacts: 1000, ...options }, async ({ call, control }) => {
    const text = await control('GET', 'contacts');
    const cards: Card[] = text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
    found = { cards, text, users: ids((await call('GET', '/users')).json()) };
  });
  return found;
}

describe('sandbox: demo data', () => {
  it('is the same bytes for the same seed, and others for another', async () => {
    const first = await generated({});
    assert.equal((await generated({})).text, first.text);
    assert.equal((await generated({ seed: 1 })).text, first.text);
    assert.notEqual((await generated({ seed: 2 })).text, first.text);
    assert.notEqual((await generated({ seed: Number.MAX_SAFE_INTEGER })).text, first.text);
  });

  for (const clean of [false, true]) {
    it(`holds exactly as many contacts as asked for, each id once, ${clean ? 'clean' : 'with oddities'}`, async () => {
      for (const contacts of [0, 1, 3, 4, 25, 99, 100, 101, 200, 250, 1000, 2500]) {
        const { cards } = await generated({ contacts, clean });
        assert.equal(cards.length, contacts);
        assert.equal(new Set(ids(cards)).size, contacts);
      }
    });
  }

  it('is what the API itself accepts when it is clean, and names known users only', async () => {
    for (const seed of [1, 2, 3]) {
      const { cards, users } = await generated({ clean: true, seed, contacts: 2000 });
      const variants = { strictUsers: 'on', telegram: 'new', idLimit: '64' } as const;
      await withSandbox({ variants }, async ({ call, control }) => {
        for (let start = 0; start < cards.length; start += 100) {
          const reply = await call('POST', '/contacts', { body: cards.slice(start, start + 100) });
          assert.equal(reply.status, 200, reply.text);
        }
        const stored = (await control('GET', 'contacts')).split('\n').filter(Boolean);
        assert.deepEqual(
          stored.map((line) => JSON.parse(line)),
          cards,
          'stored values come back exactly',
        );
      });
      assert.ok(cards.every((card) => users.includes(card.responsibleUserId)));
    }
  });

  it('has names in three languages, all ten chat types, several rows on many cards and links on many', async () => {
    const { cards } = await generated({ clean: true });
    const share = (test: (card: Card) => boolean) => cards.filter(test).length / cards.length;
    assert.ok(share((card) => /^[А-ЯЁ]/.test(card.name ?? '')) > 0.3);
    assert.ok(share((card) => /^[A-ZÁÉÍÓÚ]/.test(card.name ?? '')) > 0.3);
    assert.ok(share((card) => /[áéíóúñ]/.test(card.name ?? '')) > 0.05);
    assert.equal(
      new Set(cards.flatMap((card) => card.contactData.map((row) => row.chatType))).size,
      10,
    );
    assert.ok(share((card) => card.contactData.length > 1) > 0.3);
    assert.ok(share((card) => card.uri !== undefined) > 0.3);
    assert.ok(
      new Set(cards.map((card) => card.id.replace(/[0-9a-f]/g, ''))).size >= 4,
      'kinds of ids',
    );
  });

  for (const [contacts, seed] of [
    [1000, 1],
    [5500, 2],
    [30_000, 3],
  ] as const) {
    it(`gives no two of ${contacts} contacts the same messenger account, and invented phones only`, async () => {
      const { cards } = await generated({ clean: true, contacts, seed });
      const rows = cards.flatMap((card) => card.contactData);
      const accounts = rows.map((row) => `${row.chatType} ${row.chatId}`);
      assert.equal(new Set(accounts).size, accounts.length);
      const userNames = rows.flatMap((row) => row.username ?? []);
      assert.equal(new Set(userNames).size, userNames.length);
      const phones = rows.flatMap((row) => [
        ...(row.chatType === 'whatsapp' || row.chatType === 'viber' ? [row.chatId ?? ''] : []),
        ...(row.phone === undefined ? [] : [row.phone]),
      ]);
      for (const phone of phones) {
        assert.match(
          phone,
          /^(79\d\d111\d{4}|346\d\d111\d{3}|1\d{3}(55501|111\d\d)\d\d|447700900\d{3})$/,
        );
      }
    }).timeout(20_000);
  }

  it('gives people the messengers and phones of their country, and one account name everywhere', async () => {
    const { cards } = await generated({ clean: true });
    const isRussian = (card: Card) => /[А-Яа-я]/.test(card.name ?? '');
    for (const card of cards) {
      const phones = card.contactData.flatMap(
        (row) => row.phone ?? (row.chatType === 'whatsapp' ? (row.chatId ?? []) : []),
      );
      assert.ok(new Set(phones).size <= 1, JSON.stringify(card));
      for (const phone of phones) assert.equal(phone.startsWith('7'), isRussian(card));
      const names = card.contactData.flatMap((row) =>
        row.chatType === 'instagram' ? (row.chatId ?? []) : (row.username ?? []),
      );
      const spoken = new Set(names.map((name) => name.replaceAll('.', '_')));
      assert.ok(spoken.size <= 1, JSON.stringify(card));
    }
    const foreign = cards.filter((card) => !isRussian(card));
    const atHomeInRussia = foreign.filter((card) =>
      card.contactData.some((row) => ['vk', 'avito', 'max', 'maxgroup'].includes(row.chatType)),
    );
    assert.ok(atHomeInRussia.length < foreign.length / 10, `${atHomeInRussia.length}`);
  });

  it('holds every kind of oddity, unless it is clean', async () => {
    const { cards, users } = await generated({});
    const rows = cards.flatMap((card) => card.contactData);
    const has = (test: (card: Card) => boolean) => cards.some(test);
    assert.ok(
      has((card) => card.contactData.length === 0),
      'no rows',
    );
    assert.ok(
      rows.some((row) => row.chatId === null),
      'null chatId',
    );
    assert.ok(
      rows.some((row) => !('chatId' in row) && row.chatType === 'whatsapp'),
      'missing chatId',
    );
    assert.ok(
      rows.some((row) => row.chatType === 'instagramComment'),
      'unknown chat type',
    );
    assert.ok(
      has((card) => card.name === null),
      'null name',
    );
    assert.ok(
      has((card) => card.name?.length === 200),
      'name of 200',
    );
    assert.ok(
      has((card) => Object.keys(card).length > 5),
      'unknown keys',
    );
    assert.ok(
      rows.some((row) => 'isPrimary' in row),
      'unknown keys in a row',
    );
    const departed = cards.filter((card) => !users.includes(card.responsibleUserId));
    assert.ok(
      departed.length >= 5 && departed.length <= 50,
      `${departed.length} of departed users`,
    );
    for (const part of ['/', '?', '#', '%', ' ', '\\', '🌻', 'клиент']) {
      assert.ok(
        has((card) => card.id.includes(part)),
        `id with ${part}`,
      );
    }
    for (const id of ['.', '..', 'Lead-77', 'lead-77'])
      assert.ok(
        has((card) => card.id === id),
        id,
      );
    assert.ok(
      has((card) => card.id.length === 100),
      'id of 100',
    );
  });

  it('shows a handful of oddities at most on the first page', async () => {
    const { cards, users } = await generated({});
    const { cards: clean } = await generated({ clean: true });
    const ordinary = new Set(ids(clean));
    const firstPage = cards.slice(0, 100);
    const odd = firstPage.filter(
      (card) => !ordinary.has(card.id) || !users.includes(card.responsibleUserId),
    );
    assert.ok(odd.length > 0 && odd.length <= 8, JSON.stringify(odd));
    assert.ok(firstPage.every((card) => card.name && card.contactData.length > 0));
  });

  it('has seven users unless told otherwise, each with a name', async () => {
    assert.equal((await generated({})).users.length, 7);
    for (const users of [0, 1, 300]) {
      const found = await generated({ users, contacts: 50 });
      assert.equal(new Set(found.users).size, users);
      assert.ok(found.cards.every((card) => card.responsibleUserId !== ''));
    }
  });

  it('holds a million contacts, and stays right and in order around writes and deletions', async () => {
    await withSandbox({ contacts: 1_000_000 }, async ({ call }) => {
      const page = async (offset: number) =>
        (await call('GET', `/contacts?offset=${offset}`)).json();
      const last = await page(999_900);
      assert.deepEqual([at(last, 'count'), at(last, 'data', 'length')], [1_000_000, 100]);
      const middle = ids(at(await page(500_000), 'data'));
      const body = middle.slice(0, 50);
      assert.equal((await call('PATCH', '/contacts/bulk_delete', { body })).text, '[]');
      const after = await page(500_000);
      assert.equal(at(after, 'count'), 999_950);
      assert.deepEqual(ids(at(after, 'data')).slice(0, 50), middle.slice(50));
      assert.deepEqual(at(await page(999_850), 'data'), at(last, 'data'));
      assert.equal((await call('GET', `/contacts/${middle[0]}`)).status, 404);
      assert.equal((await call('GET', `/contacts/${middle[50]}`)).status, 200);
    });
  });
});
