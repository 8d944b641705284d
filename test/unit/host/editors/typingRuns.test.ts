import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { TypingRuns } from '../../../../src/host/editors/typingRuns.ts';

describe('TypingRuns', () => {
  it('goes on to the beginning of what was typed in one visit, and forth to its end', () => {
    const runs = new TypingRuns();
    runs.record('', 'A', 'name');
    runs.record('A', 'An', 'name');
    runs.record('An', 'Ann', 'name');
    assert.equal(runs.moved('undo', 'Ann', 'An').goesOn, true);
    assert.equal(runs.moved('undo', 'An', 'A').goesOn, true);
    assert.equal(runs.moved('undo', 'A', '').goesOn, false);
    assert.equal(runs.moved('redo', '', 'A').goesOn, true);
    assert.equal(runs.moved('redo', 'A', 'An').goesOn, true);
    assert.equal(runs.moved('redo', 'An', 'Ann').goesOn, false);
  });

  it('stops between two visits, and at steps of their own', () => {
    const runs = new TypingRuns();
    runs.record('', 'A', 'first');
    runs.record('A', 'AB', 'second');
    runs.record('AB', 'ABC', undefined);
    runs.record('ABC', 'ABCD', undefined);
    assert.equal(runs.moved('undo', 'ABCD', 'ABC').goesOn, false);
    assert.equal(runs.moved('undo', 'ABC', 'AB').goesOn, false);
    assert.equal(runs.moved('undo', 'AB', 'A').goesOn, false);
    assert.equal(runs.moved('undo', 'A', '').goesOn, false);
  });

  it('does not take an equal text for the midst of an earlier run', () => {
    const runs = new TypingRuns();
    runs.record('', 'A', 'one');
    runs.record('A', 'An', 'one');
    runs.record('An', 'A', 'two');
    runs.record('A', 'A!', 'three');
    assert.equal(runs.moved('undo', 'A!', 'A').goesOn, false);
  });

  it('tells typing from what may have moved rows', () => {
    const runs = new TypingRuns();
    runs.record('', 'A', 'name');
    runs.record('A', 'B', undefined);
    assert.equal(runs.moved('undo', 'B', 'A').isTyping, false);
    assert.equal(runs.moved('undo', 'A', '').isTyping, true);
    assert.equal(runs.moved('redo', '', 'A').isTyping, true);
    assert.equal(runs.moved('redo', 'unknown', 'B').isTyping, false);
  });

  it('guesses nothing after a step it does not know', () => {
    const runs = new TypingRuns();
    runs.record('', 'A', 'name');
    runs.record('A', 'An', 'name');
    assert.equal(runs.moved('undo', 'other', 'A').goesOn, false);
    assert.equal(runs.moved('undo', 'An', 'A').goesOn, false);
  });

  it('has nothing to redo once something new was typed', () => {
    const runs = new TypingRuns();
    runs.record('', 'A', 'name');
    runs.record('A', 'An', 'name');
    runs.moved('undo', 'An', 'A');
    runs.record('A', 'Ax', 'name');
    assert.equal(runs.moved('redo', 'Ax', 'An').goesOn, false);
  });
});
