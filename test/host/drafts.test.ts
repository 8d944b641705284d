import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { cardUri, openCard, openText, replaceIn } from './cardEditing.ts';
import { connectSandbox, type SandboxAccount, someContact, until } from './sandboxAccount.ts';
import { filesWith } from './userData.ts';

const run = (command: string, ...args: readonly unknown[]): Thenable<unknown> =>
  vscode.commands.executeCommand(command, ...args);

describe('A draft', () => {
  let account: SandboxAccount;

  beforeEach(async () => {
    account = await connectSandbox(['--contacts', '0', '--latency', '20']);
    await account.put(someContact('crm-1'));
  });

  afterEach(async () => {
    await account.close();
  });

  const nameOf = async (id: string) => (await account.contact(id))?.['name'];
  const theirs = someContact('crm-1', { name: 'Olga Sidorova' });

  it('is read once, however the card is opened', async () => {
    const openings: readonly ((uri: vscode.Uri) => Thenable<unknown>)[] = [
      (uri) => vscode.workspace.openTextDocument(uri),
      (uri) => run('vscode.open', uri),
      (uri) => run('vscode.openWith', uri, 'default'),
      (uri) => vscode.workspace.fs.readFile(uri),
    ];
    for (const [index, open] of openings.entries()) {
      await account.put(someContact(`crm-1${index}`));
      await account.forgetRequests();
      await open(cardUri(account, `crm-1${index}`));
      assert.equal((await account.requests())['GET /contacts/{id}'], 1, `opening ${index}`);
    }
  });

  it('ends where undo comes back to what was loaded, and begins again with redo', async () => {
    const { document } = await openText(account, 'crm-1');
    await replaceIn(document, 'Anna Petrova', 'Anna Ivanova');
    await run('undo');
    await until('nothing is unsaved', () => !document.isDirty);
    await run('redo');
    await until('the draft is back', () => document.isDirty);
    assert.match(document.getText(), /Anna Ivanova/);
    assert.ok(await document.save());
    assert.equal(await nameOf('crm-1'), 'Anna Ivanova');
  });

  it('can be undone after a save, and the old state saved again', async () => {
    const { document } = await openText(account, 'crm-1');
    await replaceIn(document, 'Anna Petrova', 'Anna Ivanova');
    assert.ok(await document.save());
    await run('undo');
    await until('the old name is back', () => document.getText().includes('Anna Petrova'));
    assert.ok(await document.save());
    assert.equal(await nameOf('crm-1'), 'Anna Petrova');
  });

  it('gives way to what is there now when it is reverted', async () => {
    const { document } = await openText(account, 'crm-1');
    await replaceIn(document, 'Anna Petrova', 'Anna Ivanova');
    await account.put(theirs);
    await run('workbench.action.files.revert');
    await until('theirs is shown', () => document.getText().includes('Olga Sidorova'));
    assert.ok(!document.isDirty);
    await replaceIn(document, 'Olga', 'Bella');
    assert.ok(await document.save(), 'it is a change of what was shown');
    assert.equal(await nameOf('crm-1'), 'Bella Sidorova');
  });

  it('is compared with what it was made from, not with what others read meanwhile', async () => {
    const uri = cardUri(account, 'crm-1');
    const { document } = await openText(account, 'crm-1');
    await replaceIn(document, 'Anna Petrova', 'Anna Ivanova');
    await account.put(theirs);
    const [, read] = await Promise.all([
      vscode.workspace.fs.stat(uri),
      vscode.workspace.fs.readFile(uri),
    ]);
    assert.match(Buffer.from(read).toString(), /Olga Sidorova/);
    assert.ok(!(await document.save()));
    assert.equal(await nameOf('crm-1'), 'Olga Sidorova');
    assert.ok(document.isDirty);
  });

  it('sends what it held when the save began, and keeps what was typed meanwhile', async () => {
    await account.close();
    account = await connectSandbox(['--contacts', '0', '--latency', '400']);
    await account.put(someContact('crm-1'));
    const { document } = await openText(account, 'crm-1');
    await replaceIn(document, 'Anna', 'Bella');
    await account.forgetRequests();
    const saving = document.save();
    await until('the save is under way', async () => {
      const requests = await account.requests();
      return requests['GET /contacts/{id}'] !== undefined;
    });
    await replaceIn(document, 'Bella', 'Clara');
    await saving;
    assert.equal(await nameOf('crm-1'), 'Bella Petrova');
    assert.ok(vscode.window.tabGroups.activeTabGroup.activeTab?.isDirty);
    assert.match(document.getText(), /Clara/);
    assert.ok(await document.save());
    assert.equal(await nameOf('crm-1'), 'Clara Petrova');
  });

  it('keeps what was typed while it was merged with what others changed, and loses neither', async () => {
    await account.close();
    account = await connectSandbox(['--contacts', '0', '--latency', '400']);
    await account.put(someContact('crm-1'));
    const { document } = await openText(account, 'crm-1');
    await replaceIn(document, 'Anna', 'Bella');
    const uri = 'https://crm.example.com/theirs';
    await account.put(someContact('crm-1', { uri }));
    await account.forgetRequests();
    const saving = document.save();
    await until('it is merged and sent', async () => {
      const requests = await account.requests();
      return requests['POST /contacts'] !== undefined;
    });
    await replaceIn(document, 'Bella', 'Clara');
    await saving;
    assert.equal(await nameOf('crm-1'), 'Bella Petrova');
    assert.match(document.getText(), /Clara/);
    assert.ok(await document.save());
    await until('the card shows what others changed', () => document.getText().includes(uri));
    const both = someContact('crm-1', { name: 'Clara Petrova', uri });
    assert.deepEqual(await account.contact('crm-1'), both);
    await until('nothing is unsaved', () => !document.isDirty);
  });

  it('is not sent when only its layout was changed', async () => {
    const { document } = await openText(account, 'crm-1');
    await replaceIn(document, '\n  "name"', '\n\n      "name"');
    await account.forgetRequests();
    assert.ok(await document.save());
    assert.deepEqual(await account.contactRequests(), {});
    assert.ok(!document.isDirty);
    await replaceIn(document, 'Anna', 'Bella');
    assert.ok(await document.save());
    assert.equal(await nameOf('crm-1'), 'Bella Petrova');
  });

  it('stays the same draft when its language is changed', async () => {
    const { document } = await openText(account, 'crm-1');
    await replaceIn(document, 'Anna', 'Bella');
    await vscode.languages.setTextDocumentLanguage(document, 'plaintext');
    assert.ok(await document.save());
    assert.equal(await nameOf('crm-1'), 'Bella Petrova');
  });

  it('is one draft in two editors', async () => {
    const { document } = await openText(account, 'crm-1');
    await openText(account, 'crm-1', { viewColumn: vscode.ViewColumn.Two });
    await replaceIn(document, 'Anna', 'Bella');
    await run('workbench.action.closeActiveEditor');
    assert.ok(document.isDirty);
    assert.ok(await document.save());
    assert.equal(await nameOf('crm-1'), 'Bella Petrova');
  });

  it('is refused with all others that are in conflict by Save All, each kept', async () => {
    const ids = ['crm-1', 'crm-2', 'crm-3'];
    await account.put(someContact('crm-2'), someContact('crm-3'));
    for (const id of ids) await replaceIn((await openText(account, id)).document, 'Anna', 'Bella');
    await account.put(theirs, someContact('crm-2', { name: 'Olga Sidorova' }));
    await vscode.workspace.saveAll(false);
    assert.deepEqual(await Promise.all(ids.map(nameOf)), [
      'Olga Sidorova',
      'Olga Sidorova',
      'Bella Petrova',
    ]);
    const dirty = vscode.workspace.textDocuments.filter((document) => document.isDirty);
    assert.equal(dirty.length, 2);
  });

  it('is told when its account is gone, and kept', async () => {
    const { document } = await openText(account, 'crm-1');
    await replaceIn(document, 'Anna', 'Bella');
    await run('wazzup.disconnect', { accountId: account.accountId });
    assert.ok(!(await document.save()));
    assert.ok(document.isDirty);
  });

  it('survives that its key is replaced', async () => {
    const { document } = await openText(account, 'crm-1');
    await replaceIn(document, 'Anna', 'Bella');
    await run('wazzup.replaceKey', { accountId: account.accountId, key: account.key });
    assert.ok(await document.save());
    assert.equal(await nameOf('crm-1'), 'Bella Petrova');
  });

  it('leaves its base on disk as long as it is unsaved, and no longer', async () => {
    const basesOnDisk = () => filesWith(/drafts.*\.json$/, 'Petrova');
    const { document } = await openText(account, 'crm-1');
    await replaceIn(document, 'Anna', 'Bella');
    await until('the base is kept', async () => (await basesOnDisk()).length === 1);
    assert.ok(await document.save());
    await until('the base is gone', async () => (await basesOnDisk()).length === 0);
    await replaceIn(document, 'Bella', 'Clara');
    await run('undo');
    await until('the base is gone after undo', async () => (await basesOnDisk()).length === 0);
    await replaceIn(document, 'Bella', 'Diana');
    await run('workbench.action.revertAndCloseActiveEditor');
    await until('the base is gone after closing', async () => (await basesOnDisk()).length === 0);
  });
});

describe('A contact as a file', () => {
  let account: SandboxAccount;

  beforeEach(async () => {
    account = await connectSandbox(['--contacts', '0']);
    await account.put(someContact('crm-1'));
  });

  afterEach(async () => {
    await account.close();
  });

  const bytes = (value: unknown) => Buffer.from(JSON.stringify(value));

  it('is not written by programs that cannot know what is there', async () => {
    const changed = bytes(someContact('crm-1', { name: 'Bella' }));
    const writes = vscode.workspace.fs.writeFile(cardUri(account, 'crm-1'), changed);
    await assert.rejects(Promise.resolve(writes), /Nothing was sent/);
    assert.deepEqual(await account.contact('crm-1'), someContact('crm-1'));
    assert.deepEqual(await account.ids(), ['crm-1']);
  });

  it('shows in its editor what was written past it', async () => {
    const { document } = await openText(account, 'crm-1');
    const changed = someContact('crm-1', { name: 'Bella Petrova' });
    await vscode.workspace.fs.writeFile(document.uri, bytes(changed));
    assert.deepEqual(await account.contact('crm-1'), changed);
    await until('the editor shows it', () => document.getText().includes('Bella Petrova'));
    assert.ok(!document.isDirty);
  });

  it('is not deleted, renamed, copied or made as files are', async () => {
    const [here, there] = [cardUri(account, 'crm-1'), cardUri(account, 'crm-2')];
    const { fs } = vscode.workspace;
    await assert.rejects(Promise.resolve(fs.delete(here)));
    await assert.rejects(Promise.resolve(fs.rename(here, there)));
    await assert.rejects(Promise.resolve(fs.copy(here, there)));
    await assert.rejects(Promise.resolve(fs.createDirectory(vscode.Uri.joinPath(here, '../new'))));
    assert.deepEqual(await account.ids(), ['crm-1']);
  });

  it('is not listed: contacts are read when somebody asks for them', async () => {
    await account.forgetRequests();
    const folder = vscode.Uri.joinPath(cardUri(account, 'crm-1'), '..');
    assert.deepEqual(await vscode.workspace.fs.readDirectory(folder), []);
    assert.deepEqual(await account.contactRequests(), {});
  });

  it('is gone when it was deleted, and back when it was made again', async () => {
    const { accountId } = account;
    const document = await openCard(account, 'crm-1');
    await run('wazzup.loadAll', { accountId });
    await account.remove('crm-1');
    await run('wazzup.refresh', { accountId });
    await assert.rejects(Promise.resolve(vscode.workspace.fs.stat(document.uri)));
    await account.put(someContact('crm-1', { name: 'Olga Sidorova' }));
    await run('wazzup.refresh', { accountId });
    await until('the card shows it', () => document.getText().includes('Olga Sidorova'));
    await replaceIn(document, 'Olga', 'Bella');
    assert.ok(await document.save());
    assert.equal((await account.contact('crm-1'))?.['name'], 'Bella Sidorova');
  });

  it('has a new card come back to its template by a revert', async () => {
    const { accountId } = account;
    const uri: unknown = await run('wazzup.newContact', { accountId, id: 'crm-new' });
    assert.ok(uri instanceof vscode.Uri);
    const document = await vscode.workspace.openTextDocument(uri);
    await replaceIn(document, '"name": ""', '"name": "Bella"');
    await run('workbench.action.files.revert');
    await until('the draft is dropped', () => !document.isDirty);
    assert.match(document.getText(), /"id": "crm-new"/);
  });
});
