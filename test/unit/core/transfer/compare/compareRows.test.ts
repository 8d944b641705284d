import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { readAccountId } from '../../../../../src/core/accountId.ts';
import type { Contact } from '../../../../../src/core/contact/contact.ts';
import { toWritable } from '../../../../../src/core/contact/writableContact.ts';
import { fieldDifferences } from '../../../../../src/core/transfer/compare/fieldDifferences.ts';
import { notComparedWords } from '../../../../../src/core/transfer/compare/notComparedWords.ts';
import { PackedRows } from '../../../../../src/core/transfer/compare/packedRows.ts';
import { exportFormats } from '../../../../../src/core/transfer/export/exportFormat.ts';
import { takeOver } from '../../../../../src/core/transfer/import/applyDraft.ts';
import {
  type ImportRow,
  isContactContent,
} from '../../../../../src/core/transfer/import/importRow.ts';
import { planImport } from '../../../../../src/core/transfer/import/planImport.ts';
import { anyContact } from '../../contact/contactArbitraries.ts';
import { compared, exported, fileNames, indexOf, readFile, signal } from './comparing.ts';
import { plainContact, plainContacts } from './plainContacts.ts';

const accountId = readAccountId('test') ?? assert.fail();
const none = { onlyInFile: [], onlyInWazzup: [], different: [], notCompared: [] };

const anna = plainContact('crm-1', {
  name: 'Anna',
  contactData: [
    { chatType: 'whatsapp', chatId: '79011112233' },
    { chatType: 'telegram', chatId: '5551', username: 'anna' },
  ],
});
const boris = plainContact('crm-2', { name: 'Boris', uri: 'https://crm.example.com/2' });

describe('Comparing a file with an account', () => {
  for (const format of exportFormats) {
    it(`finds all the same in what was exported as ${format}`, async () => {
      // Infinite numbers have no JSON that anybody would write.
      const finite = anyContact.filter((one) =>
        isDeepStrictEqual(JSON.parse(JSON.stringify(one)), one),
      );
      const each = fc.uniqueArray(finite, { maxLength: 12, selector: ({ id }) => id });
      await fc.assert(
        fc.asyncProperty(each, async (contacts) => {
          const { text, reduced } = await exported(format, contacts);
          if (text.trim() === '') return;
          const { ids } = await compared(contacts, text, { name: fileNames[format] });
          const whole = contacts.map(({ id }) => id).filter((id) => !reduced.has(id));
          const about = JSON.stringify({ text, ids });
          const isWhole = (id: string | undefined) => whole.includes(id ?? '');
          assert.deepEqual(ids.same.filter(isWhole), whole, about);
          for (const list of [ids.onlyInFile, ids.onlyInWazzup, ids.different]) {
            assert.deepEqual(list.filter(isWhole), [], about);
          }
        }),
      );
    });

    it(`finds exactly what was changed in ${format}, whatever the order, and nothing once that is taken over`, async () => {
      await fc.assert(
        fc.asyncProperty(plainContacts, fc.infiniteStream(fc.nat(4)), async (all, choices) => {
          const planted = {
            added: [] as string[],
            removed: [] as string[],
            changed: [] as string[],
          };
          const inFile = all.flatMap((contact): Contact[] => {
            switch (choices.next().value) {
              case 0:
                planted.removed.push(contact.id);
                return [];
              case 1:
                planted.changed.push(contact.id);
                return [{ ...contact, name: `${String(contact.name)} changed` }];
              case 2:
                planted.changed.push(contact.id);
                return [{ ...contact, contactData: [{ chatType: 'vk', chatId: '1234567' }] }];
              default:
                return [contact];
            }
          });
          const added = plainContact('new-1');
          planted.added.push(added.id);
          const { text } = await exported(format, [added, ...inFile.reverse()]);
          const options = { name: fileNames[format] };
          const { ids, file, comparison, index } = await compared(all, text, options);
          assert.deepEqual(
            [ids.onlyInFile, ids.onlyInWazzup, ids.different.sort(), ids.notCompared],
            [planted.added, planted.removed, planted.changed.sort(), []],
          );
          const places = [
            ...comparison.onlyInFile,
            ...comparison.different.map(({ place }) => place),
          ];
          const { changeSet, invalid } = await planImport(rowsAt(file.rows, places), {
            accountId,
            index,
            mode: 'createAndUpdate',
            match: 'id',
            file: { uri: 'file:///all', format: 'table', lineBreak: '\n' },
            signal,
          });
          assert.deepEqual(invalid, []);
          for (const { after } of changeSet.items) index.put(after ?? assert.fail());
          const contacts = [...index.ids()].flatMap((id) => index.contact(id) ?? []);
          const again = await compared(contacts, text, options);
          assert.deepEqual(
            { ...again.ids, same: [], onlyInWazzup: again.ids.onlyInWazzup.sort() },
            { ...none, same: [], onlyInWazzup: planted.removed },
          );
        }),
        { numRuns: 40 },
      );
    });
  }

  it('compares what the columns name and nothing else, and takes other spellings for the same', async () => {
    const table = [
      'Код;ФИО;Телефон;Ответственный',
      'crm-1; Anna ;+7 (901) 111-22-33;Анна Белова',
      'crm-2;;;',
    ].join('\r\n');
    const { ids } = await compared([anna, boris], table);
    assert.deepEqual(ids, { ...none, same: ['crm-1', 'crm-2'] });
  });

  it('says field by field what is different, and takes an account for that of the same messenger', async () => {
    const json = JSON.stringify([
      {
        ...anna,
        name: 'Anna Petrova',
        contactData: [
          { chatType: 'telegram', chatId: '5551', username: 'anna_p' },
          { chatType: 'vk', chatId: '77' },
          { chatType: 'whatsapp', chatId: '79019998877' },
        ],
      },
      { ...boris, uri: null, contactData: [] },
    ]);
    const { comparison, file, index } = await compared([anna, boris], json, { name: 'a.json' });
    const differences = comparison.different.map(({ place, id }) => {
      const { content } = file.rows.at(place);
      const contact = index.contact(id);
      assert.ok(contact && isContactContent(content));
      return fieldDifferences(contact, takeOver(contact, content));
    });
    const whatsapp = (chatId: string) => ({ chatType: 'whatsapp', chatId });
    assert.deepEqual(differences, [
      [
        { field: 'name', inWazzup: 'Anna', inFile: 'Anna Petrova' },
        {
          field: 'contactData',
          inWazzup: whatsapp('79011112233'),
          inFile: whatsapp('79019998877'),
        },
        {
          field: 'contactData',
          inWazzup: { chatType: 'telegram', chatId: '5551', username: 'anna' },
          inFile: { chatType: 'telegram', chatId: '5551', username: 'anna_p' },
        },
        { field: 'contactData', inFile: { chatType: 'vk', chatId: '77' } },
      ],
      [
        { field: 'contactData', inWazzup: whatsapp('79030000000') },
        { field: 'uri', inWazzup: 'https://crm.example.com/2' },
      ],
    ]);
  });

  it('takes messengers in another order for the same', async () => {
    const turned = {
      ...anna,
      contactData: [...(anna.contactData as readonly unknown[])].reverse(),
    };
    const { ids } = await compared([anna], JSON.stringify([turned]), { name: 'a.json' });
    assert.deepEqual(ids, { ...none, same: ['crm-1'] });
  });

  it('tells apart what is invalid or ambiguous, and calls no contact missing that it may be about', async () => {
    const table = [
      'id,name,phone',
      'crm-1,One,',
      'crm-2,Two,"7,9E+10"',
      'crm-1,Another,',
      'new-1,Three,',
      'new-1,Four,',
      ',Five,',
      '"crm-9"x,Six,',
    ].join('\n');
    const others = [anna, boris, plainContact('crm-3')];
    const { ids, comparison, file } = await compared(others, table);
    assert.deepEqual(ids, {
      ...none,
      same: [],
      onlyInWazzup: ['crm-3'],
      notCompared: [
        [2, 'severalRows'],
        [3, 'invalid'],
        [4, 'severalRows'],
        [5, 'severalRows'],
        [6, 'severalRows'],
        [7, 'nothingToFind'],
        [8, 'invalid'],
      ],
    });
    const words = comparison.notCompared.map(({ place, reason }) =>
      notComparedWords(reason, file.rows.at(place)),
    );
    assert.deepEqual(words.slice(0, 3), [
      'Line 4 is about the same contact: "crm-1".',
      'phone: "7,9E+10" was spoilt by a spreadsheet. Format the column there as text, and enter the number again.',
      'Line 2 is about the same contact: "crm-1".',
    ]);
    assert.equal(words[5], 'There is nothing in this row that contacts are known by.');
  });

  it('knows contacts by an account or a number, and guesses nothing where several fit or the id is taken', async () => {
    const twin = plainContact('crm-4', {
      contactData: [{ chatType: 'viber', chatId: '79011112233' }],
    });
    const table = [
      'id,name,whatsapp',
      'x-1,Anna,8 901 111-22-33',
      'crm-2,Somebody,79050000001',
      'x-3,New,79050000002',
    ].join('\n');
    const byAccount = await compared([anna, boris, twin], table, { match: 'account' });
    assert.deepEqual(byAccount.ids, {
      onlyInFile: ['x-3'],
      onlyInWazzup: ['crm-4'],
      different: [],
      same: ['crm-1'],
      notCompared: [[3, 'idTaken']],
    });
    const byPhone = await compared([anna, boris, twin], table, { match: 'phone' });
    assert.deepEqual(byPhone.ids, {
      onlyInFile: ['x-3'],
      onlyInWazzup: [],
      different: [],
      same: [],
      notCompared: [
        [2, 'severalContacts'],
        [3, 'idTaken'],
      ],
    });
  });

  it('knows where a file goes on behind what can be read of it', async () => {
    const cutAt = async (name: string, text: string) => {
      const { rows } = await readFile(name, text);
      const all = rowsAt(rows, [...Array(rows.length).keys()]);
      return (await PackedRows.of(all, signal)).cutAt?.line;
    };
    assert.equal(await cutAt('a.csv', 'id,name\n1,"open\n2,b\n3,c\n'), 2);
    assert.equal(await cutAt('a.csv', 'id,name\n1,a\n2,"b"x\n'), undefined);
    assert.equal(await cutAt('a.json', '[{"id":"1"},{"id":"2"'), 1);
    assert.equal(await cutAt('a.json', '[{"id":"1"},{"id":}]'), undefined);
  });

  it('ends when it is called off', async () => {
    const { rows } = await readFile('a.csv', 'id,name\ncrm-1,Anna\n');
    const stopped = AbortSignal.abort(new Error('called off'));
    const { compareRows } = await import('../../../../../src/core/transfer/compare/compareRows.ts');
    const index = indexOf([anna]);
    await assert.rejects(compareRows(rows, { index, match: 'id', signal: stopped }), /called off/);
  });
});

describe('What two versions of a contact say otherwise', () => {
  it('is about the account that changed where another one of the messenger did not', () => {
    const [one, two, three] = ['79010000001', '79010000002', '79010000003'].map((chatId) => ({
      chatType: 'whatsapp',
      chatId,
    }));
    assert.deepEqual(
      fieldDifferences(
        plainContact('crm-1', { contactData: [one, two] }),
        plainContact('crm-1', { contactData: [three, one] }),
      ),
      [{ field: 'contactData', inWazzup: two, inFile: three }],
    );
  });

  it('is nothing exactly if both are the same but for the order of messengers', () => {
    fc.assert(
      fc.property(anyContact, fc.func(fc.integer()), (contact, order) => {
        const { contactData } = contact;
        if (!Array.isArray(contactData)) return;
        const turned = [...contactData].sort((a, b) => order(a) - order(b));
        assert.deepEqual(fieldDifferences(contact, { ...contact, contactData: turned }), []);
        const more = [...turned, { chatType: 'vk', chatId: 'one more' }];
        assert.equal(fieldDifferences(contact, { ...contact, contactData: more }).length, 1);
      }),
    );
  });
});

describe('Contacts with invented data', () => {
  it('can be sent', () => {
    fc.assert(
      fc.property(plainContacts, (contacts) =>
        contacts.every((contact) => 'contact' in toWritable(contact)),
      ),
    );
  });
});

async function* rowsAt(rows: PackedRows, places: readonly number[]): AsyncGenerator<ImportRow> {
  for (const place of places) yield rows.at(place);
}
