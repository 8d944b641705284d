import assert from 'node:assert/strict';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, it } from 'mocha';
import { sameContact } from '../../../../../src/core/contact/compareContacts.ts';
import type { Contact } from '../../../../../src/core/contact/contact.ts';
import { readContact } from '../../../../../src/core/contact/readContact.ts';
import type { ExportFormat } from '../../../../../src/core/transfer/export/exportFormat.ts';
import { exportPieces } from '../../../../../src/core/transfer/export/exportPieces.ts';
import { isHeldBy } from '../../../../../src/core/transfer/export/heldByFormat.ts';
import { surveyContacts } from '../../../../../src/core/transfer/export/surveyContacts.ts';
import { valueOfCell } from '../../../../../src/core/transfer/table/cellText.ts';
import { anyContact } from '../../contact/contactArbitraries.ts';

const { signal } = new AbortController();

async function textOfAll(
  format: ExportFormat,
  contacts: readonly Contact[],
  more: Partial<Parameters<typeof exportPieces>[3]> = {},
): Promise<string> {
  const survey = await surveyContacts(contacts, format, signal);
  return [...exportPieces(format, contacts, survey, { separator: ',', ...more })].join('');
}

/** What stands in a table that this extension has written. */
function fromTable(text: string, delimiter = ','): readonly Contact[] {
  const rows: readonly Record<string, string>[] = parse(text, {
    bom: true,
    columns: true,
    delimiter,
  });
  return rows.map((cells) => {
    const value = (name: string) => valueOfCell(cells[name] ?? '') || undefined;
    const messengers = Object.keys(cells).filter((name) => name.startsWith('chatType')).length;
    const contactData = Array.from({ length: messengers }, (_, index) => ({
      chatType: value(`chatType${index + 1}`),
      chatId: value(`chatId${index + 1}`),
      username: value(`username${index + 1}`),
      phone: value(`phone${index + 1}`),
    })).filter((row) => Object.values(row).some(Boolean));
    return {
      id: value('id') ?? '',
      responsibleUserId: value('responsibleUserId'),
      name: value('name'),
      contactData,
      uri: value('uri'),
    };
  });
}

function fromVcards(text: string): readonly Contact[] {
  const cards: unknown = text === '' ? [] : ICAL.parse(text);
  const list = (Array.isArray(cards) && typeof cards[0] === 'string' ? [cards] : cards) as [];
  return list.map((jcard) => {
    const card = new ICAL.Component(jcard);
    const value = (name: string) => card.getFirstPropertyValue(name)?.toString();
    return {
      id: value('uid') ?? '',
      responsibleUserId: value('x-wazzup-responsible'),
      name: value('fn'),
      contactData: card
        .getAllProperties('x-wazzup-chat')
        .map((property) => JSON.parse(String(property.getFirstValue()))),
      uri: value('url'),
    };
  });
}

const anna: Contact = {
  id: 'crm-1',
  responsibleUserId: '504101',
  name: 'Анна; "Петрова", Ltd\nsecond line',
  contactData: [
    { chatType: 'whatsapp', chatId: '79011112233' },
    { chatType: 'telegram', chatId: '1', username: '=anna', phone: '+7 (901) 111-22-33' },
  ],
  uri: 'https://crm.example.com/1,2;3',
};
const empty: Contact = { id: 'crm-2', responsibleUserId: '7', name: '-', contactData: [] };

describe('Writing contacts to a file', () => {
  const readers: Readonly<Record<ExportFormat, (text: string) => readonly Contact[]>> = {
    csv: fromTable,
    json: (text) => JSON.parse(text),
    ndjson: (text) =>
      text
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line)),
    vcard: fromVcards,
  };

  for (const [format, read] of Object.entries(readers)) {
    it(`loses nothing in ${format} of what the format is said to hold`, async () => {
      const each = fc.uniqueArray(anyContact, { maxLength: 12, selector: ({ id }) => id });
      await fc.assert(
        fc.asyncProperty(each, async (contacts) => {
          const known = format as ExportFormat;
          const read1 = read(await textOfAll(known, contacts));
          assert.equal(read1.length, contacts.length);
          for (const [index, contact] of contacts.entries()) {
            const back = readContact(read1[index]);
            if (!isHeldBy(known, contact)) continue;
            assert.ok(back && sameContact(contact, back), JSON.stringify([contact, back]));
          }
        }),
      );
    });
  }

  it('writes a table that Excel opens right and takes for no formula', async () => {
    const text = await textOfAll('csv', [anna, empty], {
      separator: ';',
      nameOf: (id) => (id === '7' ? 'Ivan' : undefined),
    });
    assert.equal(
      text,
      [
        '\uFEFFid;name;responsibleUserId;responsible;uri;chatType1;chatId1;chatType2;chatId2;username2;phone2',
        'crm-1;"Анна; ""Петрова"", Ltd\nsecond line";504101;;"https://crm.example.com/1,2;3";whatsapp;79011112233;telegram;1;\'=anna;+7 (901) 111-22-33',
        "crm-2;'-;7;Ivan;;;;;;;",
        '',
      ].join('\r\n'),
    );
    assert.deepEqual(fromTable(text, ';')[0]?.contactData, [
      { chatType: 'whatsapp', chatId: '79011112233', username: undefined, phone: undefined },
      { chatType: 'telegram', chatId: '1', username: '=anna', phone: '+7 (901) 111-22-33' },
    ]);
  });

  it('keeps a contact on its line of a table, whatever line breaks it holds', async () => {
    const contacts = ['a\nb', 'a\rb', 'a\r\nb'].map((name) => ({ ...empty, name }));
    const text = await textOfAll('csv', contacts);
    assert.equal(
      text
        .replaceAll(/"[^"]*"/g, 'quoted')
        .trimEnd()
        .split(/\r\n?|\n/).length,
      4,
    );
  });

  it('writes vCards with what address books know', async () => {
    const text = await textOfAll('vcard', [anna]);
    const lines = text.replaceAll('\r\n ', '').split('\r\n');
    assert.deepEqual(lines.slice(0, 3), ['BEGIN:VCARD', 'VERSION:4.0', 'UID:crm-1']);
    assert.ok(lines.includes('TEL:tel:+79011112233'));
    assert.ok(lines.some((line) => line.startsWith('URL:https://crm.example.com/1')));
  });

  it('writes files without contacts, too', async () => {
    assert.equal(await textOfAll('csv', []), '\uFEFFid,name,responsibleUserId\r\n');
    assert.equal(await textOfAll('json', []), '[]\n');
    assert.equal(await textOfAll('ndjson', []), '');
    assert.equal(await textOfAll('vcard', []), '');
  });

  it('names the contacts that a format cannot hold whole', async () => {
    const odd: readonly Contact[] = [
      anna,
      { ...empty, name: 12 },
      { ...empty, contactData: [{ chatType: 'vk', chatId: '' }] },
      { ...empty, contactData: [{}] },
      { ...empty, contactData: null },
      { ...empty, name: '\uD800' },
      { ...empty, name: 'a\0b' },
    ].map((contact, index) => ({ ...contact, id: `c${index}` }));
    const reduced = async (format: ExportFormat) =>
      (await surveyContacts(odd, format, signal)).reduced;
    assert.deepEqual(await reduced('csv'), ['c1', 'c2', 'c3', 'c4', 'c5', 'c6']);
    assert.deepEqual(await reduced('vcard'), ['c1', 'c2', 'c3', 'c4', 'c5', 'c6']);
    assert.deepEqual(await reduced('json'), []);
  });

  it('makes many contacts piece by piece', async () => {
    const many = Array.from({ length: 1_000 }, (_, index) => ({ ...anna, id: `crm-${index}` }));
    const survey = await surveyContacts(many, 'ndjson', signal);
    const pieces = [...exportPieces('ndjson', many, survey, { separator: ',' })];
    assert.equal(pieces.length, 5);
    assert.equal(pieces.join('').split('\n').length, 1_001);
  });
});
