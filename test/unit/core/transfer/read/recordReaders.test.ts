import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { JsonReader } from '../../../../../src/core/transfer/read/jsonReader.ts';
import { NdjsonReader } from '../../../../../src/core/transfer/read/ndjsonReader.ts';
import type { RecordReader } from '../../../../../src/core/transfer/read/recordReader.ts';
import type { SourceRecord } from '../../../../../src/core/transfer/read/source.ts';
import { SourceError } from '../../../../../src/core/transfer/read/sourceError.ts';
import { TableReader } from '../../../../../src/core/transfer/read/tableReader.ts';
import { VcardReader } from '../../../../../src/core/transfer/read/vcardReader.ts';

const form = { separator: ';', header: undefined, line: 1 };

/** Each reader, and what its files are made of, broken ones too. */
const readers: readonly (readonly [string, () => RecordReader, readonly string[]])[] = [
  [
    'tables',
    () => new TableReader({ ...form, hasQuotes: true }),
    ['a', '1', '"', '"', '""', ';', ';', '\n', '\r\n', 'Ё\r', '"x\ny";', ' '],
  ],
  [
    'tables without quoting',
    () => new TableReader({ ...form, hasQuotes: false }),
    ['a', '"', ';', '\n', '\r\n', '\r'],
  ],
  [
    'JSON',
    () => new JsonReader(),
    ['[', ']', '{', '}', '{"a":1}', ',', ':', '"', '\\', '"data"', '\n  ', '\r\n', '7', 'Ё', ' '],
  ],
  [
    'NDJSON',
    () => new NdjsonReader(),
    ['{"a":1}', '{', '"Ё"', '\n', '\n', '\r\n', '\r', ' ', '[1]'],
  ],
  [
    'vCards',
    () => new VcardReader(),
    ['BEGIN:VCARD\n', 'END:VCARD\n', 'FN:Анна\n', 'TEL:7901\n', ' 11\n', 'x', '\n', 'N;A', ':=\n'],
  ],
];

function readIn(reader: RecordReader, pieces: readonly string[]): readonly SourceRecord[] | string {
  const records: SourceRecord[] = [];
  try {
    for (const piece of pieces) {
      if (reader.isOver) return records;
      records.push(...reader.read(piece));
    }
    if (!reader.isOver) records.push(...reader.end());
    return records;
  } catch (error) {
    if (error instanceof SourceError) return error.reason.kind;
    throw error;
  }
}

/** As the decoder gives them: a CR and its LF come together. */
function cut(text: string, sizes: readonly number[]): readonly string[] {
  const pieces: string[] = [];
  for (let at = 0, next = 0; at < text.length; at = next) {
    next = at + (sizes[pieces.length % sizes.length] ?? 1);
    while (text[next - 1] === '\r' && next < text.length) next += 1;
    pieces.push(text.slice(at, next));
  }
  return pieces;
}

describe('A file in pieces', () => {
  for (const [name, create, parts] of readers) {
    it(`gives the same records wherever it is cut: ${name}`, () => {
      fc.assert(
        fc.property(
          fc.array(fc.constantFrom(...parts), { maxLength: 30 }),
          fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 4 }),
          fc.boolean(),
          (texts, sizes, isList) => {
            const text = `${name === 'JSON' && isList ? '[{"a":1},' : ''}${texts.join('')}`;
            const whole = readIn(create(), [text]);
            // What is over early may not have given what it would have shown of the rest.
            const isCutOff = (one: SourceRecord) =>
              one.kind === 'broken' && one.problem === 'strayText';
            const shown = (records: typeof whole) =>
              typeof records === 'string' || name === 'vCards'
                ? records
                : records.map((one) => (isCutOff(one) ? { ...one, source: '' } : one));
            assert.deepEqual(shown(readIn(create(), cut(text, sizes))), shown(whole));
          },
        ),
        { numRuns: 2000 },
      );
    });

    it(`gives all its text but what parts the records: ${name}`, () => {
      fc.assert(
        fc.property(fc.array(fc.constantFrom(...parts), { maxLength: 30 }), (texts) => {
          const text = texts.join('');
          const records = readIn(create(), [text]);
          if (typeof records === 'string' || name === 'vCards') return;
          let at = 0;
          for (const { source } of records) {
            const found = text.indexOf(source, at);
            assert.ok(found >= 0, JSON.stringify([text, source]));
            if (name !== 'JSON') assert.match(text.slice(at, found), /^[\s;"]*$/);
            at = found + source.length;
          }
        }),
        { numRuns: 500 },
      );
    });
  }
});
