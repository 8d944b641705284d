import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { ChangeSet } from '../../../../src/core/change/changeSet.ts';
import type { Outcome } from '../../../../src/core/change/outcome.ts';
import { sameContact } from '../../../../src/core/contact/compareContacts.ts';
import { type Contact, isObject } from '../../../../src/core/contact/contact.ts';
import { parseVariant, type Variants, variantValues } from '../../../../src/sandbox/variants.ts';
import { FakeClock } from '../../../support/fakeClock.ts';
import {
  attemptTimeoutMs,
  type Fault,
  heal,
  letStrike,
  matrixFaults,
  type Scope,
} from './matrixFaults.ts';
import { type MatrixOperation, matrixOperations, type Wanted } from './matrixOperations.ts';
import { recordsOf } from './recordsOf.ts';
import { card, inWorld, type WriteWorld } from './writeWorld.ts';

/** Those that a write, or what is read around it, may meet. */
const relevant = [
  'postBody',
  'postStatus',
  'deleteStatus',
  'deleteBody',
  'partial',
  'update',
  'count',
  'optional',
  'readDetails',
  'errorShape',
  'authBody',
  'tooMany',
  'slash',
  'fields',
  'retryAfter',
  'nulls',
  'unknownKeys',
  'telegram',
  'max',
] as const;

/** Each a sandbox with one decision that is not the usual one. */
const variants: readonly string[] = [
  ...relevant.flatMap((name) => variantValues[name].slice(1).map((value) => `${name}=${value}`)),
  'lag=1500',
];

/** In the account, and none of any operation's business: before, between and after the others, and odd. */
const bystanders: readonly Contact[] = [
  card('a-first'),
  Object.assign(card('m-c-000x'), { extra: { deep: [1, null] }, uri: null }),
  { ...card('m/slash'), contactData: [] },
  { ...card('z-last'), contactData: [{ chatType: 'telegram', username: 'vera_invented' }] },
];

describe('the fault matrix', () => {
  describe('with all as usual', () => addTests('', 250, ({ scopes }) => scopes));
  for (const variant of variants) {
    // Where it lasts for all that write, or else for all that follows.
    const hardest = ({ scopes }: Fault) =>
      scopes.filter((scope) => scope === 'every write' || scopes.length === 1);
    const many = isAboutMany(variant) ? 250 : 110;
    describe(`on a server with ${variant}`, () => addTests(variant, many, hardest));
  }
});

/** What decides which contacts of a request are stored. The others do with two requests. */
function isAboutMany(variant: string): boolean {
  return /^(partial|update)=/.test(variant);
}

/** One test for each operation and fault. */
function addTests(
  variant: string,
  many: number,
  scopesOf: (fault: Fault) => readonly Scope[],
): void {
  for (const operation of matrixOperations(many)) {
    for (const fault of matrixFaults(newClock())) {
      for (const scope of scopesOf(fault)) {
        it(`${operation.name}, ${fault.name}, ${scope}`, () =>
          meet(variant, operation, fault.name, scope));
      }
    }
  }
}

/** Waits for nothing: only attempts that hang come to their end by the fault itself. */
function newClock(): FakeClock {
  return new FakeClock((ms) => ms !== attemptTimeoutMs);
}

async function meet(
  variant: string,
  operation: MatrixOperation,
  faultName: string,
  scope: Scope,
): Promise<void> {
  const clock = newClock();
  const fault = matrixFaults(clock).find(({ name }) => name === faultName);
  assert.ok(fault);
  await inWorld({ clock, attemptTimeoutMs, variants: readVariant(variant) }, async (world) => {
    await world.put(...bystanders, ...operation.contacts);
    const { wanted, plan } = await operation.wish(world);
    // Operations do not begin in the same millisecond.
    clock.set(clock.now() + 1000);
    const changeSet = await plan();
    const meddled = await meddle(world, changeSet);
    const original = await world.held();
    const strikes = letStrike(fault, scope, world);
    const outcomes = await world.apply(changeSet);
    assert.ok(strikes() > 0, 'the fault was met');
    await heal(world);
    await checkTruth(world, { changeSet, outcomes, original, wanted });
    assert.ok(operation.isSafe?.(await world.held()) ?? true, 'nothing is lost');
    assert.ok(meddled.isLeftAlone(outcomes), 'what somebody else wrote is not overwritten');
    await meddled.end();

    clock.set(clock.now() + 1000);
    const again = await world.apply(await plan());
    const open = again.filter(({ kind }) => kind !== 'done' && kind !== 'notFound');
    assert.deepEqual(open, [], 'a second try completes');
    const held = await world.held();
    for (const [id, contact] of wanted) assert.ok(isSame(held.get(id), contact), id);
    checkOthers(held, original, wanted);
  });
}

/** What another program does to one of several contacts between plan and guard. */
async function meddle(
  world: WriteWorld,
  { items }: ChangeSet,
): Promise<{
  readonly isLeftAlone: (outcomes: readonly Outcome[]) => boolean;
  readonly end: () => Promise<void>;
}> {
  const item = items[2];
  if (!item) return { isLeftAlone: () => true, end: async () => {} };
  const { id, before } = item;
  await world.put(card(id, { name: 'Theirs' }));
  return {
    // That it is there still, the general check has seen.
    isLeftAlone: (outcomes) => {
      const { kind } = outcomes.find((outcome) => outcome.id === id) ?? {};
      return kind === 'conflict' || kind === 'notStarted';
    },
    end: () => (before ? world.put(before) : world.remove(id)),
  };
}

interface Attempt {
  readonly changeSet: ChangeSet;
  readonly outcomes: readonly Outcome[];
  /** What the sandbox held before. */
  readonly original: ReadonlyMap<string, unknown>;
  readonly wanted: Wanted;
}

/** Whether nothing was lost or changed beside the wish, and whether what is told and kept of it is so. */
async function checkTruth(world: WriteWorld, attempt: Attempt): Promise<void> {
  const { changeSet, outcomes, original, wanted } = attempt;
  const held = await world.held();
  checkOthers(held, original, wanted);
  assert.deepEqual(
    outcomes.map(({ id }) => id),
    changeSet.items.map(({ id }) => id),
    'each contact has its outcome',
  );
  const record = recordsOf(world).at(-1);
  const kept = new Map(record?.items.map((item) => [item.id, item]));
  for (const { id, kind } of outcomes) {
    const [now, before, after] = [held.get(id), original.get(id), wanted.get(id)];
    const context = `${id} is ${kind}: ${JSON.stringify({ now, before, after })}`;
    const isUntouched = isSame(now, before);
    const isAsWanted = isSame(now, after);
    assert.ok(isUntouched || isAsWanted, `neither as before nor as wanted: ${context}`);
    if (kind === 'done') assert.ok(isAsWanted, `not done: ${context}`);
    else if (kind === 'notFound') assert.equal(now, undefined, context);
    else if (kind !== 'unknown') assert.ok(isUntouched, `touched: ${context}`);
    if (!isUntouched) {
      const item = kept.get(id);
      assert.ok(item, `not in the history: ${context}`);
      assert.equal(item.state, kind, `the history tells something else: ${context}`);
      assert.ok(before === undefined || item.before, `nothing to take back: ${context}`);
    }
    const shown = world.book.contact(id);
    if (isSame(shown, after) && !isUntouched) assert.ok(isAsWanted, `shown as done: ${context}`);
  }
}

function checkOthers(
  held: ReadonlyMap<string, unknown>,
  original: ReadonlyMap<string, unknown>,
  wanted: Wanted,
): void {
  for (const [id, contact] of original) {
    if (!wanted.has(id)) assert.deepEqual(held.get(id), contact, `${id} is nobody's business`);
  }
  for (const id of held.keys()) assert.ok(original.has(id) || wanted.has(id), `${id} is new`);
}

function isSame(a: unknown, b: unknown): boolean {
  return isContact(a) && isContact(b) ? sameContact(a, b) : a === b;
}

function isContact(value: unknown): value is Contact {
  return isObject(value) && typeof value['id'] === 'string';
}

function readVariant(text: string): Partial<Variants> {
  if (text === '') return {};
  const variant = parseVariant(text);
  if ('problem' in variant) throw new Error(variant.problem);
  return variant;
}
