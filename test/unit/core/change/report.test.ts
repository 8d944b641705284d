import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { ApiError } from '../../../../src/core/api/apiError.ts';
import type { Outcome } from '../../../../src/core/change/outcome.ts';
import { loggableReason, outcomeReason, reportOf } from '../../../../src/core/change/report.ts';
import { card } from './writeWorld.ts';

const id = 'c-1';
const anna = card(id);
const network = new ApiError('network', { code: 'ECONNRESET' });

function reason(outcome: Exclude<Outcome, { kind: 'done' }>): string {
  return outcomeReason(outcome);
}

describe('the report of a write', () => {
  it('has every contact in one list, in their order, and only what failed has a reason', () => {
    const outcomes: Outcome[] = [
      { kind: 'done', id: '1', now: card('1') },
      { kind: 'conflict', id: '2', before: card('2') },
      { kind: 'rejected', id: '3', fields: ['name'], error: new ApiError('invalid') },
      { kind: 'notFound', id: '4' },
      { kind: 'unknown', id: '5' },
      { kind: 'notStarted', id: '6' },
      { kind: 'done', id: '7' },
    ];
    const report = reportOf(outcomes);
    assert.deepEqual(
      Object.entries(report).map(([list, entries]) => [
        list,
        entries.map((entry: { id: string }) => entry.id),
      ]),
      [
        ['done', ['1', '7']],
        ['conflicts', ['2']],
        ['rejected', ['3']],
        ['notFound', ['4']],
        ['unknown', ['5']],
        ['notStarted', ['6']],
      ],
    );
    assert.deepEqual(report.done, [{ id: '1' }, { id: '7' }]);
    for (const entries of Object.values(report).slice(1)) {
      assert.ok(entries.every(({ reason = '' }: { reason?: string }) => reason.endsWith('.')));
    }
  });

  it('remarks on a done contact what could not be checked', () => {
    const unseen = [
      { pointer: '/contactData/1/phone', kind: 'removed', before: '79011112233' },
    ] as const;
    const [entry] = reportOf([{ kind: 'done', id, now: anna, unseen }]).done;
    assert.match(entry?.reason ?? '', /Messenger 2: Phone/);
  });

  it('tells three kinds of conflict apart', () => {
    const theirs = { ...anna, name: 'Theirs', uri: 'https://crm.example/2' };
    assert.match(
      reason({ kind: 'conflict', id, before: anna, theirs }),
      /changed.*Name, Link to the card in the CRM/,
    );
    assert.match(reason({ kind: 'conflict', id, before: anna }), /deleted/);
    assert.match(reason({ kind: 'conflict', id, theirs }), /already/);
  });

  it('names the refused fields, or what the server said', () => {
    const error = new ApiError('invalid', { status: 400, description: 'Bad things' });
    assert.match(
      reason({ kind: 'rejected', id, fields: ['name', 'contactData.1.phone'], error }),
      /Name, Messenger 2: Phone/,
    );
    assert.match(reason({ kind: 'rejected', id, fields: [], error }), /Bad things/);
  });

  it('says of an unknown outcome what is known', () => {
    const differences = [{ pointer: '/uri', kind: 'added', after: 'x' }] as const;
    const hidden = [{ pointer: '/contactData/0/username', kind: 'removed', before: 'a' }] as const;
    assert.match(
      reason({ kind: 'unknown', id, now: anna, differences }),
      /something else.*Link to the card in the CRM/,
    );
    assert.match(reason({ kind: 'unknown', id, now: anna, differences: hidden }), /does not show/);
    assert.match(
      reason({ kind: 'unknown', id, now: anna, differences: hidden, showsDetails: true }),
      /something else.*Username/,
    );
    assert.match(reason({ kind: 'unknown', id, now: anna }), /still has/);
    assert.match(reason({ kind: 'unknown', id }), /without an error/);
    assert.match(reason({ kind: 'unknown', id, error: network }), /ECONNRESET.*not known/);
    assert.match(
      reason({ kind: 'unknown', id, error: network, now: anna }),
      /ECONNRESET.*still has/,
    );
  });

  it('says why something was not started', () => {
    assert.match(reason({ kind: 'notStarted', id, error: network }), /Not sent.*ECONNRESET/);
    assert.match(
      reason({ kind: 'notStarted', id, error: AbortSignal.abort().reason }),
      /cancelled/,
    );
    const late = new DOMException('late', 'TimeoutError');
    assert.match(reason({ kind: 'notStarted', id, error: late }), /no time/);
    assert.match(
      reason({ kind: 'notStarted', id, error: new Error('the safe is shut') }),
      /safe is shut/,
    );
    assert.match(reason({ kind: 'notStarted', id, error: 'odd' }), /odd/);
    assert.match(reason({ kind: 'notStarted', id }), /kept changing/);
  });

  it('leaves out of what may be logged whatever the server says in its own words', () => {
    const error = new ApiError('invalid', {
      status: 400,
      code: 'INVALID_DATA',
      description: 'Anna Petrova is no name',
      requestId: 'ab-12',
      invalid: [{ index: 0, fields: ['name', 'Anna Petrova'] }],
    });
    const wordy = new ApiError('server', { status: 500, code: 'Anna failed', requestId: 'An na' });
    const fields = ['contactData[0].chatId', 'Anna', '79011112233'];
    const outcomes = [
      { kind: 'rejected', id, fields, error },
      { kind: 'rejected', id, fields: [], error },
      { kind: 'unknown', id, error },
      { kind: 'unknown', id },
      { kind: 'notStarted', id, error: wordy },
      { kind: 'notStarted', id, error: new SyntaxError('Unexpected token A in Anna') },
      { kind: 'notStarted', id, error: 'Anna' },
      { kind: 'notFound', id },
    ] as const;
    const [refused = '', said = '', ...others] = outcomes.map((outcome) => loggableReason(outcome));
    assert.match(refused, /because of Messenger 1: Chat id\./);
    assert.match(said, /not valid are name\..*INVALID_DATA.*ab-12/);
    for (const text of [refused, said, ...others]) {
      assert.ok(text.length > 10);
      assert.doesNotMatch(text, /An ?na|7901/);
    }
    assert.match(others.join('\n'), /SyntaxError/);
    assert.match(
      loggableReason({ kind: 'notStarted', id, error: AbortSignal.abort().reason }),
      /cancelled/,
    );
  });
});
