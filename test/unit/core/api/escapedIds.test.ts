import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { EscapedIds, escapesKindOf } from '../../../../src/core/api/escapedIds.ts';

function seen(...ids: readonly string[]): EscapedIds {
  const escapedIds = new EscapedIds();
  for (const id of ids) escapedIds.noteFound(id);
  return escapedIds;
}

describe('EscapedIds', () => {
  it('believes a 404 for an id that needs no escaping of its own, always', () => {
    for (const id of ['a', 'a b', 'Анна', '.', '..', '...', 'a?b#c', '🙂']) {
      assert.equal(seen().isConclusive(id), true, id);
    }
  });

  it('believes a 404 for other ids once each of their characters was decoded', () => {
    for (const id of ['a/b', 'a\\b', '50%', '%2F', 'a/b%']) {
      assert.equal(seen('plain').isConclusive(id), false, id);
      assert.equal(seen(id).isConclusive(id), true, id);
    }
    assert.equal(seen('x/y').isConclusive('a/b/c'), true);
    assert.equal(seen('x/y', '1%').isConclusive('a/b%'), true);
    assert.equal(seen('50%').isConclusive('a/b'), false, 'another character');
    assert.equal(seen('x/y').isConclusive('a/b%'), false, 'only one of the characters');
    assert.equal(seen('50%').isConclusive('%2F'), false, 'may be decoded twice');
  });

  it('never believes a 404 for an id that a server may tidy up as a path', () => {
    for (const id of ['a//b', '/a', 'a/', 'a/./b', 'a/../b', '..\\b', '/']) {
      assert.equal(seen(id, 'a/b', 'a\\b').isConclusive(id), false, id);
      assert.equal(escapesKindOf(id), undefined, id);
    }
  });

  it('knows which contact would be a proof', () => {
    assert.equal(seen().wouldProve('x/y', 'a/b'), true);
    assert.equal(seen().wouldProve('x%', 'a/b'), false);
    assert.equal(seen('1%').wouldProve('x/y', 'a/b%'), true, 'together with what was seen');
    assert.equal(seen().wouldProve('x/y', 'a//b'), false);
    assert.equal(escapesKindOf('a/b/c'), escapesKindOf('x/y'));
    assert.notEqual(escapesKindOf('a/b'), escapesKindOf('50%'));
  });
});
