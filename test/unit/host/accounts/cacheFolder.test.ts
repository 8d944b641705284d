import assert from 'node:assert/strict';
import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { type AccountId, readAccountId } from '../../../../src/core/accountId.ts';
import type { OpenedCache } from '../../../../src/core/book/cache/cacheFile.ts';
import { CacheFolder } from '../../../../src/host/accounts/cacheFolder.ts';
import { createTempFolder, type TempFolder } from '../../../support/tempFolder.ts';

function idOf(text: string): AccountId {
  const id = readAccountId(text);
  assert.ok(id);
  return id;
}

const [shop, office] = [idOf('shop'), idOf('office')];
const { signal } = new AbortController();

async function contentOf(opened: OpenedCache | undefined): Promise<string | undefined> {
  if (!opened) return undefined;
  const pieces: Buffer[] = [];
  for await (const piece of opened.pieces()) pieces.push(piece);
  await opened.close();
  return Buffer.concat(pieces).toString();
}

describe('The folder of caches', () => {
  let temp: TempFolder;
  let folder: string;
  let caches: CacheFolder;

  beforeEach(() => {
    temp = createTempFolder();
    folder = path.join(temp.path, 'storage', 'cache');
    caches = new CacheFolder(folder);
  });

  afterEach(() => temp.remove());

  const pieces = (...texts: readonly string[]) => texts.map((text) => Buffer.from(text));
  const names = async () => (await readdir(folder)).sort();

  it('gives back what was written last, which only its user may read', async () => {
    const file = caches.fileOf(shop);
    assert.equal(await file.open(), undefined);
    await file.write(pieces('one\n', 'two\n'), signal);
    await file.write(pieces('Анна\n', 'x'.repeat(200_000)), signal);
    assert.equal(await contentOf(await file.open()), `Анна\n${'x'.repeat(200_000)}`);
    assert.deepEqual(await names(), ['shop.ndjson']);
    if (process.platform !== 'win32') {
      assert.equal((await stat(path.join(folder, 'shop.ndjson'))).mode & 0o077, 0);
      assert.equal((await stat(folder)).mode & 0o077, 0);
    }
  });

  it('lets whoever reads go on with what was there, and reads it as often as is asked for', async () => {
    const file = caches.fileOf(shop);
    await file.write(pieces('before'), signal);
    const opened = await file.open();
    await file.write(pieces('after'), signal);
    const seen: string[] = [];
    for await (const piece of opened?.pieces() ?? []) seen.push(piece.toString());
    await file.remove();
    assert.deepEqual(seen, ['before']);
    assert.equal(await contentOf(opened), 'before');
    assert.equal(await file.open(), undefined);
  });

  it('keeps what was there where writing is called off or breaks, and leaves nothing half written', async () => {
    const file = caches.fileOf(shop);
    await file.write(pieces('whole'), signal);
    const stopping = new AbortController();
    function* stopped() {
      yield Buffer.from('half');
      stopping.abort(new Error('enough'));
      yield Buffer.from('more');
    }
    await assert.rejects(file.write(stopped(), stopping.signal), /enough/);
    function* broken() {
      yield Buffer.from('half');
      throw new Error('broken');
    }
    await assert.rejects(file.write(broken(), signal), /broken/);
    assert.equal(await contentOf(await file.open()), 'whole');
    assert.deepEqual(await names(), ['shop.ndjson']);
  });

  it('is not written any more where it was erased meanwhile, by this window or another one', async () => {
    const other = new CacheFolder(folder);
    for (const erasing of [caches, other]) {
      await caches.fileOf(office).write(pieces('other account'), signal);
      let erased: Promise<void> | undefined;
      const erasedMeanwhile = function* () {
        yield Buffer.from('half');
        erased = erasing.erase(shop);
        yield Buffer.from('more');
      };
      const writing = caches.fileOf(shop).write(erasedMeanwhile(), signal);
      if (erasing === caches) await writing;
      else await writing.catch(() => undefined);
      await erased;
      // What another window has written to its end meanwhile, it erases itself when it hears of it.
      if (erasing === other) await caches.erase(shop);
      assert.equal(await caches.fileOf(shop).open(), undefined);
      assert.deepEqual(await names(), ['office.ndjson']);
    }
  });

  it('is erased as a whole', async () => {
    await caches.fileOf(shop).write(pieces('one'), signal);
    await caches.fileOf(office).write(pieces('two'), signal);
    await caches.eraseAll();
    assert.deepEqual(await readdir(path.dirname(folder)), []);
    await caches.eraseAll();
    await caches.fileOf(shop).write(pieces('again'), signal);
    assert.deepEqual(await names(), ['shop.ndjson']);
  });

  it('keeps nothing of accounts that are gone, nor of processes that ended while they wrote', async () => {
    await mkdir(folder, { recursive: true });
    // No process has such a number.
    const dead = 'shop.ndjson.999999999.0b3e';
    const alive = `shop.ndjson.${process.pid}.0b3e`;
    for (const name of ['shop.ndjson', 'gone.ndjson', 'gone.ndjson.1.0b3e', 'other', dead, alive]) {
      await writeFile(path.join(folder, name), 'text');
    }
    await caches.tidy([shop, office]);
    assert.deepEqual(await names(), ['shop.ndjson', alive].sort());
    await new CacheFolder(path.join(folder, 'none')).tidy([]);
  });

  it('rejects with the reason of the system', async () => {
    if (process.platform === 'win32' || process.getuid?.() === 0) return;
    await caches.fileOf(shop).write(pieces('text'), signal);
    await chmod(path.join(folder, 'shop.ndjson'), 0o000);
    await assert.rejects(caches.fileOf(shop).open(), { code: 'EACCES' });
    await chmod(path.join(folder, 'shop.ndjson'), 0o600);
    assert.equal(await readFile(path.join(folder, 'shop.ndjson'), 'utf8'), 'text');
  });

  it('rejects with the reason of the system where a file is in the way', async () => {
    await writeFile(path.join(temp.path, 'storage'), '');
    await assert.rejects(caches.fileOf(shop).write(pieces('text'), signal), /ENOTDIR|EEXIST/);
    await assert.rejects(caches.fileOf(shop).open(), { code: 'ENOTDIR' });
  });
});
