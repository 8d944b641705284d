import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { openSource } from '../../../../../src/core/transfer/read/openSource.ts';
import { linesOf, readFile } from './sourceOfText.ts';

async function tableOf(text: string, name?: string) {
  const { shape } = await readFile(text, name);
  assert.equal(shape?.kind, 'table');
  return shape;
}

describe('A table', () => {
  const spectrum = path.dirname(require.resolve('csv-spectrum'));
  for (const name of readdirSync(path.join(spectrum, 'csvs'))) {
    it(`is read as csv-spectrum demands: ${name}`, async () => {
      const file = await readFile(readFileSync(path.join(spectrum, 'csvs', name)));
      const shape = file.shape;
      assert.ok(shape?.kind === 'table' && shape.header);
      const { header } = shape;
      const rows = file.records.map((record) => {
        assert.equal(record.kind, 'cells');
        return Object.fromEntries(record.cells.map((cell, index) => [header[index], cell]));
      });
      const json = readFileSync(path.join(spectrum, 'json', name.replace('.csv', '.json')), 'utf8');
      // One answer is no list, and names another number than its question.
      const answer: unknown = JSON.parse(json.replace('1234567890', '2095257564'));
      assert.deepEqual(rows, [answer].flat());
    });
  }

  it('may have any separator, which is found by looking', async () => {
    for (const separator of [',', ';', '\t', '|']) {
      const text = [
        ['id', 'name', 'phone'],
        ['1', 'Петров; Иван, мл. | "Ваня"', '79011112233'],
        ['2', 'Анна', ''],
        ['3', 'a\nb;c,d\te|f', '79011112244'],
      ];
      const table = stringify(text, { delimiter: separator });
      const file = await readFile(table, 'contacts.txt');
      assert.ok(file.shape?.kind === 'table');
      assert.equal(file.shape.separator, separator);
      assert.deepEqual(
        linesOf(file).map(([, ...cells]) => cells),
        text.slice(1),
      );
    }
  });

  it('has the separator that Excel says in its first line, even if another one would fit', async () => {
    const file = await readFile('sep=|\r\nid;x|name\r\n1;2|Anna\r\n');
    assert.ok(file.shape?.kind === 'table');
    assert.deepEqual([file.shape.separator, file.shape.header], ['|', ['id;x', 'name']]);
    assert.deepEqual(linesOf(file), [[3, '1;2', 'Anna']]);
  });

  it('may have a comma in all names, or one column only', async () => {
    const names = await tableOf('Петров, Иван;79011112233\nАнна, Её;79011112244\n');
    assert.equal(names.separator, ';');
    assert.equal((await tableOf('id\n1\n2\n')).separator, ',');
    assert.equal((await tableOf('id\n1\n2\n', 'contacts.tsv')).separator, '\t');
  });

  it('has a header if its first line has names we know, or nothing but words above numbers', async () => {
    for (const [text, header] of [
      ['id;name\n', ['id', 'name']],
      ['Chat ID 2;chat_type_2\n1;viber\n', ['Chat ID 2', 'chat_type_2']],
      ['Имя;Телефон\nАнна;+7 (901) 111-22-33\n', ['Имя', 'Телефон']],
      ['Имя;Ссылка\nАнна;https://crm.example.com/1\n', ['Имя', 'Ссылка']],
      ['Имя;Телефон\n', ['Имя', 'Телефон']],
      ['Анна;+7 (901) 111-22-33\nИван;79011112244\n', undefined],
      ['Анна;@\nИван;79011112244\n', ['Анна', '@']],
      ['Анна;Петрова\nИван;Петров\n', undefined],
      ['Код;Имя клиента\ncrm-2;Борис\n', ['Код', 'Имя клиента']],
      ['ФИО\nБорис\n', ['ФИО']],
      ['Макс;whatsapp\nИван;telegram\n', undefined],
      ['Max\nAnna\n', undefined],
      ['Max;79011112233\nAnna;79011112244\n', undefined],
      ['crm-1;whatsapp;79011112233\ncrm-2;viber;79011112244\n', undefined],
    ] as const) {
      assert.deepEqual((await tableOf(text)).header, header, text);
    }
  });

  it('has lines of any length, ended in any way, and without the blank ones', async () => {
    const file = await readFile(
      'id;name;uri\r\n\r\n1;Anna\r2;Boris;u;more\n  \n;;\n"3";"C\r\n\r\nD"\n4;E',
    );
    assert.deepEqual(linesOf(file), [
      [3, '1', 'Anna', ''],
      [4, '2', 'Boris', 'u', 'more'],
      [7, '3', 'C\r\n\r\nD', ''],
      [10, '4', 'E', ''],
    ]);
    assert.deepEqual(
      file.records.map(({ source }) => source),
      ['1;Anna', '2;Boris;u;more', '"3";"C\r\n\r\nD"', '4;E'],
    );
  });

  it('may have quotation marks within its cells that nobody doubled', async () => {
    const file = await readFile('id\tname\n1\tООО "Ромашка"\n2\tA "B" C\n');
    assert.deepEqual(linesOf(file), [
      [2, '1', 'ООО "Ромашка"'],
      [3, '2', 'A "B" C'],
    ]);
  });

  it('may know no quoting at all, which is found by looking', async () => {
    const lines = ['id\tname', '1\t"Ромашка" ООО', '2\t"Лютик"', '3\tA "B" C'];
    const file = await readFile(lines.join('\n'));
    assert.deepEqual(
      linesOf(file).map(([, , name]) => name),
      ['"Ромашка" ООО', '"Лютик"', 'A "B" C'],
    );
    // Here others are quoted well.
    const quoted = await readFile(`${lines.join('\n')}\n4\t"C\tD"\n`);
    assert.deepEqual(linesOf(quoted)[0], [2, '(broken)']);
    assert.deepEqual(linesOf(quoted).at(-1), [5, '4', 'C\tD']);
  });

  it('says where text follows a cell in quotation marks, and goes on with the next line', async () => {
    const file = await readFile('id,name\n1,"Anna" Petrova,x\n2,Boris\n');
    assert.deepEqual(file.records, [
      {
        kind: 'broken',
        line: 2,
        column: 2,
        problem: 'textAfterQuote',
        source: '1,"Anna" Petrova,x',
      },
      { kind: 'cells', line: 3, cells: ['2', 'Boris'], source: '2,Boris' },
    ]);
  });

  it('keeps what stands before a quotation mark that is closed nowhere', async () => {
    const file = await readFile('id,name\n1,Anna\n2,"Boris\n3,Clara\n');
    assert.deepEqual(file.records, [
      { kind: 'cells', line: 2, cells: ['1', 'Anna'], source: '1,Anna' },
      {
        kind: 'broken',
        line: 3,
        column: 2,
        problem: 'unclosedQuote',
        source: '2,"Boris\n3,Clara\n',
      },
    ]);
  });

  it('takes no header from a first line that is broken', async () => {
    const file = await readFile('id,"name" x,y\n1,Anna\nid,Boris\n');
    assert.deepEqual(linesOf(file), [
      [1, '(broken)'],
      [2, '1', 'Anna'],
      [3, 'id', 'Boris'],
    ]);
  });

  it('gives up at such a mark in an endless file without keeping all of it', async () => {
    const bytes = new TextEncoder().encode('3,"Clara" and\n'.repeat(5000));
    let taken = 0;
    async function* endless() {
      yield new TextEncoder().encode('id,name\n1,Anna\n2,"Boris\n');
      for (; ; taken += bytes.length) yield bytes.map((byte) => (byte === 34 ? 39 : byte));
    }
    const { records } = await openSource(endless(), 'a.csv', new AbortController().signal);
    const kinds: unknown[] = [];
    for await (const record of records) {
      kinds.push(record.kind === 'broken' ? [record.line, record.problem] : record.kind);
      assert.ok(record.source.length < 5000);
    }
    assert.deepEqual(kinds, ['cells', [3, 'unclosedQuote']]);
    assert.ok(taken < 10_000_000, String(taken));
  });

  const cell = fc.oneof(
    fc.constantFrom('', 'Анна', '79011112233', 'a"b', '"', 'x\ny', 'x\r\ny', ' ', ';', ',', '\t'),
    fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\0', '')),
  );

  it('comes back, whatever stands in its cells and however it is written', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(',', ';', '\t', '|'),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        fc.array(fc.tuple(cell, cell, cell), { maxLength: 12 }),
        fc.integer({ min: 1, max: 40 }),
        async (separator, lineBreak, isQuoted, rows, size) => {
          const table = [['id', 'name', 'uri'], ...rows.map((row, index) => [`${index}`, ...row])];
          const text = stringify(table, {
            delimiter: separator,
            record_delimiter: lineBreak,
            quoted: isQuoted,
            quoted_match: /[\r\n]/,
            escape_formulas: false,
          });
          const file = await readFile(`sep=${separator}\n${text}`, 'contacts.csv', size);
          const read = linesOf(file).map(([, ...cells]) => cells);
          assert.deepEqual(read, table.slice(1));
          const lineOf = (index: number) =>
            2 +
            stringify(table.slice(0, index), {
              delimiter: separator,
              quoted_match: /[\r\n]/,
            }).split(/\r\n?|\n/).length -
            1;
          for (const [index, record] of file.records.entries()) {
            assert.equal(record.line, lineOf(index + 1));
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is read as csv-parse reads it, where that reads it at all', async () => {
    const part = fc.constantFrom('a', '1', '"', '""', ',', '\n', 'Ё', ' ');
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 30 }), async (parts) => {
        const text = `id,name\n${parts.join('')}`;
        let expected: string[][];
        try {
          expected = parse(text, { relax_column_count: true, skip_empty_lines: true });
        } catch {
          return;
        }
        const read = linesOf(await readFile(`sep=,\n${text}`)).map(([, ...cells]) => cells);
        const padded = expected
          .slice(1)
          .filter((cells) => cells.some((one) => one.trim() !== ''))
          .map((cells) => (cells.length < 2 ? [...cells, ''] : cells));
        assert.deepEqual(read, padded);
      }),
      { numRuns: 2000 },
    );
  });
});
