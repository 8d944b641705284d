import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import {
  type DuplicateGroup,
  mostMerged,
} from '../../../../../src/core/audit/duplicates/duplicateGroup.ts';
import { findDuplicates } from '../../../../../src/core/audit/duplicates/findDuplicates.ts';
import { wholeNumber } from '../../../../../src/core/audit/duplicates/wholeNumber.ts';
import { ContactIndex } from '../../../../../src/core/book/search/contactIndex.ts';
import { type Contact, type ContactRow, rowsOf } from '../../../../../src/core/contact/contact.ts';
import { longestBlock } from '../../../../support/longestBlock.ts';
import { inventedContacts } from '../../../../support/manyContacts.ts';
import { someCards } from './duplicateArbitraries.ts';

const { signal } = new AbortController();

function card(id: string, ...contactData: readonly ContactRow[]): Contact {
  return { id, name: id, responsibleUserId: '1', contactData };
}

async function find(...contacts: readonly Contact[]): Promise<readonly DuplicateGroup[]> {
  const index = new ContactIndex();
  for (const one of contacts) index.put(one);
  return await findDuplicates(index, { country: 'RU', signal });
}

const groups = async (...contacts: readonly Contact[]) =>
  (await find(...contacts)).map(
    ({ evidence, ids, shared, isCrowd }) =>
      `${evidence}${isCrowd ? ' crowd' : ''}: ${isCrowd ? ids.length : ids.join(' ')} by ${shared
        .map((row) => Object.values(row).join(' '))
        .join(', ')}`,
  );
const whatsapp = (chatId: string) => ({ chatType: 'whatsapp', chatId });

describe('findDuplicates', () => {
  it('finds contacts with the same account of a messenger, in whatever spelling', async () => {
    const found = await groups(
      card('a', whatsapp('79011112233')),
      card('b', whatsapp('89011112233')),
      card('c', whatsapp('+7 (901) 111-22-33')),
      card('d', { chatType: 'instagram', chatId: 'Anna' }),
      card('e', { chatType: 'instagram', chatId: '@anna ' }),
      card('f', { chatType: 'telegram', chatId: '11' }, { chatType: 'vk', chatId: '5' }),
      card('g', { chatType: 'telegram', chatId: '11', username: 'x' }),
      card('h', { chatType: 'telegram', username: '@Oleg' }),
      card('i', { chatType: 'telegram', username: 'oleg' }),
      card('j', { chatType: 'vk', chatId: '11' }, { chatType: 'avito', chatId: 'Q' }),
      card('k', { chatType: 'avito', chatId: 'q' }),
      card('l', whatsapp('79015554433')),
    );
    assert.deepEqual(found.sort(), [
      'account: a b c by whatsapp 79011112233',
      'account: d e by instagram anna',
      'account: f g by telegram 11',
      'account: h i by telegram oleg',
    ]);
  });

  it('finds those that share a phone number in different messengers, as the weaker kind', async () => {
    const found = await groups(
      card('a', whatsapp('79011112233')),
      card('b', { chatType: 'telegram', chatId: '5', phone: '89011112233' }),
      card('c', { chatType: 'viber', chatId: '79011112233' }),
      // Of these all is said by their account.
      card('d', whatsapp('79015554433')),
      card('e', whatsapp('79015554433'), { chatType: 'viber', chatId: '79015554433' }),
    );
    assert.deepEqual(found, [
      'account: d e by whatsapp 79015554433',
      'phone: a b c by 79011112233',
    ]);
  });

  it('goes on from one to the next, within a kind only', async () => {
    const vk = (chatId: string) => ({ chatType: 'vk', chatId });
    const found = await groups(
      card('a', vk('1')),
      card('c', vk('3'), vk('2')),
      card('b', vk('1'), vk('2')),
      card('d', vk('3'), whatsapp('79011112233')),
      card('e', { chatType: 'telegram', chatId: '9', phone: '79011112233' }),
    );
    assert.deepEqual(found.sort(), [
      'account: a b c d by vk 3, vk 1, vk 2',
      'phone: d e by 79011112233',
    ]);
  });

  it('tells a crowd with a placeholder apart, and lets it join nobody', async () => {
    const placeholder = whatsapp('70000000000');
    const crowd = Array.from({ length: 50 }, (_, n) => card(`x-${n}`, placeholder));
    const found = await groups(
      ...crowd,
      card('a', placeholder, { chatType: 'vk', chatId: '1' }),
      card('b', placeholder, { chatType: 'vk', chatId: '1' }),
    );
    assert.deepEqual(found, ['account: a b by vk 1', 'account crowd: 52 by whatsapp 70000000000']);
    const chain = Array.from({ length: mostMerged + 5 }, (_, n) =>
      card(`y-${n}`, { chatType: 'vk', chatId: `${n}` }, { chatType: 'vk', chatId: `${n + 1}` }),
    );
    const [long, ...more] = await find(...chain);
    assert.deepEqual([long?.ids.length, long?.isCrowd, more], [mostMerged + 5, true, []]);
  });

  it('finds nothing in what says nothing', async () => {
    const rows: readonly unknown[] = [
      { chatType: 'whatsapp', chatId: '' },
      { chatType: 'whatsapp', chatId: null },
      { chatType: 'telegram', username: ' ', phone: null },
      { chatId: '79011112233' },
      { chatType: 7, chatId: 7 },
      null,
      'x',
    ];
    const broken = (id: string) => ({ id, contactData: rows });
    assert.deepEqual(await groups(broken('a'), broken('b'), { id: 'c', contactData: 7 }), []);
  });

  it('finds the same as a comparison of each with each', async () => {
    await fc.assert(
      fc.asyncProperty(someCards(8), async (cards) => {
        const found = await find(...cards);
        for (const evidence of ['account', 'phone'] as const) {
          const unions = unionsOf(cards, (card) =>
            evidence === 'account' ? accountsOf(card) : numbersOf(card),
          );
          const mine = found
            .filter((one) => one.evidence === evidence)
            .map(({ ids }) => ids.join());
          const byAccount = unionsOf(cards, accountsOf);
          const isCovered = (ids: readonly string[]) =>
            evidence === 'phone' &&
            byAccount.some((other) => ids.every((id) => other.includes(id)));
          const naive = unions.filter((ids) => !isCovered(ids)).map((ids) => ids.join());
          assert.deepEqual([...mine].sort(), naive.sort(), evidence);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('looks through 100,000 contacts without holding anything up', async () => {
    const index = new ContactIndex();
    for (const one of inventedContacts(100_000)) index.put(one);
    const twins = 20_000;
    for (let n = 0; n < twins; n++) {
      const [row] = rowsOf(index.contact(`crm-${String(n * 5).padStart(7, '0')}`) ?? { id: '' });
      index.put(card(`twin-${n}`, row ?? {}));
    }
    let found = 0;
    const block = await longestBlock(async () => {
      found = (await findDuplicates(index, { country: 'RU', signal })).length;
    });
    assert.ok(found > twins * 0.99, `${found}`);
    assert.ok(block < 50, `${block} ms`);
  });

  it('ends when it is called off', async () => {
    const index = new ContactIndex();
    index.put(card('a'));
    const reason = new Error('called off');
    await assert.rejects(
      findDuplicates(index, { country: 'RU', signal: AbortSignal.abort(reason) }),
      reason,
    );
  });
});

describe('a number with its country', () => {
  it('is what it is if any country has such numbers, else one of the usual country', () => {
    assert.equal(wholeNumber('8 (901) 111-22-33', 'RU'), '79011112233');
    assert.equal(wholeNumber('9011112233', 'RU'), '79011112233');
    assert.equal(wholeNumber('79011112233', 'US'), '79011112233');
    assert.equal(wholeNumber('4915112345678', 'RU'), '4915112345678');
    assert.equal(wholeNumber('+8 901', 'RU'), '8901');
    assert.equal(wholeNumber('89011112233', undefined), '89011112233');
    assert.equal(wholeNumber('123', 'RU'), '123');
    assert.equal(wholeNumber('anna', 'RU'), undefined);
    assert.equal(wholeNumber('()', 'RU'), undefined);
  });
});

const spelt: Readonly<Record<string, string>> = {
  '89011112233': '79011112233',
  '9015554433': '79015554433',
};

function accountsOf(contact: Contact): readonly string[] {
  return rowsOf(contact).flatMap(({ chatType, chatId, username }) => {
    const id = String(chatId ?? '');
    const key = chatType === 'instagram' ? id.toLowerCase() : (spelt[id] ?? id);
    return [
      ...(id === '' ? [] : [`${chatType} ${key}`]),
      ...(username ? [`${chatType} @${String(username).toLowerCase()}`] : []),
    ];
  });
}

function numbersOf(contact: Contact): readonly string[] {
  return rowsOf(contact).flatMap(({ chatType, chatId, phone }) => {
    const id = String(chatId ?? '');
    const isNumber = chatType === 'whatsapp' || chatType === 'viber';
    return [...(isNumber ? [spelt[id] ?? id] : []), ...(phone ? [String(phone)] : [])];
  });
}

/** By comparing each with each until nothing changes. */
function unionsOf(
  contacts: readonly Contact[],
  keysOf: (contact: Contact) => readonly string[],
): readonly (readonly string[])[] {
  let unions = contacts.map((one) => ({ ids: [one.id], keys: new Set(keysOf(one)) }));
  for (let isChanged = true; isChanged; ) {
    isChanged = false;
    for (const a of unions) {
      const b = unions.find((one) => one !== a && [...one.keys].some((key) => a.keys.has(key)));
      if (!b) continue;
      const both = { ids: [...a.ids, ...b.ids], keys: new Set([...a.keys, ...b.keys]) };
      unions = [...unions.filter((one) => one !== a && one !== b), both];
      isChanged = true;
      break;
    }
  }
  return unions.map(({ ids }) => ids.sort()).filter((ids) => ids.length > 1);
}
