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

/** A contact that only the server knows to be bad. */
const nobodys = (id: string) => card(id, { responsibleUserId: 'nobody' });

/** Refuses requests with contacts that `nobodys` makes; `named` are the positions that it tells, of those counted from 0. */
function refuseNobodys(
  world: WriteWorld,
  partial: 'reject' | 'store',
  named: (positions: readonly number[]) => readonly number[],
): void {
  world.intercept = async ({ method, body }, forward) => {
    if (method !== 'POST') return forward();
    const contacts: readonly WritableContact[] = JSON.parse(body);
    const isBad = ({ responsibleUserId }: WritableContact) => responsibleUserId === 'nobody';
    if (!contacts.some(isBad)) return forward();
    if (partial === 'store') await world.put(...contacts.filter((one) => !isBad(one)));
    const positions = contacts.flatMap((one, index) => (isBad(one) ? [index] : []));
    const data = named(positions).map((index) => ({ index, fields: ['responsibleUserId'] }));
    return { status: 400, body: JSON.stringify({ error: 'INVALID_CONTACTS_DATA', data }) };
  };
}

async function postsOf(world: WriteWorld, work: () => Promise<void>): Promise<number> {
  const { intercept } = world;
  let posts = 0;
  world.intercept = (request, forward) => {
    if (request.method === 'POST') posts += 1;
    return intercept(request, forward);
  };
  await work();
  return posts;
}

describe('sending many contacts', () => {
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

  it('calls rejected only what is bad, whatever the positions that the server tells', async () => {
    const spellings: Readonly<Record<string, (positions: readonly number[]) => readonly number[]>> =
      {
        'from 0': (positions) => positions,
        'from 1': (positions) => positions.map((position) => position + 1),
        'from 1, the first': ([first = 0]) => [first + 1],
        'always 0': () => [0],
        'always 1': () => [1],
        'beyond the request': () => [500],
        none: () => [],
      };
    for (const partial of ['reject', 'store'] as const) {
      for (const [spelling, named] of Object.entries(spellings)) {
        for (const bad of [[0], [3], [9], [0, 1, 2], [2, 8]]) {
          await inWorld({}, async (world) => {
            const wanted = cards(10).map((one, index) =>
              bad.includes(index) ? nobodys(one.id) : one,
            );
            refuseNobodys(world, partial, named);
            const outcomes = await world.apply(upserting(wanted));
            const context = `${partial}, ${spelling}, ${bad}`;
            assert.deepEqual(
              outcomes.map(({ kind }) => kind),
              wanted.map((_, index) => (bad.includes(index) ? 'rejected' : 'done')),
              context,
            );
            assert.deepEqual(await wronglyDone(world, wanted, outcomes), [], context);
            assert.equal(world.book.count ?? 10 - bad.length, 10 - bad.length, context);
          });
        }
      }
    }
  });

  it('sends twice where positions count from 0, and where our own rules tell that they count from 1', async () => {
    for (const shift of [0, 1]) {
      await inWorld({}, async (world) => {
        world.intercept = async ({ method }, forward) => {
          const answer = await forward();
          if (method !== 'POST' || answer.status !== 400) return answer;
          const refusal = JSON.parse(answer.body);
          for (const item of refusal.data) item.index += shift;
          return { status: 400, body: JSON.stringify(refusal) };
        };
        const wanted = [badName('bad-1'), ...cards(50), badName('bad-2'), card('z')];
        assert.deepEqual(kindsOf(await world.apply(upserting(wanted))), { done: 51, rejected: 2 });
        assert.equal((await world.requests())['POST /contacts'], 2);
      });
    }
  });

  it('finds one bad contact of a hundred in few requests where positions lead nowhere', async () => {
    await inWorld({}, async (world) => {
      const wanted = cards(100).map((one, index) => (index === 0 ? nobodys(one.id) : one));
      refuseNobodys(world, 'reject', ([first = 0]) => [first + 1]);
      const posts = await postsOf(world, async () => {
        const outcomes = await world.apply(upserting(wanted));
        assert.deepEqual(kindsOf(outcomes), { done: 99, rejected: 1 });
      });
      assert.ok(posts <= 20, String(posts));
    });
  });

  it('gives up looking after some requests, and does not call rejected what it has not tried alone', async () => {
    await inWorld({}, async (world) => {
      const wanted = cards(100).map((one) => nobodys(one.id));
      refuseNobodys(world, 'reject', () => []);
      const posts = await postsOf(world, async () => {
        const { rejected = 0, unknown = 0 } = kindsOf(await world.apply(upserting(wanted)));
        assert.equal(rejected + unknown, 100);
        assert.ok(rejected >= 10 && unknown >= 10, `${rejected} ${unknown}`);
      });
      assert.ok(posts <= 40, String(posts));
    });
  });

  it('looks at cancel and deadline between the requests for one chunk', async () => {
    for (const deadlineIn of [undefined, 60_000]) {
      await inWorld({}, async (world) => {
        const cancel = new AbortController();
        refuseNobodys(world, 'reject', () => []);
        const { intercept } = world;
        let posts = 0;
        world.intercept = async (request, forward) => {
          const answer = await intercept(request, forward);
          if (request.method !== 'POST') return answer;
          posts += 1;
          if (posts === 2 && deadlineIn === undefined) cancel.abort();
          if (posts === 2 && deadlineIn !== undefined) await world.clock.sleep(60_000);
          return answer;
        };
        const wanted = [nobodys('a'), card('b'), card('c'), nobodys('d'), ...cards(110)];
        const outcomes = await world.apply(upserting(wanted), {
          signal: cancel.signal,
          ...(deadlineIn !== undefined && { deadlineIn }),
        });
        assert.equal(posts, 2);
        assert.deepEqual(kindsOf(outcomes.slice(0, 100)), { unknown: 100 });
        assert.deepEqual(kindsOf(outcomes.slice(100)), { notStarted: 14 });
        assert.equal((await world.held()).size, 0);
      });
    }
  });

  it('does not take the names of a refusal for right if nothing could be sent after it', async () => {
    await inWorld({}, async (world) => {
      refuseNobodys(world, 'reject', ([first = 0]) => [first + 1]);
      const { intercept } = world;
      let posts = 0;
      world.intercept = (request, forward) => {
        if (request.method === 'POST') posts += 1;
        return posts === 2 && request.method === 'POST'
          ? Promise.resolve({ status: 401, body: '' })
          : intercept(request, forward);
      };
      const outcomes = await world.apply(upserting([nobodys('a'), card('b'), card('c')]));
      assert.deepEqual(kindsOf(outcomes), { unknown: 3 });
    });
  });

  it('calls a refused contact rejected only if the account does not hold it as it was sent', async () => {
    await inWorld({}, async (world) => {
      refuseNobodys(world, 'reject', (positions) => positions);
      const { intercept } = world;
      const bad = nobodys('a');
      world.intercept = async (request, forward) => {
        const answer = await intercept(request, forward);
        if (request.method === 'POST') await world.put(bad);
        return answer;
      };
      assert.deepEqual(kindsOf(await world.apply(upserting([bad, card('b')]))), { done: 2 });
      assert.deepEqual(world.book.contact('a'), bad);
    });
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

  it('ends after two requests in a row that the server fails: the rest is not started', async () => {
    await inWorld({ faults: ['POST:/contacts:503'] }, async (world) => {
      await world.putAndRead();
      const outcomes = await world.apply(upserting(cards(950)));
      assert.deepEqual(kindsOf(outcomes), { unknown: 200, notStarted: 750 });
      assert.match(reportOf(outcomes).notStarted[0]?.reason ?? '', /^Not sent\. .*status 503/);
    });
  });

  it('goes on where failures of the server do not follow one another', async () => {
    await inWorld({}, async (world) => {
      world.intercept = async ({ method, body }, forward) =>
        method === 'POST' && /c-0[02]00/.test(body) ? { status: 500, body: '' } : forward();
      const outcomes = await world.apply(upserting(cards(400)));
      assert.deepEqual(kindsOf(outcomes), { unknown: 200, done: 200 });
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

  it('does not overwrite a contact that was in the list but moved while it was read', async () => {
    await inWorld({}, async (world) => {
      const existing = cards(300);
      await world.put(...existing);
      await world.book.loadPage(0, { signal: new AbortController().signal });
      let lists = 0;
      world.intercept = async ({ path }, forward) => {
        if (path.startsWith('/contacts?')) lists += 1;
        if (lists === 2 && path.startsWith('/contacts?')) {
          await world.remove(...existing.slice(0, 10).map(({ id }) => id));
          await world.put(...cards(10).map((one) => ({ ...one, id: `z-${one.id}` })));
        }
        return await forward();
      };
      const moved = existing[104];
      assert.ok(moved);
      const news = cards(19).map((one) => ({ ...one, id: `new-${one.id}` }));
      const outcomes = await world.apply(upserting([{ ...moved, name: 'Overwritten' }, ...news]));
      assert.deepEqual(kindsOf(outcomes), { conflict: 1, done: 19 });
      assert.deepEqual((await world.held()).get(moved.id), moved);
    });
  });

  it('tells what was read back although a page of it could not be read', async () => {
    await inWorld({}, async (world) => {
      const existing = cards(300);
      await world.putAndRead(...existing);
      let posts = 0;
      world.intercept = async ({ method, path }, forward) => {
        if (method === 'POST') posts += 1;
        return posts === 3 && path === '/contacts?offset=200'
          ? { status: 503, body: '' }
          : forward();
      };
      const { changeSet } = planUpsert(
        accountId,
        'upsertFile',
        existing.map((one) => ({ ...one, name: 'New' })),
        new Map(existing.map((one) => [one.id, one])),
      );
      const outcomes = await world.apply(changeSet);
      assert.deepEqual(kindsOf(outcomes), { done: 200, unknown: 100 });
      assert.match(reportOf(outcomes).unknown[0]?.reason ?? '', /status 503/);
      assert.equal(world.book.contact('c-0000')?.name, 'New');
    });
  });

  it('waits for all of them where writes show late', async () => {
    await inWorld({ variants: { lag: 2000 } }, async (world) => {
      assert.deepEqual(kindsOf(await world.apply(upserting(cards(150)))), { done: 150 });
    });
  });
});
