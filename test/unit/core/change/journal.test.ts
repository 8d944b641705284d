import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { ChangeItem, ChangeSet } from '../../../../src/core/change/changeSet.ts';
import { operationTimeOf } from '../../../../src/core/change/journal.ts';
import { type OperationRecord, readRecord } from '../../../../src/core/change/operationRecord.ts';
import { summaryOf } from '../../../../src/core/change/operationSummary.ts';
import { planRest } from '../../../../src/core/change/planRest.ts';
import { deletedContacts, planRestore, planUndo } from '../../../../src/core/change/planUndo.ts';
import { reportOf } from '../../../../src/core/change/report.ts';
import type { Contact } from '../../../../src/core/contact/contact.ts';
import { recordsOf } from './recordsOf.ts';
import { accountId, card, cards, inWorld, kindsOf, type WriteWorld } from './writeWorld.ts';

const changeSet = (operation: ChangeSet['operation'], ...items: ChangeItem[]): ChangeSet => ({
  accountId,
  operation,
  items,
});

const renamed = (contact: Contact): ChangeItem => ({
  id: contact.id,
  before: contact,
  after: card(contact.id, { name: 'New name' }),
});

const lastOf = (world: WriteWorld): OperationRecord => {
  const last = recordsOf(world).at(-1);
  assert.ok(last);
  return last;
};

describe('the journal', () => {
  it('tells by the name of a file when its operation began, and by no other name', () =>
    inWorld({}, async (world) => {
      await world.apply(changeSet('save', { id: '1', after: card('1') }));
      const { operationId, time } = lastOf(world);
      assert.equal(operationTimeOf(operationId), Math.floor(time));
      for (const name of ['notes', '', '0-1', 'zzzzzzzzzz-000000', `${operationId}-`]) {
        assert.equal(operationTimeOf(name), undefined, name);
      }
    }));

  it('holds what is about to change before the first request that writes', () =>
    inWorld({}, async (world) => {
      const [one, two] = [card('1'), card('2')];
      await world.put(one, two);
      let seen: OperationRecord | undefined;
      world.intercept = async ({ method }, forward) => {
        if (method !== 'GET') seen ??= lastOf(world);
        return await forward();
      };
      await world.apply(
        changeSet('save', renamed(one), renamed(two), { id: '3', after: card('3') }),
      );
      assert.equal(seen?.operation, 'save');
      assert.equal(seen.isFinished, false);
      assert.deepEqual(
        seen.items.map(({ id, before, state }) => [id, before, state]),
        [
          ['1', one, 'sent'],
          ['2', two, 'sent'],
          ['3', undefined, 'sent'],
        ],
      );
      const after = lastOf(world);
      assert.ok(after.isFinished);
      assert.deepEqual(new Set(after.items.map(({ state }) => state)), new Set(['done']));
    }));

  it('keeps a contact as it was seen last, with what it holds beside the documented keys', () =>
    inWorld({}, async (world) => {
      const stored = { ...card('1'), extra: { deep: [1, null] } };
      await world.put(stored);
      await world.apply(changeSet('delete', { id: '1', before: card('1') }));
      assert.deepEqual(lastOf(world).items[0]?.before, stored);
    }));

  it('lets nothing be sent that it could not keep, and says why', () =>
    inWorld({}, async (world) => {
      const all = cards(150);
      await world.put(...all);
      world.storage.failure = Object.assign(new Error('no space'), { code: 'ENOSPC' });
      const outcomes = await world.apply(changeSet('save', ...all.map(renamed)));
      assert.deepEqual(kindsOf(outcomes), { notStarted: 150 });
      assert.match(reportOf(outcomes).notStarted[0]?.reason ?? '', /history.*ENOSPC/);
      assert.equal((await world.requests())['POST /contacts'], undefined);
      assert.deepEqual([...world.storage.files], []);
    }));

  it('holds what was set aside, too, with the reason, and takes none of it back', () =>
    inWorld({}, async (world) => {
      const [one, two, three] = [card('1'), card('2'), card('3')];
      await world.put(one, card('2', { name: 'Theirs' }), card('3', { name: 'New name' }));
      const file = { uri: 'file:///a.contacts.json', format: 'contacts', lineBreak: '\n' } as const;
      const refused = { id: '4', state: 'rejected', reason: 'No.', after: card('4') } as const;
      await world.apply({
        ...changeSet('upsertFile', renamed(two), renamed(one), renamed(three)),
        file,
        texts: new Map([
          ['1', '{"id":"1"}'],
          ['2', '{"id":"2"}'],
        ]),
        leftOut: [refused],
      });
      const record = lastOf(world);
      assert.deepEqual(record.file, file);
      assert.deepEqual(
        record.items.map(({ id, state, isSetAside, source }) => [id, state, isSetAside, source]),
        [
          ['2', 'conflict', true, '{"id":"2"}'],
          ['1', 'done', undefined, undefined],
          ['3', 'done', true, undefined],
          ['4', 'rejected', true, undefined],
        ],
      );
      assert.match(record.items[0]?.reason ?? '', /changed in Wazzup meanwhile: Name/);
      assert.deepEqual(record.items[0]?.after, card('2', { name: 'New name' }));
      assert.deepEqual(record.items[3], { ...refused, isSetAside: true });
      assert.deepEqual(
        planUndo(record).items.map(({ id }) => id),
        ['1'],
      );
      assert.deepEqual(planRest(record).items, []);
    }));

  it('names a bulk write of which nothing was sent, as ended', () =>
    inWorld({}, async (world) => {
      await world.put(card('1', { name: 'Theirs' }));
      await world.apply(changeSet('upsertFile', renamed(card('1'))));
      const record = lastOf(world);
      assert.ok(record.isFinished);
      assert.deepEqual(
        record.items.map(({ id, state }) => [id, state]),
        [['1', 'conflict']],
      );
      assert.equal((await summaryOf(record)).canUndo, false);
    }));

  it('of earlier versions is read as before', () => {
    const lines = [
      { kind: 'begin', accountId, operation: 'upsertFile', time: 1, pid: 1 },
      { kind: 'item', id: '1', before: card('1'), after: card('1', { name: 'New name' }) },
      { kind: 'ready' },
      { kind: 'sending', ids: ['1'] },
      { kind: 'outcome', id: '1', outcome: 'rejected', reason: 'No.' },
      { kind: 'end', time: 2 },
    ];
    const record = readRecord('x', lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    assert.equal(record?.items[0]?.state, 'rejected');
    assert.equal(record.items[0].reason, 'No.');
    assert.ok(record.isFinished);
  });

  it('holds nothing of a card that was set aside: that is still in its editor', () =>
    inWorld({}, async (world) => {
      await world.put(card('1', { name: 'Theirs' }));
      const outcomes = await world.apply(changeSet('save', renamed(card('1'))));
      assert.deepEqual(kindsOf(outcomes), { conflict: 1 });
      assert.deepEqual([...world.storage.files], []);
    }));

  it('is readable wherever its writing was cut off', () =>
    inWorld({}, async (world) => {
      const all = cards(3).map((contact) => card(contact.id, { name: 'Анна 🙂' }));
      await world.put(...all);
      await world.apply(changeSet('save', ...all.map(renamed)));
      const [text = ''] = world.storage.files.values();
      const ready = text.indexOf('{"kind":"ready"}') + '{"kind":"ready"}\n'.length;
      for (let length = 0; length <= text.length; length += 1) {
        const record = readRecord('x', text.slice(0, length));
        if (length < ready) assert.equal(record, undefined, `${length}`);
        else assert.equal(record?.items.length, 3, `${length}`);
        assert.equal(record?.isFinished ?? false, length === text.length, `${length}`);
        const left = readRecord('x', `${text.slice(0, length)}\n{"kind":"end","time":1}\n`);
        assert.equal(left?.isFinished, length < ready - 1 ? undefined : true, `${length}`);
      }
    }));
});

describe('taking back', () => {
  const undoLast = async (world: WriteWorld) => await world.apply(planUndo(lastOf(world)));

  it('brings an account back to what it was: created, changed and deleted', () =>
    inWorld({}, async (world) => {
      const all = cards(250);
      await world.put(...all);
      const before = await world.held();
      const items: ChangeItem[] = [
        ...all.slice(0, 120).map(renamed),
        ...all.slice(120).map((contact) => ({ id: contact.id, before: contact })),
        { id: 'new', after: card('new') },
      ];
      assert.deepEqual(kindsOf(await world.apply(changeSet('upsertFile', ...items))), {
        done: 251,
      });
      assert.deepEqual(kindsOf(await undoLast(world)), { done: 251 });
      assert.deepEqual(await world.held(), before);
      // And forth again.
      assert.deepEqual(kindsOf(await undoLast(world)), { done: 251 });
      const held = await world.held();
      assert.equal(held.size, 121);
      assert.deepEqual(held.get('c-0000'), card('c-0000', { name: 'New name' }));
    }));

  it('leaves alone what others have changed, deleted or made since', () =>
    inWorld({}, async (world) => {
      const [one, two, three, four] = [card('1'), card('2'), card('3'), card('4')];
      await world.put(one, two, three, four);
      await world.apply(
        changeSet('upsertFile', renamed(one), renamed(two), renamed(three), {
          id: '4',
          before: four,
        }),
      );
      await world.put(card('1', { name: 'Theirs' }), card('4', { name: 'Made anew' }));
      await world.remove('2');
      const outcomes = await undoLast(world);
      assert.deepEqual(
        outcomes.map(({ id, kind }) => [id, kind]),
        [
          ['1', 'conflict'],
          ['2', 'conflict'],
          ['3', 'done'],
          ['4', 'conflict'],
        ],
      );
      const held = await world.held();
      assert.deepEqual(held.get('1'), card('1', { name: 'Theirs' }));
      assert.equal(held.has('2'), false);
      assert.deepEqual(held.get('3'), three);
      assert.deepEqual(held.get('4'), card('4', { name: 'Made anew' }));
    }));

  it('takes back what arrived although its answers were lost', () =>
    inWorld({}, async (world) => {
      const all = cards(5);
      await world.put(...all);
      world.intercept = async (request, forward) => {
        if (request.method === 'POST') await world.setFaults('*:.:reset-after');
        return await forward();
      };
      const outcomes = await world.apply(changeSet('save', ...all.map(renamed)));
      assert.ok(outcomes.every(({ kind }) => kind === 'unknown'));
      world.intercept = async (_request, forward) => await forward();
      await world.setFaults();
      assert.deepEqual(kindsOf(await undoLast(world)), { done: 5 });
      assert.deepEqual([...(await world.held()).values()], all);
    })).timeout(20_000);

  it('sends nothing of what never arrived', () =>
    inWorld({}, async (world) => {
      await world.put(card('1'));
      world.intercept = async (request, forward) =>
        request.method === 'POST' ? { status: 200, body: '' } : await forward();
      const outcomes = await world.apply(changeSet('save', renamed(card('1'))));
      assert.deepEqual(kindsOf(outcomes), { unknown: 1 });
      const { 'POST /contacts': before = 0 } = await world.requests();
      world.intercept = async (_request, forward) => await forward();
      assert.deepEqual(kindsOf(await undoLast(world)), { done: 1 });
      assert.equal((await world.requests())['POST /contacts'] ?? 0, before);
    }));

  it('says of what the API takes no contact like, and sends the others', () =>
    inWorld({}, async (world) => {
      const odd = { ...card('odd'), contactData: [] };
      await world.put(odd, card('1'));
      await world.apply(
        changeSet('delete', { id: 'odd', before: odd }, { id: '1', before: card('1') }),
      );
      const plan = planUndo(lastOf(world));
      assert.deepEqual(
        plan.leftOut?.map(({ id }) => id),
        ['odd'],
      );
      assert.match(plan.leftOut?.[0]?.reason ?? '', /\p{L}+ \p{L}+/u);
      assert.deepEqual(kindsOf(await world.apply(plan)), { done: 1 });
    }));

  it('restores deleted contacts as they were when they were deleted last', () =>
    inWorld({}, async (world) => {
      const [one, two] = [card('1'), card('2')];
      await world.put(one, two);
      await world.apply(changeSet('delete', { id: '1', before: one }, { id: '2', before: two }));
      assert.deepEqual([...(await deletedContacts(recordsOf(world))).keys()].sort(), ['1', '2']);
      await world.apply(planRestore(accountId, [one]));
      assert.deepEqual([...(await deletedContacts(recordsOf(world))).keys()], ['2']);
      const changed = card('1', { name: 'Later' });
      await world.put(changed);
      await world.apply(changeSet('delete', { id: '1', before: changed }));
      const deleted = await deletedContacts(recordsOf(world));
      assert.deepEqual(deleted.get('1'), changed);
      const plan = planRestore(accountId, [...deleted.values()]);
      assert.deepEqual(kindsOf(await world.apply(plan)), { done: 2 });
      assert.deepEqual((await world.held()).get('1'), changed);
    }));

  it('knows a deleted contact until it was seen that it is there again', () =>
    inWorld({}, async (world) => {
      await world.put(card('1'));
      await world.apply(changeSet('delete', { id: '1', before: card('1') }));
      world.intercept = async (request, forward) =>
        request.method === 'POST' ? { status: 500, body: '' } : await forward();
      const outcomes = await world.apply(planRestore(accountId, [card('1')]));
      assert.deepEqual(kindsOf(outcomes), { unknown: 1 });
      world.intercept = async (_request, forward) => await forward();
      const [again] = (await deletedContacts(recordsOf(world))).values();
      assert.deepEqual(again, card('1'));
      assert.deepEqual(kindsOf(await world.apply(planRestore(accountId, [card('1')]))), {
        done: 1,
      });
      assert.deepEqual([...(await deletedContacts(recordsOf(world))).keys()], []);
    }));
});
