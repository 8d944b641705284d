import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { openCard, replaceIn } from './cardEditing.ts';
import { connectSandbox, type SandboxAccount, someContact, until } from './sandboxAccount.ts';
import { filesWith } from './userData.ts';

const run = (command: string, ...args: readonly unknown[]): Thenable<unknown> =>
  vscode.commands.executeCommand(command, ...args);

describe('The log', () => {
  let account: SandboxAccount;

  before(async () => {
    await run('_extensionTests.setLogLevel', 'trace');
    account = await connectSandbox(['--contacts', '0']);
  });

  after(async () => {
    await account.close();
    await run('_extensionTests.setLogLevel', 'info');
  });

  it('tells what was done, without the key and without anything about people', async () => {
    const { accountId } = account;
    const secret = someContact('crm-log', {
      name: 'Zinaida Logova',
      contactData: [{ chatType: 'whatsapp', chatId: '79098887766' }],
      uri: 'https://crm.example.com/zinaida',
    });
    await account.put(secret);
    await run('wazzup.refresh', { accountId });
    const document = await openCard(account, 'crm-log');
    await replaceIn(document, 'Logova', 'Logova-Ek');
    assert.ok(await document.save());
    for (const fault of ['*:/contacts:garbage', '*:/contacts:truncate']) {
      await replaceIn(document, 'Logova', 'Logova-');
      await account.fail(`${fault}:every-1`);
      await document.save();
      await account.fail();
    }
    await account.put({ ...secret, name: 'Zinaida Other' });
    await document.save();
    await run('wazzup.openInCrm', document.uri.with({ path: '/nothing' })).then(
      undefined,
      () => {},
    );
    await run('wazzup.connect', { name: 'Wrong', key: 'wrong-key-79098887766' }).then(
      undefined,
      () => {},
    );
    await run('wazzup.showLog');

    const ours = /Wazzup\.log$/;
    await until('the log is on disk', async () => (await filesWith(ours, accountId)).length > 0);
    assert.ok((await filesWith(ours, 'GET')).length > 0, 'requests are in it');
    const texts = [account.key, 'wrong-key', 'Zinaida', '79098887766', 'crm.example.com'];
    for (const text of texts) {
      assert.deepEqual(await filesWith(ours, text), [], text);
      assert.deepEqual(await filesWith(/\.log$/, text), [], `${text} in VS Code's own logs`);
    }
  });

  it('is not the only place without the key: nothing that VS Code stored has it', async () => {
    assert.deepEqual(await filesWith(/./, account.key), []);
  });
}).timeout(120_000);
