import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { linesOf, readFile, utf16, windows1251 } from './sourceOfText.ts';

const text = 'id;name\r\n1;Анна Её\r\n2;Борис\r\n';
const lines = [
  [2, '1', 'Анна Её'],
  [3, '2', 'Борис'],
];
const mark = '\uFEFF';

describe('The encoding of a file', () => {
  const files: readonly (readonly [string, string | Uint8Array, string])[] = [
    ['UTF-8', text, 'utf-8'],
    ['UTF-8 with a byte order mark', mark + text, 'utf-8'],
    ['windows-1251', windows1251(text), 'windows-1251'],
    ['UTF-16 LE', utf16(text, 'utf-16le'), 'utf-16le'],
    ['UTF-16 LE with a byte order mark', utf16(mark + text, 'utf-16le'), 'utf-16le'],
    ['UTF-16 BE', utf16(text, 'utf-16be'), 'utf-16be'],
    ['UTF-16 BE with a byte order mark', utf16(mark + text, 'utf-16be'), 'utf-16be'],
  ];
  for (const [name, content, encoding] of files) {
    it(`is found and read: ${name}`, async () => {
      for (const size of [1, 3, 1000]) {
        const file = await readFile(content, 'contacts.csv', size);
        assert.equal(file.shape?.encoding, encoding);
        assert.deepEqual(file.shape.kind === 'table' && file.shape.header, ['id', 'name']);
        assert.deepEqual(linesOf(file), lines);
      }
    });
  }

  it('is found in a long file, wherever a letter lies on the border of two pieces', async () => {
    const many = Array.from({ length: 9000 }, (_, index) => `${index};Анна 😀 Петрова-Её`);
    for (const shift of ['', 'x', 'xx', 'xxx']) {
      const long = `id;name${shift}\n${many.join('\n')}`;
      const sure = many.map((line, index) => [index + 2, ...line.split(';')]);
      assert.deepEqual(linesOf(await readFile(long)), sure);
      assert.deepEqual(linesOf(await readFile(utf16(long, 'utf-16be'))), sure);
    }
  });

  it('may be windows-1251 although the first 64 KB are plain ASCII', async () => {
    const ascii = Array.from({ length: 8000 }, (_, index) => `${index};Anna`).join('\n');
    for (const shift of ['', 'x', 'xx']) {
      const file = await readFile(windows1251(`id;name${shift}\n${ascii}\n9;Яна №1\n`));
      assert.equal(file.records.length, 8001);
      assert.deepEqual(linesOf(file).at(-1), [8002, '9', 'Яна №1']);
    }
  });

  it('is UTF-8 where nearly all is: broken bytes are told with their line, and what was before is read', async () => {
    const whole = Buffer.from(`id;name\n${'7;Анна\n'.repeat(20_000)}`);
    for (const line of [3, 15_000]) {
      const bytes = Buffer.from(whole);
      // The first byte of a letter is missing its second one.
      bytes[8 + (line - 2) * 11 + 3] = 0x20;
      const file = await readFile(bytes);
      assert.deepEqual(file.error, { kind: 'brokenEncoding', line });
      assert.equal(file.records.length, line - 2);
    }
  });

  it('does not change in the middle of a file: neither after letters of UTF-8 nor after their mark', async () => {
    for (const start of ['id;name\n1;Анна\n', `${mark}id;name\n1;Anna\n`]) {
      const ascii = '7;Anna\n'.repeat(10_000);
      const bytes = Buffer.concat([Buffer.from(start + ascii), windows1251('8;Борис Борисович\n')]);
      const file = await readFile(bytes);
      assert.deepEqual(file.error, { kind: 'brokenEncoding', line: 10_003 });
      assert.equal(file.records.length, 10_001);
    }
  });

  it('is none in a file that is no text', async () => {
    const program = Uint8Array.from({ length: 5000 }, (_, index) => (index * index * 7) % 256);
    assert.deepEqual((await readFile(program)).error, { kind: 'binary' });
    assert.deepEqual((await readFile(new Uint8Array(100))).error, { kind: 'binary' });
  });

  it('may be cut off in the middle of a letter', async () => {
    for (const encoding of ['utf-16le', 'utf-16be'] as const) {
      const file = await readFile(utf16(`${text}3;Ада`, encoding).subarray(0, -1));
      assert.equal(file.error?.kind, 'brokenEncoding');
      assert.deepEqual(linesOf(file), lines);
    }
    const file = await readFile(Buffer.from(`${text}3;Ада`).subarray(0, -1));
    assert.deepEqual(file.error, { kind: 'brokenEncoding', line: 4 });
  });

  it('lets a zero byte break one line of a table', async () => {
    const file = await readFile('id;name\n1;Anna of a long enough line\n2;A\0nna\n3;Boris\n');
    assert.deepEqual(linesOf(file), [
      [2, '1', 'Anna of a long enough line'],
      [3, '(broken)'],
      [4, '3', 'Boris'],
    ]);
    assert.deepEqual(file.records[1], {
      kind: 'broken',
      line: 3,
      column: 2,
      problem: 'zeroByte',
      source: '2;A\0nna',
    });
  });
});
