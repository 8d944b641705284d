import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { chatIdKey } from '../../../../../src/core/audit/duplicates/accountKeys.ts';
import { fullestCard } from '../../../../../src/core/audit/duplicates/fullestCard.ts';
import { planMerge } from '../../../../../src/core/audit/duplicates/planMerge.ts';
import { uniteCards } from '../../../../../src/core/audit/duplicates/uniteCards.ts';
import { planUndo } from '../../../../../src/core/change/planUndo.ts';
import {
  type Contact,
  type ContactRow,
  rowsOf,
  textOf,
} from '../../../../../src/core/contact/contact.ts';
import { validateContact } from '../../../../../src/core/contact/validateContact.ts';
import { recordsOf } from '../../change/recordsOf.ts';
import { accountId, inWorld, kindsOf } from '../../change/writeWorld.ts';
import { someCards } from './duplicateArbitraries.ts';

type Cards = readonly [Contact, ...Contact[]];

function card(id: string, rows: readonly ContactRow[], more: Partial<Contact> = {}): Contact {
  return { id, responsibleUserId: '1', name: 'Anna', contactData: rows, ...more };
}

/** With the values of the card that is kept. */
const united = (...cards: Cards) =>
  uniteCards(cards, 'RU').resolve(({ values }) => values[0]?.value ?? '');
const rowsOfUnited = (...lists: readonly [readonly ContactRow[], ...(readonly ContactRow[])[]]) => {
  const [first, ...others] = lists;
  const cards: Cards = [card('0', first), ...others.map((rows, n) => card(`${n + 1}`, rows))];
  return united(...cards).contactData;
};
const telegram = (row: ContactRow) => ({ chatType: 'telegram', ...row });
const whatsapp = (chatId: string) => ({ chatType: 'whatsapp', chatId });

describe('uniteCards', () => {
  it('names each account once, in the order of the cards', () => {
    assert.deepEqual(
      rowsOfUnited(
        [whatsapp('79011112233'), { chatType: 'vk', chatId: '1' }],
        [{ chatType: 'viber', chatId: '79011112233' }, whatsapp('79011112233')],
        [{ chatType: 'vk', chatId: '2' }],
      ),
      [
        whatsapp('79011112233'),
        { chatType: 'vk', chatId: '1' },
        { chatType: 'viber', chatId: '79011112233' },
        { chatType: 'vk', chatId: '2' },
      ],
    );
  });

  it('takes the usual spelling of what is the same', () => {
    assert.deepEqual(rowsOfUnited([whatsapp('89011112233')], [whatsapp('79011112233')]), [
      whatsapp('79011112233'),
    ]);
    assert.deepEqual(
      rowsOfUnited(
        [{ chatType: 'instagram', chatId: '@Anna' }],
        [{ chatType: 'instagram', chatId: 'Anna' }],
      ),
      [{ chatType: 'instagram', chatId: 'Anna' }],
    );
  });

  it('keeps the username and the phone that only one has', () => {
    assert.deepEqual(
      rowsOfUnited(
        [telegram({ chatId: '1', username: 'anna' })],
        [telegram({ chatId: '1', phone: '79011112233' })],
        [telegram({ username: 'ANNA' }), telegram({ phone: '79011112233' })],
      ),
      [telegram({ chatId: '1', username: 'anna', phone: '79011112233' })],
    );
  });

  it('joins two accounts that a third shows to be one, and none with two chatIds', () => {
    assert.deepEqual(
      rowsOfUnited(
        [telegram({ username: 'anna' }), telegram({ phone: '79011112233' })],
        [telegram({ chatId: '1', username: 'anna', phone: '79011112233' })],
      ),
      [telegram({ chatId: '1', username: 'anna', phone: '79011112233' })],
    );
    const two = [
      telegram({ chatId: '1', username: 'anna' }),
      telegram({ chatId: '2', username: 'anna' }),
    ];
    assert.deepEqual(rowsOfUnited(two, [telegram({ username: 'anna' })]), two);
  });

  it('lets choose what the cards say differently, the kept one first', () => {
    const { choices, resolve } = uniteCards(
      [
        card('a', [telegram({ chatId: '1', username: 'anna' })], { uri: 'https://crm.example/a' }),
        card('b', [telegram({ chatId: '1', username: 'bella' })], { name: 'Анна' }),
        card('c', [telegram({ chatId: '1' })], { name: 'Анна', responsibleUserId: '2' }),
      ],
      'RU',
    );
    assert.deepEqual(
      choices.map(({ field, values }) => [field, values]),
      [
        [
          'name',
          [
            { value: 'Anna', ids: ['a'] },
            { value: 'Анна', ids: ['b', 'c'] },
          ],
        ],
        [
          'responsibleUserId',
          [
            { value: '1', ids: ['a', 'b'] },
            { value: '2', ids: ['c'] },
          ],
        ],
        [
          'username',
          [
            { value: 'anna', ids: ['a'] },
            { value: 'bella', ids: ['b'] },
          ],
        ],
      ],
    );
    assert.deepEqual(
      resolve(({ values }) => values[1]?.value ?? ''),
      {
        id: 'a',
        responsibleUserId: '2',
        name: 'Анна',
        contactData: [telegram({ chatId: '1', username: 'bella' })],
        uri: 'https://crm.example/a',
      },
    );
  });

  it('takes over what the kept card has not, and is that card where nothing is added', () => {
    const blank = card('a', [whatsapp('79011112233')], { name: ' ', uri: null });
    const full = card('b', [whatsapp('79011112233')], { uri: 'https://crm.example/b' });
    assert.deepEqual(united(blank, full), { ...full, id: 'a' });
    assert.equal(united(full, blank), full);
  });

  it('keeps the card that has most', () => {
    const few = card('a', [whatsapp('79011112233')], { uri: 'https://crm.example/a' });
    const many = card('b', [whatsapp('79011112233'), telegram({ chatId: '1' })], {
      uri: 'https://crm.example/b',
    });
    assert.equal(fullestCard([few, many]), many);
    assert.equal(fullestCard([few, { ...few, id: 'c' }]), few);
  });

  it('loses nothing that any card says, and says nothing twice', () => {
    fc.assert(
      fc.property(someCards(5), ([first, ...others]) => {
        if (!first) return;
        const cards: Cards = [first, ...others];
        const merge = uniteCards(cards, 'RU');
        const merged = merge.resolve(({ values }) => values[0]?.value ?? '');
        assert.deepEqual(
          validateContact(merged).filter(({ severity }) => severity === 'error'),
          [],
        );
        const chats = rowsOf(merged).flatMap((row) => chatOf(row) ?? []);
        assert.equal(new Set(chats).size, chats.length, 'no account is named twice');
        const said = (key: 'username' | 'phone') => [
          ...rowsOf(merged).map((row) => textOf(row[key]).toLowerCase()),
          ...merge.choices.flatMap(({ field, values }) =>
            field === key ? values.map(({ value }) => value.toLowerCase()) : [],
          ),
        ];
        for (const row of cards.flatMap(rowsOf)) {
          const chat = chatOf(row);
          assert.ok(chat === undefined || chats.includes(chat), `${chat} is kept`);
          for (const key of ['username', 'phone'] as const) {
            const value = textOf(row[key]).toLowerCase();
            assert.ok(value === '' || said(key).includes(value), `${key} ${value} is kept`);
          }
        }
        assert.equal(united(merged), merged, 'it is united already');
      }),
      { numRuns: 500 },
    );
  });
});

function chatOf(row: ContactRow): string | undefined {
  const chatId = chatIdKey(row, 'RU');
  return chatId === undefined ? undefined : `${row.chatType} ${chatId}`;
}

describe('planMerge', () => {
  it('refuses in words what Wazzup would refuse', () => {
    const cards: Cards = [card('a', [whatsapp('79011112233')]), card('b', [])];
    const plan = planMerge(accountId, cards, { ...cards[0], name: 'x'.repeat(201) });
    assert.ok('problems' in plan);
    assert.match(plan.problems[0]?.message ?? '', /200/);
  });

  it('makes one card of any, by the real road, and the same cards again by taking it back', async () => {
    await fc.assert(
      fc.asyncProperty(someCards(6), async ([first, ...others]) => {
        if (!first) return;
        const cards: Cards = [first, ...others];
        await inWorld({}, async (world) => {
          await world.putAndRead(...cards);
          const original = await world.held();
          const merged = united(...cards);
          const plan = planMerge(accountId, cards, merged);
          assert.ok('changeSet' in plan);
          const outcomes = await world.apply(plan.changeSet);
          assert.deepEqual(kindsOf(outcomes), { done: cards.length });
          assert.deepEqual(
            await world.held(),
            new Map([[first.id, plan.changeSet.items[0]?.after]]),
          );
          const [record] = recordsOf(world);
          // Of one card that needs no change nothing is sent.
          if (record) await world.apply(planUndo(record));
          assert.deepEqual(await world.held(), original);
        });
      }),
      { numRuns: 40 },
    );
  });
});
