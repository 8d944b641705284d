import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { cardUri, openCard, openText, placeOf, replaceIn } from './cardEditing.ts';
import { connectSandbox, type SandboxAccount, someContact, until } from './sandboxAccount.ts';

const run = (command: string, ...args: readonly unknown[]): Thenable<unknown> =>
  vscode.commands.executeCommand(command, ...args);

const refused = (work: Thenable<unknown>, words: RegExp) =>
  assert.rejects(Promise.resolve(work), words);

describe('A read-only account', () => {
  let account: SandboxAccount;

  beforeEach(async () => {
    account = await connectSandbox(['--contacts', '0']);
    await account.put(someContact('crm-1'), someContact('crm-2'));
    await run('wazzup.refresh', { accountId: account.accountId });
  });

  afterEach(async () => {
    await account.close();
  });

  const makeReadOnly = () => run('wazzup.makeReadOnly', { accountId: account.accountId });

  /** Requests that could have changed something. */
  const writes = async () =>
    Object.keys(await account.requests()).filter((route) => !route.startsWith('GET '));

  const isReadOnly = async (id: string) => {
    const { permissions } = await vscode.workspace.fs.stat(cardUri(account, id));
    return permissions === vscode.FilePermission.Readonly;
  };

  it('refuses every command that writes, in words, before it asks or reads anything', async () => {
    const { accountId } = account;
    const uri = cardUri(account, 'crm-1');
    const report = await run('wazzup.deleteByIds', { accountId, ids: [] });
    assert.ok(report, 'until then they are carried out');
    await openCard(account, 'crm-1');
    const content = JSON.stringify([someContact('crm-3')]);
    const file = await vscode.workspace.openTextDocument({ language: 'wazzup-contacts', content });
    await makeReadOnly();
    await account.forgetRequests();
    const words = /"Test" is read-only here: nothing was done\./;
    await refused(run('wazzup.newContact', { accountId, id: 'crm-3' }), words);
    await refused(run('wazzup.duplicate', uri), words);
    await refused(run('wazzup.delete', uri), words);
    await refused(run('wazzup.deleteByIds', { accountId, ids: ['crm-1'] }), words);
    await refused(run('wazzup.upsertFile', file.uri, { accountId }), words);
    await refused(run('wazzup.undo', { accountId }), words);
    await refused(run('wazzup.restore', { accountId, ids: ['crm-1'] }), words);
    assert.deepEqual(await account.contactRequests(), {});
    assert.deepEqual(await account.ids(), ['crm-1', 'crm-2']);
  });

  it('is read as before', async () => {
    const { accountId } = account;
    await makeReadOnly();
    await run('wazzup.loadAll', { accountId });
    const document = await openCard(account, 'crm-2');
    assert.match(document.getText(), /Anna Petrova/);
    await account.put(someContact('crm-2', { name: 'Olga Sidorova' }));
    await run('wazzup.refresh', { accountId });
    await until('the card shows it', () => document.getText().includes('Olga Sidorova'));
    assert.deepEqual(await writes(), []);
  });

  it('takes no typing into a card that is open without changes, nor into one that is opened then', async () => {
    const typeInto = async ({ document }: vscode.TextEditor) => {
      const editor = await vscode.window.showTextDocument(document);
      const at = placeOf(document, 'Anna');
      editor.selection = new vscode.Selection(at, at);
      await run('type', { text: 'X' });
      return document.getText().includes('XAnna');
    };
    const open = await openText(account, 'crm-1');
    assert.equal(await isReadOnly('crm-1'), false);
    await account.forgetRequests();
    await makeReadOnly();
    assert.equal(await isReadOnly('crm-1'), true);
    assert.deepEqual(await account.contactRequests(), {}, 'asking for it reads nothing');
    // VS Code asks for it a moment after it was told that something has changed.
    let isTyped = true;
    await until('nothing can be typed', async () => {
      isTyped = await typeInto(open);
      if (isTyped) await run('workbench.action.files.revert');
      return !isTyped;
    });
    assert.equal(await typeInto(await openText(account, 'crm-2')), false);
    assert.ok(vscode.workspace.textDocuments.every((document) => !document.isDirty));
  });

  it('keeps a draft, refuses its save in words and sends nothing', async () => {
    const { document } = await openText(account, 'crm-1');
    await replaceIn(document, 'Anna', 'Bella');
    await makeReadOnly();
    await account.forgetRequests();
    assert.ok(!(await document.save()));
    await vscode.workspace.saveAll(false);
    assert.ok(document.isDirty);
    assert.match(document.getText(), /Bella Petrova/);
    const content = Buffer.from(document.getText());
    await refused(
      vscode.workspace.fs.writeFile(document.uri, content),
      /read-only here.*Nothing was sent; your draft is kept/,
    );
    assert.deepEqual(await account.contactRequests(), {});
    assert.deepEqual(await account.contact('crm-1'), someContact('crm-1'));
    assert.equal(await isReadOnly('crm-1'), false, 'VS Code drops the save of what is read-only');
    await run('workbench.action.files.revert');
    await until('the draft is dropped', () => !document.isDirty);
    await until('the card is read-only', () => isReadOnly('crm-1'));
    assert.match(document.getText(), /Anna Petrova/);
  });

  it('keeps the draft of a new contact', async () => {
    const { accountId } = account;
    const uri: unknown = await run('wazzup.newContact', { accountId, id: 'crm-new' });
    assert.ok(uri instanceof vscode.Uri);
    const document = await vscode.workspace.openTextDocument(uri);
    await replaceIn(document, '"name": ""', '"name": "Bella"');
    await makeReadOnly();
    assert.ok(!(await document.save()));
    assert.ok(document.isDirty);
    assert.match(document.getText(), /Bella/);
    assert.deepEqual(await account.ids(), ['crm-1', 'crm-2']);
  });

  it('lets a draft be saved that changes nothing: nothing is sent', async () => {
    const { document } = await openText(account, 'crm-1');
    await replaceIn(document, '\n  "name"', '\n\n      "name"');
    await makeReadOnly();
    assert.ok(await document.save());
    assert.ok(!document.isDirty);
    assert.deepEqual(await writes(), []);
  });

  it('is not written by programs that go past its cards', async () => {
    await makeReadOnly();
    const content = Buffer.from(JSON.stringify(someContact('crm-1', { name: 'Bella' })));
    await refused(vscode.workspace.fs.writeFile(cardUri(account, 'crm-1'), content), /read-only/i);
    assert.deepEqual(await writes(), []);
  });

  it('stays read-only with another key, and when it is made so twice', async () => {
    const { accountId, key } = account;
    await makeReadOnly();
    await makeReadOnly();
    await run('wazzup.replaceKey', { accountId, key });
    assert.equal(await isReadOnly('crm-1'), true);
    await refused(run('wazzup.newContact', { accountId, id: 'crm-3' }), /read-only/);
  });

  it('leaves other accounts as they are', async () => {
    await makeReadOnly();
    const other = await connectSandbox(['--contacts', '0']);
    try {
      await other.put(someContact('crm-1'));
      const { document } = await openText(other, 'crm-1');
      await replaceIn(document, 'Anna', 'Bella');
      assert.ok(await document.save());
      assert.equal((await other.contact('crm-1'))?.['name'], 'Bella Petrova');
    } finally {
      await other.close();
    }
  });

  it('takes changes again only after a question, also when that is asked from code', async () => {
    const { accountId } = account;
    await run('wazzup.allowChanges', { accountId });
    await makeReadOnly();
    await refused(run('wazzup.allowChanges', { accountId }), /asked first/);
    assert.equal(await isReadOnly('crm-1'), true);
  });

  it('is named in vain where there is none', async () => {
    for (const command of ['makeReadOnly', 'allowChanges', 'setColor']) {
      const argument = { accountId: 'nobody', color: 'red' };
      await refused(run(`wazzup.${command}`, argument), /no connected account "nobody"/);
    }
  });

  it('may be the demo', async () => {
    const accountId = await run('wazzup.tryDemo');
    try {
      await run('wazzup.makeReadOnly', { accountId });
      await refused(run('wazzup.newContact', { accountId, id: 'crm-3' }), /read-only/);
    } finally {
      await run('wazzup.disconnect', { accountId });
    }
    // Connected anew it is a new account.
    await run('wazzup.tryDemo');
    try {
      await run('wazzup.newContact', { accountId, id: 'crm-3' });
    } finally {
      await run('workbench.action.revertAndCloseActiveEditor');
      await run('wazzup.disconnect', { accountId });
    }
  });
});

describe('The color of an account', () => {
  let account: SandboxAccount;

  beforeEach(async () => {
    account = await connectSandbox(['--contacts', '0']);
  });

  afterEach(async () => {
    await account.close();
  });

  it('is one of the known ones, or none', async () => {
    const { accountId } = account;
    for (const color of ['red', 'orange', 'yellow', 'green', 'blue', 'purple', 'none']) {
      await run('wazzup.setColor', { accountId, color });
    }
    await refused(
      run('wazzup.setColor', { accountId, color: 'pink' }),
      /no color "pink".*"red", .*"none"/,
    );
    await refused(run('wazzup.setColor', { accountId, color: 7 }), /"color" must be text/);
  });

  it('costs no request, and leaves what was read', async () => {
    const { accountId } = account;
    await run('wazzup.loadAll', { accountId });
    await account.forgetRequests();
    await run('wazzup.setColor', { accountId, color: 'red' });
    await run('wazzup.makeReadOnly', { accountId });
    await run('wazzup.loadAll', { accountId });
    assert.deepEqual(await account.contactRequests(), {});
  });
});
