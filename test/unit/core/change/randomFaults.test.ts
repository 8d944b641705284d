import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { ChangeItem, ChangeSet } from '../../../../src/core/change/changeSet.ts';
import type { Outcome } from '../../../../src/core/change/outcome.ts';
import { planDelete, planUpsert } from '../../../../src/core/change/planChanges.ts';
import { sameContact } from '../../../../src/core/contact/compareContacts.ts';
import { type Contact, isObject } from '../../../../src/core/contact/contact.ts';
import { fates, withFates } from './fates.ts';
import { itemOf, wishes } from './wishes.ts';
import { accountId, card, inWorld, type WriteWorld } from './writeWorld.ts';

/** What is wished for one contact, and what is there. */
const wishLists = fc.array(
  fc.record({
    wish: fc.constantFrom(...wishes),
    /** What another program did between the reading and the writing. */
    meanwhile: fc.constantFrom('nothing', 'nothing', 'nothing', 'changed', 'deleted', 'created'),
  }),
  { minLength: 1, maxLength: 5 },
);

describe('writing while anything goes wrong', () => {
  it('never tells of a contact what is not so, and touches no other', async () => {
    await fc.assert(
      fc.asyncProperty(
        wishLists,
        fc.infiniteStream(fc.constantFrom(...fates)),
        fc.constantFrom('reject', 'store'),
        fc.constantFrom('replace', 'merge'),
        async (wanted, stream, partial, update) => {
          await inWorld({ variants: { partial, update } }, async (world) => {
            const bystander = card('bystander');
            const items = wanted.map(({ wish }, index) => itemOf(wish, `c-${index}`));
            await world.put(bystander, ...items.flatMap(({ before }) => before ?? []));
            for (const [index, { meanwhile }] of wanted.entries()) {
              const id = `c-${index}`;
              if (meanwhile === 'deleted') await world.remove(id);
              if (meanwhile === 'changed' && items[index]?.before) await world.put(theirs(id));
              if (meanwhile === 'created') await world.put(theirs(id));
            }
            const original = await world.held();
            const changeSet: ChangeSet = { accountId, operation: 'save', items };
            world.intercept = withFates(stream);
            const outcomes = await world.apply(changeSet);
            const held = await world.held();
            assert.deepEqual(
              outcomes.map(({ id }) => id),
              items.map(({ id }) => id),
            );
            assert.deepEqual(held.get('bystander'), bystander);
            for (const [index, item] of items.entries()) {
              const outcome = outcomes[index];
              assert.ok(outcome);
              const context = JSON.stringify({ outcome, held: held.get(item.id), item });
              assert.ok(isTrue(item, outcome, held.get(item.id), original.get(item.id)), context);
            }
            world.intercept = (_request, forward) => forward();
            for (const [index, item] of items.entries()) {
              const outcome = await tryAgain(world, item);
              // A server that merges keeps the link that was to be taken out, whatever is tried.
              const { wish } = wanted[index] ?? {};
              const expected =
                wish === 'bad'
                  ? 'rejected'
                  : wish === 'dropLink' && update === 'merge'
                    ? undefined
                    : 'done';
              if (expected)
                assert.equal(outcome?.kind ?? 'done', expected, JSON.stringify(outcome));
            }
          });
        },
      ),
      { numRuns: 60 },
    );
  });
});

/** The same wish for what is there by now. Undefined if it is fulfilled. */
async function tryAgain(
  world: WriteWorld,
  { id, after }: ChangeItem,
): Promise<Outcome | undefined> {
  const now = (await world.held()).get(id);
  const current = isContact(now) ? [now] : [];
  const changeSet = after
    ? planUpsert(accountId, 'save', [after], new Map(current.map((one) => [id, one]))).changeSet
    : planDelete(accountId, 'delete', current);
  return (await world.apply(changeSet))[0];
}

function theirs(id: string): Contact {
  return card(id, { name: 'Theirs' });
}

/** Whether the outcome is true of what the sandbox holds now, and held when the operation began. */
function isTrue(item: ChangeItem, outcome: Outcome, now: unknown, original: unknown): boolean {
  const isAsWanted = item.after ? isSame(item.after, now) : now === undefined;
  const isUntouched = isSame(original, now);
  switch (outcome.kind) {
    case 'done':
      return isAsWanted;
    case 'notFound':
      return now === undefined;
    case 'conflict':
      return isUntouched && !isSame(original, item.before);
    case 'notStarted':
      return isUntouched;
    case 'rejected':
      return isUntouched && !isAsWanted;
    case 'unknown':
      return isUntouched || item.after !== undefined || now === undefined;
  }
}

function isSame(a: unknown, b: unknown): boolean {
  return isContact(a) && isContact(b) ? sameContact(a, b) : a === b;
}

function isContact(value: unknown): value is Contact {
  return isObject(value) && typeof value['id'] === 'string';
}
