import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { createTempFolder, type TempFolder } from '../support/tempFolder.ts';
import { connectSandbox, type SandboxAccount, someContact } from './sandboxAccount.ts';

describe('Export…', () => {
  let account: SandboxAccount;
  let folder: TempFolder;

  beforeEach(async () => {
    account = await connectSandbox(['--contacts', '250', '--clean']);
    folder = createTempFolder();
  });

  afterEach(async () => {
    await account.close();
    folder.remove();
  });

  const exportTo = (name: string, more: Readonly<Record<string, unknown>> = {}) =>
    Promise.resolve(
      vscode.commands.executeCommand('wazzup.export', {
        accountId: account.accountId,
        uri: vscode.Uri.file(path.join(folder.path, name)),
        ...more,
      }),
    );
  const text = (name: string) => readFile(path.join(folder.path, name), 'utf8');

  it('writes every contact of the account, and reads each page once', async () => {
    await account.forgetRequests();
    const done = await exportTo('all.contacts.json', { format: 'json' });
    assert.deepEqual(done, { exported: 250, reduced: [] });
    const written: readonly { readonly id: string }[] = JSON.parse(await text('all.contacts.json'));
    assert.deepEqual(written.map(({ id }) => id).sort(), [...(await account.ids())].sort());
    assert.deepEqual(written[0], await account.contact(written[0]?.id ?? ''));
    await exportTo('all.ndjson');
    assert.equal((await text('all.ndjson')).trimEnd().split('\n').length, 250);
    assert.deepEqual(await account.contactRequests(), { 'GET /contacts': 3 });
  });

  it('writes who fits a query, in the form that the end of the name tells', async () => {
    await account.put(
      someContact('crm-export-1', { name: 'Zara One' }),
      someContact('crm-export-2', { name: 'Zara Two' }),
    );
    assert.deepEqual(await exportTo('zara.csv', { query: 'zara' }), { exported: 2, reduced: [] });
    const table = await text('zara.csv');
    assert.match(table, /^\uFEFFid,name,responsibleUserId/);
    assert.match(table, /crm-export-1,Zara One,user-1/);
    await exportTo('zara.vcf', { query: 'zara' });
    assert.equal((await text('zara.vcf')).match(/^BEGIN:VCARD/gm)?.length, 2);
  });

  it('leaves what stands there if not all can be read, and no part of a file', async () => {
    await writeFile(path.join(folder.path, 'all.csv'), 'what was there');
    await account.fail('GET:^/contacts$:500');
    await assert.rejects(exportTo('all.csv'), /Wazzup/);
    assert.equal(await text('all.csv'), 'what was there');
    assert.deepEqual(await readdir(folder.path), ['all.csv']);
    await account.fail();
    assert.deepEqual(await exportTo('all.csv'), { exported: 250, reduced: [] });
  });

  it('says what a format cannot hold', async () => {
    await account.put({ id: 'odd', name: null, contactData: [{ chatType: 'vk', chatId: '' }] });
    assert.deepEqual(await exportTo('all.vcf'), { exported: 251, reduced: ['odd'] });
  });

  it('rejects in words what it cannot do', async () => {
    await assert.rejects(exportTo('all.csv', { format: 'docx' }), /"docx" is no format/);
    await assert.rejects(exportTo('no/such/folder/all.csv'), /could not be written/);
    await assert.rejects(exportTo('all.csv', { uri: 'all.csv' }), /address/);
    const card = vscode.Uri.parse(`wazzup:/${account.accountId}/new.contact.json`);
    await assert.rejects(exportTo('x', { uri: card, format: 'json' }), /choose a file/);
  });
});
