import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { connectSandbox, type SandboxAccount } from './sandboxAccount.ts';

const connect = (argument: unknown): Thenable<unknown> =>
  vscode.commands.executeCommand('wazzup.connect', argument);

describe('Connecting an account', () => {
  let account: SandboxAccount;

  before(async () => {
    account = await connectSandbox(['--contacts', '3']);
  });

  after(async () => {
    await account.close();
  });

  it('takes one list request, which is the first page of the tree', async () => {
    assert.deepEqual(await account.contactRequests(), { 'GET /contacts': 1 });
    await vscode.commands.executeCommand('wazzup.loadAll', { accountId: account.accountId });
    assert.deepEqual(await account.contactRequests(), { 'GET /contacts': 1 });
  });

  it('finds the account again by the same key', async () => {
    assert.equal(await connect({ name: 'Again', key: account.key }), account.accountId);
    assert.equal(
      await connect({ name: 'Pasted', key: ` Bearer ${account.key}\n` }),
      account.accountId,
    );
  });

  it('says in words that a key is wrong', async () => {
    await assert.rejects(
      Promise.resolve(connect({ name: 'Wrong', key: 'nobody' })),
      (error: Error) => /key/i.test(error.message) && !error.message.includes('nobody'),
    );
  });

  it('explains that a sidecar key does not open contacts', async () => {
    await assert.rejects(
      Promise.resolve(connect({ name: 'Sidecar', key: account.sidecarKey })),
      /sidecar|amoCRM/i,
    );
  });

  it('refuses what cannot be a key without asking the network', async () => {
    await account.forgetRequests();
    for (const key of ['', '  ', 'two words', 'Bearer ']) {
      await assert.rejects(Promise.resolve(connect({ name: 'Bad', key })), Error, key);
    }
    assert.deepEqual(await account.requests(), {});
  });

  it('says in words that there is no network', async () => {
    const settings = vscode.workspace.getConfiguration('wazzup');
    const target = vscode.ConfigurationTarget.Global;
    await settings.update('apiBaseUrl', 'http://127.0.0.1:9/v3', target);
    try {
      await assert.rejects(
        Promise.resolve(connect({ name: 'Nowhere', key: 'some-key' })),
        /network|reach|connect/i,
      );
    } finally {
      await settings.update('apiBaseUrl', account.url, target);
    }
  });

  it('refuses an address to which a key must not be sent', async () => {
    const settings = vscode.workspace.getConfiguration('wazzup');
    const target = vscode.ConfigurationTarget.Global;
    for (const url of ['http://api.example.com/v3', 'ftp://127.0.0.1/v3', 'nonsense']) {
      await settings.update('apiBaseUrl', url, target);
      await assert.rejects(Promise.resolve(connect({ name: 'Odd', key: 'k' })), /apiBaseUrl/, url);
    }
    await settings.update('apiBaseUrl', account.url, target);
  });

  it('keeps sending a stored key to the address it was connected to', async () => {
    const settings = vscode.workspace.getConfiguration('wazzup');
    const target = vscode.ConfigurationTarget.Global;
    await settings.update('apiBaseUrl', 'http://127.0.0.1:9/v3', target);
    try {
      await account.forgetRequests();
      const { accountId } = account;
      await vscode.commands.executeCommand('wazzup.refresh', { accountId });
      assert.deepEqual(await account.contactRequests(), { 'GET /contacts': 1 });
    } finally {
      await settings.update('apiBaseUrl', account.url, target);
    }
  });
});
