import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Variants } from '../../../src/sandbox/variants.ts';
import { type Api, at, contact, contacts, withSandbox } from './apiClient.ts';

const chatTypes = [
  'whatsapp',
  'whatsgroup',
  'viber',
  'instagram',
  'telegram',
  'telegroup',
  'vk',
  'avito',
  'max',
  'maxgroup',
];
const absent = Symbol('absent');

/** Sends one contact. What is refused: the fields; what is accepted: nothing, and the contact is there. */
async function refusedFields({ call, control }: Api, value: unknown): Promise<unknown> {
  await control('POST', 'reset');
  const reply = await call('POST', '/contacts', { body: [value] });
  const stored = at(JSON.parse(await control('GET', 'stats')), 'contacts');
  if (reply.status === 200) {
    assert.equal(stored, 1);
    return undefined;
  }
  assert.equal(reply.status, 400);
  assert.equal(at(reply.json(), 'error'), 'INVALID_CONTACTS_DATA');
  assert.equal(at(reply.json(), 'data', 0, 'index'), 0);
  assert.equal(stored, 0, 'a refused contact was stored');
  return at(reply.json(), 'data', 0, 'fields');
}

async function judge(
  variants: Partial<Variants>,
  cases: readonly (readonly [value: unknown, fields: readonly string[] | undefined])[],
): Promise<void> {
  await withSandbox({ variants, rate: { requests: 1e6, seconds: 1 } }, async (api) => {
    for (const [value, fields] of cases) {
      assert.deepEqual(await refusedFields(api, value), fields, JSON.stringify(value));
    }
  });
}

function withKey(key: string, value: unknown): Record<string, unknown> {
  const made: Record<string, unknown> = { ...contact('1') };
  if (value === absent) delete made[key];
  else made[key] = value;
  return made;
}

const row = (value: unknown) => contact('1', { contactData: [value] });
const good = undefined;
const badRow = ['contactData'];

describe('sandbox: rules for POST /contacts', () => {
  it('takes 1 to 100 contacts and refuses everything that is no such array', async () => {
    await withSandbox({}, async ({ call, control }) => {
      for (const body of [
        undefined,
        '',
        '{',
        '{}',
        'null',
        '"a"',
        '[]',
        '\u{FEFF}[]',
        new Uint8Array([0x5b, 0xff, 0x5d]),
      ]) {
        const reply = await call('POST', '/contacts', { body });
        assert.equal(reply.status, 400);
        assert.equal(at(reply.json(), 'error'), 'INVALID_CONTACTS_DATA');
      }
      for (const length of [1, 100]) {
        assert.equal((await call('POST', '/contacts', { body: contacts(length) })).status, 200);
      }
      assert.equal(at(JSON.parse(await control('GET', 'stats')), 'contacts'), 100);
    });
  });

  it('refuses 101 contacts before it looks at their fields', async () => {
    for (const tooMany of ['MACH', 'MANY'] as const) {
      await withSandbox({ variants: { tooMany } }, async ({ call }) => {
        for (const body of [contacts(101), Array.from({ length: 123 }, () => 0)]) {
          const reply = await call('POST', '/contacts', { body });
          assert.equal(reply.status, 400);
          assert.equal(at(reply.json(), 'error'), `TOO_${tooMany}_ENTITIES`);
          assert.deepEqual(at(reply.json(), 'data'), { count: body.length, limit: 100 });
        }
        assert.equal(at((await call('GET', '/contacts')).json(), 'count'), 0);
      });
    }
  });

  it('names no field of an element that is no object', () =>
    judge(
      {},
      [null, 1, 'a', true, [], [contact('1')]].map((value) => [value, []]),
    ));

  it('holds id, responsibleUserId and name to their type and length', async () => {
    const limits = [
      ['id', 100],
      ['responsibleUserId', 100],
      ['name', 200],
    ] as const;
    await judge(
      {},
      limits.flatMap(([key, limit]) => [
        [withKey(key, 'x'.repeat(limit)), good],
        [withKey(key, '🌻'.repeat(limit / 2)), good],
        [withKey(key, ' x '), good],
        ...[
          absent,
          null,
          '',
          ' ',
          '\t\u00a0',
          'x'.repeat(limit + 1),
          `${'🌻'.repeat(limit / 2)}x`,
          1,
          true,
          [],
          {},
          ['a'],
        ].map((value) => [withKey(key, value), [key]] as const),
      ]),
    );
  });

  it('cuts ids at 64 under idLimit=64', () =>
    judge({ idLimit: '64' }, [
      [contact('x'.repeat(64)), good],
      [contact('x'.repeat(65)), ['id']],
      [contact('1', { responsibleUserId: 'x'.repeat(100) }), good],
    ]));

  it('wants at least one row, each an object', () =>
    judge({}, [
      ...[absent, null, [], {}, 'a', 1, [null], ['a'], [[]], [{}]].map(
        (value) => [withKey('contactData', value), badRow] as const,
      ),
      [contact('1', { contactData: Array(30).fill({ chatType: 'vk', chatId: '1' }) }), good],
    ]));

  it('takes uri up to 200 of anything, and empty as absent', () =>
    judge({}, [
      ...['x'.repeat(200), 'no address', '', null, absent].map(
        (uri) => [withKey('uri', uri), good] as const,
      ),
      ...['x'.repeat(201), 1, {}, []].map((uri) => [withKey('uri', uri), ['uri']] as const),
    ]));

  it('takes all ten chat types and neither transports nor others', () =>
    judge({}, [
      ...chatTypes.map((chatType) => [row({ chatType, chatId: '79011112233' }), good] as const),
      ...[
        'wapi',
        'tgapi',
        'maxbot',
        'WhatsApp',
        'whatsapp ',
        'sms',
        '',
        null,
        1,
        undefined,
        ['vk'],
      ].map((chatType) => [row({ chatType, chatId: '79011112233' }), badRow] as const),
    ]));

  it('takes the five types of the English page only under chatTypes=english', () =>
    judge(
      { chatTypes: 'english' },
      chatTypes.map((chatType, index) => [
        row({ chatType, chatId: '1' }),
        index < 5 ? good : badRow,
      ]),
    ));

  it('wants digits for whatsapp and viber, no @ for instagram, and something for every other', () =>
    judge({}, [
      ...['whatsapp', 'viber'].flatMap((chatType) =>
        ['+79011112233', '7901 1112233', '7901111223a', '٧٩', ' ', '', '79011112233\n'].map(
          (chatId) => [row({ chatType, chatId }), badRow] as const,
        ),
      ),
      [row({ chatType: 'instagram', chatId: '@name' }), badRow],
      [row({ chatType: 'instagram', chatId: 'na@me' }), good],
      [row({ chatType: 'instagram', chatId: '17841400000000000' }), good],
      ...chatTypes.flatMap((chatType) =>
        ['', 1, null, undefined, {}, []].map(
          (chatId) => [row({ chatType, chatId }), badRow] as const,
        ),
      ),
      [row({ chatType: 'vk', chatId: ' @+ä ' }), good],
    ]));

  const threeKeys = { chatId: '511222333', username: 'name', phone: '79011112233' };
  const combinations = Array.from({ length: 8 }, (_, bits) =>
    Object.fromEntries(Object.entries(threeKeys).filter((_entry, index) => bits & (1 << index))),
  );

  it('lets telegram do with any of chatId, username and phone', () =>
    judge({}, [
      ...combinations.map(
        (keys, bits) =>
          [row({ chatType: 'telegram', ...keys }), bits === 0 ? badRow : good] as const,
      ),
      [row({ chatType: 'telegram', chatId: null, username: 'name', phone: null }), good],
      [row({ chatType: 'telegram', chatId: null, username: null }), badRow],
      [row({ chatType: 'telegram', chatId: '', username: 'name' }), badRow],
    ]));

  it('wants a chatId of telegram as of all others under telegram=new', () =>
    judge({ telegram: 'new' }, [
      ...combinations.map(
        (keys) =>
          [row({ chatType: 'telegram', ...keys }), 'chatId' in keys ? good : badRow] as const,
      ),
      [row({ chatType: 'telegram', chatId: null, username: 'name' }), badRow],
    ]));

  it('wants username without @ and phone in digits, both with telegram only', () =>
    judge({}, [
      ...['@user', '', 1, []].map(
        (username) => [row({ chatType: 'telegram', chatId: '1', username }), badRow] as const,
      ),
      ...['+79011112233', '', '7 901', 79011112233].map(
        (phone) => [row({ chatType: 'telegram', chatId: '1', phone }), badRow] as const,
      ),
      ...chatTypes
        .filter((chatType) => chatType !== 'telegram')
        .flatMap((chatType) => [
          [row({ chatType, chatId: '1', username: 'name' }), badRow] as const,
          [row({ chatType, chatId: '1', phone: '79011112233' }), badRow] as const,
          [row({ chatType, chatId: '1', phone: null, username: null }), good] as const,
        ]),
    ]));

  it('takes a phone for max, in place of the chatId too, under max=phone', () =>
    judge({ max: 'phone' }, [
      [row({ chatType: 'max', phone: '79011112233' }), good],
      [row({ chatType: 'max', chatId: '1', phone: '79011112233' }), good],
      [row({ chatType: 'max', chatId: '1', phone: '+7' }), badRow],
      [row({ chatType: 'max' }), badRow],
      [row({ chatType: 'max', username: 'name' }), badRow],
      [row({ chatType: 'max', chatId: '1', username: 'name' }), badRow],
      [row({ chatType: 'maxgroup', chatId: '1', phone: '79011112233' }), badRow],
    ]));

  it('refuses every null under nulls=invalid', () =>
    judge({ nulls: 'invalid' }, [
      [withKey('uri', null), ['uri']],
      [withKey('uri', ''), good],
      [row({ chatType: 'telegram', chatId: null, username: 'name' }), badRow],
      [row({ chatType: 'telegram', chatId: '1', username: null }), badRow],
      [row({ chatType: 'vk', chatId: '1', phone: null }), badRow],
    ]));

  it('names an unknown key, or the rows that hold one', () =>
    judge({}, [
      [contact('1', { avatar: 'x' }), ['avatar']],
      [contact('1', { avatar: null }), ['avatar']],
      [JSON.parse(JSON.stringify(contact('1')).replace('{', '{"__proto__":{},')), ['__proto__']],
      [row({ chatType: 'vk', chatId: '1', label: 'x' }), badRow],
    ]));

  it('drops unknown keys under unknownKeys=ignore', async () => {
    await withSandbox({ variants: { unknownKeys: 'ignore' } }, async ({ call }) => {
      const body = [
        contact('1', { avatar: 'x', contactData: [{ chatType: 'vk', chatId: '1', label: 'x' }] }),
      ];
      assert.equal((await call('POST', '/contacts', { body })).status, 200);
      assert.deepEqual(
        (await call('GET', '/contacts/1')).json(),
        contact('1', { contactData: [{ chatType: 'vk', chatId: '1' }] }),
      );
    });
  });

  it('lists every field once, in documented order, unknown ones last', () =>
    judge({}, [
      [
        { b: 1, uri: 1, contactData: [{}, { x: 1 }], a: 1 },
        ['id', 'responsibleUserId', 'name', 'contactData', 'uri', 'b', 'a'],
      ],
    ]));

  it('names the values inside a row under fields=dotted', () =>
    judge({ fields: 'dotted' }, [
      [row({ chatType: 'whatsapp', chatId: '+7' }), ['contactData.chatId']],
      [
        row({ chatType: 'sms', chatId: 1, username: '@', phone: '+', x: 1 }),
        ['chatType', 'chatId', 'username', 'phone', 'x'].map((key) => `contactData.${key}`),
      ],
      [
        contact('1', {
          contactData: [
            { chatType: 'vk' },
            { chatType: 'vk' },
            { chatType: 'vk', chatId: '1', y: 1 },
          ],
        }),
        ['contactData.chatId', 'contactData.y'],
      ],
      [contact('1', { contactData: [] }), badRow],
      [row('text'), badRow],
      [contact('1', { name: '' }), ['name']],
    ]));

  it('wants the responsible user to exist under strictUsers=on only', async () => {
    await judge({}, [[contact('1', { responsibleUserId: 'nobody' }), good]]);
    await withSandbox({ variants: { strictUsers: 'on' } }, async (api) => {
      const known = at((await api.call('GET', '/users')).json(), 0, 'id');
      assert.equal(await refusedFields(api, contact('1', { responsibleUserId: known })), undefined);
      const refused = await refusedFields(api, contact('1', { responsibleUserId: 'nobody' }));
      assert.deepEqual(refused, ['responsibleUserId']);
    });
  });
});
