import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { SentFile } from '../../../../src/core/change/changeSet.ts';
import type {
  ReportedItem,
  ReportedOperation,
} from '../../../../src/core/change/reportedOperation.ts';
import {
  type ContactFileFormat,
  readContactFile,
} from '../../../../src/core/transfer/contactFile.ts';
import { failedFile, sourceTexts } from '../../../../src/core/transfer/failedFile.ts';
import { readIdList } from '../../../../src/host/commands/idList.ts';
import { accountId, card } from '../change/writeWorld.ts';

/** What is written of the contacts `failed` of a file. */
function failedOf(
  text: string,
  format: ContactFileFormat,
  failed: readonly string[],
  name = 'spring.contacts.json',
) {
  const sources = sourceTexts(readContactFile(text, format));
  const items = [...sources].map(
    ([id, source]): ReportedItem =>
      failed.includes(id)
        ? { id, after: card(id), state: 'rejected', source }
        : { id, after: card(id), state: 'done' },
  );
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  const file: SentFile = { uri: `file:///folder/${name}`, format, lineBreak };
  return failedFile([operationOf('upsertFile', items, file)]);
}

const operationOf = (
  operation: ReportedOperation['operation'],
  items: readonly ReportedItem[],
  file?: SentFile,
): ReportedOperation => ({ accountId, operation, time: 0, ...(file && { file }), items });

/** As people write by hand. */
const odd = (id: string) => `{"id" : "${id}",   "name":"\\u0041nna", "contactData": [ ]}`;
const tall = (id: string) =>
  `{\n    "id": "${id}",\n    "more": [1.50, null],\n    "name": "Anna"\n  }`;

describe('a file of what failed', () => {
  it('holds the contacts of an array as they stood, in their order', () => {
    const text = `[\n  ${tall('1')},\n  ${odd('2')},\n  ${tall('3')}, ${odd('4')}\n]`;
    const file = failedOf(text, 'contacts', ['1', '3', '4']);
    assert.equal(file?.text, `[\n  ${tall('1')},\n  ${tall('3')},\n  ${odd('4')}\n]\n`);
    assert.equal(file.name, 'spring.failed.contacts.json');
    const { contacts } = readContactFile(file.text, 'contacts');
    assert.deepEqual(
      contacts.map(({ contact }) => contact.id),
      ['1', '3', '4'],
    );
  });

  it('keeps line breaks of Windows, and a byte order mark out of it', () => {
    const crlf = (text: string) => text.replaceAll('\n', '\r\n');
    const text = crlf(`\uFEFF[\n  ${tall('1')},\n  ${tall('2')}\n]\n`);
    assert.equal(failedOf(text, 'contacts', ['2'])?.text, crlf(`[\n  ${tall('2')}\n]\n`));
    const lines = crlf(`\uFEFF${odd('1')}\n\n${odd('2')}\n${odd('3')}`);
    const file = failedOf(lines, 'ndjson', ['1', '3'], 'spring.contacts.ndjson');
    assert.equal(file?.text, crlf(`${odd('1')}\n${odd('3')}\n`));
    assert.equal(file.name, 'spring.failed.contacts.ndjson');
  });

  it('ends its last line although that of the file had no end', () => {
    const file = failedOf(`${odd('1')}\n  ${odd('2')}  `, 'ndjson', ['2']);
    assert.equal(file?.text, `${odd('2')}\n`);
  });

  it('holds a single card as it stood', () => {
    const text = `\uFEFF  ${tall('1')}\n\n`;
    const file = failedOf(text, 'contact', ['1'], 'anna.contact.json');
    assert.equal(file?.text, `${tall('1')}\n`);
    assert.equal(file.name, 'anna.failed.contact.json');
  });

  it('stands at the margin where the file did', () => {
    const flat = tall('1').replaceAll('\n  ', '\n');
    assert.equal(failedOf(`[\n${flat}\n]`, 'contacts', ['1'])?.text, `[\n${flat}\n]\n`);
  });

  it('is written anew, in the format, where it is not known how a contact stood there', () => {
    const item: ReportedItem = { id: '1', before: card('1'), after: card('1'), state: 'sent' };
    for (const format of ['contact', 'contacts', 'ndjson'] as const) {
      for (const lineBreak of ['\n', '\r\n'] as const) {
        const sent: SentFile = { uri: 'file:///x.json', format, lineBreak };
        const { text = '' } = failedFile([operationOf('upsertFile', [item], sent)]) ?? {};
        const { contacts, problems } = readContactFile(text, format);
        assert.deepEqual(problems, [], text);
        assert.deepEqual(
          contacts.map(({ contact }) => contact),
          [card('1')],
        );
        assert.equal(text.replaceAll('\r\n', '\n').includes('\r'), false);
        assert.equal(/[^\r]\n/.test(text), lineBreak === '\n', JSON.stringify(text));
      }
    }
  });

  it('has a name that is known again, whatever the file was called', () => {
    const named = (name: string) => failedOf(odd('1'), 'ndjson', ['1'], name)?.name;
    assert.equal(named('a.b.CONTACTS.JSON'), 'a.b.failed.CONTACTS.JSON');
    assert.equal(named('%D0%BB%D0%B8%D1%81%D1%82%20100%25.json'), 'лист 100%.failed.json');
    assert.equal(named('100%.json'), '100%.failed.json');
    assert.equal(named('Untitled-1'), 'Untitled-1.failed');
    assert.equal(named('x.contacts.json?version=1'), 'x.failed.contacts.json');
  });

  it('holds ids one a line where ids were to be deleted, and reads back as the same ids', () => {
    const ofIds = (...ids: readonly string[]) =>
      failedFile([
        operationOf('deleteByIds', [
          { id: 'done', before: card('done'), state: 'done' },
          ...ids.map((id): ReportedItem => ({ id, state: 'notFound' })),
        ]),
      ]);
    assert.deepEqual(ofIds('1', 'a,b c'), { name: 'failed-ids.txt', text: '1\na,b c\n' });
    for (const odd of [' 1', '1\n2', '[1', '1\r']) {
      assert.deepEqual(readIdList(ofIds('x', odd)?.text ?? ''), ['x', odd]);
    }
  });

  it('holds the contacts of every other operation: as they were to be, or as they are to be deleted', () => {
    const items: readonly ReportedItem[] = [
      { id: '1', before: card('1'), state: 'rejected' },
      { id: '2', before: card('2'), after: card('2', { name: 'After' }), state: 'unknown' },
      { id: '3', before: card('3'), state: 'done' },
      { id: '4', state: 'notFound' },
    ];
    for (const operation of ['delete', 'undo', 'restore'] as const) {
      const file = failedFile([operationOf(operation, items), operationOf(operation, [])]);
      assert.equal(file?.name, 'failed.contacts.json');
      assert.deepEqual(JSON.parse(file.text), [
        card('1'),
        card('2', { name: 'After' }),
        { id: '4' },
      ]);
      assert.match(file.text, /^\[\n {2}\{\n {4}"id": "1",[\s\S]*\n {2}\}\n\]\n$/);
    }
  });

  it('is none where nothing failed', () => {
    assert.equal(failedFile([operationOf('delete', [{ id: '1', state: 'done' }])]), undefined);
    assert.equal(failedFile([]), undefined);
  });
});
