import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { connectSandbox, type SandboxAccount, someContact, until } from './sandboxAccount.ts';

describe('Loading contacts', () => {
  let account: SandboxAccount;

  afterEach(async () => {
    await account.close();
  });

  it('reads 250 contacts with three requests, the one that checked the key included', async () => {
    account = await connectSandbox(['--contacts', '250']);
    const { accountId } = account;
    await vscode.commands.executeCommand('wazzup.contacts.focus');
    await vscode.commands.executeCommand('wazzup.loadMore', { accountId });
    const { 'GET /contacts': afterOne } = await account.requests();
    assert.equal(afterOne, 2);
    await vscode.commands.executeCommand('wazzup.loadAll', { accountId });
    const { 'GET /contacts': afterAll } = await account.requests();
    assert.equal(afterAll, 3);
  });

  it('goes to any position of a million contacts with one request', async () => {
    account = await connectSandbox(['--contacts', '1000000']);
    const { accountId } = account;
    await account.forgetRequests();
    await vscode.commands.executeCommand('wazzup.goTo', { accountId, offset: 999_900 });
    assert.equal((await account.requests())['GET /contacts'], 1);
    await vscode.commands.executeCommand('wazzup.goTo', { accountId, offset: 999_950 });
    assert.equal((await account.requests())['GET /contacts'], 1);
  });
});

describe('Sending a file', () => {
  let account: SandboxAccount;
  let folder = '';

  beforeEach(async () => {
    account = await connectSandbox(['--contacts', '0']);
    folder = await mkdtemp(path.join(os.tmpdir(), 'contacts-'));
  });

  afterEach(async () => {
    await account.close();
    await rm(folder, { recursive: true });
  });

  async function send(name: string, text: string): Promise<unknown> {
    const file = path.join(folder, name);
    await writeFile(file, text);
    const { accountId } = account;
    return await vscode.commands.executeCommand('wazzup.upsertFile', vscode.Uri.file(file), {
      accountId,
    });
  }

  const counts = (report: unknown) =>
    Object.fromEntries(
      Object.entries(report as Readonly<Record<string, readonly unknown[]>>).map(
        ([list, items]) => [list, items.length] as const,
      ),
    );
  const none = { done: 0, conflicts: 0, rejected: 0, notFound: 0, unknown: 0, notStarted: 0 };
  const many = Array.from({ length: 250 }, (_, index) =>
    someContact(`crm-${String(index).padStart(3, '0')}`),
  );

  it('sends 250 contacts in three requests, as an array or one a line', async () => {
    const report = await send('all.contacts.json', JSON.stringify(many));
    assert.deepEqual(counts(report), { ...none, done: 250 });
    assert.equal((await account.requests())['POST /contacts'], 3);
    assert.equal((await account.ids()).length, 250);
    const changed = many.map((contact) => JSON.stringify({ ...contact, name: 'Bella' }));
    const second = await send('all.contacts.ndjson', changed.join('\n'));
    assert.deepEqual(counts(second), { ...none, done: 250 });
  });

  it('sends nothing that is there already', async () => {
    await account.put(...many);
    await account.forgetRequests();
    assert.deepEqual(counts(await send('all.contacts.json', JSON.stringify(many))), none);
    assert.equal((await account.requests())['POST /contacts'], undefined);
  });

  it('sends a single card', async () => {
    const report = await send('one.contact.json', JSON.stringify(someContact('crm-1')));
    assert.deepEqual(report, { ...emptyReport(), done: [{ id: 'crm-1' }] });
  });

  it('sends nothing of a file with a problem, and shows it at its place', async () => {
    const bad = [someContact('crm-1'), someContact('crm-2', { name: '' })];
    await assert.rejects(send('bad.contacts.json', JSON.stringify(bad, null, 2)), /Line/);
    assert.deepEqual(await account.ids(), []);
    const uri = vscode.Uri.file(path.join(folder, 'bad.contacts.json'));
    await until('the problem shows', () => vscode.languages.getDiagnostics(uri).length > 0);
  });

  it('sends the good ones and shows what Wazzup refused at its place', async () => {
    await account.close();
    account = await connectSandbox([
      '--contacts',
      '0',
      '--variant',
      'strictUsers=on',
      '--users',
      '1',
    ]);
    const users = await usersOf(account);
    const good = someContact('crm-1', { responsibleUserId: users[0] });
    const report = await send(
      'some.contacts.json',
      JSON.stringify([good, someContact('crm-2', { responsibleUserId: 'nobody' })], null, 2),
    );
    assert.deepEqual(counts(report), { ...none, done: 1, rejected: 1 });
    const uri = vscode.Uri.file(path.join(folder, 'some.contacts.json'));
    const document = await vscode.workspace.openTextDocument(uri);
    const problem = vscode.languages
      .getDiagnostics(uri)
      .find(({ range }) => document.getText(range) === '"nobody"');
    assert.ok(problem);
  });

  it('refuses files of another kind in words', async () => {
    await assert.rejects(send('other.json', '[]'), /contacts\.json/);
  });
});

describe('Deleting by id', () => {
  it('names ids that are not there without asking anything', async () => {
    const account = await connectSandbox(['--contacts', '2']);
    try {
      const { accountId } = account;
      const ids = ['no-1', 'no-2', 'no-1'];
      const report: unknown = await vscode.commands.executeCommand('wazzup.deleteByIds', {
        accountId,
        ids,
      });
      const { notFound } = report as { readonly notFound: readonly { readonly id: string }[] };
      assert.deepEqual(
        notFound.map(({ id }) => id),
        ['no-1', 'no-2'],
      );
      assert.equal((await account.ids()).length, 2);
    } finally {
      await account.close();
    }
  });
});

function emptyReport() {
  return { done: [], conflicts: [], rejected: [], notFound: [], unknown: [], notStarted: [] };
}

async function usersOf(account: SandboxAccount): Promise<readonly string[]> {
  const response = await fetch(`${account.url}/users`, {
    headers: { authorization: `Bearer ${account.key}` },
  });
  const users: readonly { readonly id: string }[] = JSON.parse(await response.text());
  return users.map(({ id }) => id);
}
