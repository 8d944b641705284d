import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { type Contact, isObject } from '../../../../src/core/contact/contact.ts';
import { checkContactId } from '../../../../src/core/contact/contactId.ts';
import { pointerSteps } from '../../../../src/core/contact/jsonPointer.ts';
import { hasErrors, validateContact } from '../../../../src/core/contact/validateContact.ts';
import { toWritable } from '../../../../src/core/contact/writableContact.ts';
import { startSandbox } from '../../../../src/sandbox/sandbox.ts';
import { anyContact, anyJson } from './contactArbitraries.ts';

const good = {
  id: 'crm-1',
  responsibleUserId: 'user-7',
  name: 'Anna',
  contactData: [{ chatType: 'whatsapp', chatId: '79011112233' }],
} as const;

/** `severity rule pointer` of each problem. */
function found(value: unknown, isNew = false): readonly string[] {
  return validateContact(value, { isNew }).map(
    ({ severity, rule, pointer }) => `${severity} ${rule} ${pointer}`,
  );
}

const withRow = (row: unknown) => ({ ...good, contactData: [row] });

/** The only message about `value`. */
function words(value: unknown, isNew = false): string {
  const [first, ...others] = validateContact(value, { isNew });
  assert.ok(first);
  assert.deepEqual(others, []);
  return first.message;
}

describe('validateContact', () => {
  it('finds nothing wrong with a good card', () => {
    assert.deepEqual(found(good), []);
    assert.deepEqual(found({ ...good, uri: 'https://crm.example.com/1' }, true), []);
  });

  for (const value of [null, 5, 'x', [], [good]]) {
    it(`wants an object, not ${JSON.stringify(value).slice(0, 20)}`, () => {
      assert.deepEqual(found(value), ['error type ']);
      assert.match(words(value), /object in braces/);
    });
  }

  it('names every missing field at once, on the card', () => {
    assert.deepEqual(found({}), Array(4).fill('error missing '));
    assert.deepEqual(
      validateContact({}).map(({ key }) => key),
      ['id', 'responsibleUserId', 'name', 'contactData'],
    );
    for (const { message, key } of validateContact({}))
      assert.match(message, new RegExp(`no ${key}`));
  });

  for (const key of ['id', 'responsibleUserId', 'name', 'contactData']) {
    it(`takes null for a missing ${key}, on the value`, () => {
      assert.deepEqual(found({ ...good, [key]: null }), [`error missing /${key}`]);
    });
  }

  for (const [key, limit] of [
    ['id', 100],
    ['responsibleUserId', 100],
    ['name', 200],
    ['uri', 200],
  ] as const) {
    const text = (length: number) => 'https://'.padEnd(length, 'x');
    it(`allows ${limit} UTF-16 code units in ${key} and no more`, () => {
      assert.deepEqual(found({ ...good, [key]: text(limit) }), []);
      assert.deepEqual(found({ ...good, [key]: text(limit + 1) }), [`error tooLong /${key}`]);
      assert.match(
        words({ ...good, [key]: text(limit + 1) }),
        new RegExp(`${limit + 1}.*${limit}`),
      );
    });

    it(`counts an emoji in ${key} as two`, () => {
      const value = `https://${'😀'.repeat(limit / 2 - 4)}`;
      assert.deepEqual(found({ ...good, [key]: value }), []);
      assert.deepEqual(found({ ...good, [key]: `${value}x` }), [`error tooLong /${key}`]);
    });

    it(`wants text in ${key}`, () => {
      for (const value of [5, true, [], {}]) {
        assert.deepEqual(found({ ...good, [key]: value }), [`error type /${key}`]);
        assert.match(words({ ...good, [key]: value }), new RegExp(`${key} must be text`));
      }
    });
  }

  for (const key of ['id', 'responsibleUserId', 'name']) {
    it(`wants something visible in ${key}`, () => {
      for (const value of ['', '   ', '\u00a0\n']) {
        assert.deepEqual(found({ ...good, [key]: value }), [`error blank /${key}`]);
      }
    });
  }

  it('takes null and "" for no uri', () => {
    assert.deepEqual(found({ ...good, uri: null }), []);
    assert.deepEqual(found({ ...good, uri: '' }), []);
  });

  it('wants at least one row', () => {
    assert.deepEqual(found({ ...good, contactData: [] }), ['error noRows /contactData']);
    assert.match(words({ ...good, contactData: {} }), /square brackets/);
  });

  it('wants objects for rows', () => {
    assert.deepEqual(found({ ...good, contactData: [null, 'x'] }), [
      'error type /contactData/0',
      'error type /contactData/1',
    ]);
  });

  it('asks an empty row for its messenger alone', () => {
    assert.deepEqual(found(withRow({})), ['error missing /contactData/0']);
    assert.match(words(withRow({})), /which messenger/);
  });

  for (const chatType of [5, null, '', ' ']) {
    it(`does not guess rules for the chat type ${JSON.stringify(chatType)}`, () => {
      assert.equal(found(withRow({ chatType })).length, 1);
    });
  }

  for (const [chatType, name] of [
    ['whatsapp', 'WhatsApp'],
    ['viber', 'Viber'],
  ] as const) {
    for (const chatId of [
      '+79011112233',
      '7 901 111 22 33',
      'anna',
      '٧٩٠١',
      '79011112233\n',
      ' ',
    ]) {
      it(`wants digits for ${chatType}, not ${JSON.stringify(chatId)}`, () => {
        assert.deepEqual(found(withRow({ chatType, chatId })), [
          'error chatIdDigits /contactData/0/chatId',
        ]);
        assert.equal(
          words(withRow({ chatType, chatId })),
          `${name} numbers are digits only, with the country code and without +: 79011112233.`,
        );
      });
    }
  }

  it('wants no @ before an Instagram name', () => {
    assert.deepEqual(found(withRow({ chatType: 'instagram', chatId: '@anna' })), [
      'error chatIdAt /contactData/0/chatId',
    ]);
    assert.deepEqual(found(withRow({ chatType: 'instagram', chatId: 'an@na' })), []);
    assert.deepEqual(found(withRow({ chatType: 'instagram', chatId: '17841400000000000' })), []);
  });

  describe('of a messenger other than Telegram and MAX', () => {
    for (const chatType of [
      'whatsapp',
      'viber',
      'instagram',
      'vk',
      'avito',
      'whatsgroup',
      'telegroup',
      'maxgroup',
      'other',
    ]) {
      it(`wants chatId for ${chatType}`, () => {
        const problem = ['error missing /contactData/0', `error missing /contactData/0/chatId`];
        assert.deepEqual(found(withRow({ chatType })).slice(0, 1), problem.slice(0, 1));
        assert.deepEqual(found(withRow({ chatType, chatId: null })).slice(0, 1), problem.slice(1));
        assert.deepEqual(found(withRow({ chatType, chatId: '' })).slice(0, 1), [
          'error empty /contactData/0/chatId',
        ]);
      });
    }

    it('says to remove username and phone, once each, whatever they hold', () => {
      for (const value of ['anna', '@anna', '+7', '', 5]) {
        const row = { chatType: 'whatsapp', chatId: '79011112233', username: value, phone: value };
        assert.deepEqual(found(withRow(row)), [
          'error usernameNotAllowed /contactData/0/username',
          'error phoneNotAllowed /contactData/0/phone',
        ]);
      }
      assert.match(words(withRow({ chatType: 'vk', chatId: '5', username: 'a' })), /remove/);
    });

    it('takes null for no username and no phone', () => {
      const row = { chatType: 'whatsapp', chatId: '79011112233', username: null, phone: null };
      assert.deepEqual(found(withRow(row)), []);
    });
  });

  describe('of Telegram', () => {
    it('wants one of chatId, username and phone', () => {
      assert.deepEqual(found(withRow({ chatType: 'telegram' })), [
        'error telegramAddress /contactData/0',
      ]);
      const nulls = { chatType: 'telegram', chatId: null, username: null, phone: null };
      assert.deepEqual(found(withRow(nulls)), ['error telegramAddress /contactData/0']);
    });

    it('is content with chatId', () => {
      assert.deepEqual(found(withRow({ chatType: 'telegram', chatId: '5' })), []);
    });

    it('warns without chatId', () => {
      for (const rest of [
        { username: 'anna' },
        { phone: '79011112233' },
        { username: 'a', chatId: null },
      ]) {
        assert.deepEqual(found(withRow({ chatType: 'telegram', ...rest })), [
          'warning telegramWithoutChatId /contactData/0',
        ]);
      }
    });

    it('refuses @, anything but digits, and ""', () => {
      const row = { chatType: 'telegram', chatId: '', username: '@anna', phone: '+7901' };
      assert.deepEqual(found(withRow(row)), [
        'error empty /contactData/0/chatId',
        'error usernameAt /contactData/0/username',
        'error phoneDigits /contactData/0/phone',
      ]);
      assert.deepEqual(
        found(withRow({ chatType: 'telegram', chatId: '5', phone: '', username: '' })),
        ['error empty /contactData/0/username', 'error empty /contactData/0/phone'],
      );
    });
  });

  describe('of MAX', () => {
    it('wants chatId or phone', () => {
      assert.deepEqual(found(withRow({ chatType: 'max' })), ['error maxAddress /contactData/0']);
      assert.deepEqual(found(withRow({ chatType: 'max', chatId: '5' })), []);
    });

    it('takes a phone with a warning', () => {
      for (const rest of [{}, { chatId: '5' }]) {
        assert.deepEqual(found(withRow({ chatType: 'max', phone: '79011112233', ...rest })), [
          'warning phoneOnMax /contactData/0/phone',
        ]);
      }
    });

    it('takes no username', () => {
      assert.deepEqual(found(withRow({ chatType: 'max', chatId: '5', username: 'anna' })), [
        'error usernameNotAllowed /contactData/0/username',
      ]);
    });
  });

  describe('as a warning', () => {
    it('keeps an unknown chat type, and suggests the known one in small letters', () => {
      const row = { chatType: 'line', chatId: 'x', username: '5', phone: '5' };
      assert.deepEqual(found(withRow(row)), ['warning unknownChatType /contactData/0/chatType']);
      assert.match(
        words(withRow({ chatType: 'WhatsApp', chatId: 'x' })),
        /did you mean "whatsapp"/,
      );
    });

    for (const [transport, chatType] of [
      ['wapi', 'whatsapp'],
      ['tgapi', 'telegram'],
      ['maxbot', 'max'],
    ]) {
      it(`says what ${transport} stands for`, () => {
        const row = { chatType: transport, chatId: '5' };
        assert.deepEqual(found(withRow(row)), ['warning transport /contactData/0/chatType']);
        assert.match(words(withRow(row)), new RegExp(`write "${chatType}"`));
      });
    }

    it('names undocumented keys at both levels, with an escaped pointer', () => {
      const row = { chatType: 'vk', chatId: '5', 'a/b~': null };
      assert.deepEqual(found({ ...withRow(row), ['__proto__']: 1, x: 2 }), [
        'warning unknownKey /contactData/0/a~1b~0',
        'warning unknownKey /__proto__',
        'warning unknownKey /x',
      ]);
    });

    it('names a repeated row at its second place', () => {
      const rows = [
        { chatType: 'vk', chatId: '5' },
        { chatType: 'vk', chatId: '6' },
        { chatId: '5', chatType: 'vk', phone: null },
      ];
      assert.deepEqual(found({ ...good, contactData: rows }), [
        'warning duplicateRow /contactData/2',
      ]);
      assert.match(words({ ...good, contactData: rows }), /account 1/);
    });

    it('compares rows that hold anything, and null counts as absent', () => {
      const rows = [{ chatId: { a: 1, b: [-0] } }, { chatId: { b: [0], a: 1 } }, { chatId: 5 }];
      const repeated = validateContact({ ...good, contactData: [...rows, { chatId: {} }, rows[2]] })
        .filter(({ rule }) => rule === 'duplicateRow')
        .map(({ pointer }) => pointer);
      assert.deepEqual(repeated, ['/contactData/1', '/contactData/4']);
    });

    it('takes a card with a great many rows in its stride', () => {
      const chat = (index: number) => ({ chatType: 'vk', chatId: String(index) });
      const contactData = Array.from({ length: 20_000 }, (_, index) => chat(index));
      const start = performance.now();
      assert.deepEqual(found({ ...good, contactData: [...contactData, chat(7)] }), [
        'warning duplicateRow /contactData/20000',
      ]);
      assert.ok(performance.now() - start < 3000);
    });

    it('names a responsible person who is not in the list of users, where that is known', () => {
      const rulesFor = (responsibleUserId: unknown, userIds?: ReadonlySet<string>) =>
        validateContact({ ...good, responsibleUserId }, { userIds }).map(
          ({ severity, rule, pointer }) => `${severity} ${rule} ${pointer}`,
        );
      const userIds = new Set(['user-7']);
      assert.deepEqual(rulesFor('user-8', userIds), ['warning unknownUser /responsibleUserId']);
      assert.deepEqual(rulesFor('user-7', userIds), []);
      assert.deepEqual(rulesFor('user-8'), []);
      assert.deepEqual(rulesFor(' ', userIds), ['error blank /responsibleUserId']);
      assert.deepEqual(rulesFor(5, userIds), ['error type /responsibleUserId']);
      assert.ok('contact' in toWritable(good, { userIds: new Set() }));
    });

    it('names a uri that is no link', () => {
      for (const uri of ['crm.example.com/1', 'javascript:alert(1)', 'https:// x', 'https://']) {
        assert.deepEqual(found({ ...good, uri }), ['warning uriNotLink /uri']);
      }
    });

    it('names spaces around ids', () => {
      assert.deepEqual(
        found({
          ...good,
          id: ' 1',
          responsibleUserId: '7 ',
          contactData: [{ chatType: 'telegram', chatId: ' 5', username: ' ' }],
        }),
        [
          'warning outerSpace /id',
          'warning outerSpace /responsibleUserId',
          'warning outerSpace /contactData/0/chatId',
          'warning outerSpace /contactData/0/username',
        ],
      );
    });

    it('names a long id and an id of dots only for a new contact', () => {
      assert.deepEqual(found({ ...good, id: 'x'.repeat(65) }, true), ['warning longId /id']);
      assert.deepEqual(found({ ...good, id: 'x'.repeat(64) }, true), []);
      assert.deepEqual(found({ ...good, id: 'x'.repeat(65) }, false), []);
      assert.deepEqual(found({ ...good, id: 'x'.repeat(101) }, true), ['error tooLong /id']);
      assert.deepEqual(found({ ...good, id: '..' }, true), ['warning idNotAddressable /id']);
      assert.deepEqual(found({ ...good, id: '..' }, false), []);
    });
  });

  it('only warns of the length of an id that the account holds already, so that the card can be saved', () => {
    const old = { ...good, id: 'x'.repeat(101) };
    const [problem, ...others] = validateContact(old, { exists: true });
    assert.deepEqual(others, []);
    assert.deepEqual([problem?.severity, problem?.pointer], ['warning', '/id']);
    assert.match(problem?.message ?? '', /101.*100.*kept/);
    assert.ok('contact' in toWritable(old, { exists: true }));
    assert.ok('problems' in toWritable(old));
    for (const id of ['', ' ', null, 5]) {
      assert.ok(hasErrors(validateContact({ ...good, id }, { exists: true })), JSON.stringify(id));
    }
    assert.deepEqual(validateContact({ ...good, id: 'x'.repeat(100) }, { exists: true }), []);
  });

  it('tells everything about a bad card at once', () => {
    const value = {
      id: '',
      name: 'x'.repeat(201),
      contactData: [{ chatType: 'whatsapp', chatId: '+7' }, 5, { chatType: 'telegram' }],
      uri: 5,
      extra: true,
    };
    assert.deepEqual(
      new Set(found(value)),
      new Set([
        'error missing ',
        'error blank /id',
        'error tooLong /name',
        'error chatIdDigits /contactData/0/chatId',
        'error type /contactData/1',
        'error telegramAddress /contactData/2',
        'error type /uri',
        'warning unknownKey /extra',
      ]),
    );
  });

  it('looks at any JSON without throwing, and never says two errors about one value', () => {
    fc.assert(
      fc.property(fc.oneof(anyContact, anyJson), fc.boolean(), (value, isNew) => {
        const errors = validateContact(value, { isNew }).filter(
          ({ severity }) => severity === 'error',
        );
        const places = errors.map(({ pointer, key }) => `${pointer} ${key}`);
        assert.equal(new Set(places).size, places.length);
        for (const { message } of errors) assert.match(message, /^\S.*[.}]$/s);
      }),
      { numRuns: 1000 },
    );
  });

  it('points into the card', () => {
    fc.assert(
      fc.property(anyContact, (contact) => {
        for (const { pointer } of validateContact(contact)) {
          pointerSteps(pointer).reduce<unknown>((at, step) => {
            assert.ok(
              (isObject(at) && Object.hasOwn(at, step)) ||
                (Array.isArray(at) && Number(step) < at.length),
              pointer,
            );
            return isObject(at) ? at[step] : at[Number(step)];
          }, contact);
        }
      }),
    );
  });
});

describe('checkContactId', () => {
  const rules = (id: string) =>
    checkContactId(id).map(({ rule, severity }) => `${severity} ${rule}`);

  it('judges the id of a new contact', () => {
    assert.deepEqual(rules('crm-1'), []);
    assert.deepEqual(rules(' \t'), ['error blank']);
    assert.deepEqual(rules('x'.repeat(64)), []);
    assert.deepEqual(rules('x'.repeat(65)), ['warning longId']);
    assert.deepEqual(rules('x'.repeat(101)), ['error tooLong']);
    assert.deepEqual(rules('.'), ['warning idNotAddressable']);
  });
});

describe('toWritable', () => {
  it('keeps documented keys only, in documented order, without nulls and empty uri', () => {
    const contact: Contact = JSON.parse(
      '{"x":1,"uri":"","contactData":[{"y":1,"phone":null,"username":"anna","chatId":null,"chatType":"telegram"},{"chatType":"line","chatId":"5"}],"name":"n","responsibleUserId":"u","id":"1","__proto__":{}}',
    );
    assert.deepEqual(toWritable(contact), {
      contact: {
        id: '1',
        responsibleUserId: 'u',
        name: 'n',
        contactData: [
          { chatType: 'telegram', username: 'anna' },
          { chatType: 'line', chatId: '5' },
        ],
      },
    });
  });

  it('gives the errors, without warnings, where there are some', () => {
    const result = toWritable({ ...good, id: ' ', extra: 1 } as Contact);
    assert.ok('problems' in result);
    assert.deepEqual(
      result.problems.map(({ rule }) => rule),
      ['blank'],
    );
  });

  it('gives either the contact or the errors, and what it gives is good', () => {
    fc.assert(
      fc.property(anyContact, (contact) => {
        const result = toWritable(contact);
        assert.equal('problems' in result, hasErrors(validateContact(contact)));
        if ('contact' in result) assert.ok(!hasErrors(validateContact(result.contact)));
      }),
    );
  });
});

describe('what is an error', () => {
  const missing = fc.constant(undefined);
  const optional = fc.oneof(
    fc.constantFrom('79011112233', '@anna', 'anna', '+7901', '', ' ', '5 ', null, 5),
    missing,
  );
  const rows = fc.array(
    fc.oneof(
      {
        weight: 9,
        arbitrary: fc.record({
          chatType: fc.constantFrom(
            'whatsapp',
            'viber',
            'instagram',
            'telegram',
            'max',
            'vk',
            'maxgroup',
            'avito',
            'whatsgroup',
            'telegroup',
            '',
            null,
            undefined,
            5,
          ),
          chatId: fc.oneof(
            { weight: 3, arbitrary: fc.constantFrom('79011112233', 'anna') },
            optional,
          ),
          username: fc.oneof({ weight: 3, arbitrary: missing }, optional),
          phone: fc.oneof({ weight: 3, arbitrary: missing }, optional),
        }),
      },
      { weight: 1, arbitrary: fc.constantFrom(null, 5, [], 'x') },
    ),
    { maxLength: 3 },
  );
  const required = (limit: number) =>
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom('Anna', 'x'.repeat(limit), '😀'.repeat(limit / 2)) },
      fc.constantFrom(undefined, null, 5, '', ' \u00a0', 'x'.repeat(limit + 1)),
    );
  const cards = fc.array(
    fc.record({
      id: fc.oneof(
        { weight: 6, arbitrary: missing },
        fc.constantFrom(null, 5, '', '  ', 'x'.repeat(101)),
      ),
      responsibleUserId: required(100),
      name: required(200),
      contactData: fc.oneof(
        { weight: 9, arbitrary: rows },
        fc.constantFrom(undefined, null, {}, 'x'),
      ),
      uri: fc.oneof(fc.constantFrom('x', 'x'.repeat(200), 'x'.repeat(201), '', null, 5), missing),
    }),
    { minLength: 60, maxLength: 60 },
  );

  /** What the card would be refused for, in the words of the API: its documented top-level names. */
  function refusedFields(card: unknown): readonly string[] {
    const names = validateContact(card)
      .filter(({ severity }) => severity === 'error')
      .map(({ pointer, key }) => pointerSteps(pointer)[0] ?? key ?? '');
    return [...new Set(names)].sort();
  }

  it('is exactly what the API refuses, with the same fields', async () => {
    const sandbox = await startSandbox({
      contacts: 0,
      rate: { requests: 1e6, seconds: 5 },
      variants: { max: 'phone' },
    });
    try {
      await fc.assert(
        fc.asyncProperty(cards, async (drawn) => {
          const sent = drawn.map((card, index) => ({
            ...card,
            id: card.id === undefined ? `id-${index}` : card.id,
          }));
          const response = await fetch(`${sandbox.url}/contacts`, {
            method: 'POST',
            headers: { Authorization: `Bearer ${sandbox.key}` },
            body: JSON.stringify(sent),
          });
          const body: unknown = JSON.parse((await response.text()) || '{}');
          const data = isObject(body) && Array.isArray(body['data']) ? body['data'] : [];
          const refused = data.map(({ index, fields }) => ({ index, fields: [...fields].sort() }));
          const expected = sent
            .map((card, index) => ({
              index,
              fields: refusedFields(JSON.parse(JSON.stringify(card))),
            }))
            .filter(({ fields }) => fields.length > 0);
          assert.deepEqual(expected, refused);
        }),
        { numRuns: 60 },
      );
    } finally {
      await sandbox.close();
    }
  });
});
