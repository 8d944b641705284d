import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readFile } from './sourceOfText.ts';

const many = 1_000_000;

/** Texts on which a careless reader would take time that grows with their square: minutes. */
const files: readonly (readonly [string, string, string])[] = [
  ['cells without number', 'a.csv', `"a"${','.repeat(many)}`],
  ['quotation marks', 'a.csv', `id,name\n${'"'.repeat(many)}`],
  ['spaces behind a number', 'a.csv', `1${' '.repeat(many)}x`],
  ['brackets that do not match', 'a.json', `[{${'['.repeat(many)}${'}'.repeat(many)}`],
  ['closing brackets', 'a.json', `[{${']'.repeat(many)}`],
  ['objects behind a torn text', 'a.json', `[{"a":"x\n${'  {"b":1}\n'.repeat(many / 10)}`],
  ['spaces in a list', 'a.json', `[{"a":1}${' '.repeat(many)}x]`],
  ['digits', 'a.ndjson', `{"a":${'1'.repeat(many)}`],
  ['parameters', 'a.vcf', `BEGIN:VCARD\nFN${';a'.repeat(many)}:x\nEND:VCARD\n`],
  [
    'soft line breaks',
    'a.vcf',
    `BEGIN:VCARD\nFN;QUOTED-PRINTABLE:a=\n${'=41=\n'.repeat(many / 5)}END:VCARD\n`,
  ],
];

describe('A file made to take long', () => {
  for (const [what, name, text] of files) {
    it(`is read in seconds: ${what}`, async function () {
      this.timeout(10_000);
      const { records, error } = await readFile(text, name);
      assert.ok(records.length > 0 || error);
    });
  }
});
