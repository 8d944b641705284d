import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { connectSandbox, type SandboxAccount, someContact } from './sandboxAccount.ts';

const run = (command: string, argument: unknown): Promise<unknown> =>
  Promise.resolve(vscode.commands.executeCommand(command, argument));

describe('Merge Duplicates…', () => {
  let account: SandboxAccount;
  const anna = someContact('a/1', { name: 'Anna' });
  const annaAgain = someContact('b-2', { name: 'Анна', uri: 'https://crm.example/2' });
  const oleg = someContact('c-3', {
    name: 'Oleg',
    contactData: [{ chatType: 'vk', chatId: '5' }],
  });
  const both = ['a/1', 'b-2'];

  beforeEach(async () => {
    account = await connectSandbox(['--contacts', '0']);
    await account.put(anna, annaAgain, oleg);
  });

  afterEach(() => account.close());

  const merge = (options: Readonly<Record<string, unknown>>) =>
    run('wazzup.mergeDuplicates', { accountId: account.accountId, ...options });

  async function nothingSent(): Promise<void> {
    const routes = Object.keys(await account.contactRequests());
    assert.deepEqual(
      routes.filter((route) => !route.startsWith('GET ')),
      [],
    );
    assert.equal((await account.ids()).length, 3);
  }

  it('asks before it merges, also when all is named by code', async () => {
    const choices = { name: 'b-2', responsibleUserId: 'a/1', uri: 'b-2', contactData: 'a/1' };
    // The tests' VS Code shows no questions.
    await assert.rejects(merge({ ids: both, survivorId: 'a/1', choices }), /has to be asked first/);
    await assert.rejects(merge({ ids: both }), /has to be asked first/);
    await nothingSent();
  });

  it('rejects in words what cannot be merged', async () => {
    const rejects = (options: Readonly<Record<string, unknown>>, words: RegExp) =>
      assert.rejects(merge(options), words);
    await rejects({ ids: [] }, /Two cards at least/);
    await rejects({ ids: ['a/1', 'a/1'] }, /Two cards at least/);
    await rejects({ ids: 'a/1' }, /"ids" must be a list/);
    await rejects({ survivorId: 'a/1' }, /"ids" must name the cards/);
    await rejects({ ids: both, survivorId: 'c-3' }, /"c-3" is not among the cards/);
    await rejects({ ids: both, choices: { name: 'c-3' } }, /"c-3" is not among the cards/);
    await rejects({ ids: both, choices: { id: 'a/1' } }, /"choices" names/);
    await rejects({ ids: both, choices: 'a/1' }, /"choices" names/);
    await rejects({ ids: both, choices: { name: 7 } }, /"name" must be text/);
    await account.put({ ...anna, name: '' }, { ...oleg, name: 'Olga' });
    await rejects({ ids: ['b-2', 'c-3', 'a/1'], choices: { name: 'a/1' } }, /"a\/1" has no name/);
    await account.put({ ...anna, name: '' }, { ...annaAgain, name: '' });
    await rejects({ ids: both }, /would refuse the merged card\. .*name/i);
    await nothingSent();
  });

  it('merges no more than twenty at a time', async () => {
    const many = Array.from({ length: 21 }, (_, n) => someContact(`many-${n}`));
    await account.put(...many);
    await assert.rejects(merge({ ids: many.map(({ id }) => id) }), /no more than 20/);
  });

  it('sends nothing when one of the cards is not there, and names it', async () => {
    const report: unknown = await merge({ ids: ['a/1', 'gone', 'b-2'] });
    const { notFound, notStarted, ...others } = report as Readonly<
      Record<string, readonly { readonly id: string; readonly reason: string }[]>
    >;
    assert.deepEqual(others, { done: [], conflicts: [], rejected: [], unknown: [] });
    assert.deepEqual(notFound, [
      { id: 'gone', reason: 'Wazzup has no contact with this id (any more).' },
    ]);
    assert.deepEqual(
      notStarted?.map(({ id }) => id),
      both,
    );
    assert.match(notStarted?.[0]?.reason ?? '', /Merge them again/);
    await nothingSent();
  });

  it('says that there are no duplicates only after it has read all', async () => {
    await account.remove('b-2');
    await account.put(
      ...Array.from({ length: 250 }, (_, n) => ({
        ...oleg,
        id: `vk-${n}`,
        contactData: [{ chatType: 'vk', chatId: `${n + 100}` }],
      })),
    );
    await account.fail('GET:contacts:500');
    await assert.rejects(merge({}), /could not be read/);
    await account.fail();
    await account.forgetRequests();
    assert.equal(await merge({}), undefined);
    assert.equal((await account.requests())['GET /contacts'], 3);
  });

  it('writes nothing to a read-only account', async () => {
    await run('wazzup.makeReadOnly', { accountId: account.accountId });
    await account.forgetRequests();
    await assert.rejects(merge({ ids: both }), /read-only/);
    await assert.rejects(merge({}), /read-only/);
    assert.deepEqual(await account.contactRequests(), {});
  });

  it('needs two cards where it merges what is selected', async () => {
    const { accountId } = account;
    await vscode.commands.executeCommand('wazzup.openContact', 'a/1', accountId);
    await assert.rejects(run('wazzup.mergeSelected', { accountId }), /Two cards at least/);
  });
});
