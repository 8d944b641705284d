import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { overBudget } from '../../bench/budgets.ts';

describe('The budgets of the benchmarks', () => {
  const row = (name: string, ratio: number) => ({
    name,
    value: ratio,
    unit: 'ms',
    baseline: 1,
    ratio,
  });

  it('complain of what is worse than allowed, and of what nobody has thought of', () => {
    const complaints = overBudget([
      row('blocks: reading them again', 1),
      row('blocks: finding all', 1.01),
      row('unheard of: 100 contacts', 0.1),
    ]);
    assert.deepEqual(complaints, [
      'blocks: finding all: × 1.01 is more than × 1',
      'unheard of: 100 contacts: there is no budget for it',
    ]);
  });

  it('take a figure that is none for a bad one', () => {
    assert.equal(overBudget([row('blocks: finding all', Number.NaN)]).length, 1);
  });
});
