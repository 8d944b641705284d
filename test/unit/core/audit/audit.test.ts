import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readAccountId } from '../../../../src/core/accountId.ts';
import { AccountAudit } from '../../../../src/core/audit/accountAudit.ts';
import { Audit, idsByRule } from '../../../../src/core/audit/audit.ts';
import type { AuditContext } from '../../../../src/core/audit/auditRule.ts';
import { type FixWish, planFixes } from '../../../../src/core/audit/planFixes.ts';
import { ContactIndex } from '../../../../src/core/book/search/contactIndex.ts';
import { TimeSlices } from '../../../../src/core/book/timeSlices.ts';
import type { Contact } from '../../../../src/core/contact/contact.ts';
import { createDemoData } from '../../../../src/sandbox/demo/demoData.ts';
import { longestBlock } from '../../../support/longestBlock.ts';
import { invented } from '../../../support/manyContacts.ts';
import { card, foundIn, russian, withNumber, withRows } from './auditing.ts';

const accountId = readAccountId('test') ?? assert.fail();
const slices = () => new TimeSlices(new AbortController().signal);

/** "rule id path" of each problem of some contacts. */
async function problemsOf(contacts: Iterable<Contact>, context = russian) {
  const byId = new Map([...contacts].map((contact) => [contact.id, contact]));
  const audit = new Audit(context, (id) => byId.get(id));
  await audit.checkAll(byId.values(), slices());
  return { audit, byId, found: await found(audit) };
}

async function found(audit: Audit): Promise<readonly string[]> {
  const problems = await audit.problems(slices());
  return problems.map(({ ruleId, id, path }) => `${ruleId} ${id} ${path}`);
}

const vk = (id: string, chatId: string) =>
  card({
    id,
    contactData: [
      { chatType: 'vk', chatId: `${id}0` },
      { chatType: 'vk', chatId },
    ],
  });

describe('Audit', () => {
  for (const seed of [1, 2, 3]) {
    it(`finds nothing in 10,000 clean cards (${seed})`, async () => {
      const options = { contacts: 10_000, users: 7, seed, clean: true };
      const { source, users } = createDemoData(options);
      const contacts = Array.from({ length: source.length }, (_, index) => {
        const id = source.id(index);
        return { ...source.find(id), id };
      });
      const userIds = new Set(users.map(({ id }) => String(id)));
      const { audit, found } = await problemsOf(contacts, { ...russian, userIds });
      assert.deepEqual(found, []);
      assert.equal(audit.checked, 10_000);
    });
  }

  it('finds the same chat in several cards, and whom they are', async () => {
    const { audit, byId, found } = await problemsOf([vk('a', '5'), vk('b', '5'), vk('c', '6')]);
    assert.deepEqual(found, ['sharedChat a /contactData/1', 'sharedChat b /contactData/1']);
    const [finding] = audit.findingsOf(byId.get('a') ?? assert.fail());
    assert.equal(finding?.message, 'Another card has this chat, too: "Anna Smirnova".');
  });

  it('takes a row without chatId by its username or phone', async () => {
    const bare = (id: string, row: object) =>
      card({ id, contactData: [{ chatType: 'telegram', ...row }] });
    const { found } = await problemsOf([
      bare('a', { username: 'Anna_S' }),
      bare('b', { username: 'anna_s' }),
      bare('c', { phone: '79011112233' }),
      bare('d', { phone: '79011112233' }),
      bare('e', { chatId: '79011112233' }),
    ]);
    const shared = found.filter((one) => one.startsWith('sharedChat'));
    assert.deepEqual(
      shared.map((one) => one.split(' ')[1]),
      ['a', 'b', 'c', 'd'],
    );
  });

  it('does not call a chat shared that stands in one card twice', async () => {
    const row = { chatType: 'vk', chatId: '5' };
    const { found } = await problemsOf([withRows(row, row)]);
    assert.deepEqual(found, ['duplicateRow crm-1 /contactData/1']);
  });

  it('knows after a change what is no problem any more, in the other card either', async () => {
    const { audit, byId } = await problemsOf([vk('a', '5'), vk('b', '5'), vk('c', '6')]);
    const change = (contact: Contact) => {
      byId.set(contact.id, contact);
      audit.check(contact, ['a', 'b', 'c'].indexOf(contact.id));
    };
    change(vk('b', '7'));
    assert.deepEqual(await found(audit), []);
    change(card({ id: 'c', name: ' ' }));
    assert.deepEqual(await found(audit), ['blank c /name']);
    change(vk('c', '7'));
    assert.deepEqual(await found(audit), [
      'sharedChat b /contactData/1',
      'sharedChat c /contactData/1',
    ]);
    change(card({ id: 'a', name: ' ' }));
    byId.delete('a');
    byId.delete('b');
    await audit.forgetGone(slices());
    assert.deepEqual(await found(audit), []);
    assert.equal(audit.faulty, 0);
  });

  it('ends when it is called off', async () => {
    const stop = new AbortController();
    stop.abort(new Error('stopped'));
    const audit = new Audit(russian, () => undefined);
    await assert.rejects(audit.checkAll([card()], new TimeSlices(stop.signal)), /stopped/);
  });

  describe('of 100,000 cards', () => {
    const size = 100_000;
    const context: AuditContext = {
      ...russian,
      userIds: new Set(['504101', '504102', '504103']),
    };
    const faults: readonly (readonly [string, (contact: Contact) => Contact])[] = [
      ['eightForSeven', (one) => numbered(one, `89${String(one.id.slice(4)).padStart(9, '3')}`)],
      ['chatIdDigits', (one) => numbered(one, `+79 ${one.id.slice(4).padStart(9, '3')}`)],
      ['impossibleNumber', (one) => numbered(one, '1234')],
      ['nameSpaces', (one) => ({ ...one, name: `${one.name} ` })],
      ['lookAlike', (one) => ({ ...one, name: 'Aлёнушка' })],
      ['uriNotLink', (one) => ({ ...one, uri: 'нет' })],
      ['unknownUser', (one) => ({ ...one, responsibleUserId: '504104' })],
      ['noRows', (one) => ({ ...one, contactData: [] })],
    ];
    const numbered = (one: Contact, chatId: string): Contact => ({
      ...one,
      contactData: [{ chatType: 'whatsapp', chatId }],
    });
    const planted = new Map<string, string>();
    const contacts = Array.from({ length: size }, (_, number) => {
      // Those of every 997th have no messenger; here all have.
      const one =
        number % 997 === 0
          ? numbered(invented(number), `7495${1_234_567 + number}`)
          : invented(number);
      const fault =
        number % 500 === 7 ? faults[Math.floor(number / 500) % faults.length] : undefined;
      if (!fault) return one;
      planted.set(one.id, fault[0]);
      return fault[1](one);
    });
    const byId = new Map(contacts.map((contact) => [contact.id, contact]));
    const newAudit = () => new Audit(context, (id) => byId.get(id));

    it('finds every planted fault and nothing else', async () => {
      const audit = newAudit();
      await audit.checkAll(contacts, slices());
      const problems = (await audit.problems(slices())).filter(
        // A number that many cards have by the same fault.
        ({ ruleId, id }) => ruleId !== 'sharedChat' || planted.get(id) !== 'impossibleNumber',
      );
      assert.deepEqual(
        problems.map(({ id, ruleId }) => `${id} ${ruleId}`).sort(),
        [...planted].map(([id, ruleId]) => `${id} ${ruleId}`).sort(),
      );
      assert.equal(audit.checked, size);
    }).timeout(60_000);

    it('takes less than two seconds of the processor', async () => {
      const times: number[] = [];
      for (let round = 0; round < 3; round++) {
        const before = process.cpuUsage();
        await newAudit().checkAll(contacts, slices());
        const { user, system } = process.cpuUsage(before);
        times.push((user + system) / 1000);
      }
      assert.ok(Math.min(...times) < 2000, `${times} ms`);
    }).timeout(60_000);

    it('holds nothing up, nor does the plan of the fixes', async () => {
      const longest = await longestBlock(async () => {
        const audit = newAudit();
        await audit.checkAll(contacts, slices());
        await idsByRule(await audit.problems(slices()), slices());
        await audit.forgetGone(slices());
        await planFixes(accountId, contacts, context, slices());
      });
      assert.ok(longest < 50, `${longest} ms`);
    }).timeout(120_000);

    it('holds nothing up where everything is wrong, and thousands have the same chat', async () => {
      const many = 30_000;
      const index = new ContactIndex();
      for (let number = 0; number < many; number++) {
        const shared = number < many / 2 ? '5' : String(Math.floor(number / 2));
        const contactData = [{ chatType: 'vk', chatId: shared }];
        index.put({ ...invented(number), name: `Anna ${number} `, contactData });
      }
      let found = new AccountAudit(context, index);
      const longest = await longestBlock(async () => {
        found = new AccountAudit(context, index);
        await found.update(slices());
        const wanted = found.contactsOf(found.fixableIds());
        await planFixes(accountId, wanted, context, slices());
      }, 2);
      assert.deepEqual(
        [...found.byRule].map(([{ id }, ids]) => `${id} ${ids.length}`),
        [`sharedChat ${many}`, `nameSpaces ${many}`],
      );
      assert.equal(found.audit.faulty, many);
      assert.ok(longest < 50, `${longest} ms`);
    }).timeout(240_000);

    it('plans all certain fixes, and a second time none', async () => {
      const first = await planFixes(accountId, contacts, context, slices());
      const rulesOf = (ids: readonly string[]) => new Set(ids.map((id) => planted.get(id)));
      assert.deepEqual(
        rulesOf(first.changeSet.items.map(({ id }) => id)),
        new Set(['eightForSeven', 'chatIdDigits', 'nameSpaces', 'lookAlike']),
      );
      assert.equal(first.changedChats, 50);
      const fixed = new Map(first.changeSet.items.map(({ id, after }) => [id, after]));
      const after = contacts.map((contact) => fixed.get(contact.id) ?? contact);
      const second = await planFixes(accountId, after, context, slices());
      assert.deepEqual(second.changeSet.items, []);
    }).timeout(120_000);
  });
});

describe('AccountAudit', () => {
  it('knows the contacts with the worst problems, up to so many', async () => {
    const index = new ContactIndex();
    index.put(card({ id: 'info', name: '79011112233' }));
    index.put(card({ id: 'fine', contactData: [{ chatType: 'vk', chatId: '1' }] }));
    index.put(card({ id: 'warning', name: 'Anna ' }));
    index.put(card({ id: 'error', name: '' }));
    const found = new AccountAudit({ ...russian, isOn: (id) => id !== 'sharedChat' }, index);
    await found.update(slices());
    assert.deepEqual([...(await found.worst(9, slices()))], ['error', 'warning', 'info']);
    assert.deepEqual([...(await found.worst(2, slices()))], ['error', 'warning']);
  });

  it('knows whose chats others have, too', async () => {
    const index = new ContactIndex();
    for (const contact of [vk('a', '5'), vk('b', '6'), vk('c', '5')]) index.put(contact);
    const found = new AccountAudit(russian, index);
    await found.update(slices());
    const sharing = await found.sharing(slices());
    assert.deepEqual(
      ['a', 'b', 'c'].map((id) => sharing.has(index.entryOf(id) ?? -1)),
      [true, false, true],
    );
  });
});

describe('planFixes', () => {
  const plan = async (contact: Contact, wish: FixWish = {}) => {
    const planned = await planFixes(accountId, [contact], russian, slices(), wish);
    return { ...planned, after: planned.changeSet.items[0]?.after };
  };

  it('corrects all of a card that is certain, one thing leading to another', async () => {
    const { after, changedChats } = await plan({
      ...card({ name: ' Aннa  Петрова\n' }),
      contactData: [
        { chatType: 'wapi', chatId: '8 (901) 111-22-33' },
        { chatType: 'whatsapp', chatId: '79011112233' },
        { chatType: 'instagram', chatId: '@anna' },
        { chatType: 'viber', chatId: '9011112233' },
      ],
    });
    assert.deepEqual(after, {
      ...card({ name: 'Анна Петрова' }),
      contactData: [
        { chatType: 'whatsapp', chatId: '79011112233' },
        { chatType: 'instagram', chatId: 'anna' },
        // What is only likely stays.
        { chatType: 'viber', chatId: '9011112233' },
      ],
    });
    assert.equal(changedChats, 1);
  });

  it('corrects one kind alone', async () => {
    const contact = { ...withNumber('+7 901 111-22-33'), name: 'Anna ' };
    const { after } = await plan(contact, { ruleId: 'chatIdDigits' });
    assert.deepEqual(after, { ...withNumber('79011112233'), name: 'Anna ' });
  });

  it('never makes a guess', async () => {
    for (const contact of [withNumber('9011112233'), withNumber('551187654321')]) {
      assert.notDeepEqual(foundIn(contact), []);
      const { changeSet } = await plan(contact);
      assert.deepEqual(changeSet.items, []);
    }
  });

  it('makes the guesses of one kind where they are wanted, and no others', async () => {
    const contact = {
      ...withRows(
        { chatType: 'whatsapp', chatId: '551187654321' },
        { chatType: 'viber', chatId: '541112345678' },
        { chatType: 'whatsapp', chatId: '9011112233' },
      ),
      name: 'Anna ',
    };
    const wish = { ruleId: 'otherSpelling', guesses: true };
    const { after, guessed, changedChats } = await plan(contact, wish);
    assert.deepEqual(after, {
      ...withRows(
        { chatType: 'whatsapp', chatId: '5511987654321' },
        { chatType: 'viber', chatId: '5491112345678' },
        { chatType: 'whatsapp', chatId: '9011112233' },
      ),
      name: 'Anna ',
    });
    assert.deepEqual([guessed, changedChats], [1, 1]);
    const again = await plan(after ?? assert.fail(), wish);
    assert.deepEqual(again.changeSet.items, []);
    // What is certain is no guess.
    const sure = await plan(contact, { ruleId: 'nameSpaces', guesses: true });
    assert.deepEqual([sure.changeSet.items.length, sure.guessed], [1, 0]);
  });

  it('leaves out with the reason what Wazzup would refuse for something else', async () => {
    const { changeSet } = await plan(card({ name: 'Anna ', contactData: [] }));
    assert.deepEqual(changeSet.items, []);
    assert.match(changeSet.leftOut?.[0]?.reason ?? '', /no messenger account/);
  });

  it('keeps what stands beside it: unknown values, order, nulls', async () => {
    const { after } = await plan(
      card({
        name: 'Anna ',
        contactData: [
          { chatType: 'instagramComment', chatId: 'a' },
          { chatType: 'telegram', chatId: '5', username: 'anna', phone: null },
        ],
      }),
    );
    assert.deepEqual(after?.contactData, [
      { chatType: 'instagramComment', chatId: 'a' },
      { chatType: 'telegram', chatId: '5', username: 'anna' },
    ]);
  });
});
