import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { connectSandbox, type SandboxAccount, someContact } from './sandboxAccount.ts';

const run = (command: string, argument: unknown): Promise<unknown> =>
  Promise.resolve(vscode.commands.executeCommand(command, argument));
const nothing = { conflicts: [], rejected: [], notFound: [], unknown: [], notStarted: [] };

describe('Reassign…', () => {
  let account: SandboxAccount;
  const people = [1, 2, 3].map((n) =>
    someContact(`who-${n}`, { name: `Client ${n}`, uri: `https://crm.example.com/${n}` }),
  );

  beforeEach(async () => {
    account = await connectSandbox(['--contacts', '0']);
    await account.put(...people, { id: 'odd', name: null, contactData: [] });
  });

  afterEach(() => account.close());

  const reassign = (ids: readonly string[], responsibleUserId: string) =>
    run('wazzup.reassign', { accountId: account.accountId, ids, responsibleUserId });
  const ownerOf = async (id: string) => (await account.contact(id))?.['responsibleUserId'];

  it('gives contacts to another person, and leaves the rest of them alone', async () => {
    await account.forgetRequests();
    assert.deepEqual(await reassign(['who-1', 'who-2'], 'user-7'), {
      ...nothing,
      done: [{ id: 'who-1' }, { id: 'who-2' }],
    });
    assert.deepEqual(await account.contact('who-1'), { ...people[0], responsibleUserId: 'user-7' });
    assert.equal(await ownerOf('who-3'), 'user-1');
    assert.equal((await account.requests())['POST /contacts'], 1);
    const { accountId } = account;
    await run('wazzup.undo', { accountId });
    assert.equal(await ownerOf('who-1'), 'user-1');
  });

  it('sends nothing where nothing changes', async () => {
    assert.deepEqual(await reassign(['who-1'], 'user-1'), { ...nothing, done: [] });
    assert.equal((await account.requests())['POST /contacts'], undefined);
  });

  it('names who is not there, and which card Wazzup would refuse for other reasons', async () => {
    const report: unknown = await reassign(['who-1', 'who-9', 'odd'], 'user-7');
    const { done, notFound, rejected } = report as Record<string, readonly { id: string }[]>;
    assert.deepEqual(
      [done, notFound, rejected].map((list) => list?.map(({ id }) => id)),
      [['who-1'], ['who-9'], ['odd']],
    );
  });

  it('leaves a contact alone that somebody changed meanwhile', async () => {
    await run('wazzup.refresh', { accountId: account.accountId });
    await account.put({ ...people[0], name: 'Renamed' });
    const report: unknown = await reassign(['who-1'], 'user-7');
    const { conflicts } = report as Record<string, readonly { id: string }[]>;
    assert.deepEqual(
      conflicts?.map(({ id }) => id),
      ['who-1'],
    );
    assert.equal(await ownerOf('who-1'), 'user-1');
  });

  it('rejects in words what it cannot do', async () => {
    await assert.rejects(reassign(['who-1'], ' '), /no user's id/);
    await assert.rejects(run('wazzup.reassign', { ids: 'who-1' }), /list of texts/);
  });
});
