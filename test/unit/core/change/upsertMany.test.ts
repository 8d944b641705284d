import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { ChangeSet } from '../../../../src/core/change/changeSet.ts';
import type { Outcome } from '../../../../src/core/change/outcome.ts';
import { planUpsert } from '../../../../src/core/change/planChanges.ts';
import { reportOf } from '../../../../src/core/change/report.ts';
import type { WritableContact } from '../../../../src/core/contact/contact.ts';
import { accountId, card, cards, inWorld, kindsOf, type WriteWorld } from './writeWorld.ts';

function upserting(wanted: readonly WritableContact[]): ChangeSet {
  return planUpsert(accountId, 'upsertFile', wanted, new Map()).changeSet;
}

/** Ids that the outcomes call done and the sandbox does not hold as they were wanted. */
async function wronglyDone(
  world: WriteWorld,
  wanted: readonly WritableContact[],
  outcomes: readonly Outcome[],
): Promise<readonly string[]> {
  const held = await world.held();
  const done = new Set(outcomes.filter(({ kind }) => kind === 'done').map(({ id }) => id));
  return wanted
    .filter(({ id }) => done.has(id))
    .filter((one) => JSON.stringify(held.get(one.id)) !== JSON.stringify(one))
    .map(({ id }) => id);
}

const badName = (id: string) => card(id, { name: 'x'.repeat(201) });

describe('sending many contacts', function () {
  this.timeout(30_000);

  it('takes 100 a request, each id once, and reports in the order of the items', async () => {
    await inWorld({}, async (world) => {
      const wanted = cards(250);
      const sizes: number[] = [];
      world.intercept = async ({ method, body }, forward) => {
        if (method === 'POST') sizes.push(JSON.parse(body).length);
        return forward();
      };
      const outcomes = await world.apply(upserting(wanted));
      assert.deepEqual(sizes, [100, 100, 50]);
      assert.deepEqual(kindsOf(outcomes), { done: 250 });
      assert.deepEqual(
        outcomes.map(({ id }) => id),
        wanted.map(({ id }) => id),
      );
      assert.deepEqual([...(await world.held()).values()], wanted);
      assert.deepEqual(
        world.progress.filter(({ step }) => step === 'send').map(({ done }) => done),
        [100, 200, 250],
      );
      assert.deepEqual(world.progress.at(-1), { step: 'verify', done: 250, total: 250 });
    });
  });

  it('of nothing sends nothing', async () => {
    await inWorld({}, async (world) => {
      assert.deepEqual(await world.apply(upserting([])), []);
      assert.deepEqual(await world.requests(), {});
    });
  });

  it('sets conflicts aside and sends the others', async () => {
    await inWorld({}, async (world) => {
      const existing = cards(4);
      await world.put(...existing);
      const wanted = existing.map((one) => ({ ...one, name: 'New' }));
      const { changeSet } = planUpsert(
        accountId,
        'upsertFile',
        [...wanted, card('new'), card('taken')],
        new Map(existing.map((one) => [one.id, one])),
      );
      const theirs = card('c-0001', { name: 'Theirs' });
      await world.put(theirs, card('taken', { name: 'Theirs too' }));
      await world.remove('c-0002');
      const outcomes = await world.apply(changeSet);
      assert.deepEqual(
        outcomes.map(({ kind }) => kind),
        ['done', 'conflict', 'conflict', 'done', 'done', 'conflict'],
      );
      const held = await world.held();
      assert.deepEqual(held.get('c-0001'), theirs);
      assert.equal(held.has('c-0002'), false);
      assert.equal(held.has('new'), true);
    });
  });

  it('does not let one bad contact hold back the others, whether the server stores them or not', async () => {
    for (const partial of ['reject', 'store'] as const) {
      await inWorld({ variants: { partial } }, async (world) => {
        const wanted = [...cards(20), badName('bad-1'), badName('bad-2')];
        const outcomes = await world.apply(upserting(wanted));
        assert.deepEqual(kindsOf(outcomes), { done: 20, rejected: 2 });
        assert.deepEqual(
          outcomes
            .filter(({ kind }) => kind === 'rejected')
            .map((outcome) => (outcome.kind === 'rejected' ? [outcome.id, outcome.fields] : [])),
          [
            ['bad-1', ['name']],
            ['bad-2', ['name']],
          ],
        );
        assert.equal((await world.held()).size, 20);
        assert.equal((await world.requests())['POST /contacts'], 2);
      });
    }
  });

  it('copes with a server that names one bad contact at a time', async () => {
    await inWorld({}, async (world) => {
      world.intercept = async ({ method }, forward) => {
        const answer = await forward();
        if (method !== 'POST' || answer.status !== 400) return answer;
        const refusal = JSON.parse(answer.body);
        return {
          status: 400,
          body: JSON.stringify({ ...refusal, data: refusal.data.slice(0, 1) }),
        };
      };
      const wanted = [badName('bad-1'), ...cards(3), badName('bad-2'), badName('bad-3')];
      const outcomes = await world.apply(upserting(wanted));
      assert.deepEqual(kindsOf(outcomes), { done: 3, rejected: 3 });
    });
  });

  it('sends nothing again if all of a request are bad', async () => {
    await inWorld({}, async (world) => {
      const outcomes = await world.apply(upserting([badName('bad-1'), badName('bad-2')]));
      assert.deepEqual(kindsOf(outcomes), { rejected: 2 });
      assert.equal((await world.requests())['POST /contacts'], 1);
    });
  });

  it('never calls done what is not there if positions count from 1', async () => {
    for (const partial of ['reject', 'store'] as const) {
      await inWorld({ variants: { partial } }, async (world) => {
        world.intercept = async ({ method }, forward) => {
          const answer = await forward();
          if (method !== 'POST' || answer.status !== 400) return answer;
          const refusal = JSON.parse(answer.body);
          for (const item of refusal.data) item.index += 1;
          return { status: 400, body: JSON.stringify(refusal) };
        };
        const wanted = [card('a'), badName('bad'), card('b')];
        const outcomes = await world.apply(upserting(wanted));
        assert.deepEqual(await wronglyDone(world, wanted, outcomes), []);
        assert.notEqual(outcomes.find(({ id }) => id === 'bad')?.kind, 'done');
      });
    }
  });

  it('finds out by reading what a refusal without positions has stored', async () => {
    for (const [partial, expected] of [
      ['reject', { rejected: 3 }],
      ['store', { done: 2, rejected: 1 }],
    ] as const) {
      await inWorld({ variants: { partial, errorShape: 'empty' } }, async (world) => {
        const outcomes = await world.apply(upserting([card('a'), badName('bad'), card('b')]));
        assert.deepEqual(kindsOf(outcomes), expected);
      });
    }
  });

  it('ends when the key is refused in the middle: the rest is not started', async () => {
    await inWorld({}, async (world) => {
      let posts = 0;
      world.intercept = async ({ method }, forward) => {
        if (method === 'POST') posts += 1;
        return method === 'POST' && posts === 2 ? { status: 401, body: '' } : forward();
      };
      const outcomes = await world.apply(upserting(cards(350)));
      assert.deepEqual(kindsOf(outcomes), { done: 100, notStarted: 250 });
      assert.equal(posts, 2);
      assert.equal((await world.held()).size, 100);
      const report = reportOf(outcomes);
      assert.match(report.notStarted[0]?.reason ?? '', /key/);
    });
  });

  it('goes on after a request that the server cannot digest', async () => {
    await inWorld({}, async (world) => {
      world.intercept = async ({ method, body }, forward) =>
        method === 'POST' && body.includes('c-0100') ? { status: 500, body: '' } : forward();
      const outcomes = await world.apply(upserting(cards(300)));
      assert.deepEqual(kindsOf(outcomes), { done: 200, unknown: 100 });
    });
  });

  it('ends when the network is lost, and a second try completes it', async () => {
    await inWorld({}, async (world) => {
      const wanted = cards(250);
      await world.setFaults('POST:/contacts:reset-after');
      const first = await world.apply(upserting(wanted));
      assert.deepEqual(kindsOf(first), { done: 100, notStarted: 150 });
      await world.setFaults();
      assert.deepEqual(kindsOf(await world.apply(upserting(wanted))), { done: 250 });
      assert.deepEqual([...(await world.held()).values()], wanted);
    });
  });

  it('ends between two requests when cancelled: what was in flight is told as it is', async () => {
    await inWorld({}, async (world) => {
      const cancel = new AbortController();
      world.intercept = async ({ method }, forward) => {
        if (method === 'POST') cancel.abort();
        return forward();
      };
      const outcomes = await world.apply(upserting(cards(250)), { signal: cancel.signal });
      assert.deepEqual(kindsOf(outcomes), { done: 100, notStarted: 150 });
      assert.equal((await world.requests())['POST /contacts'], 1);
      assert.match(reportOf(outcomes).notStarted[0]?.reason ?? '', /cancelled/);
    });
  });

  it('starts nothing when cancelled while the guard reads', async () => {
    await inWorld({}, async (world) => {
      const cancel = new AbortController();
      world.intercept = async (_request, forward) => {
        cancel.abort();
        return forward();
      };
      const outcomes = await world.apply(upserting(cards(3)), { signal: cancel.signal });
      assert.deepEqual(kindsOf(outcomes), { notStarted: 3 });
      assert.equal((await world.requests())['POST /contacts'], undefined);
    });
  });

  it('starts no request after the deadline', async () => {
    await inWorld({}, async (world) => {
      world.book.adoptPage(0, { count: 0, contacts: [], rows: 0 });
      let posts = 0;
      world.intercept = async ({ method }, forward) => {
        const answer = await forward();
        if (method === 'POST') {
          posts += 1;
          await world.clock.sleep(60_000);
        }
        return answer;
      };
      const outcomes = await world.apply(upserting(cards(250)), { deadlineIn: 40_000 });
      const { done = 0, unknown = 0 } = kindsOf(outcomes);
      assert.equal(done + unknown, 100);
      assert.deepEqual(kindsOf(outcomes.slice(100)), { notStarted: 150 });
      assert.equal((await world.held()).size, 100);
      assert.ok(posts >= 1);
    });
  });

  it('waits for all of them where writes show late', async () => {
    await inWorld({ variants: { lag: 2000 } }, async (world) => {
      assert.deepEqual(kindsOf(await world.apply(upserting(cards(150)))), { done: 150 });
    });
  });
});
