import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { readAccountId } from '../../../../src/core/accountId.ts';
import {
  type FieldTemplate,
  fillTemplate,
  placeholders,
  readTemplate,
} from '../../../../src/core/change/fieldTemplate.ts';
import type { UpsertPlan } from '../../../../src/core/change/planChanges.ts';
import {
  countMovedChats,
  type FieldWishes,
  planFields,
} from '../../../../src/core/change/planFields.ts';
import type { Contact } from '../../../../src/core/contact/contact.ts';
import { anyContact } from '../contact/contactArbitraries.ts';

const accountId = readAccountId('test') ?? assert.fail();
const { signal } = new AbortController();
const facts = {
  nameOf: (userId: string) => (userId === 'user-7' ? 'Анна Белова' : undefined),
  messengerName: (chatType: string) => chatType.toUpperCase(),
};

const card = (id: string, more: Partial<Contact> = {}): Contact => ({
  id,
  responsibleUserId: 'user-7',
  name: `Client ${id}`,
  contactData: [{ chatType: 'whatsapp', chatId: '79011112233' }],
  ...more,
});

function template(text: string): FieldTemplate {
  const read = readTemplate(text);
  assert.ok('template' in read, text);
  return read.template;
}

const someRow = fc.oneof(
  fc.record({
    chatType: fc.constantFrom('whatsapp', 'viber', 'max', 'vk'),
    chatId: fc.constantFrom('79011112233', '79015554433', '5'),
  }),
  fc.record(
    {
      chatType: fc.constant('telegram'),
      chatId: fc.constantFrom('5', '6'),
      username: fc.constantFrom('anna_example', '1'),
      phone: fc.constantFrom('79011112233', '79015554433'),
    },
    { requiredKeys: ['chatType', 'chatId'] },
  ),
);
/** Contacts that the API takes. */
const someContact = fc
  .tuple(fc.uuid(), fc.array(someRow, { minLength: 1, maxLength: 4 }))
  .map(([id, contactData]) => card(id, { contactData }));

const plan = (contacts: readonly Contact[], wishes: FieldWishes) =>
  planFields({ accountId, contacts, signal }, wishes, facts);
const afterOf = ({ changeSet }: UpsertPlan) => changeSet.items.map(({ after }) => after);
const reasonsOf = ({ changeSet }: UpsertPlan) =>
  (changeSet.leftOut ?? []).map(({ id, reason }) => [id, reason ?? '']);
const changed = async (contact: Contact, wishes: FieldWishes) =>
  afterOf(await plan([contact], wishes))[0];

describe('A template of a field', () => {
  it('stands for itself where it names nothing', () => {
    assert.deepEqual(readTemplate('Anna'), { template: [{ text: 'Anna' }] });
  });

  it('takes double braces for braces', () => {
    const filled = fillTemplate(template('{{id}} {{{id}}}'), () => '7');
    assert.deepEqual(filled, { text: '{id} {7}' });
  });

  it('refuses by name what it does not know, braces that stand alone, and nothing at all', () => {
    const problemOf = (text: string) => {
      const read = readTemplate(text);
      return 'problem' in read ? read.problem : undefined;
    };
    const unknown = (name: string) => ({ kind: 'unknownPlaceholder', name });
    assert.deepEqual(problemOf('https://crm.example/{uid}'), unknown('uid'));
    assert.deepEqual(problemOf('{Id}'), unknown('Id'));
    assert.deepEqual(problemOf('{}'), unknown(''));
    assert.deepEqual(problemOf('{toString}'), unknown('toString'));
    assert.deepEqual(problemOf('a { b'), { kind: 'loneBrace', brace: '{' });
    assert.deepEqual(problemOf('{id}}'), { kind: 'loneBrace', brace: '}' });
    assert.deepEqual(problemOf(' '), { kind: 'empty' });
  });

  it('can say any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (text) => {
        fc.pre(text.trim() !== '');
        const escaped = text.replace(/[{}]/g, '$&$&');
        assert.deepEqual(
          fillTemplate(template(escaped), () => assert.fail()),
          { text },
        );
      }),
    );
  });

  it('lets no value change the link around it, and the link gives it back', () => {
    const parts = template('https://crm.example/c/{name}?tab=chats#{id}');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (value) => {
        fc.pre(value.trim() !== '' && value !== '.' && value !== '..');
        const filled = fillTemplate(parts, () => value, { isLink: true });
        assert.ok('text' in filled);
        const { host, pathname, search, hash } = new URL(filled.text);
        assert.deepEqual([host, search], ['crm.example', '?tab=chats']);
        assert.equal(decodeURIComponent(pathname), `/c/${value}`);
        assert.equal(decodeURIComponent(hash), `#${value}`);
      }),
    );
  });
});

describe('Setting fields of contacts', () => {
  it('fills a link with each contact, percent-encoded, and changes nothing else', async () => {
    const contacts = [card('crm-1'), card('a/b?c', { name: 'Анна & Co' })];
    const wishes = { uri: template('https://crm.example/c/{id}?n={name}') };
    const { changeSet, unchanged } = await plan(contacts, wishes);
    assert.equal(changeSet.operation, 'setFields');
    assert.deepEqual(unchanged, []);
    assert.deepEqual(changeSet.items, [
      {
        id: 'crm-1',
        before: contacts[0],
        after: card('crm-1', { uri: 'https://crm.example/c/crm-1?n=Client%20crm-1' }),
      },
      {
        id: 'a/b?c',
        before: contacts[1],
        after: card('a/b?c', {
          name: 'Анна & Co',
          uri: 'https://crm.example/c/a%2Fb%3Fc?n=%D0%90%D0%BD%D0%BD%D0%B0%20%26%20Co',
        }),
      },
    ]);
  });

  it('fills a name as it is', async () => {
    const wishes = { name: template('{name} / {responsible} {{{phone}}}') };
    assert.equal((await changed(card('1'), wishes))?.name, 'Client 1 / Анна Белова {79011112233}');
  });

  it('leaves out a contact that has nothing to put in the place of a placeholder', async () => {
    const bare = card('1', { name: ' ', responsibleUserId: 'gone', contactData: [] });
    for (const placeholder of placeholders.filter((one) => one !== 'id')) {
      const planned = await plan([bare], { uri: template(`https://crm.example/{${placeholder}}`) });
      assert.deepEqual(planned.changeSet.items, []);
      assert.deepEqual(planned.unchanged, []);
      const [[id, reason = ''] = [], ...others] = reasonsOf(planned);
      assert.deepEqual([id, others], ['1', []]);
      assert.ok(reason.includes(`{${placeholder}}`), reason);
    }
  });

  it('calls what is left out by its name, where it has one', async () => {
    const nameless = card('2', { name: undefined });
    const planned = await plan([card('1'), nameless], {
      uri: template('https://x.example/{username}'),
    });
    assert.deepEqual(
      planned.changeSet.leftOut?.map(({ id, name }) => [id, name]),
      [
        ['1', 'Client 1'],
        ['2', undefined],
      ],
    );
  });

  it('is given up when it is cancelled', async () => {
    const cancelling = new AbortController();
    const contacts = Array.from({ length: 50_000 }, (_, n) => card(String(n)));
    const wishes = { name: template('{id}') };
    const planning = planFields({ accountId, contacts, signal: cancelling.signal }, wishes, facts);
    const reason = new Error('cancelled');
    setImmediate(() => cancelling.abort(reason));
    await assert.rejects(planning, reason);
  });

  it('leaves out what the API would refuse, with the rule', async () => {
    const planned = await plan([card('1'), card('x'.repeat(99))], {
      name: template(`${'n'.repeat(150)}{id}`),
      addMessenger: { chatType: 'viber', chatId: template('{phone}') },
    });
    assert.deepEqual(
      planned.changeSet.items.map(({ id }) => id),
      ['1'],
    );
    assert.match(reasonsOf(planned)[0]?.[1] ?? '', /name has 249 characters/);
    const plus = await plan([card('1')], {
      addMessenger: { chatType: 'viber', chatId: template('+{phone}') },
    });
    assert.match(reasonsOf(plus)[0]?.[1] ?? '', /Viber numbers are digits only/);
  });

  it('adds a messenger after the others, unless the same chat is there', async () => {
    const row = { chatType: 'viber', chatId: '79011112233' };
    const wishes: FieldWishes = {
      addMessenger: { chatType: 'viber', chatId: template('{phone}') },
    };
    const whatsapp = { chatType: 'whatsapp', chatId: '79011112233' };
    assert.deepEqual((await changed(card('1'), wishes))?.contactData, [whatsapp, row]);
    assert.deepEqual(
      (await plan([card('1', { contactData: [whatsapp, row] })], wishes)).unchanged,
      ['1'],
    );
    const other = { chatType: 'viber', chatId: '79015554433' };
    const both = card('1', { contactData: [other, whatsapp] });
    assert.deepEqual((await plan([both], wishes)).unchanged, ['1']);
    const named: FieldWishes = {
      addMessenger: { chatType: 'telegram', username: template('anna_example') },
    };
    const telegram = { chatType: 'telegram', chatId: '5', username: 'anna_example' };
    assert.deepEqual((await plan([card('1', { contactData: [telegram] })], named)).unchanged, [
      '1',
    ]);
    const stranger = card('1', { contactData: [{ chatType: 'telegram', chatId: '5' }] });
    assert.equal((await plan([stranger], named)).changeSet.items.length, 1);
  });

  it('gives a card without messengers its first one', async () => {
    const wishes: FieldWishes = { addMessenger: { chatType: 'vk', chatId: template('{id}') } };
    for (const contactData of [null, undefined, []]) {
      assert.deepEqual((await changed(card('1', { contactData }), wishes))?.contactData, [
        { chatType: 'vk', chatId: '1' },
      ]);
    }
  });

  it('replaces the given values of the first row of a messenger, and no other', async () => {
    const rows = [
      { chatType: 'whatsapp', chatId: '79011112233' },
      { chatType: 'telegram', chatId: '5', username: 'anna_example' },
      { chatType: 'telegram', chatId: '6' },
    ];
    const wishes: FieldWishes = {
      replaceMessenger: { chatType: 'telegram', phone: template('{phone}') },
    };
    const planned = await plan([card('1', { contactData: rows })], wishes);
    assert.deepEqual(afterOf(planned)[0]?.contactData, [
      rows[0],
      { ...rows[1], phone: '79011112233' },
      rows[2],
    ]);
    assert.equal(await countMovedChats(planned, wishes, signal), 0);
  });

  it('counts the contacts whose chat becomes another one', async () => {
    const without = card('3', { contactData: [{ chatType: 'vk', chatId: '1' }] });
    const wishes: FieldWishes = {
      name: template('Anna'),
      replaceMessenger: { chatType: 'whatsapp', chatId: template('79015554433') },
    };
    const same = card('2', { contactData: [{ chatType: 'whatsapp', chatId: '79015554433' }] });
    const planned = await plan([card('1'), same, without], wishes);
    assert.deepEqual(
      planned.changeSet.items.map(({ id }) => id),
      ['1', '2'],
    );
    assert.equal(await countMovedChats(planned, wishes, signal), 1);
    assert.deepEqual(reasonsOf(planned), [['3', 'The contact has no WHATSAPP.']]);
    const named = { name: template('Anna') };
    assert.equal(await countMovedChats(await plan([card('1')], named), named, signal), 0);
  });

  it('fills in what was set before: the new person, the new number, the new name', async () => {
    const contact = card('1', { responsibleUserId: 'user-1' });
    const after = await changed(contact, {
      responsibleUserId: 'user-7',
      replaceMessenger: { chatType: 'whatsapp', chatId: template('79015554433') },
      name: template('{phone} {responsible}'),
      uri: template('https://crm.example/{name}'),
    });
    assert.equal(after?.responsibleUserId, 'user-7');
    assert.equal(after.name, '79015554433 Анна Белова');
    assert.equal(after.uri, `https://crm.example/${encodeURIComponent(after.name)}`);
  });

  it('has nothing to do the second time', async () => {
    const wishes: readonly FieldWishes[] = [
      { name: template('Client {id} of {responsible}'), responsibleUserId: 'user-7' },
      { uri: template('https://crm.example/{id}/{name}/{username}') },
      { addMessenger: { chatType: 'viber', chatId: template('{phone}') } },
      { addMessenger: { chatType: 'telegram', username: template('{id}') } },
      { replaceMessenger: { chatType: 'whatsapp', chatId: template('{phone}') } },
      {
        replaceMessenger: {
          chatType: 'telegram',
          chatId: template('5'),
          phone: template('{phone}'),
        },
        addMessenger: { chatType: 'max', chatId: template('{id}') },
        name: template('{phone}'),
        uri: template('https://crm.example/?{name}'),
      },
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(anyContact, someContact), { maxLength: 6 }),
        fc.constantFrom(...wishes),
        async (some, wish) => {
          const contacts = [...some, card('plain')];
          const first = await plan(contacts, wish);
          const ids = [
            ...first.changeSet.items.map(({ id }) => id),
            ...first.unchanged,
            ...reasonsOf(first).map(([id]) => id),
          ];
          assert.deepEqual(ids.sort(), [...new Set(contacts.map(({ id }) => id))].sort());
          const second = await plan(
            afterOf(first).flatMap((after) => after ?? []),
            wish,
          );
          assert.deepEqual([second.changeSet.items, second.changeSet.leftOut], [[], []]);
        },
      ),
    );
  });
});
