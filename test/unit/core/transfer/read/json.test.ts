import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { brokenRecordWords } from '../../../../../src/core/transfer/read/sourceWords.ts';
import { anyJson } from '../../contact/contactArbitraries.ts';
import { type ReadFile, readFile, valuesOf } from './sourceOfText.ts';

const anna = { id: '1', name: 'Анна "А", [x] {y}\\', contactData: [{ chatType: 'viber' }] };
const boris = { id: '2', name: 'Boris' };
const clara = { id: '3', name: 'Clara' };

/** Where each record stands, and the first letters of its text. */
function placesOf({ records }: ReadFile) {
  return records.map((record) => [
    record.line,
    record.kind === 'cells' ? 0 : record.column,
    record.source.slice(0, 9),
  ]);
}

describe('JSON', () => {
  it('is a list, the data of an answer, or one contact', async () => {
    for (const [value, values] of [
      [
        [anna, boris],
        [anna, boris],
      ],
      [{ count: 2, data: [anna, boris] }, [anna, boris]],
      [{ count: 2, x: { data: [1] }, data: [anna, [boris]], y: [{}, ']'] }, [anna, [boris]]],
      [{ data: [] }, []],
      [[], []],
      [anna, [anna]],
      [{ data: { a: 1 }, x: [2] }, [{ data: { a: 1 }, x: [2] }]],
      [{ 'x"data': [1] }, [{ 'x"data': [1] }]],
      [
        [{}, 7, 'a', null, [1, [2]]],
        [{}, 7, 'a', null, [1, [2]]],
      ],
    ] as const) {
      for (const text of [
        JSON.stringify(value),
        `\uFEFF\n${JSON.stringify(value, null, '\t')}\r\n`,
      ]) {
        for (const name of ['a.json', 'contacts.txt']) {
          const file = await readFile(text, name, 7);
          assert.equal(file.shape?.kind, 'json');
          assert.deepEqual(valuesOf(file), values, text);
        }
      }
    }
  });

  it('knows where each element stands, and its text', async () => {
    const text = `[\r\n  ${JSON.stringify(anna)}, {"id" : "2"}\r\n,\r\n\t{"id":\r\n"3"} ]`;
    const file = await readFile(text, 'a.json');
    assert.deepEqual(
      file.records.map((record) => [
        record.line,
        'column' in record && record.column,
        record.source,
      ]),
      [
        [2, 3, JSON.stringify(anna)],
        [2, 5 + JSON.stringify(anna).length, '{"id" : "2"}'],
        [4, 2, '{"id":\r\n"3"}'],
      ],
    );
  });

  it('tells a broken element at its place, and reads the others', async () => {
    const pretty = (value: unknown) => JSON.stringify(value, undefined, 2);
    for (const broken of [
      '{"id": "2" "name": "B"}',
      '{"id": "2, "name": "B"}',
      '{"id": 2]}',
      '{"id": "2", "contactData": [{"chatType": "viber"}}',
      '{"id": "2", "contactData": [{"chatType": "viber"]}',
      '{"id": "2", "contactData": []',
      "{'id': '2'}",
      '{"id": "2", "id": "3"}',
      '{"id": "\\q"}',
      '{"id": "2"} {"id": "4"}',
      '{"id": "2",}',
      '',
      'NaN',
      '{"id": "2", "name": "B}',
      '{"id": "2", "contactData": [{"chatType": "viber}]}',
      `${'['.repeat(600)}${']'.repeat(600)}`,
    ]) {
      const file = await readFile(
        `[\n${pretty(anna)},\n  ${broken},\n${pretty(clara)}\n]`,
        'a.json',
      );
      assert.deepEqual(valuesOf(file), [anna, 'notJson', clara], broken);
      const [, problem] = file.records;
      assert.ok(problem?.kind === 'broken');
      assert.equal(problem.line, pretty(anna).split('\n').length + 2, broken);
      assert.equal(problem.source, broken);
      assert.ok(brokenRecordWords(problem).length > 10);
    }
  });

  it('tells the place of the mistake within an element', async () => {
    const file = await readFile('[{"id": "1",\n  "name" "Anna"}]', 'a.json');
    const [problem] = file.records;
    assert.ok(problem?.kind === 'broken');
    assert.deepEqual([problem.line, problem.column], [2, 10]);
    assert.match(brokenRecordWords(problem), /colon/i);
  });

  it('tells where a file ends in the middle, and keeps what was whole', async () => {
    const text = JSON.stringify([anna, boris]);
    for (const [end, values] of [
      [text.length - 1, [anna, boris, 'unclosedJson']],
      [text.length - 5, [anna, 'unclosedJson']],
      [JSON.stringify(anna).length + 2, [anna, 'unclosedJson']],
      [1, ['unclosedJson']],
    ] as const) {
      assert.deepEqual(valuesOf(await readFile(text.slice(0, end), 'a.json')), values);
    }
    const answer = JSON.stringify({ data: [anna] });
    assert.deepEqual(valuesOf(await readFile(answer.slice(0, -1), 'a.json')), [
      anna,
      'unclosedJson',
    ]);
    assert.deepEqual(valuesOf(await readFile('{"id": "1"', 'a.json')), ['unclosedJson']);
  });

  it('ends with its list although the last element has no end', async () => {
    const file = await readFile('[{"id": "2", "name": "Boris"}, {"id": "3"]\n', 'a.json');
    assert.deepEqual(valuesOf(file), [boris, 'notJson']);
    assert.equal(file.records[1]?.source, '{"id": "3"');
    const cut = await readFile('[{"id": "3", "contactData": []', 'a.json');
    assert.deepEqual(valuesOf(cut), ['unclosedJson']);
  });

  it('tells what follows the end', async () => {
    const file = await readFile(`[${JSON.stringify(boris)}]\n\n  oops`, 'a.json');
    assert.deepEqual(valuesOf(file), [boris, 'strayText']);
    assert.deepEqual(placesOf(file)[1], [3, 3, 'oops']);
  });

  it('holds contacts, or the file is refused', async () => {
    for (const text of ['"Anna"', 'id;name', '7']) {
      assert.deepEqual((await readFile(text, 'a.json')).error, { kind: 'noList' });
    }
    for (const text of ['', ' \n', '\uFEFF']) {
      assert.deepEqual((await readFile(text, 'a.json')).error, { kind: 'empty' });
    }
  });

  it('is cut as JSON.parse reads it, whatever the pieces', async () => {
    const layout = fc.constantFrom(undefined, 1, '\t', '\r\n');
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyJson, { maxLength: 6 }),
        layout,
        fc.boolean(),
        fc.integer({ min: 1, max: 30 }),
        async (values, space, isAnswer, size) => {
          const value = isAnswer ? { count: values.length, data: values, more: values } : values;
          const text = JSON.stringify(value, undefined, space);
          const read = await readFile(text, 'contacts.json', size);
          const list = isAnswer ? JSON.parse(text).data : JSON.parse(text);
          assert.deepEqual(valuesOf(read), list);
          for (const { source, line } of read.records) {
            const lines = text.split(/\r\n?|\n/);
            assert.ok(lines[line - 1]?.includes(source.split(/\r\n?|\n/)[0] ?? ''));
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('may hold a mark that is closed nowhere without taking an endless file into memory', async () => {
    const filler = `{"id": "7", "x": [`.repeat(10_000);
    const file = await readFile(`[{"id": "1"}, ${filler.repeat(30)}`, 'a.json');
    assert.deepEqual(valuesOf(file), [{ id: '1' }, 'tooLong']);
    assert.ok((file.records[1]?.source.length ?? 0) < 5000);
  });
});

describe('NDJSON', () => {
  const lines = [anna, boris, clara].map((one) => JSON.stringify(one));

  it('is known by its lines, or its name', async () => {
    for (const [text, name] of [
      [lines.join('\n'), 'a.txt'],
      [lines.join('\r\n'), 'a.json'],
      [lines[0] ?? '', 'a.jsonl'],
      [`\n  ${lines[0]}\n{"broken`, 'contacts.ndjson'],
      [`{"broken\n${lines[0]}`, 'contacts.ndjson'],
    ] as const) {
      assert.equal((await readFile(text, name)).shape?.kind, 'ndjson', text);
    }
  });

  it('gives each line with its place, and goes on after a broken one', async () => {
    const text = `\uFEFF${lines[0]}\r\n\r\n  ${lines[1]}\r\n{"id": \r\n[1]\r${lines[2]}`;
    const file = await readFile(text, 'a.ndjson', 5);
    assert.deepEqual(valuesOf(file), [anna, boris, 'notJson', [1], clara]);
    assert.deepEqual(
      file.records.map((record) => [record.line, 'column' in record && record.column]),
      [
        [1, 1],
        [3, 3],
        [4, 7],
        [5, 1],
        [6, 1],
      ],
    );
    assert.deepEqual(file.records[1]?.source, lines[1]);
  });
});
