import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { connectSandbox, type SandboxAccount, someContact } from './sandboxAccount.ts';

const run = (command: string, ...args: readonly unknown[]): Thenable<unknown> =>
  vscode.commands.executeCommand(command, ...args);

describe('Refresh', () => {
  let accounts: SandboxAccount[] = [];

  beforeEach(async () => {
    accounts = [await connectSandbox(['--contacts', '250', '--clean'])];
  });

  afterEach(async () => {
    // Each gives the setting back that it found.
    for (const account of accounts.toReversed()) await account.close();
  });

  const only = (index = 0) => accounts[index] ?? assert.fail();
  const refresh = (account = only()) => run('wazzup.refresh', { accountId: account.accountId });

  it('returns what another program did, and reads the whole list once where all was loaded', async () => {
    const account = only();
    const { accountId } = account;
    const [first, second, third] = await account.ids();
    await run('wazzup.loadAll', { accountId });
    await account.put(someContact('zz-1'), someContact('zz-2'), someContact(String(first)));
    await account.remove(String(second), String(third));
    await account.forgetRequests();
    assert.deepEqual(await refresh(), { added: 2, changed: 1, removed: 2 });
    assert.deepEqual(await account.contactRequests(), { 'GET /contacts': 3 });
    assert.deepEqual(await refresh(), { added: 0, changed: 0, removed: 0 });
  });

  it('tells the same of a list that was read for a search, and reads it once for the tree as well', async () => {
    const account = only();
    const { accountId } = account;
    const [first] = await account.ids();
    await run('wazzup.find', { accountId, query: 'anybody' });
    await account.put(someContact('zz-1'));
    await account.remove(String(first));
    await account.forgetRequests();
    assert.deepEqual(await refresh(), { added: 1, changed: 0, removed: 1 });
    assert.deepEqual(await account.contactRequests(), { 'GET /contacts': 3 });
  });

  it('reads the pages that are shown where not all was read, and calls nobody gone', async () => {
    const account = only();
    const [first, second] = await account.ids();
    await account.put(someContact(String(first)));
    await account.remove(String(second));
    await account.forgetRequests();
    assert.deepEqual(await refresh(), { added: 0, changed: 1, removed: 0 });
    assert.deepEqual(await account.contactRequests(), { 'GET /contacts': 1 });
  });

  it('says which contacts could not be read', async () => {
    const account = only();
    await run('wazzup.loadAll', { accountId: account.accountId });
    await account.fail('GET:^/contacts$:garbage:every-3');
    await assert.rejects(
      Promise.resolve(refresh()),
      /Contacts \d+–\d+ could not be read: The answer is not/,
    );
    await account.fail();
    assert.deepEqual(await refresh(), { added: 0, changed: 0, removed: 0 });
  });

  it('adds up what it found in all accounts', async () => {
    accounts.push(await connectSandbox(['--contacts', '20', '--clean']));
    for (const account of accounts) {
      await run('wazzup.loadAll', { accountId: account.accountId });
      await account.put(someContact('zz-1'));
    }
    await only(1).remove(String((await only(1).ids())[0]));
    assert.deepEqual(await run('wazzup.refresh'), { added: 2, changed: 0, removed: 1 });
  });
});
