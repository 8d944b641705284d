import assert from 'node:assert/strict';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { createTempFolder } from '../support/tempFolder.ts';
import { connectSandbox, type SandboxAccount, someContact } from './sandboxAccount.ts';
import { filesWith } from './userData.ts';

const run = (command: string, ...args: readonly unknown[]): Thenable<unknown> =>
  vscode.commands.executeCommand(command, ...args);

type Report = Readonly<
  Record<string, readonly { readonly id: string; readonly reason?: string }[]>
>;

/** The ids of each list that has any. */
const idsOf = (report: unknown) =>
  Object.fromEntries(
    Object.entries(report as Report).flatMap(([list, items]) =>
      items.length > 0 ? [[list, items.map(({ id }) => id)]] : [],
    ),
  );

describe('The report of a bulk write', () => {
  const temp = createTempFolder();
  let account: SandboxAccount;
  let files = 0;

  beforeEach(async () => {
    account = await connectSandbox([
      ...['--contacts', '0', '--users', '1'],
      ...['--variant', 'strictUsers=on'],
    ]);
    await addUser('user-1');
  });

  afterEach(async () => {
    await account.close();
  });

  after(() => temp.remove());

  /** Wazzup takes contacts of users only that it knows. */
  const addUser = async (id: string) =>
    await callUsers('POST', '', JSON.stringify([{ id, name: 'Boris' }]));
  const removeUser = async (id: string) => await callUsers('DELETE', `/${id}`);

  async function callUsers(method: string, route: string, body?: string): Promise<void> {
    const headers = {
      authorization: `Bearer ${account.key}`,
      'content-type': 'application/json',
    };
    const init = body === undefined ? { method, headers } : { method, headers, body };
    assert.ok((await fetch(`${account.url}/users${route}`, init)).ok);
  }

  /** As `someContact`, of a user whom Wazzup does not know yet. */
  const refused = (id: string, more: Readonly<Record<string, unknown>> = {}) =>
    someContact(id, { responsibleUserId: 'user-2', ...more });

  const send = async (text: string, ending = '.contacts.json') => {
    files += 1;
    const uri = vscode.Uri.file(path.join(temp.path, `${files}${ending}`));
    await writeFile(uri.fsPath, text);
    return await run('wazzup.upsertFile', uri, { accountId: account.accountId });
  };
  const sendAll = (...contacts: readonly unknown[]) => send(JSON.stringify(contacts));

  /** Opens the report of the last operation, as from the History view. */
  async function openReport(): Promise<vscode.Uri> {
    const uri = await run('wazzup.showReport', { accountId: account.accountId });
    assert.ok(uri instanceof vscode.Uri);
    return uri;
  }

  const textOf = async (uri: vscode.Uri) =>
    (await vscode.workspace.openTextDocument(uri)).getText();

  async function savedText(report?: vscode.Uri): Promise<string> {
    files += 1;
    const target = vscode.Uri.file(path.join(temp.path, `saved-${files}.json`));
    const saved = report
      ? await run('wazzup.saveFailed', report, target)
      : await run('wazzup.saveFailed', target);
    assert.ok(saved instanceof vscode.Uri);
    assert.equal(saved.toString(), target.toString());
    return await readFile(target.fsPath, 'utf8');
  }

  const conflicting = async () => {
    await account.put(someContact('crm-1'), someContact('crm-2'));
    await sendAll(refused('crm-1', { name: 'Bella' }), refused('crm-2', { name: 'Bella' }));
    await addUser('user-2');
    await account.put(someContact('crm-2', { name: 'Olga Sidorova' }));
    return await openReport();
  };

  it('is a document with a line for each contact, what failed first', async () => {
    await sendAll(someContact('crm-3'), refused('crm-1', { name: 'Bella' }), refused('crm-2'));
    const uri = await openReport();
    const text = await textOf(uri);
    assert.match(text, /^Send file: "Test"\n/);
    assert.match(text, /\.contacts\.json\n/);
    assert.match(text, /1 of 3 done\n {2}Refused by Wazzup: 2\n/);
    assert.match(text, /^refused +crm-1 +Bella +\p{L}/mu);
    assert.match(text, /^refused +crm-2 +Anna Petrova +\p{L}.*\n\ndone +crm-3 +Anna Petrova\n$/mu);
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), uri.toString());
    await vscode.commands.executeCommand('workbench.view.explorer');
    assert.equal((await openReport()).toString(), uri.toString());
  });

  it('offers to retry and to save at its top, and neither where all is well', async () => {
    const lensesOf = async (uri: vscode.Uri) => {
      const lenses = await run('vscode.executeCodeLensProvider', uri, 10);
      return (lenses as readonly vscode.CodeLens[]).map(({ command }) => command?.command);
    };
    await sendAll(someContact('crm-1'));
    assert.deepEqual(await lensesOf(await openReport()), []);
    await sendAll(refused('crm-2'));
    const failed = await openReport();
    assert.deepEqual(await lensesOf(failed), ['wazzup.retryFailed', 'wazzup.saveFailed']);
  });

  it('is retried once the fault is over: only what failed, as an operation of its own', async () => {
    await account.put(someContact('crm-1'));
    await sendAll(someContact('crm-0'));
    await account.fail('POST:contacts:503');
    await sendAll(someContact('crm-1', { name: 'Bella' }), someContact('crm-2'));
    const report = await openReport();
    await account.fail();
    assert.deepEqual(idsOf(await run('wazzup.retryFailed', report)), { done: ['crm-1', 'crm-2'] });
    assert.equal((await account.contact('crm-1'))?.['name'], 'Bella');
    assert.match(await textOf(await openReport()), /2 of 2 done/);
    // Again there is nothing to do, and nothing is sent.
    await account.forgetRequests();
    assert.deepEqual(idsOf(await run('wazzup.retryFailed', report)), { done: ['crm-1', 'crm-2'] });
    assert.equal((await account.requests())['POST /contacts'], undefined);
  });

  it('leaves alone what others changed meanwhile, and overwrites it only when told to', async () => {
    const report = await conflicting();
    assert.deepEqual(idsOf(await run('wazzup.retryFailed', report)), {
      done: ['crm-1'],
      conflicts: ['crm-2'],
    });
    assert.equal((await account.contact('crm-2'))?.['name'], 'Olga Sidorova');
    const second = await openReport();
    assert.match(await textOf(second), /^changed meanwhile +crm-2/m);
    assert.deepEqual(idsOf(await run('wazzup.retryFailed', second, { overwrite: true })), {
      done: ['crm-2'],
    });
    assert.equal((await account.contact('crm-2'))?.['name'], 'Bella');
    // What was overwritten is kept.
    await run('wazzup.undo', { accountId: account.accountId });
    assert.equal((await account.contact('crm-2'))?.['name'], 'Olga Sidorova');
  });

  it('revives nothing that others deleted meanwhile', async () => {
    const report = await conflicting();
    await account.remove('crm-2');
    assert.deepEqual(idsOf(await run('wazzup.retryFailed', report, { overwrite: true })), {
      done: ['crm-1'],
      conflicts: ['crm-2'],
    });
    assert.deepEqual(await account.ids(), ['crm-1']);
  });

  it('asks a user before anything is retried', async () => {
    const report = await conflicting();
    await account.forgetRequests();
    // As the menu of the editor calls it; VS Code shows no questions in its test mode.
    await run('wazzup.retryFailed', report, { groupId: 0 });
    assert.equal((await account.requests())['POST /contacts'], undefined);
  });

  it('saves what failed as it stood in the file when it was sent', async () => {
    await account.put(someContact('crm-1'));
    const one = JSON.stringify(refused('crm-1', { name: 'Анна' }), undefined, 4);
    const two = JSON.stringify(refused('crm-2')).replace('"name":', '"name" :  ');
    const array = `[\r\n${one.replaceAll('\n', '\r\n')},\r\n  ${two}\r\n]\r\n`;
    await send(`\uFEFF${array}`);
    // What is in the file now does not count.
    await writeFile(path.join(temp.path, `${files}.contacts.json`), '[]');
    assert.equal(await savedText(await openReport()), array);

    await send(`${two}\n\n${two.replace('crm-2', 'crm-3')}`, '.contacts.ndjson');
    await openReport();
    assert.equal(await savedText(), `${two}\n${two.replace('crm-2', 'crm-3')}\n`);

    await send(one, '.contact.json');
    assert.equal(await savedText(await openReport()), `${one}\n`);
  });

  it('of a deletion by ids saves the ids', async () => {
    const { accountId } = account;
    await run('wazzup.deleteByIds', { accountId, ids: ['no-1', 'no-2'] });
    const report = await openReport();
    assert.match(await textOf(report), /^not found +no-1 +\p{L}/mu);
    assert.equal(await savedText(report), 'no-1\nno-2\n');
    await assert.rejects(Promise.resolve(run('wazzup.retryFailed', report)), /Nothing of it/);
  });

  it('takes a quarter of a million contacts', async () => {
    const { accountId } = account;
    const ids = Array.from({ length: 250_000 }, (_, n) => `no-such-contact-${n}`);
    await run('wazzup.deleteByIds', { accountId, ids });
    const report = await openReport();
    const { lineCount } = await vscode.workspace.openTextDocument(report);
    assert.ok(lineCount > 250_000);
    assert.equal((await savedText(report)).split('\n').length, 250_001);
  });

  it('of more than ten thousand contacts is read from the history, and gone with it', async () => {
    const { accountId } = account;
    const contacts = Array.from({ length: 10_001 }, (_, n) => someContact(`many-${n}`));
    await sendAll(...contacts);
    const text = await textOf(await openReport());
    assert.match(text, /10,001 of 10,001 done/);
    assert.match(text, /^done +many-10000 +Anna Petrova$/m);
    const [file = ''] = await filesWith(/history.*\.ndjson$/, '"many-10000"');
    assert.ok(file.includes(accountId));
    await rm(path.join(process.env['WAZZUP_TEST_DATA'] ?? '', file));
    await assert.rejects(openReport(), /The history has no such operation/);
  });

  it('of taking back and restoring saves the contacts, and is retried', async () => {
    const old = someContact('crm-1');
    await account.put(old);
    await sendAll(someContact('crm-1', { name: 'Bella' }));
    await removeUser('user-1');
    const { accountId } = account;
    await run('wazzup.undo', { accountId });
    const report = await openReport();
    assert.match(await textOf(report), /^Take back: /);
    assert.deepEqual(JSON.parse(await savedText(report)), [old]);
    await addUser('user-1');
    assert.deepEqual(idsOf(await run('wazzup.retryFailed', report)), { done: ['crm-1'] });
    assert.deepEqual(await account.contact('crm-1'), old);
  });

  it('is there, and can be retried, although the history is switched off', async () => {
    const settings = vscode.workspace.getConfiguration('wazzup');
    const { Global } = vscode.ConfigurationTarget;
    await settings.update('history.retentionDays', 0, Global);
    try {
      const report = await conflicting();
      assert.deepEqual(idsOf(await run('wazzup.retryFailed', report)), {
        done: ['crm-1'],
        conflicts: ['crm-2'],
      });
      assert.match(await savedText(await openReport()), /"crm-2"/);
    } finally {
      await settings.update('history.retentionDays', undefined, Global);
    }
  });

  it('is of an operation that could not even begin, too', async () => {
    await account.put(someContact('crm-1'));
    await sendAll(someContact('crm-1', { name: 'Bella' }));
    await account.fail('GET:contacts:500');
    await run('wazzup.undo', { accountId: account.accountId });
    const report = await openReport();
    assert.match(await textOf(report), /^not sent +crm-1/m);
    await account.fail();
    assert.deepEqual(idsOf(await run('wazzup.retryFailed', report)), { done: ['crm-1'] });
    // Of what did not begin there is nothing to take back.
    await assert.rejects(
      Promise.resolve(run('wazzup.undo', { accountId: account.accountId })),
      /nothing in the history/,
    );
  });

  it('says what is missing in words', async () => {
    const { accountId } = account;
    await assert.rejects(
      Promise.resolve(run('wazzup.retryFailed', vscode.Uri.file('/x'))),
      /Open the report/,
    );
    const none = { accountId, operationId: 'none' };
    for (const command of ['wazzup.showReport', 'wazzup.retryFailed', 'wazzup.saveFailed']) {
      await assert.rejects(Promise.resolve(run(command, none)), /no such operation/, command);
    }
    await assert.rejects(Promise.resolve(run('wazzup.showReport', { accountId })), /yet/);
    await sendAll(someContact('crm-1'));
    const report = await openReport();
    const target = vscode.Uri.file(path.join(temp.path, 'none.json'));
    await assert.rejects(
      Promise.resolve(run('wazzup.saveFailed', report, target)),
      /nothing to save/,
    );
    await assert.rejects(Promise.resolve(run('wazzup.retryFailed', report)), /Nothing of it/);
    const report2 = await conflicting();
    const card = vscode.Uri.parse(`wazzup:/${accountId}/crm-1.contact.json`);
    await assert.rejects(Promise.resolve(run('wazzup.saveFailed', report2, card)), /on disk/);
    await assert.rejects(
      Promise.resolve(run('wazzup.retryFailed', report2, { overwrite: 'yes' })),
      /true or false/,
    );
  });
});
