import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { openCard as open, replaceIn as replace } from './cardEditing.ts';
import {
  closeAllEditors,
  connectSandbox,
  type SandboxAccount,
  someContact,
  until,
} from './sandboxAccount.ts';

describe('A card', () => {
  let account: SandboxAccount;

  beforeEach(async () => {
    account = await connectSandbox(['--contacts', '0']);
    await account.put(someContact('crm-1'));
  });

  afterEach(async () => {
    await account.close();
  });

  async function send(contact: unknown): Promise<void> {
    const content = JSON.stringify(contact);
    const file = await vscode.workspace.openTextDocument({ language: 'wazzup-contact', content });
    const { accountId } = account;
    await vscode.commands.executeCommand('wazzup.upsertFile', file.uri, { accountId });
  }

  it('opens with one read, as canonical JSON', async () => {
    await account.forgetRequests();
    const document = await open(account, 'crm-1');
    assert.equal(document.getText(), `${JSON.stringify(someContact('crm-1'), null, 2)}\n`);
    assert.equal(document.languageId, 'wazzup-contact');
    const { 'GET /contacts/{id}': reads } = await account.requests();
    assert.equal(reads, 1);
  });

  it('is saved by one look, one write of the whole card and one look back', async () => {
    const document = await open(account, 'crm-1');
    await replace(document, 'Anna Petrova', 'Anna Ivanova');
    await account.forgetRequests();
    assert.ok(await document.save());
    const requests = await account.contactRequests();
    assert.deepEqual(requests, { 'GET /contacts/{id}': 2, 'POST /contacts': 1 });
    assert.deepEqual(
      await account.contact('crm-1'),
      someContact('crm-1', { name: 'Anna Ivanova' }),
    );
    assert.ok(!document.isDirty);
  });

  it('can be saved again and again', async () => {
    const document = await open(account, 'crm-1');
    for (const [from, to] of [
      ['Anna', 'Bella'],
      ['Bella', 'Clara'],
      ['Clara', 'Diana'],
    ] as const) {
      await replace(document, from, to);
      assert.ok(await document.save(), to);
      assert.equal((await account.contact('crm-1'))?.['name'], `${to} Petrova`);
    }
  });

  it('does not overwrite what somebody else changed, not even of the same length', async () => {
    const document = await open(account, 'crm-1');
    await replace(document, '79011112233', '79011112244');
    const theirs = someContact('crm-1', {
      contactData: [{ chatType: 'whatsapp', chatId: '79011112234' }],
    });
    await account.put(theirs);
    assert.ok(!(await document.save()));
    assert.ok(document.isDirty);
    assert.deepEqual(await account.contact('crm-1'), theirs);
  });

  it('is saved together with what somebody else changed elsewhere in it, and shows that', async () => {
    const document = await open(account, 'crm-1');
    await replace(document, 'Anna Petrova', 'Anna Ivanova');
    const contactData = [
      { chatType: 'whatsapp', chatId: '79011112234' },
      { chatType: 'telegram', username: 'anna_invented' },
    ];
    await account.put(someContact('crm-1', { contactData }));
    assert.ok(await document.save());
    const both = someContact('crm-1', { name: 'Anna Ivanova', contactData });
    assert.deepEqual(await account.contact('crm-1'), both);
    await until('the card shows it', () => document.getText().includes('anna_invented'));
    await until('it is saved', () => !document.isDirty);
    await account.forgetRequests();
    assert.ok(await document.save());
    assert.deepEqual(await account.contactRequests(), {});
    await replace(document, 'Ivanova', 'Orlova');
    assert.ok(await document.save());
    assert.deepEqual(await account.contact('crm-1'), { ...both, name: 'Anna Orlova' });
  });

  it('is not sent together with what nobody could send', async () => {
    const document = await open(account, 'crm-1');
    await replace(document, 'Anna Petrova', 'Anna Ivanova');
    const theirs = someContact('crm-1', { responsibleUserId: null });
    await account.put(theirs);
    assert.ok(!(await document.save()));
    assert.deepEqual(await account.contact('crm-1'), theirs);
    assert.ok(document.isDirty);
  });

  it('does not revive a contact that was deleted meanwhile', async () => {
    const document = await open(account, 'crm-1');
    await replace(document, 'Anna Petrova', 'Anna Ivanova');
    await account.remove('crm-1');
    assert.ok(!(await document.save()));
    assert.ok(document.isDirty);
    assert.deepEqual(await account.ids(), []);
  });

  it('does not make a second contact when the id was edited', async () => {
    const document = await open(account, 'crm-1');
    await replace(document, '"crm-1"', '"crm-2"');
    assert.ok(!(await document.save()));
    assert.ok(document.isDirty);
    assert.deepEqual(await account.ids(), ['crm-1']);
  });

  it('is not sent while it breaks a rule, and the problem stands at its place', async () => {
    const document = await open(account, 'crm-1');
    await account.forgetRequests();
    await replace(document, '79011112233', '+7 901');
    assert.ok(!(await document.save()));
    assert.ok(document.isDirty);
    assert.equal((await account.requests())['POST /contacts'], undefined);
    const [problem] = vscode.languages.getDiagnostics(document.uri);
    assert.ok(problem);
    assert.equal(problem.severity, vscode.DiagnosticSeverity.Error);
    assert.equal(document.getText(problem.range), '"+7 901"');
  });

  it('stays a draft when the text is not JSON', async () => {
    const document = await open(account, 'crm-1');
    await replace(document, '"name"', 'name"');
    assert.ok(!(await document.save()));
    assert.ok(document.isDirty);
  });

  it('stays a draft while the server fails before the write, and is saved once it does not', async () => {
    const document = await open(account, 'crm-1');
    await replace(document, 'Anna', 'Bella');
    await account.fail('POST:/contacts:500');
    assert.ok(!(await document.save()));
    assert.ok(document.isDirty);
    await account.fail();
    assert.ok(await document.save());
    assert.equal((await account.contact('crm-1'))?.['name'], 'Bella Petrova');
  }).timeout(120_000);

  it('ends a save within 30 seconds when the server never answers', async () => {
    const document = await open(account, 'crm-1');
    await replace(document, 'Anna', 'Bella');
    await account.fail('*:/contacts:hang');
    const begun = Date.now();
    assert.ok(!(await document.save()));
    assert.ok(Date.now() - begun < 30_000);
    assert.ok(document.isDirty);
  }).timeout(40_000);

  it('is saved when the answer got lost but the write was applied', async () => {
    const document = await open(account, 'crm-1');
    await replace(document, 'Anna', 'Bella');
    await account.fail('POST:/contacts:reset-after');
    assert.ok(await document.save());
    assert.equal((await account.contact('crm-1'))?.['name'], 'Bella Petrova');
  });

  it('sends nothing by auto save, whatever the setting', async () => {
    const files = vscode.workspace.getConfiguration('files');
    for (const mode of ['afterDelay', 'onFocusChange', 'onWindowChange']) {
      await files.update('autoSave', mode, vscode.ConfigurationTarget.Global);
      await files.update('autoSaveDelay', 50, vscode.ConfigurationTarget.Global);
      try {
        const document = await open(account, 'crm-1');
        await account.forgetRequests();
        await replace(document, 'Anna', 'Bella');
        const other = await vscode.workspace.openTextDocument({ content: 'elsewhere' });
        await vscode.window.showTextDocument(other);
        // Long enough for an auto save to have happened: the delay of the setting, twenty times.
        await new Promise((resolve) => setTimeout(resolve, 1000));
        assert.ok(document.isDirty, mode);
        assert.equal((await account.requests())['POST /contacts'], undefined, mode);
        await closeAllEditors();
      } finally {
        await files.update('autoSave', undefined, vscode.ConfigurationTarget.Global);
        await files.update('autoSaveDelay', undefined, vscode.ConfigurationTarget.Global);
      }
    }
  });

  for (const mode of ['afterDelay', 'onFocusChange', 'onWindowChange']) {
    it(`sends nothing by auto save where the user set it for cards alone: ${mode}; Save and Save All send`, async () => {
      const files = vscode.workspace.getConfiguration('files', { languageId: 'wazzup-contact' });
      const set = async (name: string, value: unknown) =>
        await files.update(name, value, vscode.ConfigurationTarget.Global, true);
      await set('autoSave', mode);
      await set('autoSaveDelay', 50);
      try {
        await account.put(someContact('crm-2'));
        const document = await open(account, 'crm-1');
        await replace(document, 'Anna', 'Bella');
        await account.forgetRequests();
        await open(account, 'crm-2');
        // Long enough for an auto save to have happened: the delay of the setting, twenty times.
        await new Promise((resolve) => setTimeout(resolve, 1000));
        assert.ok(document.isDirty);
        assert.match(document.getText(), /Bella/);
        const looks = Object.keys(await account.contactRequests());
        assert.deepEqual(looks, ['GET /contacts/{id}'], 'the other card was opened');
        assert.ok(await document.save());
        assert.equal((await account.contact('crm-1'))?.['name'], 'Bella Petrova');
        await replace(document, 'Bella', 'Clara');
        await vscode.commands.executeCommand('workbench.action.files.saveAll');
        await until('Save All has sent it', () => !document.isDirty);
        assert.equal((await account.contact('crm-1'))?.['name'], 'Clara Petrova');
      } finally {
        await set('autoSave', undefined);
        await set('autoSaveDelay', undefined);
      }
    });
  }

  it('stays a card, which auto save leaves alone, where *.json was given another language', async () => {
    const files = vscode.workspace.getConfiguration('files');
    const settings = {
      associations: { '*.json': 'jsonc' },
      autoSave: 'afterDelay',
      autoSaveDelay: 50,
    };
    for (const [name, value] of Object.entries(settings)) {
      await files.update(name, value, vscode.ConfigurationTarget.Global);
    }
    try {
      const document = await open(account, 'crm-1');
      await until('it has its language', () =>
        vscode.workspace.textDocuments.some(
          ({ uri, languageId }) =>
            uri.toString() === document.uri.toString() && languageId === 'wazzup-contact',
        ),
      );
      await account.forgetRequests();
      await replace(document, 'Anna', 'Bella');
      // Long enough for an auto save to have happened: the delay of the setting, twenty times.
      await new Promise((resolve) => setTimeout(resolve, 1000));
      assert.ok(document.isDirty);
      assert.equal((await account.requests())['POST /contacts'], undefined);
      assert.ok(await document.save());
      assert.equal((await account.contact('crm-1'))?.['name'], 'Bella Petrova');
    } finally {
      for (const name of Object.keys(settings)) {
        await files.update(name, undefined, vscode.ConfigurationTarget.Global);
      }
    }
  });

  it('is read and sent as UTF-8, whatever encoding files have', async () => {
    const files = vscode.workspace.getConfiguration('files');
    await files.update('encoding', 'windows1251', vscode.ConfigurationTarget.Global);
    try {
      await account.put(someContact('crm-1', { name: 'Анна Иванова' }));
      const document = await open(account, 'crm-1');
      assert.match(document.getText(), /"Анна Иванова"/);
      await replace(document, 'Анна', 'Яна 🙂');
      assert.ok(await document.save());
      assert.equal((await account.contact('crm-1'))?.['name'], 'Яна 🙂 Иванова');
    } finally {
      await files.update('encoding', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('sends several drafts by Save All', async () => {
    await account.put(someContact('crm-2'));
    const documents = [await open(account, 'crm-1'), await open(account, 'crm-2')];
    for (const document of documents) await replace(document, 'Anna', 'Bella');
    assert.ok(await vscode.workspace.saveAll(false));
    for (const id of ['crm-1', 'crm-2']) {
      assert.equal((await account.contact(id))?.['name'], 'Bella Petrova');
    }
  });

  it('keeps what it does not know: null, unknown keys and chat types, the order of rows', async () => {
    const odd = {
      ...someContact('crm-odd', {
        contactData: [
          { chatType: 'carrier-pigeon', chatId: 'coop-7' },
          { chatType: 'telegram', chatId: null, username: 'anna', phone: null },
          { chatType: 'whatsapp', chatId: '79011112233' },
        ],
        uri: null,
      }),
      legacy: { any: [1, 'two', null] },
    };
    await account.put(odd);
    const document = await open(account, 'crm-odd');
    assert.deepEqual(JSON.parse(document.getText()), odd);
  });

  it('opens for ids that are awkward in addresses, each as itself', async () => {
    const ids = [
      'a/b',
      'a\\b',
      '50%',
      'a?b',
      'a#b',
      'a b',
      '.',
      '..',
      'Ж'.repeat(100),
      '😀',
      'abc',
      'ABC',
    ];
    await account.put(...ids.map((id, index) => someContact(id, { name: `Nr ${index}` })));
    for (const [index, id] of ids.entries()) {
      const document = await open(account, id);
      assert.equal(JSON.parse(document.getText()).name, `Nr ${index}`, id);
      await replace(document, `Nr ${index}`, `No ${index}`);
      assert.ok(await document.save(), id);
      assert.equal((await account.contact(id))?.['name'], `No ${index}`, id);
    }
  }).timeout(120_000);

  it('says in words that there is no such contact', async () => {
    await assert.rejects(open(account, 'crm-none'), /crm-none/);
  });

  it('is created from a template, once it is complete', async () => {
    const { accountId } = account;
    const uri: unknown = await vscode.commands.executeCommand('wazzup.newContact', {
      accountId,
      id: 'crm-new',
    });
    assert.ok(uri instanceof vscode.Uri);
    const document = await vscode.workspace.openTextDocument(uri);
    assert.ok(document.isDirty);
    assert.ok(!(await document.save()), 'an empty template is not sent');
    const text = JSON.stringify(someContact('crm-new'), null, 2);
    await replace(document, document.getText(), text);
    assert.ok(await document.save());
    assert.deepEqual(await account.contact('crm-new'), someContact('crm-new'));
    await replace(document, 'Anna', 'Bella');
    assert.ok(await document.save());
    assert.equal((await account.contact('crm-new'))?.['name'], 'Bella Petrova');
  });

  it('does not overwrite when a new card turns out to exist', async () => {
    const { accountId } = account;
    const uri: unknown = await vscode.commands.executeCommand('wazzup.newContact', {
      accountId,
      id: 'crm-9',
    });
    assert.ok(uri instanceof vscode.Uri);
    const document = await vscode.workspace.openTextDocument(uri);
    await replace(document, document.getText(), JSON.stringify(someContact('crm-9')));
    const theirs = someContact('crm-9', { name: 'Olga Sidorova' });
    await account.put(theirs);
    assert.ok(!(await document.save()));
    assert.deepEqual(await account.contact('crm-9'), theirs);
  });

  it('tells the tree what it saw, and is read no more for that than once', async () => {
    const { accountId } = account;
    await account.put(...[2, 3].map((n) => someContact(`crm-${n}`)));
    await vscode.commands.executeCommand('wazzup.refresh', { accountId });
    await vscode.commands.executeCommand('wazzup.loadAll', { accountId });
    await account.put(someContact('crm-1', { name: 'Olga Sidorova' }));
    await open(account, 'crm-1');
    await account.forgetRequests();
    // Anything that changes the list has the open cards compared with it.
    for (const id of ['crm-8', 'crm-9']) await send(someContact(id));
    const { 'GET /contacts/{id}': reads = 0 } = await account.requests();
    assert.ok(reads <= 6, `${reads} single reads: three for each contact that was sent`);
  });

  it('is not called deleted because the list was read before the contact was made', async () => {
    const { accountId } = account;
    await vscode.commands.executeCommand('wazzup.loadAll', { accountId });
    await account.put(someContact('crm-new'));
    const document = await open(account, 'crm-new');
    await send(someContact('crm-9'));
    await vscode.workspace.fs.stat(document.uri);
    await replace(document, 'Anna', 'Bella');
    assert.ok(await document.save());
  });

  it('shows what was changed elsewhere once the tree has seen it', async () => {
    const { accountId } = account;
    const document = await open(account, 'crm-1');
    await vscode.commands.executeCommand('wazzup.loadAll', { accountId });
    await account.put(someContact('crm-1', { name: 'Olga Sidorova' }));
    await vscode.commands.executeCommand('wazzup.refresh', { accountId });
    await until('the card is loaded again', () => document.getText().includes('Olga Sidorova'));
    assert.ok(!document.isDirty);
  });
});
