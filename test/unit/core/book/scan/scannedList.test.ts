import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { listedIds, pagesOf } from '../../../../../src/core/book/scan/scannedList.ts';
import { ContactIndex } from '../../../../../src/core/book/search/contactIndex.ts';
import { contactOf, contacts, idOf } from '../bookWorld.ts';

const never = new AbortController().signal;

describe('The list as a scan has found it', () => {
  it('is all that is known, in the order of the scan', async () => {
    const index = new ContactIndex();
    for (const contact of contacts(4)) index.put(contact);
    const ids = new Set([idOf(3), idOf(1), idOf(9), idOf(4)]);
    index.put(contactOf(9));
    index.remove(idOf(2));
    assert.deepEqual(await listedIds({ ids, listed: ids, removals: 0 }, index, never), [...ids]);
    index.remove(idOf(9));
    index.put(contactOf(2));
    const listed = await listedIds({ ids, listed: ids, removals: 0 }, index, never);
    assert.deepEqual([...listed].sort(), [...index.ids()].sort());
    assert.deepEqual(
      listed.filter((id) => id !== idOf(2)),
      [idOf(3), idOf(1), idOf(4)],
    );
  });

  it('is what is known at its end, whatever is written while it is put together', async () => {
    const index = new ContactIndex();
    const all = contacts(150_000, 100);
    for (const contact of all) index.put(contact);
    const ids = new Set(all.map(({ id }) => id));
    let isDone = false;
    let writes = 0;
    const write = () => {
      if (isDone) return;
      index.remove(idOf(100 + writes * 7));
      index.put(contactOf(writes));
      writes += 1;
      setImmediate(write);
    };
    setImmediate(write);
    const listed = await listedIds({ ids, listed: ids, removals: 0 }, index, never);
    isDone = true;
    assert.equal(listed.length, index.size);
    assert.ok(listed.every((id) => index.has(id)));
    assert.deepEqual(listed, [...listed].sort());
  });

  it('is called off by its signal', async () => {
    const index = new ContactIndex();
    const ids = new Set(Array.from({ length: 2_000_000 }, (_, number) => idOf(number)));
    const controller = new AbortController();
    setImmediate(() => controller.abort(new Error('enough')));
    await assert.rejects(
      listedIds({ ids, listed: ids, removals: 0 }, index, controller.signal),
      /enough/,
    );
  });

  it('gives pages from any position, and none behind its end', async () => {
    const all = contacts(250);
    const byId = new Map(all.map((contact) => [contact.id, contact]));
    const list = pagesOf([...byId.keys()], (id) => byId.get(id), 250);
    assert.deepEqual(await list(180), {
      offset: 180,
      rows: 70,
      contacts: all.slice(180),
      count: 250,
    });
    assert.equal((await list(20)).rows, 100);
    assert.equal((await list(250)).rows, 0);
  });
});
