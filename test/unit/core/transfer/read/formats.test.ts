import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { sameContact } from '../../../../../src/core/contact/compareContacts.ts';
import type { Contact } from '../../../../../src/core/contact/contact.ts';
import { readContact } from '../../../../../src/core/contact/readContact.ts';
import {
  type ExportFormat,
  exportFormats,
  separators,
} from '../../../../../src/core/transfer/export/exportFormat.ts';
import { exportPieces } from '../../../../../src/core/transfer/export/exportPieces.ts';
import { isHeldBy } from '../../../../../src/core/transfer/export/heldByFormat.ts';
import { surveyContacts } from '../../../../../src/core/transfer/export/surveyContacts.ts';
import { openSource } from '../../../../../src/core/transfer/read/openSource.ts';
import type { SourceRecord } from '../../../../../src/core/transfer/read/source.ts';
import {
  type SourceErrorReason,
  sourceErrorReason,
} from '../../../../../src/core/transfer/read/sourceError.ts';
import {
  brokenRecordWords,
  sourceErrorWords,
} from '../../../../../src/core/transfer/read/sourceWords.ts';
import { valueOfCell } from '../../../../../src/core/transfer/table/cellText.ts';
import { anyContact } from '../../contact/contactArbitraries.ts';
import { bytesOf, type ReadFile, readFile, utf16, windows1251 } from './sourceOfText.ts';

const { signal } = new AbortController();
const names: Readonly<Record<ExportFormat, string>> = {
  csv: 'contacts.csv',
  json: 'contacts.contacts.json',
  ndjson: 'contacts.ndjson',
  vcard: 'contacts.vcf',
};

async function exported(
  format: ExportFormat,
  contacts: readonly Contact[],
  separator: (typeof separators)[number] = ',',
): Promise<string> {
  const survey = await surveyContacts(contacts, format, signal);
  return [...exportPieces(format, contacts, survey, { separator })].join('');
}

/** What our own files hold. */
function contactsOf({ shape, records }: ReadFile): readonly (Contact | undefined)[] {
  return records.map((record) => {
    if (record.kind === 'broken') return undefined;
    if (record.kind === 'value') return readContact(record.value);
    assert.ok(record.kind === 'cells' && shape?.kind === 'table' && shape.header);
    const cells = new Map(shape.header.map((name, index) => [name, record.cells[index] ?? '']));
    const value = (name: string) => valueOfCell(cells.get(name) ?? '') || undefined;
    const contactData = Array.from({ length: shape.header.length }, (_, index) => ({
      chatType: value(`chatType${index + 1}`),
      chatId: value(`chatId${index + 1}`),
      username: value(`username${index + 1}`),
      phone: value(`phone${index + 1}`),
    })).filter((row) => Object.values(row).some(Boolean));
    return readContact({
      id: value('id'),
      name: value('name'),
      responsibleUserId: value('responsibleUserId'),
      contactData,
      uri: value('uri'),
    });
  });
}

const contact = (id: number): Contact => ({
  id: `crm-${id}`,
  responsibleUserId: '504101',
  name: `Анна; "Петрова" ${id}\nsecond line`,
  contactData: [
    { chatType: 'whatsapp', chatId: `7901${id}` },
    { chatType: 'telegram', username: 'anna' },
  ],
  uri: `https://crm.example.com/${id}`,
});

describe('A file of contacts', () => {
  for (const format of exportFormats) {
    it(`comes back from ${format} as it was exported`, async () => {
      const each = fc.uniqueArray(anyContact, { maxLength: 12, selector: ({ id }) => id });
      await fc.assert(
        fc.asyncProperty(
          each,
          fc.constantFrom(...separators),
          fc.integer({ min: 1, max: 200 }),
          async (contacts, separator, size) => {
            const text = await exported(format, contacts, separator);
            const file = await readFile(text, names[format], size);
            if (contacts.length === 0 && file.error?.kind === 'empty') return;
            assert.equal(file.error, undefined);
            const isHeld = contacts.every((one) => isHeldBy(format, one));
            if (isHeld) assert.equal(file.records.length, contacts.length);
            if (file.records.length !== contacts.length) return;
            const back = contactsOf(file);
            for (const [index, one] of contacts.entries()) {
              const read = back[index];
              if (!isHeldBy(format, one)) continue;
              assert.ok(read && sameContact(one, read), JSON.stringify([one, read]));
            }
          },
        ),
        { numRuns: 200 },
      );
    });
  }

  it('is refused with words if it is of another kind', async () => {
    const bytes = (...parts: readonly (string | number)[]) =>
      Buffer.concat(
        parts.map((part) =>
          typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.alloc(part),
        ),
      );
    for (const [content, kind] of [
      [bytes('PK\x03\x04', 26, '[Content_Types].xml', 40), 'excel'],
      [bytes('PK\x03\x04', 26, 'xl/workbook.xml', 40), 'excel'],
      [bytes('PK\x03\x04', 26, 'contacts.csv', 40), 'zip'],
      [bytes('\xd0\xcf\x11\xe0', 100), 'excel'],
      [bytes('\x1f\x8b\x08', 10, 'abc'), 'zip'],
      [bytes('%PDF-1.7\n'), 'pdf'],
      [bytes('\x89PNG\r\n', 9), 'image'],
      [bytes('\xff\xd8\xff\xe0', 9), 'image'],
      [bytes('<!DOCTYPE html><table><tr><td>id'), 'markup'],
      [bytes('\n<?xml version="1.0"?>'), 'markup'],
      [bytes(''), 'empty'],
      [bytes('\r\n  '), 'empty'],
    ] as const) {
      const { error } = await readFile(content);
      assert.equal(error?.kind, kind);
      assert.ok(sourceErrorWords(error).length > 10);
    }
  });

  it('is what it holds, whatever its name says', async () => {
    for (const [text, name, kind] of [
      ['[{"id": "1"}]', 'a.csv', 'json'],
      ['{"id": "1"}', 'a.vcf', 'json'],
      ['{\n  "id": "1"\n}', 'a.ndjson', 'json'],
      ['{"id": "1"}\n{"id": "2"}', 'a.json', 'ndjson'],
      ['BEGIN:VCARD\nEND:VCARD\n', 'a.csv', 'vcard'],
      ['[draft] id;name\n1;Anna', 'a.csv', 'table'],
      ['{draft} id;name\n1;Anna', 'a.CSV', 'table'],
      ['id;name\n1;Anna', 'a.dat', 'table'],
      ['oops\nBEGIN:VCARD\nEND:VCARD\n', 'A.VCF', 'vcard'],
    ] as const) {
      assert.equal((await readFile(text, name)).shape?.kind, kind, text);
    }
  });

  it('is closed when nobody reads on, when it is refused and when reading is cancelled', async () => {
    let closed = 0;
    async function* endless(start: string) {
      try {
        yield bytesOf(start);
        for (;;) yield bytesOf('1;Anna\n'.repeat(5000));
      } finally {
        closed += 1;
      }
    }
    const { records } = await openSource(endless('id;name\n'), 'a.csv', signal);
    for await (const record of records) {
      assert.equal(record.line, 2);
      break;
    }
    assert.equal(closed, 1);
    await assert.rejects(openSource(endless('%PDF-'), 'a.csv', signal));
    assert.equal(closed, 2);
    const aborting = new AbortController();
    const cancelled = await openSource(endless('id;name\n'), 'a.csv', aborting.signal);
    let count = 0;
    await assert.rejects(
      async () => {
        for await (const _ of cancelled.records) {
          count += 1;
          if (count === 20_000) aborting.abort(new Error('enough'));
        }
      },
      { message: 'enough' },
    );
    assert.ok(count < 60_000);
    assert.equal(closed, 3);
    await assert.rejects(openSource(endless('id'), 'a.csv', aborting.signal), {
      message: 'enough',
    });
  });

  it('rejects with what its bytes reject with', async () => {
    async function* failing() {
      yield bytesOf('id;name\n'.repeat(30_000));
      throw new Error('the disk is gone');
    }
    const { records } = await openSource(failing(), 'a.csv', signal);
    const read = async () => {
      for await (const _ of records);
    };
    await assert.rejects(read(), (error) => {
      assert.equal(sourceErrorReason(error), undefined);
      return error instanceof Error && error.message === 'the disk is gone';
    });
  });

  it('lets other work go on while it is read, even if all of it comes at once', async () => {
    const bytes = bytesOf(`id;name\n${'1;Anna Petrova\n'.repeat(300_000)}`);
    let turns = 0;
    let isOver = false;
    const look = () => {
      turns += 1;
      if (!isOver) setImmediate(look);
    };
    setImmediate(look);
    await readFile(bytes, 'a.csv', bytes.length);
    isOver = true;
    assert.ok(turns > 3, String(turns));
  });

  it('may be damaged anywhere: that ends in words, and what stands before it is read', async () => {
    const contacts = Array.from({ length: 12 }, (_, index) => contact(index));
    const texts = await Promise.all(exportFormats.map((format) => exported(format, contacts)));
    const files: readonly (readonly [string, Uint8Array])[] = [
      ...texts.map((text, index) => [names[exportFormats[index] ?? 'csv'], bytesOf(text)] as const),
      ['a.csv', windows1251(texts[0]?.replace('\uFEFF', '') ?? '')],
      ['a.csv', utf16(texts[0] ?? '', 'utf-16le')],
      ['a.json', bytesOf(JSON.stringify({ count: 12, data: contacts }))],
    ];
    const byte = fc.integer({ min: 0, max: 255 });
    const damage = fc.record({
      at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      kind: fc.constantFrom('cut', 'flip', 'insert', 'remove'),
      bytes: fc.array(fc.oneof(byte, fc.constantFrom(...Buffer.from('"\n\r,;{}[]\\\0'))), {
        minLength: 1,
        maxLength: 6,
      }),
    });
    for (const [name, whole] of files) {
      const intact = await readFile(whole, name);
      assert.equal(intact.records.length, 12);
      await fc.assert(
        fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 3 }), async (damages) => {
          let bytes: Uint8Array = whole;
          let first = whole.length;
          for (const one of damages) {
            const at = Math.floor(one.at * bytes.length);
            first = Math.min(first, at);
            bytes = damaged(bytes, at, one);
          }
          const file = await readFile(bytes, name, 50);
          assertWords(file.error, file.records);
          // The very beginning says what the file is.
          const isShapeKept =
            JSON.stringify(file.shape) === JSON.stringify(intact.shape) && first > 300;
          if (!isShapeKept) return;
          const before = countBefore(intact.records, whole.subarray(0, first), intact);
          assert.deepEqual(file.records.slice(0, before), intact.records.slice(0, before));
        }),
        { numRuns: 1000 },
      );
    }
  });
});

function damaged(
  bytes: Uint8Array,
  at: number,
  damage: { readonly kind: string; readonly bytes: readonly number[] },
): Uint8Array {
  const { kind } = damage;
  if (kind === 'cut') return bytes.subarray(0, at);
  const skipped = kind === 'insert' ? 0 : damage.bytes.length;
  const added = kind === 'remove' ? [] : damage.bytes;
  return Buffer.concat([
    bytes.subarray(0, at),
    Uint8Array.from(added),
    bytes.subarray(at + skipped),
  ]);
}

/** How many records end well before the damage. */
function countBefore(
  records: readonly SourceRecord[],
  before: Uint8Array,
  { shape }: ReadFile,
): number {
  const text = new TextDecoder(shape?.encoding).decode(before);
  let at = 0;
  let count = 0;
  for (const { source } of records) {
    const found = text.indexOf(source, at);
    if (found < 0) break;
    at = found + source.length;
    // The line break, bracket or comma behind it is there, too.
    if (at + 4 > text.length) break;
    count += 1;
  }
  return count;
}

function assertWords(error: SourceErrorReason | undefined, records: readonly SourceRecord[]): void {
  if (error) assert.ok(sourceErrorWords(error).length > 10);
  for (const record of records) {
    assert.ok(record.line >= 1);
    if (record.kind === 'broken') assert.ok(brokenRecordWords(record).length > 10);
  }
}
