import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { LeakSearch } from '../../support/leaks.ts';
import {
  noteKeys,
  noteNumbers,
  readRunSecrets,
  secretsVariable,
} from '../../support/runSecrets.ts';
import { createTempFolder, type TempFolder } from '../../support/tempFolder.ts';
import { leaksInUserData, withLeaks } from '../../support/vscode/leftBehind.ts';

const key = 'a-key-of-the-run';
const number = '79012223344';
const secrets = { keys: new Set([key]), numbers: new Set([number]), examples: new Set<string>() };
const kindsIn = (text: string) =>
  new LeakSearch(secrets).inText('here', text).map(({ kind }) => kind);

describe('The search for what a run must not leave behind', () => {
  let temp: TempFolder;

  beforeEach(() => {
    temp = createTempFolder();
  });

  afterEach(() => {
    delete process.env[secretsVariable];
    temp.remove();
  });

  it('finds keys and numbers wherever they stand in a text', () => {
    assert.deepEqual(kindsIn(`Bearer ${key}`), ['key']);
    assert.deepEqual(kindsIn(`tel:+${number}`), ['number']);
    assert.deepEqual(kindsIn(`0${number}9 and ${key}`), ['key', 'number']);
    assert.deepEqual(kindsIn(Buffer.from(`${key} ${number}`, 'utf16le').toString('latin1')), [
      'key',
      'number',
    ]);
    assert.deepEqual(kindsIn(`${number.slice(1)} ${key.slice(1)} 1700000000000`), []);
  });

  it('does not take a time in milliseconds for a number that it happens to hold', () => {
    const now = String(Date.now());
    const search = new LeakSearch({ ...secrets, numbers: new Set([now.slice(1, 12)]) });
    assert.deepEqual(search.inText('here', `{"time": ${now}}`), []);
    assert.equal(search.inText('here', `{"phone": "${now.slice(1, 12)}"}`).length, 1);
  });

  it('passes over the examples in our own words, and nothing else with their number', () => {
    const search = new LeakSearch({ ...secrets, examples: new Set([`code: ${number}`]) });
    assert.deepEqual(search.inText('here', `with the country code: ${number}.`), []);
    assert.equal(search.inText('here', `code: ${number}, ${number}`).length, 1);
  });

  it('allows numbers in history, drafts and backups, keys nowhere, and leaves programs out', async () => {
    const ours = 'contacts-tools.wazzup-contacts';
    const files = {
      [`data/User/globalStorage/${ours}/history/1.jsonl`]: number,
      [`data/User/workspaceStorage/abc/${ours}/drafts/1.json`]: number,
      'data/Backups/abc/wazzup/1': number,
      'extensions/program.js': `${key} ${number}`,
      [`data/User/globalStorage/${ours}/history/2.jsonl`]: key,
      [`data/User/globalStorage/${ours}/other.json`]: number,
      'data/User/History/1/entry.json': number,
      'data/logs/1/Wazzup.log': `${key} ${number}`,
    };
    for (const [name, text] of Object.entries(files)) {
      const file = path.join(temp.path, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    const leaks = await leaksInUserData(temp.path, secrets);
    assert.deepEqual(leaks.map(({ kind, place }) => `${kind} ${path.basename(place)}`).sort(), [
      'key 2.jsonl',
      'key Wazzup.log',
      'number Wazzup.log',
      'number entry.json',
      'number other.json',
    ]);
  });

  it('knows what a run has noted: keys, and numbers that cannot be anything else', () => {
    const file = path.join(temp.path, 'secrets.ndjson');
    noteKeys('not noted');
    process.env[secretsVariable] = file;
    noteKeys('key-1', 'key-2');
    noteNumbers([
      { id: '1234567890', contactData: [{ chatId: '79011112233', phone: '123' }] },
      { contactData: [{ chatId: '@anna', phone: '79013334455' }] },
    ]);
    const { keys, numbers, examples } = readRunSecrets(file);
    assert.deepEqual([...keys], ['key-1', 'key-2']);
    assert.deepEqual([...numbers], ['79011112233', '79013334455']);
    assert.ok([...examples].every((words) => /\D\d{10,}$/.test(words)) && examples.size > 0);
  });

  it('counts as one test, which fails where nothing was looked through', () => {
    const counts = { passed: 1, failed: 0, skipped: 0, failures: [] };
    const print = console.error;
    const said: string[] = [];
    console.error = (text: string) => void said.push(text);
    try {
      assert.equal(withLeaks(counts, undefined, secrets).failed, 1);
      assert.equal(withLeaks(counts, [], { ...secrets, keys: new Set() }).failed, 1);
      const found = withLeaks(counts, [{ place: 'a file', kind: 'key' }], secrets);
      assert.equal(found.failed, 1);
      assert.ok(found.failures.join().includes('a key in a file'));
    } finally {
      console.error = print;
    }
    assert.ok(said.some((line) => line.includes('a key in a file')));
    assert.ok(!said.join().includes(key));
  });
});
