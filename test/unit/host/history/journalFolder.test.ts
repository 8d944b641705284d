import assert from 'node:assert/strict';
import { stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { journalFolder } from '../../../../src/host/history/journalFolder.ts';
import { createTempFolder, type TempFolder } from '../../../support/tempFolder.ts';

describe('journalFolder', () => {
  let temp: TempFolder;

  beforeEach(() => {
    temp = createTempFolder();
  });

  afterEach(() => temp.remove());

  it('adds to files, which only their user may read, and gives them back', async () => {
    const folder = path.join(temp.path, 'history', 'account');
    const storage = journalFolder(folder);
    assert.deepEqual(await storage.list(), []);
    assert.equal(await storage.read('a.ndjson'), undefined);
    await storage.append('a.ndjson', 'Анна\n');
    await storage.append('a.ndjson', 'two\n');
    assert.equal(await storage.read('a.ndjson'), 'Анна\ntwo\n');
    assert.deepEqual(await storage.list(), ['a.ndjson']);
    if (process.platform !== 'win32') {
      assert.equal((await stat(path.join(folder, 'a.ndjson'))).mode & 0o077, 0);
    }
    await storage.remove('a.ndjson');
    await storage.remove('a.ndjson');
    assert.deepEqual(await storage.list(), []);
  });

  it('rejects with the reason of the system where nothing can be written', async () => {
    const file = path.join(temp.path, 'file');
    await writeFile(file, '');
    const storage = journalFolder(path.join(file, 'below'));
    await assert.rejects(storage.append('a', 'text'), { code: 'ENOTDIR' });
  });
});
