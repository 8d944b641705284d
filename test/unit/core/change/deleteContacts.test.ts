import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { ChangeSet } from '../../../../src/core/change/changeSet.ts';
import { planDelete } from '../../../../src/core/change/planChanges.ts';
import { reportOf } from '../../../../src/core/change/report.ts';
import type { Contact } from '../../../../src/core/contact/contact.ts';
import { variantValues } from '../../../../src/sandbox/variants.ts';
import { accountId, card, cards, inWorld, kindsOf } from './writeWorld.ts';

function deleting(contacts: readonly Contact[]): ChangeSet {
  return planDelete(accountId, 'delete', contacts);
}

describe('deleting one contact', () => {
  it('takes exactly one reading, one DELETE and one reading back', async () => {
    for (const deleteStatus of variantValues.deleteStatus) {
      for (const deleteBody of variantValues.deleteBody) {
        await inWorld({ variants: { deleteStatus, deleteBody } }, async (world) => {
          await world.putAndRead(card('a'), card('b'));
          assert.deepEqual(await world.apply(deleting([card('a')])), [{ kind: 'done', id: 'a' }]);
          const requests = { 'GET /contacts/{id}': 2, 'DELETE /contacts/{id}': 1 };
          assert.deepEqual(await world.requests(), requests);
          assert.deepEqual([...(await world.held()).keys()], ['b']);
          assert.deepEqual([world.book.count, world.book.contact('a')], [1, undefined]);
        });
      }
    }
  });

  it('tells what was gone already', async () => {
    await inWorld({}, async (world) => {
      assert.deepEqual(await world.apply(deleting([card('a')])), [{ kind: 'notFound', id: 'a' }]);
      assert.deepEqual(await world.requests(), { 'GET /contacts/{id}': 1 });
    });
  });

  it('tells what went between the guard and the request', async () => {
    await inWorld({}, async (world) => {
      await world.put(card('a'));
      world.intercept = async ({ method }, forward) => {
        if (method === 'DELETE') await world.remove('a');
        return forward();
      };
      assert.deepEqual(kindsOf(await world.apply(deleting([card('a')]))), { notFound: 1 });
    });
  });

  it('does not delete what somebody else has changed', async () => {
    await inWorld({}, async (world) => {
      const theirs = card('a', { name: 'Theirs' });
      await world.put(theirs);
      assert.deepEqual(await world.apply(deleting([card('a')])), [
        { kind: 'conflict', id: 'a', before: card('a'), theirs },
      ]);
      assert.equal((await world.held()).size, 1);
    });
  });

  it('is done if the answer was lost after the deletion', async () => {
    for (const fault of ['500-after', 'reset-after', 'truncate', 'garbage']) {
      await inWorld({ faults: [`DELETE:/contacts:${fault}`] }, async (world) => {
        await world.put(card('a'));
        assert.deepEqual(kindsOf(await world.apply(deleting([card('a')]))), { done: 1 }, fault);
      });
    }
  });

  it('is not done if the answer is 200 and the contact is still there', async () => {
    await inWorld({}, async (world) => {
      await world.put(card('a'));
      world.intercept = async ({ method }, forward) =>
        method === 'DELETE' ? { status: 200, body: '' } : forward();
      assert.deepEqual(await world.apply(deleting([card('a')])), [
        { kind: 'unknown', id: 'a', now: card('a') },
      ]);
    });
  });

  it('waits for a server that shows a deletion late', async () => {
    for (const lag of [300, 2000]) {
      await inWorld({ variants: { lag } }, async (world) => {
        await world.put(card('a'));
        assert.deepEqual(kindsOf(await world.apply(deleting([card('a')]))), { done: 1 });
      });
    }
  });

  it('goes by the bulk route where the id cannot stand in a path', async () => {
    for (const id of ['.', '..']) {
      await inWorld({}, async (world) => {
        await world.put(card(id), card('a'));
        assert.deepEqual(kindsOf(await world.apply(deleting([card(id)]))), { done: 1 }, id);
        const requests = await world.requests();
        assert.equal(requests['PATCH /contacts/bulk_delete'], 1);
        assert.equal(requests['DELETE /contacts/{id}'], undefined);
        assert.deepEqual([...(await world.held()).keys()], ['a']);
      });
    }
  });

  it('goes by the bulk route where the server does not find an id that the guard has seen', async () => {
    for (const slash of variantValues.slash) {
      for (const id of ['a/b', 'a\\b', '50%', '%2F']) {
        await inWorld({ variants: { slash } }, async (world) => {
          await world.put(card(id), card('a'));
          assert.deepEqual(kindsOf(await world.apply(deleting([card(id)]))), { done: 1 }, id);
          assert.deepEqual([...(await world.held()).keys()], ['a']);
          assert.equal((await world.requests())['DELETE /contacts/{id}'], 1);
        });
      }
    }
  });
});

describe('deleting many contacts', () => {
  it('goes by the bulk route, 100 a request', async () => {
    await inWorld({}, async (world) => {
      await world.putAndRead(...cards(260));
      const outcomes = await world.apply(deleting(cards(250)));
      assert.deepEqual(kindsOf(outcomes), { done: 250 });
      const requests = await world.requests();
      assert.equal(requests['PATCH /contacts/bulk_delete'], 3);
      assert.equal(requests['DELETE /contacts/{id}'], undefined);
      assert.equal(requests['GET /contacts/{id}'], undefined, 'pages are cheaper here');
      assert.ok((requests['GET /contacts'] ?? 0) <= 6);
      assert.equal((await world.held()).size, 10);
      assert.equal(world.book.count, 10);
    });
  });

  it('does not fall back to DELETE for the one that is left over', async () => {
    await inWorld({}, async (world) => {
      await world.put(...cards(101));
      assert.deepEqual(kindsOf(await world.apply(deleting(cards(101)))), { done: 101 });
      const requests = await world.requests();
      assert.equal(requests['PATCH /contacts/bulk_delete'], 2);
      assert.equal(requests['DELETE /contacts/{id}'], undefined);
    });
  });

  it('names those that are gone, whether the guard or the server finds out', async () => {
    await inWorld({}, async (world) => {
      await world.put(...cards(5));
      await world.remove('c-0001');
      world.intercept = async ({ method }, forward) => {
        if (method === 'PATCH') await world.remove('c-0003');
        return forward();
      };
      const outcomes = await world.apply(deleting(cards(5)));
      const report = reportOf(outcomes);
      assert.deepEqual(
        report.notFound.map(({ id }) => id),
        ['c-0001', 'c-0003'],
      );
      assert.ok(report.notFound.every(({ reason = '' }) => reason.length > 0));
      assert.equal(report.done.length, 3);
      assert.equal((await world.held()).size, 0);
    });
  });

  it('calls done what an earlier try of the same request has deleted', async () => {
    await inWorld({}, async (world) => {
      let patches = 0;
      world.intercept = async ({ method }, forward) => {
        const answer = await forward();
        if (method !== 'PATCH') return answer;
        patches += 1;
        return patches === 1 ? { status: 503, body: '' } : answer;
      };
      await world.put(...cards(3));
      assert.deepEqual(kindsOf(await world.apply(deleting(cards(3)))), { done: 3 });
      assert.equal(patches, 2);
    });
  });

  it('reads back whatever the server answers', async () => {
    for (const body of ['', 'OK', '{}', '[]']) {
      await inWorld({}, async (world) => {
        await world.put(...cards(3));
        world.intercept = async ({ method }, forward) =>
          method === 'PATCH' ? { status: 200, body } : forward();
        assert.deepEqual(kindsOf(await world.apply(deleting(cards(3)))), { unknown: 3 }, body);
        world.intercept = async ({ method }, forward) => {
          const answer = await forward();
          return method === 'PATCH' ? { status: 200, body } : answer;
        };
        assert.deepEqual(kindsOf(await world.apply(deleting(cards(3)))), { done: 3 }, body);
      });
    }
  });

  it('is rejected as a whole if the server takes the ids for invalid', async () => {
    await inWorld({}, async (world) => {
      await world.put(...cards(3));
      world.intercept = async ({ method }, forward) =>
        method === 'PATCH'
          ? { status: 400, body: '{"error":"INVALID_CONTACTS_DATA","data":[{"index":0}]}' }
          : forward();
      assert.deepEqual(kindsOf(await world.apply(deleting(cards(3)))), { rejected: 3 });
      assert.equal((await world.held()).size, 3);
    });
  });

  it('ends when the key is refused, and between two requests when cancelled', async () => {
    await inWorld({}, async (world) => {
      await world.put(...cards(250));
      const cancel = new AbortController();
      world.intercept = async ({ method }, forward) => {
        if (method === 'PATCH') cancel.abort();
        return forward();
      };
      const cancelled = await world.apply(deleting(cards(250)), { signal: cancel.signal });
      assert.deepEqual(kindsOf(cancelled), { done: 100, notStarted: 150 });
      world.intercept = async ({ method }, forward) =>
        method === 'PATCH' ? { status: 403, body: '{"error":"FORBIDDEN"}' } : forward();
      const refused = await world.apply(deleting(cards(250)));
      assert.deepEqual(kindsOf(refused), { notFound: 100, notStarted: 150 });
      assert.equal((await world.held()).size, 150);
    });
  });
});
