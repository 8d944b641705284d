import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { createTempFolder } from '../support/tempFolder.ts';
import { openText, replaceIn } from './cardEditing.ts';
import { connectSandbox, type SandboxAccount, someContact, until } from './sandboxAccount.ts';
import { filesWith } from './userData.ts';

const run = (command: string, ...args: readonly unknown[]): Thenable<unknown> =>
  vscode.commands.executeCommand(command, ...args);

type Report = Readonly<
  Record<string, readonly { readonly id: string; readonly reason?: string }[]>
>;

describe('The history', () => {
  const temp = createTempFolder();
  let account: SandboxAccount;
  let files = 0;

  beforeEach(async () => {
    account = await connectSandbox(['--contacts', '0']);
  });

  afterEach(async () => {
    await account.close();
  });

  after(() => temp.remove());

  async function send(...contacts: readonly unknown[]): Promise<Report> {
    files += 1;
    const file = path.join(temp.path, `${files}.contacts.json`);
    await writeFile(file, JSON.stringify(contacts));
    const { accountId } = account;
    return (await run('wazzup.upsertFile', vscode.Uri.file(file), { accountId })) as Report;
  }

  const undo = async (operationId?: string) =>
    (await run('wazzup.undo', { accountId: account.accountId, operationId })) as Report;
  const idsOf = (report: Report, list: string) => report[list]?.map(({ id }) => id);

  it('takes back operation after operation, the last one first', async () => {
    const old = [someContact('crm-1'), someContact('crm-2')];
    await account.put(...old);
    await send(...old.map((contact) => ({ ...contact, name: 'Bella' })));
    const { document } = await openText(account, 'crm-1');
    await replaceIn(document, 'Bella', 'Clara');
    assert.ok(await document.save());

    assert.deepEqual(idsOf(await undo(), 'done'), ['crm-1']);
    assert.equal((await account.contact('crm-1'))?.['name'], 'Bella');
    await until('the editor shows it', () => document.getText().includes('"Bella"'));
    assert.deepEqual(idsOf(await undo(), 'done'), ['crm-1', 'crm-2']);
    for (const contact of old) assert.deepEqual(await account.contact(contact.id), contact);
    await assert.rejects(undo(), /nothing in the history/);
  });

  it('leaves alone what was changed since, and says so', async () => {
    await account.put(someContact('crm-1'), someContact('crm-2'));
    await send(someContact('crm-1', { name: 'Bella' }), someContact('crm-2', { name: 'Bella' }));
    await account.put(someContact('crm-2', { name: 'Olga Sidorova' }));
    const report = await undo();
    assert.deepEqual(idsOf(report, 'done'), ['crm-1']);
    assert.deepEqual(idsOf(report, 'conflicts'), ['crm-2']);
    assert.equal((await account.contact('crm-2'))?.['name'], 'Olga Sidorova');
  });

  it('offers again what could not be taken back', async () => {
    const old = someContact('crm-1');
    await account.put(old);
    await send(someContact('crm-1', { name: 'Bella' }));
    await account.put(someContact('crm-1', { name: 'Olga Sidorova' }));
    assert.deepEqual(idsOf(await undo(), 'conflicts'), ['crm-1']);
    await account.put(someContact('crm-1', { name: 'Bella' }));
    assert.deepEqual(idsOf(await undo(), 'done'), ['crm-1']);
    assert.deepEqual(await account.contact('crm-1'), old);
    await assert.rejects(undo(), /nothing in the history/);
  });

  it('asks before taking back deletes anything, and deletes nothing without an answer', async () => {
    await send(someContact('crm-1'));
    await assert.rejects(undo(), /Nothing was done/);
    assert.deepEqual(await account.ids(), ['crm-1']);
  });

  it('tells what it does not have', async () => {
    const { accountId } = account;
    await assert.rejects(undo('none'), /no such operation/);
    const report = (await run('wazzup.restore', { accountId, ids: ['crm-9'] })) as Report;
    assert.deepEqual(idsOf(report, 'notFound'), ['crm-9']);
    assert.match(report['notFound']?.[0]?.reason ?? '', /no deletion/);
    await assert.rejects(Promise.resolve(run('wazzup.restore', { accountId, ids: 'crm-9' })));
  });

  it('is on disk in a folder of the account, and gone with it', async () => {
    await account.put(someContact('crm-1'));
    await send(someContact('crm-1', { name: 'Bella Histova' }));
    const kept = () => filesWith(new RegExp(`history/${account.accountId}/`), 'Bella Histova');
    assert.equal((await kept()).length, 1);
    assert.deepEqual(await filesWith(/history/, account.key), []);
    await run('wazzup.disconnect', { accountId: account.accountId });
    assert.deepEqual(await kept(), []);
  });

  it('stops a change from being sent that could not be kept, and says why', async () => {
    await account.put(someContact('crm-1'));
    await send(someContact('crm-1', { name: 'Bella Keepable' }));
    const [file = ''] = await filesWith(/history/, 'Bella Keepable');
    const folder = path.join(process.env['WAZZUP_TEST_DATA'] ?? '', path.dirname(file));
    await rm(folder, { recursive: true });
    // Nobody can write into a folder that is a file.
    await writeFile(folder, '');
    try {
      await account.forgetRequests();
      const { document } = await openText(account, 'crm-1');
      await replaceIn(document, 'Bella', 'Clara');
      const saving = vscode.workspace.fs.writeFile(document.uri, Buffer.from(document.getText()));
      await assert.rejects(Promise.resolve(saving), /history could not be written \(E\w+\)/);
      assert.ok(document.isDirty);
      const report = await send(someContact('crm-2'));
      assert.match(report['notStarted']?.[0]?.reason ?? '', /history could not be written/);
      assert.equal((await account.requests())['POST /contacts'], undefined);
      await rm(folder);
      assert.ok(await document.save());
      assert.equal((await account.contact('crm-1'))?.['name'], 'Clara Keepable');
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('keeps nothing when it is switched off', async () => {
    const settings = vscode.workspace.getConfiguration('wazzup');
    const { Global } = vscode.ConfigurationTarget;
    await settings.update('history.retentionDays', 0, Global);
    try {
      await account.put(someContact('crm-1'));
      await send(someContact('crm-1', { name: 'Bella Unkept' }));
      assert.equal((await account.contact('crm-1'))?.['name'], 'Bella Unkept');
      assert.deepEqual(await filesWith(/history/, 'Bella Unkept'), []);
      await assert.rejects(undo(), /nothing in the history/);
    } finally {
      await settings.update('history.retentionDays', undefined, Global);
    }
  });
});
