import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { accountWords } from '../../../../src/host/status/accountWords.ts';

describe('The words for an account in the status bar', () => {
  const facts = {
    isReadOnly: false,
    isSignedOut: false,
    known: undefined,
    count: undefined,
    reading: undefined,
  };
  const coverage = (known: number, count: number | undefined) => ({ known, count });
  const words = (more: Partial<Parameters<typeof accountWords>[0]>) =>
    accountWords({ ...facts, ...more }, 'en');

  it('are none before anything is known', () => {
    assert.equal(words({}), '');
    assert.equal(words(coverage(0, undefined)), '');
  });

  it('tell how much of the list is known', () => {
    assert.equal(words(coverage(100, 1000)), '100 of 1,000 read');
    assert.equal(words(coverage(1000, 1000)), '1,000 contacts');
    assert.equal(words(coverage(1, 1)), '1 contact');
    assert.equal(words(coverage(0, 0)), '0 contacts');
  });

  it('tell how far the reading of all is rather than what was shown before', () => {
    const reading = { read: 300, count: 1000 };
    assert.equal(words({ ...coverage(100, 1000), reading }), '300 of 1,000 read');
  });

  it('tell that it is read-only or signed out', () => {
    assert.equal(words({ ...coverage(100, 100), isReadOnly: true }), '100 contacts, read-only');
    assert.equal(words({ ...coverage(100, 100), isSignedOut: true }), 'signed out');
  });
});
