import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { type Draft, DraftStore } from '../../../../src/host/documents/draftStore.ts';

const uri = 'wazzup:/demo/crm-1.contact.json';

function draftOf(name: string): Draft {
  return {
    base: { kind: 'contact', contact: { id: 'crm-1', name, contactData: [{ chatId: null }] } },
    mtime: 1000,
    size: 20,
  };
}

describe('DraftStore', () => {
  let folder = '';

  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'drafts-'));
  });

  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  it('gives a kept base back to the next window', async () => {
    await new DraftStore(folder).keep(uri, draftOf('Anna'));
    assert.deepEqual(await new DraftStore(folder).find(uri), draftOf('Anna'));
  });

  it('keeps that a card is new', async () => {
    const draft: Draft = { base: { kind: 'new' }, mtime: 1, size: 2 };
    await new DraftStore(folder).keep(uri, draft);
    assert.deepEqual(await new DraftStore(folder).find(uri), draft);
  });

  it('knows nothing of a document it was never told of', async () => {
    const store = new DraftStore(path.join(folder, 'missing'));
    assert.equal(await store.find(uri), undefined);
    await store.forget(uri, draftOf('Anna').base);
  });

  it('knows nothing when two windows kept different bases: either could be wrong', async () => {
    const store = new DraftStore(folder);
    await store.keep(uri, draftOf('Anna'));
    await store.keep(uri, draftOf('Anne'));
    assert.equal(await store.find(uri), undefined);
  });

  it('forgets the base of this window only', async () => {
    const store = new DraftStore(folder);
    await store.keep(uri, draftOf('Anna'));
    await store.keep(uri, draftOf('Anne'));
    await store.forget(uri, draftOf('Anna').base);
    assert.deepEqual(await store.find(uri), draftOf('Anne'));
  });

  it('leaves no personal data behind once forgotten', async () => {
    const store = new DraftStore(folder);
    await store.keep(uri, draftOf('Anna'));
    await store.forget(uri, draftOf('Anna').base);
    assert.deepEqual(await readdir(folder), []);
  });

  it('takes a damaged file for no base', async () => {
    const store = new DraftStore(folder);
    await store.keep(uri, draftOf('Anna'));
    const [name = ''] = await readdir(folder);
    for (const damage of [
      '',
      '{',
      '[]',
      '{"base":{"kind":"contact","contact":{}},"mtime":1,"size":1}',
    ]) {
      await writeFile(path.join(folder, name), damage);
      assert.equal(await store.find(uri), undefined, damage);
    }
  });
});
