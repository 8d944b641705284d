import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { TypingRuns } from '../../../../src/host/editors/typingRuns.ts';

describe('TypingRuns', () => {
  it('goes on to the beginning of what was typed in one visit, and forth to its end', () => {
    const runs = new TypingRuns();
    runs.record('', 'A', 'name');
    runs.record('A', 'An', 'name');
    runs.record('An', 'Ann', 'name');
    assert.equal(runs.moved('undo', 'Ann', 'An'), true);
    assert.equal(runs.moved('undo', 'An', 'A'), true);
    assert.equal(runs.moved('undo', 'A', ''), false);
    assert.equal(runs.moved('redo', '', 'A'), true);
    assert.equal(runs.moved('redo', 'A', 'An'), true);
    assert.equal(runs.moved('redo', 'An', 'Ann'), false);
  });

  it('stops between two visits, and at steps of their own', () => {
    const runs = new TypingRuns();
    runs.record('', 'A', 'first');
    runs.record('A', 'AB', 'second');
    runs.record('AB', 'ABC', undefined);
    runs.record('ABC', 'ABCD', undefined);
    assert.equal(runs.moved('undo', 'ABCD', 'ABC'), false);
    assert.equal(runs.moved('undo', 'ABC', 'AB'), false);
    assert.equal(runs.moved('undo', 'AB', 'A'), false);
    assert.equal(runs.moved('undo', 'A', ''), false);
  });

  it('does not take an equal text for the midst of an earlier run', () => {
    const runs = new TypingRuns();
    runs.record('', 'A', 'one');
    runs.record('A', 'An', 'one');
    runs.record('An', 'A', 'two');
    runs.record('A', 'A!', 'three');
    assert.equal(runs.moved('undo', 'A!', 'A'), false);
  });

  it('guesses nothing after a step it does not know', () => {
    const runs = new TypingRuns();
    runs.record('', 'A', 'name');
    runs.record('A', 'An', 'name');
    assert.equal(runs.moved('undo', 'other', 'A'), false);
    assert.equal(runs.moved('undo', 'An', 'A'), false);
  });

  it('has nothing to redo once something new was typed', () => {
    const runs = new TypingRuns();
    runs.record('', 'A', 'name');
    runs.record('A', 'An', 'name');
    runs.moved('undo', 'An', 'A');
    runs.record('A', 'Ax', 'name');
    assert.equal(runs.moved('redo', 'Ax', 'An'), false);
  });
});
