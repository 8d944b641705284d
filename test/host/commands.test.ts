import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { cardUri, openCard, openText, replaceIn } from './cardEditing.ts';
import {
  closeAllEditors,
  connectSandbox,
  type SandboxAccount,
  someContact,
  until,
} from './sandboxAccount.ts';

const run = (command: string, ...args: readonly unknown[]): Thenable<unknown> =>
  vscode.commands.executeCommand(command, ...args);

const clipboard = () => vscode.env.clipboard.readText();

describe('A command', () => {
  let account: SandboxAccount;

  before(async () => {
    account = await connectSandbox(['--contacts', '0']);
    await account.put(
      someContact('crm-1', {
        contactData: [
          { chatType: 'whatsapp', chatId: '79011112233' },
          { chatType: 'telegram', chatId: '4455', phone: '79011112244' },
        ],
      }),
      someContact('a b/c', { uri: 'javascript:alert(1)' }),
    );
  });

  afterEach(async () => {
    await closeAllEditors();
    await vscode.env.clipboard.writeText('');
  });

  after(async () => {
    await account.close();
  });

  it('rejects in words what its argument cannot mean, without asking', async () => {
    const { accountId } = account;
    const wrong: readonly (readonly unknown[])[] = [
      ['wazzup.connect', { name: 'Test', key: 42 }],
      ['wazzup.refresh', { accountId: 'nobody' }],
      ['wazzup.refresh', { accountId: 42 }],
      ['wazzup.loadAll', { accountId: '' }],
      ['wazzup.goTo', { accountId, offset: -1 }],
      ['wazzup.goTo', { accountId, offset: 1.5 }],
      ['wazzup.goTo', { accountId, offset: 'first' }],
      ['wazzup.goTo', { accountId, offset: 5000 }],
      ['wazzup.openContact', '', accountId],
      ['wazzup.openContact', 42, accountId],
      ['wazzup.openContact', 'crm-1', 'nobody'],
      ['wazzup.openContact', 'crm-1', 42],
      ['wazzup.newContact', { accountId, id: '' }],
      ['wazzup.newContact', { accountId, id: 'x'.repeat(101) }],
      ['wazzup.newContact', { accountId, id: 42 }],
      ['wazzup.deleteByIds', { accountId, ids: 'crm-1' }],
      ['wazzup.deleteByIds', { accountId, ids: [1] }],
      ['wazzup.deleteByIds', { accountId: 'nobody', ids: ['crm-1'] }],
      ['wazzup.replaceKey', { accountId, key: 'two words' }],
      ['wazzup.replaceKey', { accountId, key: account.sidecarKey }],
      ['wazzup.upsertFile', vscode.Uri.file('/nowhere/x.contact.json'), { accountId }],
      ['wazzup.upsertFile', '/nowhere/x.contact.json', { accountId }],
      ['wazzup.upsertFile', undefined, { accountId: 'nobody' }],
      ['wazzup.disconnect', { accountId: 'nobody' }],
      ['wazzup.connect', 'key'],
      ['wazzup.loadAll', accountId],
      ['wazzup.refresh', 'x'],
      ['wazzup.deleteByIds', ['crm-1']],
      ['wazzup.goTo', { accountId, offset: 1e300 }],
      ['wazzup.delete', 'crm-1'],
      ['wazzup.delete', { accountId, ids: ['crm-1'] }],
      ['wazzup.copyId', 42],
      ['wazzup.openAsJson', ['crm-1']],
    ];
    for (const [command = '', ...args] of wrong) {
      const title = JSON.stringify([command, ...args]);
      await assert.rejects(
        Promise.resolve(run(String(command), ...args)),
        (error: Error) => {
          assert.match(error.message, /\p{L}+ \p{L}+ \p{L}+/u, title);
          assert.doesNotMatch(error.message, /undefined|\[object|Something went wrong/, title);
          return true;
        },
        title,
      );
    }
  });

  it('returns an empty report for nothing to delete', async () => {
    const { accountId } = account;
    const none = {
      done: [],
      conflicts: [],
      rejected: [],
      notFound: [],
      unknown: [],
      notStarted: [],
    };
    assert.deepEqual(await run('wazzup.deleteByIds', { accountId, ids: [] }), none);
    const report = await run('wazzup.deleteByIds', { accountId, ids: ['', 'no', 'no'] });
    const notFound = (report as typeof none).notFound as readonly { readonly id: string }[];
    assert.deepEqual(notFound.map(({ id }) => id).sort(), ['', 'no']);
  });

  it('deletes nothing that was not agreed to', async () => {
    const { accountId } = account;
    // VS Code refuses to ask in its test mode, which is no consent.
    const deletion = run('wazzup.deleteByIds', { accountId, ids: ['crm-1'] });
    await assert.rejects(Promise.resolve(deletion), /Nothing was done/);
    const { uri } = await openCard(account, 'crm-1');
    await assert.rejects(Promise.resolve(run('wazzup.delete', uri)), /Nothing was done/);
    assert.deepEqual(await account.ids(), ['a b/c', 'crm-1']);
  });

  it('shows a card as JSON', async () => {
    const { uri } = await openCard(account, 'crm-1');
    await run('wazzup.openAsJson', uri);
    await until('the text shows', () => vscode.window.activeTextEditor !== undefined);
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), uri.toString());
  });

  it('copies the id, the phone numbers and the card in the editor as it is there', async () => {
    const { uri } = await openCard(account, 'crm-1');
    await run('wazzup.copyId', uri);
    assert.equal(await clipboard(), 'crm-1');
    await run('wazzup.copyPhone', uri);
    assert.equal(await clipboard(), '+79011112233\n+79011112244');
    await replaceIn(await vscode.workspace.openTextDocument(uri), 'Anna', 'Bella');
    await run('wazzup.copyJson');
    const copied: { readonly name?: unknown } = JSON.parse(await clipboard());
    assert.equal(copied.name, 'Bella Petrova');
    await run('wazzup.copyNdjson');
    const line = await clipboard();
    assert.deepEqual([JSON.parse(line), line.includes('\n')], [copied, false]);
    await run('wazzup.copyCsv');
    const [head, row] = (await clipboard()).split('\r\n');
    assert.match(head ?? '', /^id.name.responsibleUserId/);
    assert.match(row ?? '', /^crm-1.Bella Petrova./);
  });

  it('never takes the card in the editor where rows of the view were meant', async () => {
    await openCard(account, 'crm-1');
    // What VS Code passes from a key without a row, and from the menu of a row that it is just fetching again.
    await run('wazzup.copyId', undefined);
    await run('wazzup.copyId', undefined, undefined);
    assert.equal(await clipboard(), '');
  });

  it('copies a request without the key, for any id', async () => {
    await openCard(account, 'a b/c');
    await run('wazzup.copyCurl');
    const curl = await clipboard();
    assert.ok(curl.includes(`'${account.url}/contacts/a%20b%2Fc'`), curl);
    assert.ok(!curl.includes(account.key));
    assert.match(curl, /Bearer \$WAZZUP_API_KEY/);
  });

  it('opens a contact by its id alone where there is one account', async () => {
    const uri = await run('wazzup.openContact', 'crm-1');
    assert.equal(String(uri), String(cardUri(account, 'crm-1')));
  });

  it('finds a contact again that was deleted and made anew while its card is open', async () => {
    const { accountId } = account;
    const document = await openCard(account, 'crm-1');
    const before = await account.contact('crm-1');
    await account.remove('crm-1');
    const gone = run('wazzup.openContact', 'crm-1', accountId);
    await run('wazzup.loadAll', { accountId });
    await run('wazzup.refresh', { accountId });
    await gone;
    await assert.rejects(
      Promise.resolve(run('wazzup.openContact', 'crm-1', accountId)),
      /no contact with the id "crm-1"/,
    );
    await account.put({ ...before, name: 'Olga Sidorova' });
    await run('wazzup.openContact', 'crm-1', accountId);
    await until('it shows what is there now', () => document.getText().includes('Olga Sidorova'));
    await account.put(before);
  });

  it('opens nothing but web addresses in a browser', async () => {
    const { uri } = await openCard(account, 'a b/c');
    await assert.rejects(Promise.resolve(run('wazzup.openInCrm', uri)), /not a web address/);
    const { document } = await openText(account, 'crm-1');
    await assert.rejects(Promise.resolve(run('wazzup.openInCrm', document.uri)), /no link/);
  });

  it('does not send the card of an account as a file, which would pass by what it was made from', async () => {
    const { accountId } = account;
    const { document } = await openText(account, 'crm-1');
    await replaceIn(document, 'Anna', 'Bella');
    await account.put(someContact('crm-1', { name: 'Olga Sidorova' }));
    const sending = run('wazzup.upsertFile', cardUri(account, 'crm-1'), { accountId });
    await assert.rejects(Promise.resolve(sending), /save it/);
    assert.equal((await account.contact('crm-1'))?.['name'], 'Olga Sidorova');
  });

  it('connects one account for a key that is given twice at the same time', async () => {
    const { key } = account;
    await run('wazzup.disconnect', { accountId: account.accountId });
    const ids = await Promise.all(
      [1, 2, 3].map(() => run('wazzup.connect', { name: 'Test', key })),
    );
    assert.equal(new Set(ids).size, 1);
    await run('wazzup.disconnect', { accountId: ids[0] });
  });
});
