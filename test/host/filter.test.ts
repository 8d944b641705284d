import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { until } from '../support/until.ts';
import { connectSandbox, type SandboxAccount, someContact } from './sandboxAccount.ts';

const run = (command: string, ...args: readonly unknown[]): Thenable<unknown> =>
  vscode.commands.executeCommand(command, ...args);

describe('Filter Contacts…', () => {
  let account: SandboxAccount;

  beforeEach(async () => {
    account = await connectSandbox(['--contacts', '250', '--clean']);
  });

  afterEach(async () => {
    await vscode.workspace.getConfiguration('wazzup').update('groupBy', undefined, true);
    await account.close();
  });

  const filter = (query: string) =>
    Promise.resolve(run('wazzup.filter', { accountId: account.accountId, query }));

  it('tells how many of how many fit, and reads the list once, a request for each hundred', async () => {
    await account.put(
      someContact('crm-filter-1', { name: 'Zara One' }),
      someContact('crm-filter-2', { name: 'Zara Two', uri: 'https://crm.example.com/2' }),
    );
    await account.forgetRequests();
    assert.deepEqual(await filter('zara'), { matching: 2, count: 252 });
    assert.deepEqual(await filter('zara has:uri'), { matching: 1, count: 252 });
    assert.deepEqual(await filter('id:crm-filter-*'), { matching: 2, count: 252 });
    assert.deepEqual(await filter('nobody-at-all'), { matching: 0, count: 252 });
    assert.deepEqual(await account.contactRequests(), { 'GET /contacts': 3 });
  });

  it('acts on all that fit where the row of the filter is selected, shown or not', async () => {
    const many = Array.from({ length: 620 }, (_, number) =>
      someContact(`many-${number}`, { name: `Many ${number}` }),
    );
    await account.put(...many);
    const { accountId } = account;
    await filter('many');
    await run('wazzup.contacts.focus');
    await run('wazzup.selectMatching', { accountId });
    await run('wazzup.copyId');
    const copied = (await vscode.env.clipboard.readText()).split('\n');
    assert.deepEqual(copied.sort(), many.map(({ id }) => id).sort());
    await run('wazzup.clearFilter');
    await assert.rejects(Promise.resolve(run('wazzup.selectMatching', { accountId })), /filtered/);
  });

  it('does not take a part for all: rejects with what cannot be read, and the reason', async () => {
    await account.fail('GET:^/contacts$:500');
    await assert.rejects(
      filter('anna'),
      /^Wazzup: Contacts 1–100 and 2 more pages could not be read: Wazzup has a problem/,
    );
    await account.fail();
    assert.deepEqual(await filter('id:*'), { matching: 250, count: 250 });
  });

  it('knows after a refresh what others changed meanwhile', async () => {
    const { accountId } = account;
    assert.deepEqual(await filter('zara'), { matching: 0, count: 250 });
    await account.put(someContact('crm-filter-1', { name: 'Zara One' }));
    await run('wazzup.refresh', { accountId });
    assert.deepEqual(await filter('zara'), { matching: 1, count: 251 });
  });

  it('goes on reading where the filter is changed meanwhile', async () => {
    await account.close();
    account = await connectSandbox(['--contacts', '250', '--clean', '--latency', '300']);
    await account.forgetRequests();
    const first = filter('anna');
    await until('the pages are asked for', async () => {
      return (await account.contactRequests())['GET /contacts'] === 3;
    });
    assert.deepEqual(await filter('id:*'), { matching: 250, count: 250 });
    assert.equal(await first, undefined, 'it was put aside');
    assert.deepEqual(await account.contactRequests(), { 'GET /contacts': 3 });
  });

  it('stops reading when it is told to, and reads all the next time', async () => {
    await account.fail('GET:^/contacts$:hang');
    await account.forgetRequests();
    const stopped = filter('id:*');
    await until('the pages are asked for', async () => {
      return (await account.contactRequests())['GET /contacts'] === 3;
    });
    await run('wazzup.stopReading', { accountId: account.accountId });
    assert.equal(await stopped, undefined);
    await account.fail();
    assert.deepEqual(await filter('id:*'), { matching: 250, count: 250 });
  });

  it('rejects in words what is no query, and an account that is not there', async () => {
    const { accountId } = account;
    await assert.rejects(Promise.resolve(run('wazzup.filter', { accountId, query: 7 })), /text/);
    await assert.rejects(Promise.resolve(run('wazzup.filter', { accountId: 'x', query: '' })), /x/);
  });

  it('sets by what contacts are grouped', async () => {
    const groupBy = () => vscode.workspace.getConfiguration('wazzup').get('groupBy');
    await run('wazzup.groupByResponsible');
    assert.equal(groupBy(), 'responsible');
    await run('wazzup.groupByMessenger');
    assert.equal(groupBy(), 'messenger');
    await run('wazzup.groupByNone');
    assert.equal(groupBy(), 'none');
  });
});
