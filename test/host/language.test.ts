import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { openText, placeOf, replaceIn } from './cardEditing.ts';
import {
  closeAllEditors,
  connectSandbox,
  type SandboxAccount,
  someContact,
  until,
} from './sandboxAccount.ts';

describe('A card as text', () => {
  let account: SandboxAccount;
  let user: { readonly id: string; readonly name: string };

  before(async () => {
    account = await connectSandbox(['--contacts', '0', '--users', '3']);
    const response = await fetch(`${account.url}/users`, {
      headers: { authorization: `Bearer ${account.key}` },
    });
    const [first]: readonly (typeof user)[] = JSON.parse(await response.text());
    assert.ok(first);
    user = first;
    await account.put(
      someContact('crm-1', {
        responsibleUserId: user.id,
        contactData: [
          { chatType: 'whatsapp', chatId: '+7 901' },
          { chatType: 'telegram' },
          { chatType: 'wapi', chatId: '79011112233' },
        ],
      }),
    );
  });

  afterEach(async () => {
    await closeAllEditors();
  });

  after(async () => {
    await account.close();
  });

  const openIt = async () => (await openText(account, 'crm-1')).document;

  it('completes messengers by name', async () => {
    const document = await openIt();
    const labels = await completions(document, placeOf(document, '"wapi"', 1));
    for (const name of ['whatsapp', 'telegram', 'max']) {
      assert.ok(
        labels.some((label) => label.includes(name)),
        `${name}: ${labels.join(', ')}`,
      );
    }
  });

  it('completes the people who may be responsible by their names', async () => {
    const document = await openIt();
    const labels = await completions(document, placeOf(document, `"${user.id}"`, 1));
    assert.ok(
      labels.some((label) => label.includes(user.name)),
      labels.join(', '),
    );
  });

  it('tells in a hover what a field is and whose id stands there', async () => {
    const document = await openIt();
    const key = await hover(document, placeOf(document, '"responsibleUserId"', 3));
    assert.match(key, /\p{L}+ \p{L}+/u);
    const place = placeOf(document, `"${user.id}"`, 2);
    await until('the name is known', async () =>
      (await hover(document, place)).includes(user.name),
    );
  });

  it('shows the name of the responsible person behind the id', async () => {
    const document = await openIt();
    const hints = async (): Promise<readonly vscode.InlayHint[]> =>
      (await vscode.commands.executeCommand(
        'vscode.executeInlayHintProvider',
        document.uri,
        new vscode.Range(0, 0, document.lineCount, 0),
      )) ?? [];
    await until('the name is known', async () => (await hints()).length > 0);
    const [hint] = await hints();
    assert.equal(hint?.label, user.name);
    assert.deepEqual(hint?.position, placeOf(document, `"${user.id}"`, user.id.length + 2));
  });

  it('tells in a hover whose number a chat id is: as people write it, and of which country', async () => {
    await account.put(someContact('crm-2'));
    const { document } = await openText(account, 'crm-2');
    const text = await hover(document, placeOf(document, '"79011112233"', 3));
    assert.match(text.replaceAll('\u00a0', ' '), /\+7 901 111 22 33 · Russia/);
  });

  it('lists its fields', async () => {
    const { uri } = await openIt();
    const symbols = await vscode.commands.executeCommand<readonly vscode.DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      uri,
    );
    const names = symbols.map(({ name }) => name);
    for (const key of ['id', 'name', 'contactData'])
      assert.ok(names.includes(key), names.join(', '));
  });

  it('has each problem exactly where it is, and the less certain ones as warnings', async () => {
    const document = await openIt();
    const { Error: error, Warning: warning } = vscode.DiagnosticSeverity;
    const found = () =>
      vscode.languages
        .getDiagnostics(document.uri)
        .map(({ range, severity }) => [document.getText(range).replace(/\s+/g, ' '), severity]);
    await until('the problems show', () => found().length >= 3);
    const problems = found();
    assert.deepEqual(
      problems.filter(([, severity]) => severity === error),
      [
        ['"+7 901"', error],
        ['{ "chatType": "telegram" }', error],
      ],
    );
    assert.deepEqual(
      problems.filter(([text]) => text === '"wapi"'),
      [['"wapi"', warning]],
    );
    await replaceIn(document, '+7 901', '7901');
    await until('it is corrected', () => found().filter(([, s]) => s === error).length === 1);
  });

  it('is formatted in its canonical layout', async () => {
    const document = await openIt();
    await replaceIn(document, '\n  "name"', ' "name"');
    await vscode.commands.executeCommand('editor.action.formatDocument');
    await until('the line is back', () => document.getText().includes('\n  "name"'));
  });
});

describe('A card as text while the names of people cannot be read', () => {
  let account: SandboxAccount;

  before(async () => {
    account = await connectSandbox(['--contacts', '0', '--fault', 'GET:/users:hang']);
    await account.put(someContact('crm-1'));
  });

  after(async () => {
    await account.close();
  });

  it('completes and explains everything else without waiting for them', async () => {
    const { document } = await openText(account, 'crm-1');
    const begun = Date.now();
    const messengers = await completions(document, placeOf(document, '"whatsapp"', 1));
    assert.ok(messengers.some((label) => label.includes('telegram')));
    for (const key of ['"responsibleUserId"', '"name"', '"user-1"']) {
      await hover(document, placeOf(document, key, 2));
    }
    await completions(document, placeOf(document, '"user-1"', 1));
    // One attempt to read them is given up after ten seconds.
    assert.ok(Date.now() - begun < 9000, `${Date.now() - begun} ms`);
    assert.equal((await account.requests())['GET /users'], 1);
  });
});

describe('A long text of contacts', () => {
  afterEach(() => closeAllEditors());

  it('shows what must be corrected even where a thousand things are doubtful', async () => {
    const fax = [{ chatType: 'fax', chatId: '1' }];
    const doubtful = Array.from({ length: 1001 }, (_, n) =>
      someContact(`new-${n}`, { contactData: fax }),
    );
    const content = [...doubtful, someContact('last', { name: '' })]
      .map((contact) => JSON.stringify(contact))
      .join('\n');
    const language = 'wazzup-contacts-ndjson';
    const { uri } = await vscode.workspace.openTextDocument({ content, language });
    const lines = () =>
      vscode.languages
        .getDiagnostics(uri)
        .filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error)
        .map(({ range }) => range.start.line);
    await until('the error shows', () => lines().join() === '1001');
  });
});

async function completions(
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<readonly string[]> {
  const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    position,
  );
  return items.map(({ label, detail = '', insertText = '' }) => {
    const text = typeof insertText === 'string' ? insertText : insertText.value;
    return [typeof label === 'string' ? label : JSON.stringify(label), detail, text].join(' ');
  });
}

async function hover(document: vscode.TextDocument, position: vscode.Position): Promise<string> {
  const hovers = await vscode.commands.executeCommand<readonly vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    position,
  );
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (typeof content === 'string' ? content : content.value))
    .join('\n');
}
