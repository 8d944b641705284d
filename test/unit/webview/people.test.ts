import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { FormUsers } from '../../../src/protocol/contactForm.ts';
import { personMatching, personOptions } from '../../../src/webview/contactForm/people.ts';

const users: FormUsers = {
  kind: 'list',
  users: [
    { id: 'u-1', name: 'Анна Петрова' },
    { id: 'u-2', name: 'Boris Ivanov' },
    { id: 'u-3', name: 'Boris Ivanov' },
    { id: 'u-4', name: '' },
  ],
};

describe('personOptions', () => {
  it('names people, with the id where the name does not tell who it is', () => {
    assert.deepEqual(
      personOptions(users, 'u-1').map(({ label }) => label),
      ['Анна Петрова', 'Boris Ivanov (u-2)', 'Boris Ivanov (u-3)', '(u-4)'],
    );
  });

  it('keeps an id that is nobody known, and says so', () => {
    const [first] = personOptions(users, 'gone-9');
    assert.equal(first?.value, 'gone-9');
    assert.equal(first.label, 'gone-9 (not in the list of users)');
  });

  it('calls nobody unknown while the list is being read', () => {
    assert.deepEqual(personOptions({ kind: 'loading' }, 'u-1'), [
      { label: 'u-1', value: 'u-1', description: '' },
    ]);
  });
});

describe('personMatching', () => {
  const options = personOptions(users, '');

  it('finds the first whose name begins with the words, else holds them, or whose id they are', () => {
    assert.equal(personMatching(options, ' анна'), 'u-1');
    assert.equal(personMatching(options, 'ivanov'), 'u-2');
    assert.equal(personMatching(options, 'u-3'), 'u-3');
  });

  it('finds nobody for nothing or for strangers', () => {
    assert.equal(personMatching(options, ' '), undefined);
    assert.equal(personMatching(options, 'zoe'), undefined);
  });
});
