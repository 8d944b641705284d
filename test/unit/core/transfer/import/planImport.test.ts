import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { readAccountId } from '../../../../../src/core/accountId.ts';
import { ContactIndex } from '../../../../../src/core/book/search/contactIndex.ts';
import type { Contact } from '../../../../../src/core/contact/contact.ts';
import {
  type ExportFormat,
  exportFormats,
} from '../../../../../src/core/transfer/export/exportFormat.ts';
import { exportPieces } from '../../../../../src/core/transfer/export/exportPieces.ts';
import { surveyContacts } from '../../../../../src/core/transfer/export/surveyContacts.ts';
import type {
  ImportMatch,
  ImportMode,
  ImportPlan,
} from '../../../../../src/core/transfer/import/importPlan.ts';
import { importRows } from '../../../../../src/core/transfer/import/importRows.ts';
import { planImport } from '../../../../../src/core/transfer/import/planImport.ts';
import { openSource } from '../../../../../src/core/transfer/read/openSource.ts';
import { sourceErrorReason } from '../../../../../src/core/transfer/read/sourceError.ts';
import { matchColumns } from '../../../../../src/core/transfer/table/matchColumns.ts';
import { anyContact } from '../../contact/contactArbitraries.ts';

const accountId = readAccountId('test') ?? assert.fail();
const { signal } = new AbortController();

interface Wishes {
  readonly name?: string;
  readonly mode?: ImportMode;
  readonly match?: ImportMatch;
}

/** What importing a file into an account with these contacts would do. */
async function plan(
  contacts: readonly Contact[],
  text: string | Uint8Array,
  { name = 'clients.csv', mode = 'createAndUpdate', match = 'id' }: Wishes = {},
): Promise<ImportPlan> {
  const index = new ContactIndex();
  for (const contact of contacts) index.put(contact);
  const bytes = async function* () {
    yield typeof text === 'string' ? Buffer.from(text) : text;
  };
  const source = await openSource(bytes(), name, signal);
  const columns = source.shape.kind === 'table' ? (source.shape.header ?? []) : [];
  const users = [
    { id: '7', name: 'Анна Белова' },
    { id: '8', name: 'John Smith' },
    { id: '9', name: 'John Smith' },
  ];
  const fields = matchColumns(columns);
  const rows = importRows(source, { columns, fields, users, country: 'RU' });
  const file = { uri: `file:///${name}`, format: 'table', lineBreak: '\n' } as const;
  return await planImport(rows, { accountId, index, mode, match, file, signal });
}

const names: Readonly<Record<ExportFormat, string>> = {
  csv: 'all.csv',
  json: 'all.contacts.json',
  ndjson: 'all.ndjson',
  vcard: 'all.vcf',
};

async function exported(format: ExportFormat, contacts: readonly Contact[]) {
  const survey = await surveyContacts(contacts, format, signal);
  const pieces = exportPieces(format, contacts, survey, { separator: ';' });
  return { text: [...pieces].join(''), reduced: new Set(survey.reduced) };
}

const anna: Contact = {
  id: 'crm-1',
  responsibleUserId: '7',
  name: 'Anna Petrova',
  contactData: [
    { chatType: 'whatsapp', chatId: '79011112233' },
    { chatType: 'telegram', chatId: '5551', username: 'anna' },
  ],
  uri: 'https://crm.example.com/1',
};
const boris: Contact = {
  id: 'crm-2',
  responsibleUserId: '8',
  name: 'Boris',
  contactData: [{ chatType: 'viber', chatId: '79031112233' }],
};

describe('Importing a file', () => {
  for (const format of exportFormats) {
    it(`finds nothing to do in what was exported as ${format}`, async () => {
      // Infinite numbers have no JSON that anybody would write.
      const finite = anyContact.filter((one) =>
        isDeepStrictEqual(JSON.parse(JSON.stringify(one)), one),
      );
      const each = fc.uniqueArray(finite, { maxLength: 12, selector: ({ id }) => id });
      await fc.assert(
        fc.asyncProperty(each, async (contacts) => {
          const { text, reduced } = await exported(format, contacts);
          if (text.trim() === '') return;
          const { changeSet, invalid, unchanged } = await plan(contacts, text, {
            name: names[format],
          });
          const about = JSON.stringify({ text, items: changeSet.items, invalid });
          assert.ok(
            changeSet.items.every(({ id }) => reduced.has(id)),
            about,
          );
          assert.ok(unchanged >= contacts.length - reduced.size - invalid.length, about);
          assert.ok(invalid.length <= reduced.size, about);
        }),
      );
    });
  }

  it('understands a table as a CRM in Russia writes it', async () => {
    const table = [
      'Код;ФИО;Телефон;Телефон 2;Telegram;Ответственный;Комментарий',
      'n-1;Иван Петров;8 (903) 111-22-33;+34 612 34 56 78;@ivan;Анна Белова;давно',
      'crm-1;;;;;;',
      'crm-2;Борис;;89031112233;;;',
    ].join('\r\n');
    const { changeSet, invalid, unchanged, changes } = await plan([anna, boris], table);
    assert.deepEqual(invalid, []);
    assert.equal(unchanged, 1);
    assert.deepEqual(changeSet.items, [
      {
        id: 'n-1',
        after: {
          id: 'n-1',
          responsibleUserId: '7',
          name: 'Иван Петров',
          contactData: [
            { chatType: 'whatsapp', chatId: '79031112233' },
            { chatType: 'whatsapp', chatId: '34612345678' },
            { chatType: 'telegram', username: 'ivan' },
          ],
        },
      },
      {
        id: 'crm-2',
        before: boris,
        after: {
          ...boris,
          name: 'Борис',
          contactData: [
            { chatType: 'viber', chatId: '79031112233' },
            { chatType: 'whatsapp', chatId: '79031112233' },
          ],
        },
      },
    ]);
    assert.deepEqual(changes[0], {
      line: 2,
      column: 'Телефон',
      from: '8 (903) 111-22-33',
      to: '79031112233',
    });
    assert.equal(changeSet.texts?.get('crm-2'), 'crm-2;Борис;;89031112233;;;');
  });

  it('reads the same in windows-1251', async () => {
    const bytes = Buffer.from('id;name\nn-1;', 'latin1');
    const name = Buffer.from([0xc0, 0xed, 0xed, 0xe0]);
    const { changeSet, invalid } = await plan([anna], Buffer.concat([bytes, name]));
    assert.deepEqual([changeSet.items.length, invalid.length], [0, 1], 'a new one needs a person');
    const update = await plan([{ ...anna, id: 'n-1' }], Buffer.concat([bytes, name]));
    assert.equal(update.changeSet.items[0]?.after?.['name'], 'Анна');
  });

  it('refuses by name what a spreadsheet has spoilt, and what is no value at all', async () => {
    const table = [
      'id,name,phone,manager',
      'n-1,Ivan,"7,9E+10",Анна Белова',
      'n-2,Ivan,call me,Анна Белова',
      'n-3,Ivan,79011112233,Nobody',
      'n-4,Ivan,79011112233,John Smith',
      ',Ivan,79011112233,Анна Белова',
      'crm-1,Anna Petrova,79011112233,Анна Белова',
      'crm-1,Anna,79011112233,Анна Белова',
    ].join('\n');
    const { changeSet, invalid, unchanged } = await plan([anna], table);
    assert.deepEqual(changeSet.items, []);
    assert.equal(unchanged, 1);
    assert.deepEqual(
      invalid.map(({ line, reason }) => `${line}: ${reason}`),
      [
        '2: phone: "7,9E+10" was spoilt by a spreadsheet. Format the column there as text, and enter the number again.',
        '3: phone: "call me" is no phone number.',
        '4: manager: the account has no user "Nobody".',
        '5: manager: the account has several users "John Smith": give the id.',
        '6: A new contact needs an id, and this row has none.',
        '8: Line 7 is about the same contact: "crm-1".',
      ],
    );
    assert.equal(invalid[1]?.source, 'n-2,Ivan,call me,Анна Белова');
  });

  it('does with what is there and what is not as the mode says', async () => {
    const table = 'id,name,responsibleUserId,phone\ncrm-1,Anna New,7,\nn-1,Ivan,7,79051112233\n';
    const done = async (mode: ImportMode) => {
      const { changeSet, passedOver, invalid } = await plan([anna], table, { mode });
      return [changeSet.items.map(({ id }) => id), passedOver, invalid.length];
    };
    assert.deepEqual(await done('createAndUpdate'), [['crm-1', 'n-1'], 0, 0]);
    assert.deepEqual(await done('update'), [['crm-1'], 1, 0]);
    assert.deepEqual(await done('skipExisting'), [['n-1'], 1, 0]);
    assert.deepEqual(await done('create'), [['n-1'], 0, 1]);
  });

  it('knows contacts by an account in a messenger, or by a number, and says where several fit', async () => {
    const twin = {
      ...boris,
      id: 'crm-3',
      contactData: [{ chatType: 'max', phone: '79031112233' }],
    };
    const names = async (table: string, match: ImportMatch) => {
      const { changeSet, invalid } = await plan([anna, boris, twin], table, {
        match,
        mode: 'update',
      });
      return [...changeSet.items.map(({ id }) => id), ...invalid.map(({ reason }) => reason)];
    };
    assert.deepEqual(await names('name,phone\nNew,8 901 111-22-33\n', 'account'), ['crm-1']);
    assert.deepEqual(await names('name,viber\nNew,8 903 111-22-33\n', 'account'), ['crm-2']);
    assert.deepEqual(await names('name,telegram\nNew,5551\n', 'account'), ['crm-1']);
    assert.deepEqual(await names('name,phone\nNew,8 901 111-22-33\n', 'phone'), ['crm-1']);
    assert.deepEqual(await names('name,phone\nNew,8 903 111-22-33\n', 'phone'), [
      'Several contacts of the account fit: crm-2, crm-3.',
    ]);
  });

  it('replaces a contact by what JSON says of it, and loses nothing by what a table does not name', async () => {
    const { contactData, ...rest } = anna;
    const json = JSON.stringify([{ ...rest, contactData: [(contactData as object[])[0]] }]);
    const rowsIn = ({ changeSet: { items } }: ImportPlan) => items[0]?.after?.contactData.length;
    assert.equal(rowsIn(await plan([anna], json, { name: 'a.contacts.json' })), 1);
    assert.equal(rowsIn(await plan([anna], 'id,phone\ncrm-1,79991112233\n')), 3);
  });

  it('ends in a plan or in a reason, whatever happened to the file', async () => {
    const texts = await Promise.all(
      exportFormats.map(
        async (format) => [names[format], (await exported(format, [anna, boris])).text] as const,
      ),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...texts),
        fc.array(fc.record({ at: fc.nat(2000), byte: fc.nat(255) }), { maxLength: 4 }),
        fc.nat(2000),
        async ([name, text], flips, length) => {
          const bytes = Buffer.from(text).subarray(0, length);
          for (const { at, byte } of flips) if (at < bytes.length) bytes[at] = byte;
          try {
            const { changeSet, invalid } = await plan([anna, boris], bytes, { name });
            assert.ok(changeSet.items.length + invalid.length <= 100);
          } catch (error) {
            assert.ok(sourceErrorReason(error), String(error));
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('The columns of a table', () => {
  it('are known by their names in three languages', () => {
    const known: readonly (readonly [string, string | undefined])[] = [
      ['ID', 'id'],
      ['Имя', 'name'],
      ['Nombre completo', 'name'],
      ['Teléfono', 'whatsapp'],
      ['Мобильный телефон', 'whatsapp'],
      ['Phone 2', 'whatsapp'],
      ['E-Mail', undefined],
      ['Responsible user', 'responsible'],
      ['Ответственный', 'responsible'],
      ['Ссылка', 'uri'],
      ['chatId2', 'chatId2'],
      ['Instagram', 'instagram'],
    ];
    for (const [name, field] of known) assert.deepEqual(matchColumns([name]), [field], name);
  });

  it('mean a field once only, but may name several numbers', () => {
    assert.deepEqual(matchColumns(['id', 'код', 'Телефон', 'Телефон 2']), [
      'id',
      undefined,
      'whatsapp',
      'whatsapp',
    ]);
    assert.deepEqual(matchColumns(['Имя', 'Фамилия']), ['firstName', 'lastName']);
    assert.deepEqual(matchColumns(['Имя', 'ФИО']), ['firstName', 'name']);
  });
});
