import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { connectSandbox, type SandboxAccount, someContact } from './sandboxAccount.ts';

const run = (command: string, argument: unknown): Promise<unknown> =>
  Promise.resolve(vscode.commands.executeCommand(command, argument));
const nothing = { conflicts: [], rejected: [], notFound: [], unknown: [], notStarted: [] };

describe('Set for All Selected…', () => {
  let account: SandboxAccount;
  const anna = someContact('a/1', { name: 'Анна' });
  const oleg = someContact('b-2', {
    name: 'Oleg',
    contactData: [{ chatType: 'telegram', chatId: '5', username: 'oleg_example' }],
  });

  beforeEach(async () => {
    account = await connectSandbox(['--contacts', '0']);
    await account.put(anna, oleg);
  });

  afterEach(() => account.close());

  const setFields = (ids: readonly string[], set: unknown) =>
    run('wazzup.setFields', { accountId: account.accountId, ids, set });
  const both = ['a/1', 'b-2'];
  const done = { ...nothing, done: [{ id: 'a/1' }, { id: 'b-2' }] };
  const reasonOf = async (ids: readonly string[], set: unknown) => {
    const report: unknown = await setFields(ids, set);
    const { rejected } = report as { rejected: readonly { id: string; reason: string }[] };
    return rejected.map(({ id, reason }) => `${id}: ${reason}`);
  };

  it('sets a link by a template with one writing request, and takes it back', async () => {
    await account.forgetRequests();
    const uri = 'https://crm.example/c/{id}?name={name}';
    assert.deepEqual(await setFields(both, { uri }), done);
    assert.deepEqual(await account.contact('a/1'), {
      ...anna,
      uri: 'https://crm.example/c/a%2F1?name=%D0%90%D0%BD%D0%BD%D0%B0',
    });
    assert.deepEqual(await account.contact('b-2'), {
      ...oleg,
      uri: 'https://crm.example/c/b-2?name=Oleg',
    });
    assert.equal((await account.requests())['POST /contacts'], 1);
    assert.deepEqual(await setFields(both, { uri }), { ...nothing, done: [] });
    assert.equal((await account.requests())['POST /contacts'], 1);
    await run('wazzup.undo', { accountId: account.accountId });
    assert.deepEqual(await account.contact('a/1'), anna);
  });

  it('sets a name and a responsible person, whose name a template may hold', async () => {
    const [user] = JSON.parse(await usersText());
    const set = { name: '{name} ({responsible})', responsibleUserId: user.id };
    assert.deepEqual(await setFields(both, set), done);
    assert.deepEqual(await account.contact('b-2'), {
      ...oleg,
      name: `Oleg (${user.name})`,
      responsibleUserId: user.id,
    });
  });

  it('adds a messenger, and leaves out who has no number for it', async () => {
    const addMessenger = { chatType: 'viber', chatId: '{phone}' };
    assert.deepEqual(await reasonOf(both, { addMessenger }), [
      'b-2: The contact has no phone number to put in the place of {phone}.',
    ]);
    assert.deepEqual((await account.contact('a/1'))?.['contactData'], [
      { chatType: 'whatsapp', chatId: '79011112233' },
      { chatType: 'viber', chatId: '79011112233' },
    ]);
    assert.deepEqual(await account.contact('b-2'), oleg);
  });

  it('replaces values of a messenger, and leaves out who does not have it', async () => {
    const replaceMessenger = { chatType: 'telegram', phone: '79015554433' };
    assert.deepEqual(await reasonOf(both, { replaceMessenger }), [
      'a/1: The contact has no Telegram.',
    ]);
    assert.deepEqual((await account.contact('b-2'))?.['contactData'], [
      { chatType: 'telegram', chatId: '5', username: 'oleg_example', phone: '79015554433' },
    ]);
  });

  it('leaves out what Wazzup would refuse, and names who is not there', async () => {
    const addMessenger = { chatType: 'whatsapp', chatId: '+7 901 555-44-33' };
    const [reason = ''] = await reasonOf(['a/1'], { addMessenger });
    assert.match(reason, /digits only/);
    const { notFound } = (await setFields(['gone'], { name: 'X' })) as typeof nothing;
    assert.deepEqual(notFound, [
      { id: 'gone', reason: 'Wazzup has no contact with this id (any more).' },
    ]);
    assert.equal((await account.requests())['POST /contacts'], undefined);
  });

  it('rejects in words what it cannot set', async () => {
    const rejects = (set: unknown, words: RegExp) => assert.rejects(setFields(both, set), words);
    await rejects({ uri: 'https://crm.example/{uid}' }, /\{uid\} is no placeholder: .*\{id\}/);
    await rejects({ uri: 'https://crm.example/{id' }, /brace/);
    await rejects({ name: ' ' }, /empty text/);
    await rejects({ name: 7 }, /"name" must be text/);
    await rejects({ responsibleUserId: ' ' }, /no user's id/);
    await rejects({ nam: 'Anna' }, /cannot hold "nam"/);
    await rejects({}, /at least one of name/);
    await rejects(
      { addMessenger: { chatType: 'wapi', chatId: '1' } },
      /"wapi" is not a documented/,
    );
    await rejects({ addMessenger: { chatType: 'vk' } }, /at least one of/);
    await rejects({ addMessenger: { chatType: 'vk', id: '1' } }, /cannot hold "id"/);
    await rejects('name', /at least one of/);
    assert.deepEqual(await account.contact('a/1'), anna);
  });

  it('asks before it changes what no id was named of: the card in the editor', async () => {
    const { accountId } = account;
    await vscode.commands.executeCommand('wazzup.openContact', 'a/1', accountId);
    // The tests' VS Code shows no questions.
    await assert.rejects(run('wazzup.setFields', { set: { name: 'X' } }), /has to be asked first/);
    assert.deepEqual(await account.contact('a/1'), anna);
  });

  it('writes nothing to a read-only account', async () => {
    const { accountId } = account;
    await run('wazzup.makeReadOnly', { accountId });
    await account.forgetRequests();
    await assert.rejects(setFields(both, { name: 'X' }), /read-only/);
    assert.deepEqual(await account.contactRequests(), {});
  });

  async function usersText(): Promise<string> {
    const headers = { Authorization: `Bearer ${account.key}` };
    return await (await fetch(`${account.url}/users`, { headers })).text();
  }
});
