import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { planDelete, planUpsert } from '../../../../src/core/change/planChanges.ts';
import type { Contact } from '../../../../src/core/contact/contact.ts';
import { accountId, card } from './writeWorld.ts';

describe('the plan of an upsert', () => {
  it('creates what is not there, updates what differs, and leaves out what is the same', () => {
    const old = card('changed', { name: 'Before' });
    const same = { ...card('same'), uri: null, note: 'not documented' };
    const wanted = [card('new'), card('changed'), card('same')];
    const current = new Map<string, Contact>([
      ['changed', old],
      ['same', same],
    ]);
    assert.deepEqual(planUpsert(accountId, 'upsertFile', wanted, current), {
      changeSet: {
        accountId,
        operation: 'upsertFile',
        items: [
          { id: 'new', after: card('new') },
          { id: 'changed', before: old, after: card('changed') },
        ],
      },
      unchanged: ['same'],
    });
  });

  it('holds each id once, in its last state', () => {
    const wanted = [card('a', { name: 'First' }), card('b'), card('a', { name: 'Last' })];
    const { changeSet } = planUpsert(accountId, 'upsertFile', wanted, new Map());
    assert.deepEqual(
      changeSet.items.map(({ id, after }) => [id, after?.name]),
      [
        ['a', 'Last'],
        ['b', 'Contact b'],
      ],
    );
  });

  it('of nothing is empty', () => {
    const plan = planUpsert(accountId, 'save', [], new Map());
    assert.deepEqual([plan.changeSet.items, plan.unchanged], [[], []]);
  });
});

describe('the plan of a deletion', () => {
  it('holds each contact once, as it was read', () => {
    const odd = { id: 'b', name: null, extra: 1 };
    const { items, operation } = planDelete(accountId, 'delete', [card('a'), odd, card('a')]);
    assert.equal(operation, 'delete');
    assert.deepEqual(items, [
      { id: 'a', before: card('a') },
      { id: 'b', before: odd },
    ]);
  });
});
