import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { readAccountId } from '../../src/core/accountId.ts';
import { cachePieces } from '../../src/core/book/cache/cacheFormat.ts';
import { ContactIndex } from '../../src/core/book/search/contactIndex.ts';
import type { Contact } from '../../src/core/contact/contact.ts';
import { openCard, replaceIn } from './cardEditing.ts';
import { connectSandbox, type SandboxAccount, someContact, until } from './sandboxAccount.ts';
import { filesWith } from './userData.ts';

const run = (command: string, ...args: readonly unknown[]): Thenable<unknown> =>
  vscode.commands.executeCommand(command, ...args);

const keep = (isOn: boolean | undefined) =>
  vscode.workspace
    .getConfiguration('wazzup')
    .update('cacheOnDisk', isOn, vscode.ConfigurationTarget.Global);

describe('The cache on disk', () => {
  let account: SandboxAccount;
  let folder: string;

  before(async () => {
    const first = await connectSandbox(['--contacts', '0']);
    await first.put(someContact('first'));
    await keep(true);
    await findIn(first, 'first');
    const name = new RegExp(`cache/${first.accountId}\\.ndjson$`);
    await until('it is on disk', async () => (await filesWith(name, 'first')).length > 0);
    const [file = ''] = await filesWith(name, 'first');
    folder = path.dirname(path.join(process.env['WAZZUP_TEST_DATA'] ?? '', file));
    await first.close();
    assert.ok(!existsSync(path.join(folder, path.basename(file))));
  });

  beforeEach(async () => {
    await keep(true);
    account = await connectSandbox(['--contacts', '250', '--clean']);
  });

  afterEach(async () => {
    await account.close();
  });

  after(() => keep(undefined));

  const file = () => path.join(folder, `${account.accountId}.ndjson`);
  const isKept = () => until('it is on disk', () => existsSync(file()));
  const isGone = () => until('it is gone', () => !existsSync(file()));

  async function findIn({ accountId }: SandboxAccount, query: string) {
    const found: unknown = await run('wazzup.find', { accountId, query });
    assert.ok(Array.isArray(found));
    return found.map(({ id }: { readonly id: string }) => id);
  }

  const find = (query: string) => findIn(account, query);

  /** As an earlier window would have left it. */
  async function keepEarlier(...contacts: readonly Contact[]): Promise<void> {
    const accountId = readAccountId(account.accountId);
    assert.ok(accountId);
    const index = new ContactIndex();
    for (const contact of contacts) index.put(contact);
    await writeFile(file(), Buffer.concat([...cachePieces({ accountId, at: 0 }, index)]));
  }

  it('is written when all contacts were read, for this user alone, and without the key', async () => {
    await account.put(someContact('crm-1', { name: 'Zara Cachedova' }));
    assert.ok(!existsSync(file()));
    await find('zara');
    await isKept();
    const text = await readFile(file(), 'utf8');
    assert.ok(text.includes('Zara Cachedova') && !text.includes(account.key));
    assert.equal(text.split('\n').length, 254);
    if (process.platform !== 'win32') assert.equal((await stat(file())).mode & 0o077, 0);
  });

  it('is deleted when the setting is switched off, and written again when it is switched on', async () => {
    await find('anna');
    await isKept();
    await keep(false);
    await isGone();
    await until('nothing at all is kept', () => !existsSync(folder));
    await find('anna');
    await keep(true);
    await isKept();
  });

  it('is deleted with the account, and when its key is replaced', async () => {
    const { accountId, key } = account;
    await find('anna');
    await isKept();
    await run('wazzup.replaceKey', { accountId, key });
    assert.ok(!existsSync(file()));
    await find('anna');
    await isKept();
    await run('wazzup.disconnect', { accountId });
    assert.ok(!existsSync(file()));
  });

  it('is not believed by code that asks: the list is read, and what others changed is known', async () => {
    const gone = someContact('gone', { name: 'Zara Gone' });
    await account.put(
      someContact('changed', { name: 'Zara Now' }),
      someContact('new', { name: 'Zara' }),
    );
    await keepEarlier(gone, someContact('changed', { name: 'Zara Before' }));
    await account.forgetRequests();
    assert.deepEqual((await find('zara')).sort(), ['changed', 'new']);
    assert.deepEqual(await account.contactRequests(), { 'GET /contacts': 3 });
    assert.deepEqual(await find('"zara before"'), []);
  });

  it('is not taken for all there is, and nobody acts on what it holds alone', async () => {
    const { accountId } = account;
    await account.put(someContact('still', { name: 'Zara Still' }));
    await keepEarlier(someContact('gone', { name: 'Zara Gone' }));
    await account.fail('GET:^/contacts$:500');
    await assert.rejects(Promise.resolve(run('wazzup.filter', { accountId, query: 'zara' })));
    await run('wazzup.contacts.focus');
    await run('wazzup.selectMatching', { accountId });
    await vscode.env.clipboard.writeText('nothing');
    // As a user would, who is told why.
    await run('wazzup.copyId');
    assert.equal(await vscode.env.clipboard.readText(), 'nothing');
    await account.fail();
    const filtered: unknown = await run('wazzup.filter', { accountId, query: 'zara' });
    assert.deepEqual(filtered, { matching: 1, count: 251 });
    await run('wazzup.selectMatching', { accountId });
    await run('wazzup.copyId');
    assert.equal(await vscode.env.clipboard.readText(), 'still');
  });

  it('is thrown away with a line in the log where it is damaged, and all works without it', async () => {
    await keepEarlier(someContact('gone', { name: 'Zara Gone' }));
    const whole = await readFile(file());
    await writeFile(file(), whole.subarray(0, whole.length - 9));
    assert.deepEqual(await find('zara'), []);
    await isKept();
    assert.ok(!(await readFile(file(), 'utf8')).includes('Zara Gone'));
    const line = `thrown away account=${account.accountId} reason=cut or altered`;
    await until('the log says so', async () => (await filesWith(/Wazzup\.log$/, line)).length > 0);
  });

  it('knows what was saved since it was written', async () => {
    await account.put(someContact('crm-1', { name: 'Zara Before' }));
    await find('zara');
    await isKept();
    const document = await openCard(account, 'crm-1');
    await replaceIn(document, 'Zara Before', 'Wilma After');
    assert.ok(await document.save());
    // Nothing is written twice within half a minute, unless it begins anew.
    await keep(false);
    await isGone();
    await keep(true);
    await isKept();
    const text = await readFile(file(), 'utf8');
    assert.ok(text.includes('Wilma After') && !text.includes('Zara Before'));
  });

  it('keeps nothing of the demo account', async () => {
    const accountId: unknown = await run('wazzup.tryDemo');
    try {
      await run('wazzup.find', { accountId, query: 'анна' });
      await find('anna');
      await isKept();
      assert.ok(!existsSync(path.join(folder, 'demo.ndjson')));
    } finally {
      await run('wazzup.disconnect', { accountId });
    }
  });
});
