import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { replaceIn } from './cardEditing.ts';
import { connectSandbox, type SandboxAccount, someContact, until } from './sandboxAccount.ts';

describe('Edit Selected as Text', () => {
  let account: SandboxAccount;
  const many = Array.from({ length: 500 }, (_, n) =>
    someContact(`crm-${String(n).padStart(3, '0')}`, { name: `Client ${n}` }),
  );
  const ids = many.map(({ id }) => id);
  const names = async () => {
    const held = await Promise.all(ids.slice(0, 3).map((id) => account.contact(id)));
    return held.map((contact) => contact?.['name']);
  };

  beforeEach(async () => {
    account = await connectSandbox(['--contacts', '0']);
    await account.put(...many);
  });

  afterEach(() => account.close());

  async function edit(more: Readonly<Record<string, unknown>> = {}): Promise<vscode.TextDocument> {
    const { accountId } = account;
    const options = { accountId, ids, asks: false, ...more };
    const uri: unknown = await vscode.commands.executeCommand('wazzup.editSelection', options);
    assert.ok(uri instanceof vscode.Uri);
    await account.forgetRequests();
    return await vscode.workspace.openTextDocument(uri);
  }

  /** As Replace All with a regular expression does it: one edit of many places. */
  async function replaceAll(document: vscode.TextDocument, from: RegExp, to: string) {
    const edit = new vscode.WorkspaceEdit();
    for (const found of document.getText().matchAll(from)) {
      const [start, end] = [found.index, found.index + found[0].length];
      const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
      edit.replace(document.uri, range, found[0].replace(from, to));
    }
    assert.ok(await vscode.workspace.applyEdit(edit));
    await until('the document is dirty', () => document.isDirty);
  }

  /** Saves it as the user does; whether VS Code took it for saved. */
  async function save(document: vscode.TextDocument): Promise<boolean> {
    const isSaved = await document.save();
    assert.equal(document.isDirty, !isSaved);
    return isSaved;
  }

  const posts = async () => (await account.requests())['POST /contacts'] ?? 0;

  it('sends what a regular expression has changed, 100 in a request, and nothing else', async () => {
    const document = await edit();
    assert.equal(document.languageId, 'wazzup-contacts-ndjson');
    assert.equal(document.lineCount, 501);
    await replaceAll(document, /"Client (\d)"/g, '"Customer $1"');
    assert.ok(await save(document));
    assert.equal(await posts(), 1, 'ten of 500');
    assert.deepEqual(await names(), ['Customer 0', 'Customer 1', 'Customer 2']);
    await replaceAll(document, /"(?:Client|Customer) (\d+)"/g, '"Guest $1"');
    assert.ok(await save(document));
    assert.equal(await posts(), 6, 'all 500 in five requests');
    assert.deepEqual(await names(), ['Guest 0', 'Guest 1', 'Guest 2']);
    const { accountId } = account;
    await vscode.commands.executeCommand('wazzup.undo', { accountId });
    assert.deepEqual(await names(), ['Customer 0', 'Customer 1', 'Customer 2']);
  });

  it('edits an array with a field a line, too', async () => {
    const document = await edit({ ids: ids.slice(0, 2), format: 'json' });
    assert.equal(document.languageId, 'wazzup-contacts');
    assert.deepEqual(JSON.parse(document.getText()), many.slice(0, 2));
    await replaceIn(document, 'Client 1', 'Bella');
    assert.ok(await save(document));
    assert.deepEqual((await names()).slice(0, 2), ['Client 0', 'Bella']);
  });

  it('deletes nothing where a line is removed, and sends nothing where only the order differs', async () => {
    const document = await edit();
    const edited = new vscode.WorkspaceEdit();
    edited.delete(document.uri, new vscode.Range(0, 0, 1, 0));
    edited.insert(document.uri, new vscode.Position(500, 0), document.lineAt(1).text);
    edited.delete(document.uri, new vscode.Range(1, 0, 2, 0));
    assert.ok(await vscode.workspace.applyEdit(edited));
    assert.ok(await save(document));
    assert.equal((await account.ids()).length, 500);
    assert.deepEqual(await account.contactRequests(), {});
  });

  it('sends nothing of a text with a changed id or a broken line, and shows it at its line', async () => {
    const document = await edit();
    await replaceIn(document, '"Client 0"', '"Bella"');
    await replaceIn(document, '"crm-001"', '"other"');
    await replaceIn(document, '"Client 2"', '""');
    assert.equal(await save(document), false);
    assert.equal(await posts(), 0);
    const lines = () =>
      vscode.languages
        .getDiagnostics(document.uri)
        .filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error)
        .map(({ range }) => range.start.line);
    await until('both problems show', () => lines().join() === '1,2');
    await replaceIn(document, '"other"', '"crm-001"');
    await replaceIn(document, '"name": ""', '"name": "Client 2"');
    await until('no problem is left', () => lines().length === 0);
    assert.ok(await save(document));
    assert.deepEqual(await names(), ['Bella', 'Client 1', 'Client 2']);
  });

  it('leaves alone what others changed, stays unsaved, and sends only the rest again', async () => {
    const document = await edit();
    await account.put({ ...many[1], name: 'Theirs' });
    await replaceAll(document, /"Client ([012])"/g, '"Mine $1"');
    assert.equal(await save(document), false);
    assert.deepEqual(await names(), ['Mine 0', 'Theirs', 'Mine 2']);
    await account.put({ ...many[1], name: 'Client 1' });
    await replaceIn(document, 'Mine 0', 'Mine again');
    await account.forgetRequests();
    assert.ok(await save(document));
    assert.equal(await posts(), 1);
    assert.deepEqual(await names(), ['Mine again', 'Mine 1', 'Mine 2']);
  });

  it('sends nothing that was not agreed to', async () => {
    const document = await edit({ asks: true });
    await replaceIn(document, 'Client 0', 'Bella');
    // VS Code refuses to ask in its test mode, which is no consent.
    assert.equal(await save(document), false);
    assert.equal(await posts(), 0);
  });

  it('sends nothing to an account that was made read-only', async () => {
    const document = await edit();
    await replaceIn(document, 'Client 0', 'Bella');
    const { accountId } = account;
    await vscode.commands.executeCommand('wazzup.makeReadOnly', { accountId });
    assert.equal(await save(document), false);
    assert.deepEqual(await account.contactRequests(), {});
    await assert.rejects(edit(), /read-only/);
  });

  it('is not sent as a file is, which would skip what it was made from', async () => {
    const { uri } = await edit();
    const { accountId } = account;
    const sending = vscode.commands.executeCommand('wazzup.upsertFile', uri, { accountId });
    await assert.rejects(Promise.resolve(sending), /save it/);
    assert.deepEqual(await account.contactRequests(), {});
  });

  it('refuses in words a text of which nobody knows what it was made from', async () => {
    const { accountId } = account;
    await account.forgetRequests();
    const uri = vscode.Uri.parse(`wazzup-edit:/${accountId}/gone/Test (1).contacts.ndjson`);
    const text = Buffer.from(JSON.stringify(many[0]));
    await assert.rejects(Promise.resolve(vscode.workspace.fs.writeFile(uri, text)), /Save As/);
    await assert.rejects(Promise.resolve(vscode.workspace.fs.readFile(uri)), /Edit Selected/);
    assert.deepEqual(await account.contactRequests(), {});
  });

  it('completes and outlines a long array as it does a single card', async () => {
    const { uri, ...document } = await edit({ format: 'json' }).then((one) => ({
      uri: one.uri,
      text: one.getText(),
      lines: one.lineCount,
      at: (offset: number) => one.positionAt(offset),
    }));
    assert.ok(document.lines > 5000);
    const after = document.text.indexOf('"crm-400"');
    const place = document.at(document.text.indexOf('"whatsapp"', after) + 1);
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      uri,
      place,
    );
    const values = items.map(({ insertText, range }) => [
      insertText,
      range instanceof vscode.Range && range.start.line === place.line,
    ]);
    assert.ok(values.some(([text, isThere]) => text === '"telegram"' && isThere === true));
    const symbols = await vscode.commands.executeCommand<readonly vscode.DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      uri,
    );
    assert.equal(symbols.length, 500);
    const found = symbols.find(({ range }) => range.contains(place));
    assert.equal(found?.name, 'Client 400');
  });

  it('says what it cannot open', async () => {
    await assert.rejects(edit({ ids: ['crm-000', 'no-1'] }), /no-1/);
    await assert.rejects(edit({ format: 'csv' }), /no format/);
  });
});

describe('Edit Selected as Text of very many', () => {
  it('asks whether more than 10,000 contacts are meant', async function () {
    this.timeout(60_000);
    const account = await connectSandbox(['--contacts', '10001']);
    try {
      const { accountId } = account;
      const ids = await account.ids();
      const opening = vscode.commands.executeCommand('wazzup.editSelection', { accountId, ids });
      // VS Code refuses to ask in its test mode.
      await assert.rejects(Promise.resolve(opening), /Nothing was done/);
    } finally {
      await account.close();
    }
  });
});
