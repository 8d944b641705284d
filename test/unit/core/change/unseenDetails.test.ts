import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Outcome } from '../../../../src/core/change/outcome.ts';
import { planDelete } from '../../../../src/core/change/planChanges.ts';
import { reportOf } from '../../../../src/core/change/report.ts';
import {
  type Contact,
  isObject,
  type WritableContact,
} from '../../../../src/core/contact/contact.ts';
import { accountId, card, inWorld, type WriteWorld } from './writeWorld.ts';

const whatsapp = { chatType: 'whatsapp', chatId: '79011112233' };
const telegram = { chatType: 'telegram', chatId: '123' };
const shown = card('c-1', { contactData: [whatsapp, telegram] });
const full = card('c-1', { contactData: [whatsapp, { ...telegram, username: 'anna' }] });
const renamed = (contact: WritableContact) => ({ ...contact, name: 'Bella' });

/** A world whose server hides details and holds `full` as we have written it. */
async function inShortWorld(test: (world: WriteWorld) => Promise<void>): Promise<void> {
  await inWorld({ variants: { readDetails: 'short' } }, async (world) => {
    const created = await save(world, full);
    assert.ok(created.kind === 'done');
    assert.deepEqual(created.now, full);
    assert.deepEqual(
      created.unseen?.map(({ pointer }) => pointer),
      ['/contactData/1/username'],
    );
    await test(world);
  });
}

async function save(world: WriteWorld, after: WritableContact, before?: Contact): Promise<Outcome> {
  const item = { id: after.id, after, ...(before && { before }) };
  const [outcome] = await world.apply({ accountId, operation: 'save', items: [item] });
  assert.ok(outcome);
  return outcome;
}

async function heldRows(world: WriteWorld): Promise<unknown> {
  const held = (await world.held()).get('c-1');
  return isObject(held) ? held['contactData'] : undefined;
}

describe('user names and phones that the server does not show', () => {
  it('are kept in the book and sent again with the next change', async () => {
    await inShortWorld(async (world) => {
      assert.deepEqual(world.book.contact('c-1'), full);
      const outcome = await save(world, renamed(full), full);
      assert.ok(outcome.kind === 'done');
      assert.deepEqual(outcome.now, renamed(full));
      assert.deepEqual(await heldRows(world), full.contactData);
    });
  });

  it('complete a reading, row by row, whatever else has changed', async () => {
    await inShortWorld(async ({ unseen }) => {
      assert.deepEqual(unseen.complete(shown), full);
      const moved = { ...shown, name: 'Theirs', contactData: [telegram, null, whatsapp] };
      assert.deepEqual(unseen.complete(moved), {
        ...moved,
        contactData: [{ ...telegram, username: 'anna' }, null, whatsapp],
      });
      for (const other of [
        card('c-2', { contactData: [telegram] }),
        card('c-1', { contactData: [{ ...telegram, chatId: '124' }] }),
        card('c-1', { contactData: [{ ...telegram, phone: '79011112233' }] }),
        { id: 'c-1', contactData: 5 },
      ]) {
        assert.deepEqual(unseen.complete(other), other);
      }
    });
  });

  it('stop a change that was made without knowing of them, until it is made with them', async () => {
    await inShortWorld(async (world) => {
      await world.book.loadPage(0, { signal: new AbortController().signal });
      await world.book.refresh({ signal: new AbortController().signal });
      const outcome = await save(world, renamed(shown), shown);
      assert.ok(outcome.kind === 'conflict');
      assert.deepEqual(outcome.theirs, full);
      assert.match(
        reportOf([outcome]).conflicts[0]?.reason ?? '',
        /does not show Messenger 2: Username/,
      );
      assert.deepEqual(await heldRows(world), full.contactData);
      assert.deepEqual(world.book.contact('c-1'), full);
      assert.equal((await save(world, renamed(full), outcome.theirs)).kind, 'done');
      assert.deepEqual(await heldRows(world), full.contactData);
    });
  });

  it('can be taken out by who knows of them', async () => {
    await inShortWorld(async (world) => {
      assert.deepEqual(await save(world, renamed(shown), full), {
        kind: 'done',
        id: 'c-1',
        now: renamed(shown),
      });
      assert.deepEqual(await heldRows(world), shown.contactData);
      assert.equal((await save(world, shown, renamed(shown))).kind, 'done', 'and are forgotten');
    });
  });

  it('are not called taken out where nothing else shows that anything was stored', async () => {
    await inShortWorld(async (world) => {
      world.intercept = async ({ method }, forward) =>
        method === 'POST' ? { status: 200, body: '' } : forward();
      const outcome = await save(world, shown, full);
      assert.equal(outcome.kind, 'unknown');
      assert.match(reportOf([outcome]).unknown[0]?.reason ?? '', /not known whether/);
      assert.deepEqual(await heldRows(world), full.contactData);
    });
  });

  it('do not stop a change that has others in their place, or that removes their row', async () => {
    for (const contactData of [[whatsapp, { ...telegram, username: 'bella' }], [whatsapp]]) {
      await inShortWorld(async (world) => {
        const wanted = renamed(card('c-1', { contactData }));
        assert.equal((await save(world, wanted, shown)).kind, 'done');
        assert.deepEqual(await heldRows(world), contactData);
      });
    }
  });

  it('do not stop a deletion, however the contact was read', async () => {
    for (const before of [shown, full]) {
      await inShortWorld(async (world) => {
        const outcomes = await world.apply(planDelete(accountId, 'delete', [before]));
        assert.deepEqual(outcomes, [{ kind: 'done', id: 'c-1' }]);
        assert.deepEqual(world.unseen.complete(shown), shown);
      });
    }
  });

  it('need no second request if they are wanted again', async () => {
    await inShortWorld(async (world) => {
      const outcome = await save(world, full, shown);
      assert.ok(outcome.kind === 'done');
      assert.deepEqual([outcome.now, outcome.unseen?.length], [full, 1]);
      assert.equal((await world.requests())['POST /contacts'], 1);
      assert.deepEqual(world.unseen.complete(shown), full);
    });
  });

  it('that somebody took out on a server that shows them are a conflict', async () => {
    await inWorld({}, async (world) => {
      assert.equal((await save(world, full)).kind, 'done');
      await world.put(shown);
      const outcome = await save(world, renamed(full), full);
      assert.deepEqual(outcome, { kind: 'conflict', id: 'c-1', before: full, theirs: shown });
    });
  });
});
