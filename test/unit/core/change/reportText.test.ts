import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { ApiError } from '../../../../src/core/api/apiError.ts';
import type { Outcome } from '../../../../src/core/change/outcome.ts';
import {
  countStates,
  type ReportedItem,
  type ReportedOperation,
  reportedOperation,
  reportOfOperations,
} from '../../../../src/core/change/reportedOperation.ts';
import { failureCounts, reportText, resultWord } from '../../../../src/core/change/reportText.ts';
import { numberText } from '../../../../src/core/numberText.ts';
import { accountId, card } from './writeWorld.ts';

const operationOf = (items: readonly ReportedItem[]): ReportedOperation => ({
  accountId,
  operation: 'upsertFile',
  time: 0,
  items,
});

const heading = { lines: ['Send file'], accountName: () => 'Shop', language: 'en' };
const counted = (items: readonly ReportedItem[]) => countStates([operationOf(items)]);
const textOf = (...items: readonly ReportedItem[]) => reportText([operationOf(items)], heading);

describe('the text of a report', () => {
  it('has the counts, then a line for each contact, what failed first', async () => {
    const text = await textOf(
      { id: 'c-1', after: card('c-1', { name: 'Anna' }), state: 'done' },
      { id: 'c-22', after: card('c-22', { name: 'Bella' }), state: 'rejected', reason: 'No.' },
      { id: 'c-3', before: card('c-3', { name: 'Clara' }), state: 'unknown', reason: 'Who knows.' },
      { id: 'c-4', state: 'notFound', reason: 'Nowhere.' },
    );
    assert.equal(
      text,
      `Send file

1 of 4 done
  Refused by Wazzup: 1
  Not in the account: 1
  Not confirmed: 1

refused        c-22  Bella  No.

not found      c-4   Nowhere.

not confirmed  c-3   Clara  Who knows.

done           c-1   Anna
`,
    );
  });

  it('tells of an operation that was cut off what is known', async () => {
    const text = await textOf({ id: 'c-1', state: 'sent' }, { id: 'c-2', state: 'waiting' });
    assert.match(text, /not confirmed +c-1 +It is not known whether/);
    assert.match(text, /not sent +c-2/);
  });

  it('keeps each contact in one line, whatever its id and name are', async () => {
    const name = 'Anna\r\nPetrova\u0000\u2028x';
    const text = await textOf({
      id: 'a\nb',
      after: { id: 'a\nb', name },
      state: 'done',
      reason: 'x\ny',
    });
    assert.match(text, /^done {2}a b {2}Anna Petrova x {2}x y$/m);
  });

  it('does not push all names away because of one long id', async () => {
    const long = 'x'.repeat(100);
    const text = await textOf(
      { id: long, after: card(long, { name: 'Long' }), state: 'done' },
      { id: 'c', after: card('c', { name: 'Anna' }), state: 'done' },
    );
    assert.match(text, new RegExp(`^done  ${long}  Long$`, 'm'));
    assert.match(text, /^done {2}c {37}Anna$/m);
  });

  it('names the accounts where there are several', async () => {
    const one = operationOf([{ id: 'c-1', state: 'done' }]);
    const text = await reportText([one, one], heading);
    assert.match(text, /2 of 2 done/);
    assert.equal(text.match(/— Shop —/g)?.length, 2);
    assert.doesNotMatch(await textOf({ id: 'c-1', state: 'done' }), /Shop/);
  });

  it('lists a quarter of a million contacts, and says how many did not fit', async () => {
    const items = Array.from({ length: 250_000 }, (_, n): ReportedItem => {
      const state = n % 1000 === 999 ? 'rejected' : 'done';
      return {
        id: `crm-${n}`,
        after: card(`crm-${n}`),
        state,
        reason: 'Because of this and that.',
      };
    });
    const text = await reportText([operationOf(items)], heading);
    assert.equal(text.match(/^(refused|done) {2}/gm)?.length, 250_000);
    const short = await reportText([operationOf(items)], heading, 100_000);
    assert.ok(short.length < 101_000);
    assert.equal(short.match(/^refused/gm)?.length, 250);
    const shown = short.match(/^(refused|done) {2}/gm)?.length ?? 0;
    assert.match(short, new RegExp(`^… and ${numberText(250_000 - shown, 'en')} more$`, 'm'));
  });

  it('says what became of each contact in words, whatever it was', async () => {
    const states = ['done', 'conflict', 'rejected', 'notFound', 'unknown', 'notStarted'] as const;
    assert.deepEqual(
      [...states, 'sent', 'waiting'].map((state) => resultWord({ id: '1', state } as ReportedItem)),
      [
        'done',
        'changed meanwhile',
        'refused',
        'not found',
        'not confirmed',
        'not sent',
        'not confirmed',
        'not sent',
      ],
    );
  });

  it('writes numbers as the language of the interface does', async () => {
    const items = Array.from({ length: 12_345 }, (_, n): ReportedItem => {
      return { id: `${n}`, state: 'conflict' };
    });
    assert.deepEqual(failureCounts(await counted(items), 'es'), [
      'Not sent because changed meanwhile: 12.345',
    ]);
    const text = await reportText([operationOf(items)], { ...heading, language: 'es' }, 1000);
    assert.match(text, /0 of 12\.345 done/);
    assert.match(text, /… and 12\.\d+ more/);
  });

  it('counts in words what failed, and nothing where all is well', async () => {
    assert.deepEqual(failureCounts(await counted([{ id: '1', state: 'done' }]), 'en'), []);
    const items = [{ id: '1', state: 'conflict' } as const, { id: '2', state: 'waiting' } as const];
    assert.deepEqual(failureCounts(await counted(items), 'en'), [
      'Not sent because changed meanwhile: 1',
      'Not started: 1',
    ]);
  });
});

describe('a reported operation', () => {
  const texts = new Map([
    ['1', '{ "id": "1" }'],
    ['2', '{ "id": "2" }'],
  ]);
  const outcomes: readonly Outcome[] = [
    { kind: 'done', id: '1', now: card('1') },
    { kind: 'rejected', id: '2', fields: ['name'], error: new ApiError('invalid') },
  ];
  const reported = reportedOperation(
    {
      accountId,
      operation: 'upsertFile',
      items: [
        { id: '1', after: card('1') },
        { id: '2', before: card('2'), after: card('2') },
      ],
      leftOut: [{ id: '3', state: 'notFound', reason: 'Nowhere.' }],
      texts,
    },
    outcomes,
    { time: 5 },
  );

  it('holds what failed as it stood in the file', async () => {
    const operation = await reported;
    assert.deepEqual(
      operation.items.map(({ id, state, source, isSetAside }) => [id, state, source, isSetAside]),
      [
        ['1', 'done', undefined, undefined],
        ['2', 'rejected', '{ "id": "2" }', undefined],
        ['3', 'notFound', undefined, true],
      ],
    );
  });

  it('has each contact in one list of the report that commands return', async () => {
    const report = await reportOfOperations([await reported]);
    assert.deepEqual(report.done, [{ id: '1' }]);
    assert.deepEqual(report.notFound, [{ id: '3', reason: 'Nowhere.' }]);
    assert.match(report.rejected[0]?.reason ?? '', /because of Name/);
    assert.deepEqual([report.conflicts, report.unknown, report.notStarted], [[], [], []]);
  });
});
