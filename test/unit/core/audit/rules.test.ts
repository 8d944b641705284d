import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { AuditContext, Certainty } from '../../../../src/core/audit/auditRule.ts';
import { auditRule, auditRules } from '../../../../src/core/audit/auditRules.ts';
import { valueAt, withValue } from '../../../../src/core/audit/cardValue.ts';
import { fixOf } from '../../../../src/core/audit/planFixes.ts';
import type { Contact } from '../../../../src/core/contact/contact.ts';
import { card, foundIn, russian, withNumber, withRows } from './auditing.ts';

/** A card that one rule must report at a place, alone, and what its fix puts there. */
interface Reported {
  readonly card: Contact;
  readonly at: string;
  /** Undefined: there is no fix. Null: the value, or the row, is taken out. */
  readonly fix?: string | null;
  readonly certainty?: Certainty;
  readonly context?: Partial<AuditContext>;
}

interface Table {
  readonly reports: readonly Reported[];
  /** Cards without any finding. */
  readonly passes: readonly (Contact | readonly [Contact, Partial<AuditContext>])[];
}

const chatId = '/contactData/0/chatId';
const number = (
  text: string,
  fix?: string,
  certainty: Certainty = 'certain',
  context: Partial<AuditContext> = {},
): Reported => ({
  card: withNumber(text),
  at: chatId,
  ...(fix !== undefined && { fix, certainty }),
  context,
});
const telegram = (row: object) => withRows({ chatType: 'telegram', chatId: '5', ...row });
const named = (name: unknown) => card({ name });
const name = (text: string, fix: string, certainty: Certainty = 'certain'): Reported => ({
  card: named(text),
  at: '/name',
  fix,
  certainty,
});

const tables: Readonly<Record<string, Table>> = {
  chatIdDigits: {
    reports: [
      number('+7 901 111-22-33', '79011112233'),
      number('+7(901)111-22-33', '79011112233'),
      number('7 901 111 22 33', '79011112233'),
      number(' 79011112233 ', '79011112233'),
      number('79011112233.0', '79011112233'),
      number('8 (901) 111-22-33', '79011112233'),
      number('8 (901) 111-22-33', '79011112233', 'likely', { country: 'ES' }),
      number('901 111-22-33', '79011112233', 'likely'),
      number('+34 611 11 22 33', '34611112233'),
      number('0034 611 11 22 33', '34611112233'),
      number('+55 11 8765-4321', '551187654321'),
      // As people write them abroad, with a plus.
      ...(
        [
          ['+380 (50) 111-22-33', '380501112233'],
          ['+375 29 111-22-33', '375291112233'],
          ['+998 90 111 22 33', '998901112233'],
          ['+1 (201) 555-0123', '12015550123'],
          ['+44 7700 900123', '447700900123'],
          ['+49 151 12345678', '4915112345678'],
          ['+33 6 12 34 56 78', '33612345678'],
          ['+39 333 123 4567', '393331234567'],
          ['+90 532 123 45 67', '905321234567'],
          ['+971 50 123 4567', '971501234567'],
          ['+972-50-123-4567', '972501234567'],
          ['+91 98765 43210', '919876543210'],
          ['+86 138 1234 5678', '8613812345678'],
          ['+82 10-1234-5678', '821012345678'],
          ['+81 90-1234-5678', '819012345678'],
          ['+234 801 234 5678', '2348012345678'],
          ['+52 55 1234 5678', '525512345678'],
          ['+54 9 11 1234-5678', '5491112345678'],
          ['+55 (11) 98765-4321', '5511987654321'],
        ] as const
      ).map(([text, fix]) => number(text, fix)),
      // With what is dialled at home only: never certain.
      number('+44 (0)7700 900123', '447700900123', 'likely'),
      number('+49 (0)151 12345678', '4915112345678', 'likely'),
      number('+7 8 901 111-22-33', '79011112233', 'likely'),
      number('+55 0 11 98765-4321', '5511987654321', 'likely'),
      number('+54 11 15-1234-5678', '5491112345678', 'likely'),
      number('8-800-555-35-35', '78005553535', 'likely'),
      // As they are written at home, some of which look like numbers of another country.
      ...(
        [
          ['UA', '050 111-22-33', '380501112233'],
          ['DE', '0151 12345678', '4915112345678'],
          ['BR', '(11) 98765-4321', '5511987654321'],
          ['BR', '(34) 91111-2233', '5534911112233'],
          ['MX', '55 1234 5678', '525512345678'],
          ['AR', '011 15-1234-5678', '5491112345678'],
          ['FR', '06 12 34 56 78', '33612345678'],
          ['IL', '050-123-4567', '972501234567'],
          ['JP', '090-1234-5678', '819012345678'],
          ['KR', '010-1234-5678', '821012345678'],
          ['TR', '0532 123 45 67', '905321234567'],
          ['IN', '098765 43210', '919876543210'],
          ['BY', '8 029 111-22-33', '375291112233'],
          ['US', '(201) 555-0123', '12015550123'],
          ['ES', '611 11 22 33', '34611112233'],
          ['NG', '0801 234 5678', '2348012345678'],
        ] as const
      ).map(([country, text, fix]) => number(text, fix, 'likely', { country })),
      // With the country's code it is the same number at home.
      number('55 11 98765-4321', '5511987654321', 'certain', { country: 'BR' }),
      number('8 707 111 22 33', '77071112233', 'certain', { country: 'KZ' }),
      number('anna'),
      number('+901 111-22-33'),
      number('+7 901 111-22-3'),
      number('79011112233, 79011112244'),
      {
        card: withRows({ chatType: 'viber', chatId: '+79011112233' }),
        at: chatId,
        fix: '79011112233',
      },
    ],
    passes: [
      withNumber('79011112233'),
      withRows({ chatType: 'whatsgroup', chatId: '79011112233-1600000000' }),
      withRows({ chatType: 'telegroup', chatId: '-1001234567890' }),
      withRows({ chatType: 'avito', chatId: 'u2i-0a1b2c3d~4e5f6a7b8c9d' }),
      // As some read them back.
      withRows({ chatType: 'whatsapp', chatId: '79011112233', username: null, phone: null }),
      telegram({ chatId: '1234567890', username: 'anna_smirnova', phone: '79011112233' }),
    ],
  },
  phoneDigits: {
    reports: [
      {
        card: telegram({ phone: '+7 (901) 111-22-33' }),
        at: '/contactData/0/phone',
        fix: '79011112233',
        certainty: 'certain',
      },
    ],
    passes: [telegram({ phone: '79011112233' }), telegram({ phone: null })],
  },
  spoiltNumber: {
    reports: [number('7,9E+10'), number('7.90111E+10'), number('79011000000')],
    passes: [withNumber('79011100000')],
  },
  eightForSeven: {
    reports: [
      number('89011112233', '79011112233'),
      number('89011112233', '79011112233', 'likely', { country: 'BR' }),
      number('89011112233', '79011112233', 'likely', { country: undefined }),
      number('88121112233', '78121112233'),
      // One of Bangladesh but for its zero.
      number('88005553535', '78005553535', 'likely'),
      // No number of Bangladesh, but as long as one.
      number('88001112233', '78001112233', 'likely'),
      {
        card: telegram({ phone: '89011112233' }),
        at: '/contactData/0/phone',
        fix: '79011112233',
        certainty: 'certain',
      },
    ],
    passes: [
      // Of Vietnam, Japan, Korea, Hong Kong, Macao and Cambodia, with eleven digits, too.
      withNumber('84912345678'),
      withNumber('84951234567'),
      withNumber('81312345678'),
      withNumber('82311234567'),
      withNumber('85291234567'),
      withNumber('85366123456'),
      withNumber('85512345678'),
      telegram({ chatId: '89011112233' }),
    ],
  },
  impossibleNumber: {
    reports: [
      number('12345'),
      number('7901111223'),
      number('790111122334'),
      number('99911112233'),
      number('0079011112233', '79011112233'),
      number('9011112233', '79011112233', 'likely'),
      number('501234567', '380501234567', 'likely', { country: 'UA' }),
      number('0612345678', '33612345678', 'likely', { country: 'FR' }),
    ],
    passes: [
      // A mobile number of each of these countries, as messengers have them.
      ...[
        '79011112233', // Russia
        '77011112233', // Kazakhstan
        '380501112233', // Ukraine
        '375291112233', // Belarus
        '998901112233', // Uzbekistan
        '5511987654321', // Brazil
        '525512345678', // Mexico
        '5491112345678', // Argentina
        '34611112233', // Spain
        '12015550123', // the United States
        '447700900123', // the United Kingdom
        '4915112345678', // Germany
        '33612345678', // France
        '393331234567', // Italy
        '390612345678', // Italy, a line with its zero
        '905321234567', // Turkey
        '971501234567', // the Emirates
        '972501234567', // Israel
        '919876543210', // India
        '8613812345678', // China
        '821012345678', // Korea
        '819012345678', // Japan
        '2348012345678', // Nigeria
        '37120001122', // Latvia
        '35799123456', // Cyprus
      ].map(withNumber),
      // Those of an account abroad are no less possible.
      [withNumber('79011112233'), { country: 'BR' }],
    ],
  },
  otherSpelling: {
    reports: [
      number('551187654321', '5511987654321', 'likely'),
      number('541112345678', '5491112345678', 'likely'),
      number('54111512345678', '5491112345678', 'likely'),
      number('5215512345678', '525512345678', 'likely'),
      number('789011112233', '79011112233', 'likely'),
      number('4407700900123', '447700900123', 'likely'),
    ],
    // A line of an office in São Paulo.
    passes: [withNumber('551133334444')],
  },
  chatIdAt: {
    reports: [
      {
        card: withRows({ chatType: 'instagram', chatId: '@anna.smirnova' }),
        at: chatId,
        fix: 'anna.smirnova',
        certainty: 'certain',
      },
      { card: withRows({ chatType: 'instagram', chatId: '@' }), at: chatId },
    ],
    passes: [
      withRows({ chatType: 'instagram', chatId: 'anna.smirnova' }),
      withRows({ chatType: 'instagram', chatId: '17841400000000000' }),
      withRows({ chatType: 'instagram', chatId: '_anna__2.0_' }),
    ],
  },
  usernameAt: {
    reports: [
      {
        card: telegram({ username: '@anna_smirnova' }),
        at: '/contactData/0/username',
        fix: 'anna_smirnova',
        certainty: 'certain',
      },
    ],
    passes: [telegram({ username: 'anna_smirnova' })],
  },
  missing: {
    reports: [
      { card: named(null), at: '/name' },
      { card: withRows({ chatType: 'whatsapp' }), at: '/contactData/0' },
      { card: withRows({ chatType: 'whatsapp', chatId: null }), at: chatId },
    ],
    passes: [card({ uri: null })],
  },
  type: {
    reports: [
      { card: named(5), at: '/name' },
      { card: card({ contactData: {} }), at: '/contactData' },
      { card: withRows({ chatType: 'whatsapp', chatId: 79011112233 }), at: chatId },
    ],
    passes: [],
  },
  blank: { reports: [{ card: named('  '), at: '/name' }], passes: [named('.')] },
  tooLong: {
    reports: [{ card: named('x'.repeat(201)), at: '/name' }],
    passes: [named('x'.repeat(200))],
  },
  noRows: { reports: [{ card: card({ contactData: [] }), at: '/contactData' }], passes: [] },
  maxAddress: {
    reports: [{ card: withRows({ chatType: 'max' }), at: '/contactData/0' }],
    passes: [
      withRows({ chatType: 'max', chatId: '33344455' }),
      withRows({ chatType: 'max', chatId: null, phone: '79011112233' }),
    ],
  },
  telegramWithoutChatId: {
    reports: [
      { card: withRows({ chatType: 'telegram', username: 'anna_smirnova' }), at: '/contactData/0' },
      { card: withRows({ chatType: 'telegram', phone: '79011112233' }), at: '/contactData/0' },
    ],
    passes: [telegram({})],
  },
  telegramAddress: {
    reports: [
      { card: withRows({ chatType: 'telegram' }), at: '/contactData/0' },
      {
        card: withRows({ chatType: 'telegram', chatId: null }, { chatType: 'vk', chatId: '5' }),
        at: '/contactData/0',
        fix: null,
        certainty: 'likely',
      },
    ],
    passes: [telegram({})],
  },
  empty: {
    reports: [
      { card: withNumber(''), at: chatId },
      {
        card: telegram({ username: '' }),
        at: '/contactData/0/username',
        fix: null,
        certainty: 'certain',
      },
    ],
    passes: [],
  },
  usernameNotAllowed: {
    reports: [
      {
        card: withRows({ chatType: 'vk', chatId: '5', username: 'anna' }),
        at: '/contactData/0/username',
        fix: null,
        certainty: 'likely',
      },
      {
        card: withRows({ chatType: 'instagram', chatId: 'anna', username: 'anna' }),
        at: '/contactData/0/username',
        fix: null,
        certainty: 'certain',
      },
    ],
    passes: [withRows({ chatType: 'vk', chatId: '5', username: null })],
  },
  phoneNotAllowed: {
    reports: [
      {
        card: withRows({ chatType: 'viber', chatId: '79011112233', phone: '79011112233' }),
        at: '/contactData/0/phone',
        fix: null,
        certainty: 'certain',
      },
    ],
    passes: [withRows({ chatType: 'viber', chatId: '79011112233', phone: null })],
  },
  unknownChatType: {
    reports: [
      {
        card: withRows({ chatType: 'instagramComment', chatId: 'a' }),
        at: '/contactData/0/chatType',
      },
      {
        card: withRows({ chatType: 'WhatsApp ', chatId: '79011112233' }),
        at: '/contactData/0/chatType',
        fix: 'whatsapp',
        certainty: 'certain',
      },
    ],
    passes: [withRows({ chatType: 'maxgroup', chatId: '-12345678901' })],
  },
  transport: {
    reports: (
      [
        ['tgapi', 'telegram'],
        ['wapi', 'whatsapp'],
        ['maxbot', 'max'],
      ] as const
    ).map(([chatType, fix]) => ({
      card: withRows({ chatType, chatId: '79011112233' }),
      at: '/contactData/0/chatType',
      fix,
      certainty: 'certain',
    })),
    passes: [],
  },
  duplicateRow: {
    reports: [
      {
        card: withRows(
          { chatType: 'vk', chatId: '5' },
          { chatId: '5', chatType: 'vk', phone: null },
        ),
        at: '/contactData/1',
        fix: null,
        certainty: 'certain',
      },
    ],
    passes: [
      // The phone as the first chatId, and the real one.
      withRows(
        { chatType: 'telegram', chatId: '79011112233' },
        { chatType: 'telegram', chatId: '5' },
      ),
      withRows(
        { chatType: 'whatsapp', chatId: '79011112233' },
        { chatType: 'viber', chatId: '79011112233' },
      ),
    ],
  },
  unknownUser: {
    reports: [{ card: card({ responsibleUserId: 'user-8' }), at: '/responsibleUserId' }],
    passes: [[card({ responsibleUserId: 'user-8' }), { userIds: undefined }]],
  },
  nameIsNumber: {
    reports: [
      { card: named('+7 (901) 111-22-33'), at: '/name' },
      { card: named('89011112233'), at: '/name' },
      { card: named('crm-1'), at: '/name' },
    ],
    passes: [named('2 этаж'), named('Такси 9011112233'), named('79015554433'), named('777')],
  },
  nameSpaces: {
    reports: [
      name(' Anna Smirnova', 'Anna Smirnova'),
      name('Anna  Smirnova\u00a0', 'Anna Smirnova'),
    ],
    passes: [named('ООО\u00a0«Северный ветер»')],
  },
  controlCharacters: {
    reports: [
      name('Anna\tSmirnova', 'Anna Smirnova'),
      name('Anna Smirnova\n', 'Anna Smirnova'),
      name('Anna\u200bSmirnova', 'AnnaSmirnova'),
      name('\ufeffAnna', 'Anna'),
      {
        card: telegram({ username: 'anna\u200b' }),
        at: '/contactData/0/username',
        fix: 'anna',
        certainty: 'certain',
      },
    ],
    passes: [named('Анна 👩‍👩‍👧'), named('نیما می‌خواهد'), named('\u200fמרים')],
  },
  lookAlike: {
    reports: [
      name('Aннa Петрова', 'Анна Петрова'),
      name('Вiктор', 'Віктор'),
      name('Аnna', 'Anna'),
      name('Иван CMИРНОВ', 'Иван СМИРНОВ'),
      name('TОP', 'TOP', 'likely'),
      {
        card: withRows({ chatType: 'instagram', chatId: 'аnna.smirnova' }),
        at: chatId,
        fix: 'anna.smirnova',
        certainty: 'likely',
      },
    ],
    passes: [
      'ООО Hello',
      'OOO «Ромашка»',
      'Студия SPA-салон',
      'ВИПclub',
      'АнтонX',
      'ITшник',
      'Tele2 офис 5',
      'БMW',
      'МегаФонTV',
      'Hugo Серрано',
      'АННА',
      'Ünsal Çelik',
    ].map(named),
  },
  outerSpace: {
    reports: [
      {
        card: telegram({ username: 'anna_smirnova ' }),
        at: '/contactData/0/username',
        fix: 'anna_smirnova',
        certainty: 'certain',
      },
      { card: card({ id: ' crm-1' }), at: '/id' },
      {
        card: card({ responsibleUserId: 'user-7 ' }),
        at: '/responsibleUserId',
        fix: 'user-7',
        certainty: 'certain',
        context: { userIds: undefined },
      },
    ],
    passes: [],
  },
  longId: {
    reports: [{ card: card({ id: 'x'.repeat(65) }), at: '/id' }],
    passes: [card({ id: 'x'.repeat(64) })],
  },
  longKeptId: { reports: [{ card: card({ id: 'x'.repeat(101) }), at: '/id' }], passes: [] },
  uriNotLink: {
    reports: [
      {
        card: card({ uri: 'crm.example.com/contacts/10542' }),
        at: '/uri',
        fix: 'https://crm.example.com/contacts/10542',
        certainty: 'likely',
      },
      {
        card: card({ uri: ' https://crm.example.com/1' }),
        at: '/uri',
        fix: 'https://crm.example.com/1',
        certainty: 'certain',
      },
      { card: card({ uri: 'нет' }), at: '/uri' },
    ],
    passes: [
      card({ uri: 'https://crm.example.com/c?x=1#y' }),
      card({ uri: '' }),
      card({ uri: 'http://localhost:8080/1' }),
    ],
  },
};

describe('audit rules', () => {
  it('have a table of cards each, but for the one over several cards', () => {
    const ids = auditRules.map(({ id }) => id).filter((id) => id !== 'sharedChat');
    assert.deepEqual(Object.keys(tables).sort(), ids.sort());
    assert.equal(new Set(ids).size, ids.length);
  });

  it('are told in words', () => {
    for (const { words } of auditRules) {
      const { title, meaning, example } = words();
      assert.match(title, /\S/);
      assert.match(meaning, /\.$/);
      assert.match(example, /\S/);
    }
  });

  for (const [id, { reports, passes }] of Object.entries(tables)) {
    describe(id, () => {
      for (const { card: faulty, at, fix, certainty, context } of reports) {
        it(`reports ${JSON.stringify(valueAt(faulty, at))?.slice(0, 60)}`, () => {
          const all = { ...russian, ...context };
          assert.deepEqual(foundIn(faulty, all), [`${id} ${at}`]);
          const rule = auditRule(id);
          assert.ok(rule);
          const offered = fixOf(faulty, { rule, pointer: at }, all);
          if (fix === undefined) return assert.equal(offered, undefined);
          assert.ok(offered);
          if (certainty) assert.equal(offered.certainty, certainty);
          assert.deepEqual(offered.after, withValue(faulty, at, fix ?? undefined));
          assert.ok(!foundIn(offered.after, all).includes(`${id} ${at}`));
        });
      }

      for (const pass of passes) {
        const [clean, context] = Array.isArray(pass) ? pass : [pass, {}];
        it(`finds nothing in ${JSON.stringify(clean.contactData)?.slice(0, 60)} ${clean.name}`, () => {
          assert.deepEqual(foundIn(clean, { ...russian, ...context }), []);
        });
      }

      it('finds nothing where it is switched off', () => {
        for (const { card: faulty, context } of reports) {
          const without = { ...russian, ...context, isOn: (other: string) => other !== id };
          assert.deepEqual(foundIn(faulty, without), []);
        }
      });
    });
  }
});
