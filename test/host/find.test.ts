import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { openCard, replaceIn } from './cardEditing.ts';
import { connectSandbox, type SandboxAccount, someContact } from './sandboxAccount.ts';

const run = (command: string, ...args: readonly unknown[]): Thenable<unknown> =>
  vscode.commands.executeCommand(command, ...args);

describe('Find Contact…', () => {
  let account: SandboxAccount;

  beforeEach(async () => {
    account = await connectSandbox(['--contacts', '250']);
  });

  afterEach(async () => {
    await account.close();
  });

  const find = async (query: string) => {
    const found: unknown = await run('wazzup.find', { accountId: account.accountId, query });
    assert.ok(Array.isArray(found));
    return found.map(({ id }: { readonly id: string }) => id);
  };

  it('finds anybody in the whole account, which it reads once, a request for each hundred', async () => {
    await account.put(
      someContact('crm-find', {
        name: 'Алёна Звёздная',
        contactData: [{ chatType: 'telegram', chatId: '5550001', phone: '79019998877' }],
      }),
    );
    await account.forgetRequests();
    for (const query of [
      'звездная',
      'АЛЕНА ЗВ',
      '+7 (901) 999-88-77',
      '8 901 999 88',
      'crm-find',
    ]) {
      assert.deepEqual(await find(query), ['crm-find'], query);
    }
    assert.deepEqual(await find('звездная -алена'), []);
    assert.deepEqual(await account.contactRequests(), { 'GET /contacts': 3 });
  });

  it('knows at once what was changed here', async () => {
    await account.put(someContact('crm-find', { name: 'Zara Before' }));
    assert.deepEqual(await find('zara'), ['crm-find']);
    const document = await openCard(account, 'crm-find');
    await replaceIn(document, 'Zara Before', 'Wilma After');
    assert.ok(await document.save());
    await account.forgetRequests();
    assert.deepEqual(await find('zara'), []);
    assert.deepEqual(await find('wilma after'), ['crm-find']);
    assert.deepEqual(await account.contactRequests(), {});
  });

  it('finds by the name of the responsible person, and by what a card has and has not', async () => {
    const responsible = { responsibleUserId: '504101' };
    await account.put(someContact('crm-find', { name: 'Zara', ...responsible }));
    const own = await find('responsible:Белова');
    assert.ok(own.includes('crm-find') && own.length > 1);
    assert.deepEqual(await find('zara -has:uri messenger:whatsapp'), ['crm-find']);
    assert.deepEqual(await find('zara has:uri'), []);
  });

  it('rejects with what cannot be read, and finds all once that can be', async () => {
    await account.put(someContact('crm-find', { name: 'Zara' }));
    await account.fail('GET:^/contacts$:garbage:every-3');
    await assert.rejects(find('zara'), /Contacts \d+–\d+ could not be read: The answer is not/);
    await account.fail();
    assert.deepEqual(await find('zara'), ['crm-find']);
  });

  it('rejects in words what is no query', async () => {
    const { accountId } = account;
    await assert.rejects(Promise.resolve(run('wazzup.find', { accountId, query: 7 })), /text/);
  });
});
