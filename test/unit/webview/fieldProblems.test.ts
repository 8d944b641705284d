import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { FormProblem } from '../../../src/protocol/contactForm.ts';
import { sortProblems } from '../../../src/webview/contactForm/fieldProblems.ts';

const problem = (pointer: string, severity: FormProblem['severity'] = 'error'): FormProblem => ({
  pointer,
  severity,
  message: `${severity} at ${pointer}`,
});

describe('sortProblems', () => {
  it('counts errors and warnings', () => {
    const { errors, warnings } = sortProblems([
      problem('/name'),
      problem('/uri', 'warning'),
      problem('/id'),
    ]);
    assert.deepEqual([errors, warnings], [2, 1]);
  });

  it('finds the field, the row or the list of a problem', () => {
    const { at, others } = sortProblems([
      problem('/name'),
      problem('/contactData'),
      problem('/contactData/1'),
      problem('/contactData/1/chatId'),
      problem('/contactData/1/mood/deep'),
      problem('/tags'),
      problem(''),
    ]);
    assert.deepEqual(
      [...at].map(([place, problems]) => [place, problems.length]),
      [
        ['/name', 1],
        ['/contactData', 1],
        ['/contactData/1', 2],
        ['/contactData/1/chatId', 1],
      ],
    );
    assert.deepEqual(
      others.map(({ pointer }) => pointer),
      ['/tags', ''],
    );
  });

  it('shows errors of a field before its warnings', () => {
    const { at } = sortProblems([problem('/id', 'warning'), problem('/id')]);
    assert.deepEqual(
      at.get('/id')?.map(({ severity }) => severity),
      ['error', 'warning'],
    );
  });

  it('lists all of them, errors before warnings, each from above', () => {
    const { inOrder } = sortProblems([
      problem('/tags'),
      problem('/id', 'warning'),
      problem('/contactData/10/chatId'),
      problem('/contactData/2/mood'),
      problem('/contactData'),
      problem('/name', 'warning'),
      problem('/id'),
    ]);
    assert.deepEqual(
      inOrder.map(({ place, problem: { severity } }) => `${severity} ${place}`),
      [
        'error /id',
        'error /contactData',
        'error /contactData/2',
        'error /contactData/10/chatId',
        'error undefined',
        'warning /name',
        'warning /id',
      ],
    );
  });

  it('leads to the first error from above, rows in their order', () => {
    const first = (...problems: FormProblem[]) => sortProblems(problems).inOrder[0]?.place;
    assert.equal(first(problem('/contactData/0/chatId'), problem('/uri')), '/uri');
    assert.equal(first(problem('/uri', 'warning'), problem('/contactData/2')), '/contactData/2');
    assert.equal(
      first(problem('/contactData/10'), problem('/contactData/2/chatId')),
      '/contactData/2/chatId',
    );
    assert.equal(first(problem('/tags')), undefined);
    assert.equal(first(), undefined);
  });
});
