import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readAccountId } from '../../../../src/core/accountId.ts';
import { NotDuplicates } from '../../../../src/host/duplicates/notDuplicates.ts';

const [shop, other] = [readAccountId('shop-1'), readAccountId('shop-2')];
assert.ok(shop && other);

/** What VS Code keeps between two starts. */
function storedState(): ConstructorParameters<typeof NotDuplicates>[0] {
  const values = new Map<string, string>();
  return {
    keys: () => [...values.keys()],
    get: (key: string, fallback?: unknown) => {
      const text = values.get(key);
      return text === undefined ? fallback : JSON.parse(text);
    },
    update: async (key: string, value: unknown) => {
      if (value === undefined) values.delete(key);
      else values.set(key, JSON.stringify(value));
    },
  };
}

describe('what is no duplicate', () => {
  it('is remembered for an account, in any order, and for any part of it', async () => {
    const state = storedState();
    await new NotDuplicates(state).add(shop, ['c', 'a', 'b']);
    const isAside = new NotDuplicates(state).checker(shop);
    assert.equal(isAside(['a', 'b', 'c']), true);
    assert.equal(isAside(['c', 'a']), true);
    assert.equal(
      isAside(['a', 'b', 'c', 'd']),
      false,
      'a new one may be a duplicate of one of them',
    );
    assert.equal(isAside(['a', 'd']), false);
    assert.equal(new NotDuplicates(state).checker(other)(['a', 'b']), false);
  });

  it('is forgotten with the group, or with the account', async () => {
    const memory = new NotDuplicates(storedState());
    await memory.add(shop, ['a', 'b', 'c']);
    await memory.add(shop, ['x', 'y']);
    await memory.remove(shop, ['b', 'a']);
    assert.equal(memory.checker(shop)(['a', 'b']), false);
    assert.equal(memory.checker(shop)(['x', 'y']), true);
    await memory.forget(shop);
    assert.equal(memory.checker(shop)(['x', 'y']), false);
  });

  it('is kept in bounds: the oldest is offered again', async () => {
    const state = storedState();
    const pairs = Array.from({ length: 2000 }, (_, n) => [`a-${n}`, `b-${n}`]);
    await state.update(`notDuplicates.${shop}`, pairs);
    const memory = new NotDuplicates(state);
    await memory.add(shop, ['a', 'b']);
    assert.equal(memory.checker(shop)(['a', 'b']), true);
    assert.equal(memory.checker(shop)(['a-1998', 'b-1998']), true);
    assert.equal(memory.checker(shop)(['a-1999', 'b-1999']), false);
  });

  it('is nothing where something else was stored', async () => {
    const state = storedState();
    await state.update(`notDuplicates.${shop}`, [['a', 'b'], 'c', [1], null]);
    assert.equal(new NotDuplicates(state).checker(shop)(['a', 'b']), true);
    await state.update(`notDuplicates.${shop}`, { a: 1 });
    assert.equal(new NotDuplicates(state).checker(shop)(['a', 'b']), false);
  });
});
