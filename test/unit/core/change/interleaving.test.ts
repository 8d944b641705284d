import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { ChangeItem, ChangeSet } from '../../../../src/core/change/changeSet.ts';
import type { Outcome } from '../../../../src/core/change/outcome.ts';
import { planDelete, planUpsert } from '../../../../src/core/change/planChanges.ts';
import { deletedContacts, planRestore, planUndo } from '../../../../src/core/change/planUndo.ts';
import { sameContact } from '../../../../src/core/contact/compareContacts.ts';
import { type Contact, isObject } from '../../../../src/core/contact/contact.ts';
import { FakeClock } from '../../../support/fakeClock.ts';
import { type Fate, fates, withFates } from './fates.ts';
import { Ledger, type Write } from './ledger.ts';
import { attemptTimeoutMs } from './matrixFaults.ts';
import { recordsOf } from './recordsOf.ts';
import type { Forward, HttpAnswer, HttpRequest } from './wire.ts';
import { accountId, card, inWorld, type WriteWorld } from './writeWorld.ts';

const ids = ['c-0', 'c-1', 'c-2', 'c-3'] as const;
const start: readonly Contact[] = [card('bystander'), card('c-0'), card('c-1'), card('c-2')];

/** What another program does. */
interface Meddling {
  readonly id: string;
  readonly what: 'put' | 'remove';
}

/** What a request of ours meets: what others do before and after it has arrived, and what the network makes of it. */
interface Encounter {
  readonly before: Meddling | undefined;
  readonly after: Meddling | undefined;
  readonly fate: Fate;
}

/** What the client, the other program and the network do to one account. */
class Real {
  readonly world: WriteWorld;
  readonly ledger: Ledger;
  readonly #clock: FakeClock;
  readonly #encounters: fc.Stream<Encounter>;
  /** Each name is given once, so that it is known whose state is whose. */
  #names = 0;
  #turn: Promise<void> = Promise.resolve();

  constructor(
    world: WriteWorld,
    ledger: Ledger,
    clock: FakeClock,
    encounters: fc.Stream<Encounter>,
  ) {
    this.world = world;
    this.ledger = ledger;
    this.#clock = clock;
    this.#encounters = encounters;
  }

  newName(who: string): string {
    this.#names += 1;
    return `${who} ${this.#names}`;
  }

  async meddle(meddling: Meddling | undefined): Promise<void> {
    if (!meddling) return;
    const { id, what } = meddling;
    await this.#write('them', async () => {
      if (what === 'remove') await this.world.remove(id);
      else await this.world.put(card(id, { name: this.newName('Theirs') }));
    });
  }

  /** One after the other, so that the ledger has all in the order in which it happened, and knows who has done it. */
  async #write<Result>(by: Write['by'], write: () => Promise<Result>): Promise<Result> {
    const result = this.#turn.then(async () => {
      const written = await write();
      await this.ledger.note(by);
      return written;
    });
    this.#turn = result.then(
      () => undefined,
      () => undefined,
    );
    return await result;
  }

  /** Applies a change set while anything may happen, and checks all that is told and kept of it. */
  async apply(changeSet: ChangeSet): Promise<void> {
    const { world, ledger } = this;
    this.#clock.set(this.#clock.now() + 1000);
    const held = ledger.held;
    const from = ledger.writes.length;
    const kept = recordsOf(world).length;
    const underWay: Promise<unknown>[] = [];
    world.intercept = (request, forward) => {
      const answer = this.#meet(request, forward);
      underWay.push(answer);
      return answer;
    };
    const outcomes = await world.apply(changeSet);
    world.intercept = async (_request, forward) => await forward();
    // The client does not wait for requests that it has given up.
    await Promise.allSettled(underWay);
    const record = recordsOf(world)[kept];
    checkOperation({ changeSet, outcomes, held, writes: ledger.writes.slice(from), record });
  }

  async #meet(request: HttpRequest, forward: Forward): Promise<HttpAnswer> {
    const { before, after, fate } = this.#encounters.next().value;
    await this.meddle(before);
    const meet = withFates(fc.stream([fate].values()));
    try {
      return await meet(request, () =>
        request.method === 'GET' ? forward() : this.#write('us', forward),
      );
    } finally {
      await this.meddle(after);
    }
  }

  /** As `apply`, while all is well and nobody else is there. */
  async applyInPeace(changeSet: ChangeSet): Promise<readonly Outcome[]> {
    this.#clock.set(this.#clock.now() + 1000);
    return await this.world.apply(changeSet);
  }
}

interface Operation {
  readonly changeSet: ChangeSet;
  readonly outcomes: readonly Outcome[];
  /** What was there when it began, and what has happened since. */
  readonly held: ReadonlyMap<string, unknown>;
  readonly writes: readonly Write[];
  readonly record: ReturnType<typeof recordsOf>[number] | undefined;
}

function checkOperation({ changeSet, outcomes, held, writes, record }: Operation): void {
  const { items } = changeSet;
  assert.deepEqual(
    outcomes.map(({ id }) => id),
    items.map(({ id }) => id),
  );
  const ours = writes.filter(({ by }) => by === 'us');
  const touched = new Set(ours.map(({ id }) => id));
  for (const id of touched)
    assert.ok(
      items.some((item) => item.id === id),
      `${id}: not its business`,
    );
  const kept = new Map(record?.items.map((item) => [item.id, item]));
  for (const [index, item] of items.entries()) {
    const { id } = item;
    const kind = outcomes[index]?.kind;
    const history = writes.filter((write) => write.id === id);
    const states = [held.get(id), ...history.map(({ after }) => after)];
    const context = JSON.stringify({ item, kind, states, kept: kept.get(id) });
    if (kind === 'done')
      assert.ok(
        states.some((state) => isSame(state, item.after)),
        context,
      );
    if (kind === 'notFound') assert.ok(states.includes(undefined), context);
    if (kind !== 'done' && kind !== 'notFound' && kind !== 'unknown') {
      assert.ok(!touched.has(id), `touched: ${context}`);
    }
    const state = kept.get(id)?.state;
    assert.ok(
      state === undefined || state === kind,
      `the history tells something else: ${context}`,
    );
    checkWrites(item, history, kept.get(id)?.before, context);
  }
}

/** Whether we wrote what was wished, over what was expected, and what was there is kept. */
function checkWrites(
  { before, after }: ChangeItem,
  history: readonly Write[],
  kept: Contact | undefined,
  context: string,
): void {
  for (const [index, write] of history.entries()) {
    if (write.by === 'them') continue;
    assert.ok(isSame(write.after, after), `not what was wished: ${context}`);
    // Between our last look and the arrival of our request nothing protects what others write.
    const isRace = history.slice(0, index).some(({ by }) => by === 'them');
    if (isRace || isSame(write.before, after)) continue;
    assert.ok(isSame(write.before, before), `not what was expected: ${context}`);
    assert.ok(isSame(write.before, kept), `not kept: ${context}`);
  }
}

type Model = Record<string, never>;

class Step implements fc.AsyncCommand<Model, Real> {
  readonly #words: string;
  readonly #do: (real: Real) => Promise<void>;

  constructor(words: string, does: (real: Real) => Promise<void>) {
    this.#words = words;
    this.#do = does;
  }

  check(): boolean {
    return true;
  }

  async run(_model: Model, real: Real): Promise<void> {
    await this.#do(real);
  }

  toString(): string {
    return this.#words;
  }
}

/** Some of the contacts; whether the wish is formed on what is there or on what was at the beginning. */
const wish = fc.record({
  some: fc.subarray([...ids], { minLength: 1 }),
  isStale: fc.nat({ max: 3 }).map((n) => n === 0),
});

const meddling = fc.record({
  id: fc.constantFrom(...ids),
  what: fc.constantFrom('put' as const, 'remove' as const),
});

const steps = fc.commands(
  [
    wish.map(
      ({ some, isStale }) =>
        new Step(`upsert ${some}${isStale ? ', stale' : ''}`, async (real) => {
          const name = real.newName('Ours');
          const wanted = some.map((id) => card(id, { name }));
          const { changeSet } = planUpsert(accountId, 'upsertFile', wanted, seenBy(real, isStale));
          await real.apply(changeSet);
        }),
    ),
    wish.map(
      ({ some, isStale }) =>
        new Step(`delete ${some}${isStale ? ', stale' : ''}`, async (real) => {
          const seen = seenBy(real, isStale);
          await real.apply(
            planDelete(
              accountId,
              'delete',
              some.flatMap((id) => seen.get(id) ?? []),
            ),
          );
        }),
    ),
    fc.nat().map(
      (n) =>
        new Step(`undo ${n}`, async (real) => {
          const records = recordsOf(real.world);
          const record = records[n % records.length];
          if (record) await real.apply(planUndo(record));
        }),
    ),
    fc.subarray([...ids]).map(
      (some) =>
        new Step(`restore ${some}`, async (real) => {
          const deleted = await deletedContacts(recordsOf(real.world));
          const found = some.flatMap((id) => deleted.get(id) ?? []);
          await real.apply(planRestore(accountId, found));
        }),
    ),
    meddling.map((one) => new Step(`they ${one.what} ${one.id}`, (real) => real.meddle(one))),
  ],
  { maxCommands: 7, size: 'max' },
);

const rarely = fc.oneof(
  { weight: 7, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: meddling },
);
const encounters = fc.infiniteStream(
  fc.record({ before: rarely, after: rarely, fate: fc.constantFrom(...fates) }),
);

describe('this client, another program and the network at once', () => {
  it('lose nothing, and the history agrees with what is there, a thousand times', async function () {
    this.timeout(300_000);
    await fc.assert(
      fc.asyncProperty(steps, encounters, async (commands, stream) => {
        const clock = new FakeClock((ms) => ms !== attemptTimeoutMs);
        await inWorld({ clock, attemptTimeoutMs }, async (world) => {
          await world.put(...start);
          const real = new Real(world, new Ledger(world, await world.held()), clock, stream);
          await fc.asyncModelRun(() => ({ model: {}, real }), commands);
          checkHistory(real);
          await checkWayBack(real);
        });
      }),
      { numRuns: 1000 },
    );
  });
});

function seenBy({ ledger }: Real, isStale: boolean): ReadonlyMap<string, Contact> {
  const seen = isStale ? start : [...ledger.held.values()].filter(isContact);
  return new Map(seen.map((contact) => [contact.id, contact]));
}

/** What was there last because of us is the last that the history has of it, and nothing that we replaced is gone for good. */
function checkHistory({ world, ledger }: Real): void {
  const records = recordsOf(world);
  for (const [index, { by, id, before, after }] of ledger.writes.entries()) {
    if (by === 'them') continue;
    const about = records.flatMap(({ items }) => items.filter((item) => item.id === id));
    const context = JSON.stringify({ id, before, after, about });
    const matching = about.filter((item) => isSame(item.after, after));
    assert.ok(
      matching.some(({ state }) => state === 'done' || state === 'unknown' || state === 'notFound'),
      `not in the history: ${context}`,
    );
    const [last] = ledger.writes
      .slice(0, index)
      .filter((write) => write.id === id)
      .slice(-1);
    const isOthers = last?.by === 'them';
    const isKept = about.some((item) => isSame(item.before, before));
    assert.ok(before === undefined || isOthers || isKept || isSame(before, after), context);
  }
}

/** Taking back everything, the last first, ends where it began, but for what others did. */
async function checkWayBack(real: Real): Promise<void> {
  const { world, ledger } = real;
  for (const record of recordsOf(world).toReversed()) {
    await real.applyInPeace(planUndo(record));
  }
  const held = await world.held();
  const kept = recordsOf(world).flatMap(({ items }) => items);
  for (const id of new Set([...ids, 'bystander', ...held.keys()])) {
    const writes = ledger.writes.filter((write) => write.id === id);
    const theirs = writes.filter(({ by }) => by === 'them');
    const context = JSON.stringify({ id, now: held.get(id), writes });
    if (theirs.length === 0) {
      assert.ok(
        isDeepStrictEqual(
          held.get(id),
          start.find((one) => one.id === id),
        ),
        context,
      );
    }
    const last = writes.at(-1);
    if (last?.by === 'them' && last.after !== undefined) {
      // What looked like what we had written is kept at least.
      const isKept = kept.some((item) => item.id === id && isSame(item.before, last.after));
      assert.ok(isSame(held.get(id), last.after) || isKept, context);
    }
  }
}

function isSame(a: unknown, b: unknown): boolean {
  return isContact(a) && isContact(b) ? sameContact(a, b) : a === b;
}

function isContact(value: unknown): value is Contact {
  return isObject(value) && typeof value['id'] === 'string';
}
