import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { createTempFolder } from '../support/tempFolder.ts';
import { openText, replaceIn } from './cardEditing.ts';
import { connectSandbox, type SandboxAccount, someContact } from './sandboxAccount.ts';
import { filesWith } from './userData.ts';

const run = (command: string, ...args: readonly unknown[]): Thenable<unknown> =>
  vscode.commands.executeCommand(command, ...args);

describe('Two accounts with a contact of the same id', () => {
  const temp = createTempFolder();
  let accounts: readonly SandboxAccount[] = [];

  beforeEach(async () => {
    accounts = [
      await connectSandbox(['--contacts', '0']),
      await connectSandbox(['--contacts', '0']),
    ];
    for (const [index, account] of accounts.entries()) {
      await account.put(someContact('crm-1', { name: `Anna ${index}` }));
    }
  });

  afterEach(async () => {
    // Each gives the setting back that it found.
    for (const account of accounts.toReversed()) await account.close();
  });

  after(() => temp.remove());

  const names = () =>
    Promise.all(accounts.map(async (account) => (await account.contact('crm-1'))?.['name']));
  const only = (index: number) => accounts[index] ?? assert.fail();

  it('have each card saved where it was read from', async () => {
    const editors = [await openText(only(0), 'crm-1'), await openText(only(1), 'crm-1')];
    for (const [index, { document }] of editors.entries()) {
      assert.match(document.getText(), new RegExp(`Anna ${index}`));
      await replaceIn(document, 'Anna', `Bella of ${index}:`);
    }
    await only(1).forgetRequests();
    assert.ok(await editors[0]?.document.save());
    assert.deepEqual(await names(), ['Bella of 0: 0', 'Anna 1']);
    assert.deepEqual(await only(1).contactRequests(), {});
    await vscode.workspace.saveAll(false);
    assert.deepEqual(await names(), ['Bella of 0: 0', 'Bella of 1: 1']);
  });

  it('have nothing of the one written to the other by any command', async () => {
    const [first, second] = [only(0), only(1)];
    const file = path.join(temp.path, 'one.contacts.json');
    await writeFile(file, JSON.stringify([someContact('crm-1', { name: 'Bella' })]));
    await second.forgetRequests();
    await run('wazzup.upsertFile', vscode.Uri.file(file), { accountId: first.accountId });
    assert.deepEqual(await names(), ['Bella', 'Anna 1']);
    const nothing = run('wazzup.undo', { accountId: second.accountId });
    await assert.rejects(Promise.resolve(nothing), /nothing in the history/);
    await run('wazzup.undo', { accountId: first.accountId });
    assert.deepEqual(await names(), ['Anna 0', 'Anna 1']);
    assert.deepEqual(await second.contactRequests(), {});
  });

  it('do not let the one take back what was done in the other', async () => {
    const [first, second] = [only(0), only(1)];
    const { document } = await openText(first, 'crm-1');
    await replaceIn(document, 'Anna', 'Bella');
    assert.ok(await document.save());
    const [file = ''] = await filesWith(new RegExp(`history/${first.accountId}/`), 'Bella');
    const operationId = path.basename(file, '.ndjson');
    const foreign = run('wazzup.undo', { accountId: second.accountId, operationId });
    await assert.rejects(Promise.resolve(foreign), /no such operation/);
    assert.deepEqual(await names(), ['Bella 0', 'Anna 1']);
    await run('wazzup.undo', { accountId: first.accountId, operationId });
    assert.deepEqual(await names(), ['Anna 0', 'Anna 1']);
  });
});
