import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { Contact } from '../../../../../src/core/contact/contact.ts';
import {
  type Corrections,
  correctedPieces,
} from '../../../../../src/core/transfer/compare/correctedFile.ts';
import { exportFormats } from '../../../../../src/core/transfer/export/exportFormat.ts';
import type { ImportMatch } from '../../../../../src/core/transfer/import/importPlan.ts';
import { compared, exported, fileNames } from './comparing.ts';
import { plainContact, plainContacts } from './plainContacts.ts';

type Compared = Awaited<ReturnType<typeof compared>>;

function corrected({ file, index }: Compared, corrections: Corrections) {
  const reduced: string[] = [];
  const pieces = correctedPieces(file, corrections, index, (id) => reduced.push(id));
  return { text: [...pieces].join(''), reduced };
}

/** What makes the file say all that the account holds, and nothing else. */
function everything({ comparison }: Compared): Corrections {
  return {
    rows: new Map(comparison.different.map(({ place, id }) => [place, id])),
    leftOut: new Set(comparison.onlyInFile),
    added: comparison.onlyInWazzup,
  };
}

const anna = plainContact('crm-1', {
  responsibleUserId: '8',
  name: 'Anna; Petrova',
  contactData: [
    { chatType: 'whatsapp', chatId: '34612345678' },
    { chatType: 'whatsapp', chatId: '79011112233' },
    { chatType: 'telegram', chatId: '5551', username: 'anna' },
  ],
});

describe('A corrected copy of a file', () => {
  for (const format of exportFormats) {
    it(`says what the account holds, as ${format}`, async () => {
      const change = fc.constantFrom('removed', 'name', 'accounts', 'person', 'kept');
      await fc.assert(
        fc.asyncProperty(plainContacts, fc.infiniteStream(change), async (all, changes) => {
          const inFile = all.flatMap((contact): Contact[] => {
            switch (changes.next().value) {
              case 'removed':
                return [];
              case 'name':
                return [{ ...contact, name: 'Another' }];
              case 'accounts':
                return [{ ...contact, contactData: [{ chatType: 'vk', chatId: '1234567' }] }];
              case 'person':
                return [{ ...contact, responsibleUserId: '77' }];
              default:
                return [contact];
            }
          });
          const { text } = await exported(
            format,
            [plainContact('new-1'), ...inFile],
            [...all, ...inFile],
          );
          const options = { name: fileNames[format] };
          const before = await compared(all, text, options);
          const { text: after, reduced } = corrected(before, everything(before));
          if (after.trim() === '') return;
          const { ids } = await compared(all, after, options);
          const about = JSON.stringify({ text, after });
          assert.deepEqual(reduced, [], about);
          assert.deepEqual(
            { ...ids, same: ids.same.sort() },
            {
              onlyInFile: [],
              onlyInWazzup: [],
              different: [],
              notCompared: [],
              same: all.map(({ id }) => id).sort(),
            },
            about,
          );
        }),
        { numRuns: 60 },
      );
    });

    it(`is what it was where nothing is corrected, as ${format}`, async () => {
      await fc.assert(
        fc.asyncProperty(plainContacts, async (all) => {
          const { text } = await exported(format, all);
          if (all.length === 0) return;
          const file = await compared([], text, { name: fileNames[format] });
          const nothing = {
            rows: new Map<number, string>(),
            leftOut: new Set<number>(),
            added: [],
          };
          assert.equal(corrected(file, nothing).text, text);
        }),
        { numRuns: 30 },
      );
    });
  }

  it('has what a CRM wrote in columns of its own, and values as people write them', async () => {
    const table = [
      'Код;Имя;Фамилия;Телефон;Телефон 2;Telegram;Ответственный;Комментарий',
      'crm-1;Анна;Петрова;8 (901) 111-22-33;;@old;Анна Белова;"давно; ""да"""',
      'crm-2;Борис;;89030000000;;;Анна Белова;новый',
      'crm-3;Вера;Новая;;;;;только тут',
    ].join('\r\n');
    const boris = plainContact('crm-2', { name: 'Борис' });
    const clara = plainContact('crm-4', { name: '=Clara Maria Schmidt' });
    const before = await compared([anna, boris, clara], `${table}\r\n`);
    const { text, reduced } = corrected(before, everything(before));
    assert.deepEqual(reduced, []);
    assert.deepEqual(text.split('\r\n'), [
      '\uFEFFКод;Имя;Фамилия;Телефон;Телефон 2;Telegram;Ответственный;Комментарий',
      'crm-1;"Anna;";Petrova;34612345678;79011112233;anna;8;"давно; ""да"""',
      'crm-2;Борис;;89030000000;;;Анна Белова;новый',
      "crm-4;'=Clara Maria;Schmidt;79030000000;;;Анна Белова;",
      '',
    ]);
  });

  it('names contacts that the table has no place for', async () => {
    const before = await compared(
      [anna, plainContact('crm-5', { contactData: [{ chatType: 'whatsapp', chatId: 'odd;one' }] })],
      'id,name,whatsapp\ncrm-1,Anna,\n',
    );
    const { text, reduced } = corrected(before, everything(before));
    assert.deepEqual(reduced, ['crm-5']);
    assert.deepEqual(text.split('\r\n').slice(1), [
      'crm-1,Anna; Petrova,',
      'crm-5,Client crm-5,',
      '',
    ]);
  });

  it('keeps quotation marks that are text where the table knows no others', async () => {
    const table = ['id;name;note', '1;"Vega" Ltd;x', '2;Pipe 5";y', '3;"Orion" Ltd;z'].join('\n');
    const contact = plainContact('2', { name: '"Sirius" Ltd' });
    const before = await compared([contact], table);
    const { text } = corrected(before, {
      ...everything(before),
      leftOut: new Set(),
    });
    assert.deepEqual(text.split('\r\n'), [
      '\uFEFFid;name;note',
      '1;"Vega" Ltd;x',
      '2;"Sirius" Ltd;y',
      '3;"Orion" Ltd;z',
      '',
    ]);
  });

  it('keeps the keys that only the CRM knows, and the id that the file gives', async () => {
    const file = [{ id: 'own-1', name: 'Old', crmStage: 'won', contactData: anna.contactData }];
    const options: { readonly name: string; readonly match: ImportMatch } = {
      name: 'a.json',
      match: 'account',
    };
    const before = await compared([anna], JSON.stringify(file), options);
    assert.deepEqual(before.ids.different, ['crm-1']);
    const { text } = corrected(before, everything(before));
    assert.deepEqual(JSON.parse(text), [{ ...anna, crmStage: 'won', id: 'own-1' }]);
  });

  it('keeps what else stands on a vCard', async () => {
    const card = [
      'BEGIN:VCARD',
      'VERSION:3.0',
      'N:Old;Anna;;;',
      'FN:Anna Old',
      'UID:crm-1',
      'TEL;TYPE=CELL:+7 901 111-22-33',
      'PHOTO;ENCODING=b;TYPE=JPEG:AAAA',
      ' BBBB',
      'NOTE:likes tulips',
      'END:VCARD',
    ].join('\r\n');
    const before = await compared([anna], card, { name: 'a.vcf' });
    const { text } = corrected(before, everything(before));
    const lines = text.trimEnd().split('\r\n');
    assert.equal(lines[1], 'VERSION:3.0');
    assert.deepEqual(lines.slice(-4), [
      'PHOTO;ENCODING=b;TYPE=JPEG:AAAA',
      ' BBBB',
      'NOTE:likes tulips',
      'END:VCARD',
    ]);
    const after = await compared([anna], text, { name: 'a.vcf' });
    assert.deepEqual(after.ids.same, ['crm-1']);
  });
});
