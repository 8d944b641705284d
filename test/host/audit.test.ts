import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { createTempFolder, type TempFolder } from '../support/tempFolder.ts';
import { cardUri } from './cardEditing.ts';
import { connectSandbox, type SandboxAccount, someContact, until } from './sandboxAccount.ts';

interface Found {
  readonly checked: number;
  readonly problems: readonly {
    readonly ruleId: string;
    readonly id: string;
    readonly path: string;
    readonly severity: string;
  }[];
  readonly counts: Readonly<Record<string, number>>;
}

const run = (command: string, ...args: readonly unknown[]): Promise<unknown> =>
  Promise.resolve(vscode.commands.executeCommand(command, ...args));
const whatsapp = (chatId: string) => ({ contactData: [{ chatType: 'whatsapp', chatId }] });
const nothing = {
  done: [],
  conflicts: [],
  rejected: [],
  notFound: [],
  unknown: [],
  notStarted: [],
};

describe('Check Contacts for Problems', () => {
  let account: SandboxAccount;
  let folder: TempFolder;
  let userId: string;

  beforeEach(async () => {
    account = await connectSandbox(['--contacts', '250', '--clean']);
    folder = createTempFolder();
    const [id = ''] = await account.ids();
    userId = String((await account.contact(id))?.['responsibleUserId']);
  });

  afterEach(async () => {
    await account.close();
    folder.remove();
  });

  const good = (id: string, more: Readonly<Record<string, unknown>> = {}) =>
    someContact(id, { responsibleUserId: userId, ...more });
  const check = async () => (await run('wazzup.audit', { accountId: account.accountId })) as Found;
  const found = async () =>
    (await check()).problems.map(({ ruleId, id, path: at }) => `${ruleId} ${id} ${at}`).sort();

  it('reads each page once, and finds nothing in clean cards', async () => {
    await account.forgetRequests();
    assert.deepEqual(await check(), { checked: 250, problems: [], counts: {} });
    assert.deepEqual(await account.contactRequests(), { 'GET /contacts': 3 });
  });

  it('tells the rule, the contact, the place and the severity of each problem', async () => {
    await account.put(
      good('p-1', whatsapp('89011112233')),
      good('p-2', { ...whatsapp('+7 901 111-22-44'), name: 'Anna ' }),
    );
    const { checked, problems, counts } = await check();
    assert.equal(checked, 252);
    assert.deepEqual(
      [...problems].sort((a, b) => (a.ruleId < b.ruleId ? -1 : 1)),
      [
        { id: 'p-2', ruleId: 'chatIdDigits', path: '/contactData/0/chatId', severity: 'error' },
        { id: 'p-1', ruleId: 'eightForSeven', path: '/contactData/0/chatId', severity: 'warning' },
        { id: 'p-2', ruleId: 'nameSpaces', path: '/name', severity: 'warning' },
      ],
    );
    assert.deepEqual(counts, { chatIdDigits: 1, eightForSeven: 1, nameSpaces: 1 });
  });

  it('says nothing of an account of which a page cannot be read', async () => {
    await account.fail('GET:^/contacts$:500');
    await assert.rejects(check(), /Wazzup/);
    await account.fail();
    assert.deepEqual((await check()).problems, []);
  });

  it('leaves a rule alone that the setting switches off', async () => {
    await account.put(good('p-1', whatsapp('89011112233')));
    const settings = vscode.workspace.getConfiguration('wazzup');
    const { Global } = vscode.ConfigurationTarget;
    await settings.update('audit.rules', { eightForSeven: false }, Global);
    try {
      assert.deepEqual(await found(), []);
      await assert.rejects(
        run('wazzup.fixKind', { accountId: account.accountId, ruleId: 'eightForSeven', ids: [] }),
        /switched off/,
      );
    } finally {
      await settings.update('audit.rules', undefined, Global);
    }
    assert.deepEqual(await found(), ['eightForSeven p-1 /contactData/0/chatId']);
  });

  it('fixes all of a kind by one writing request, forgets it without reading, and takes it back', async () => {
    const { accountId } = account;
    const before = [
      good('p-1', whatsapp('89011112233')),
      good('p-2', { ...whatsapp('89011112244'), name: 'Anna ' }),
    ];
    await account.put(...before);
    await check();
    await account.forgetRequests();
    const ids = ['p-1', 'p-2'];
    const report = await run('wazzup.fixKind', { accountId, ruleId: 'eightForSeven', ids });
    assert.deepEqual(report, { ...nothing, done: ids.map((id) => ({ id })) });
    assert.deepEqual(await account.contact('p-1'), good('p-1', whatsapp('79011112233')));
    assert.deepEqual(
      await account.contact('p-2'),
      good('p-2', { ...whatsapp('79011112244'), name: 'Anna ' }),
    );
    assert.equal((await account.requests())['POST /contacts'], 1);
    assert.deepEqual(await found(), ['nameSpaces p-2 /name']);
    // A check so soon after another one reads nothing.
    assert.equal((await account.requests())['GET /contacts'] ?? 0, 0);
    assert.deepEqual(
      await run('wazzup.fixKind', { accountId, ruleId: 'eightForSeven', ids }),
      nothing,
    );
    await run('wazzup.undo', { accountId });
    assert.deepEqual(await account.contact('p-1'), before[0]);
    assert.deepEqual(await account.contact('p-2'), before[1]);
  });

  it('fixes all that is certain, a second time nothing, and guesses at nothing', async () => {
    const { accountId } = account;
    await account.put(
      good('p-1', { ...whatsapp('8 (901) 111-22-33'), name: 'Aннa  П.' }),
      good('p-2', whatsapp('9011112244')),
    );
    await check();
    const fix = () => run('wazzup.fixAll', { accountId, ids: ['p-1', 'p-2'] });
    assert.deepEqual(await fix(), { ...nothing, done: [{ id: 'p-1' }] });
    assert.deepEqual(
      await account.contact('p-1'),
      good('p-1', { ...whatsapp('79011112233'), name: 'Анна П.' }),
    );
    assert.deepEqual(await fix(), nothing);
    assert.deepEqual(await found(), ['impossibleNumber p-2 /contactData/0/chatId']);
  });

  it('makes the guesses of one kind where it is told to, and takes them back', async () => {
    const { accountId } = account;
    const before = good('p-1', { ...whatsapp('9011112244'), name: 'Anna ' });
    await account.put(before);
    await check();
    const fix = (more: object) =>
      run('wazzup.fixKind', { accountId, ruleId: 'impossibleNumber', ids: ['p-1'], ...more });
    assert.deepEqual(await fix({}), nothing);
    assert.deepEqual(await fix({ guesses: true }), { ...nothing, done: [{ id: 'p-1' }] });
    assert.deepEqual(
      await account.contact('p-1'),
      good('p-1', { ...whatsapp('79011112244'), name: 'Anna ' }),
    );
    assert.deepEqual(await fix({ guesses: true }), nothing);
    await run('wazzup.undo', { accountId });
    assert.deepEqual(await account.contact('p-1'), before);
    const all = { accountId, ids: ['p-1'], guesses: true };
    await run('wazzup.fixAll', all);
    assert.deepEqual(await account.contact('p-1'), { ...before, name: 'Anna' });
  });

  it('asks before it fixes what no id was named of, and writes nothing to a read-only account', async () => {
    const { accountId } = account;
    await account.put(good('p-1', { name: 'Anna ' }));
    await check();
    // The tests' VS Code shows no questions.
    await assert.rejects(run('wazzup.fixAll', { accountId }), /has to be asked first/);
    await run('wazzup.makeReadOnly', { accountId });
    await assert.rejects(run('wazzup.fixAll', { accountId, ids: ['p-1'] }), /read-only/);
    assert.deepEqual(await account.contact('p-1'), good('p-1', { name: 'Anna ' }));
  });

  it('saves what it found as a table or as Markdown', async () => {
    const { accountId } = account;
    await account.put(good('p-1', { ...whatsapp('89011112233'), name: '=Anna ' }));
    const save = async (name: string) => {
      const uri = vscode.Uri.file(path.join(folder.path, name));
      await run('wazzup.saveAuditReport', { accountId, uri });
      return await readFile(uri.fsPath, 'utf8');
    };
    const table = await save('report.csv');
    assert.match(
      table,
      /^\uFEFFid[,;]name[,;]rule[,;]title[,;]severity[,;]problem[,;]value[,;]path\r\n/,
    );
    assert.match(table, /\r\np-1[,;]'=Anna [,;]eightForSeven[,;]8 instead of 7[,;]warning[,;]/);
    const text = await save('report.md');
    assert.match(text, /^# Problems in the contacts of "Test", /);
    assert.match(text, /\n## 8 instead of 7 \(1\)\n/);
    assert.match(text, /\n- =Anna {2}\(`p-1`\): `89011112233` This number begins with 8/);
  });

  it('lists what it found in the Problems panel, on each card, whether it is open or not', async () => {
    const { accountId } = account;
    await account.put(
      good('p-1', { ...whatsapp('89011112233'), name: 'Anna ' }),
      good('p-2', whatsapp('+7 901 111-22-44')),
    );
    await check();
    const uriOf = async (id: string) =>
      (await run('wazzup.openContact', id, accountId)) as vscode.Uri;
    const listed = () =>
      vscode.languages
        .getDiagnostics()
        .flatMap(([uri, diagnostics]) =>
          uri.path.includes(accountId)
            ? diagnostics.map(
                ({ code, range: { start, end } }) =>
                  `${uri.path.split('/').at(-1)} ${code} ${start.line}:${start.character}-${end.character}`,
              )
            : [],
        );
    const first = ['p-1.contact.json eightForSeven 7:16-29', 'p-1.contact.json nameSpaces 3:10-17'];
    const second = 'p-2.contact.json chatIdDigits 7:16-34';
    const isListed = (...expected: readonly string[]) =>
      until(`${expected.join(', ')} and nothing else`, () => {
        return listed().sort().join() === [...expected].sort().join();
      });
    await isListed(...first, second);
    // Open or not, each is there once, and at the same place.
    const uri = await uriOf('p-1');
    const document = await vscode.workspace.openTextDocument(uri);
    assert.equal(document.getText(new vscode.Range(3, 10, 3, 17)), '"Anna "');
    await isListed(...first, second);
    await run('wazzup.fixKind', { accountId, ruleId: 'chatIdDigits', ids: ['p-2'] });
    await isListed(...first);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await isListed(...first);
    await run('wazzup.fixAll', { accountId, ids: ['p-1'] });
    await isListed();
  });

  it('lists no more cards there than somebody goes through, the worst of them', async () => {
    const { accountId } = account;
    const many = Array.from({ length: 1100 }, (_, number) =>
      good(`p-${number}`, {
        name: 'Anna ',
        contactData: [{ chatType: 'vk', chatId: `${number}` }],
      }),
    );
    await account.put(...many, good('z-1', whatsapp('+7 901 111-22-33')));
    assert.equal((await check()).problems.length, 1101);
    const listed = () =>
      vscode.languages
        .getDiagnostics()
        .filter(([uri, found]) => uri.path.includes(accountId) && found.length > 0)
        .map(([uri]) => uri.path.split('/').at(-1));
    await until('a thousand are listed', () => listed().length === 1000);
    assert.ok(listed().includes('z-1.contact.json'));
  });

  it('finds by a filter what the check finds, by rule and by severity', async () => {
    const { accountId } = account;
    await account.put(
      good('p-1', whatsapp('89011112233')),
      good('p-2', { ...whatsapp('79011112244'), name: 'Anna ' }),
      good('p-3', whatsapp('79011112244')),
      good('p-4', { ...whatsapp('551187654321'), unknown: 5 }),
    );
    const exported = vscode.Uri.file(path.join(folder.path, 'some.csv'));
    const fitting = async (query: string) => {
      await run('wazzup.export', { accountId, uri: exported, format: 'csv', query });
      return [...(await readFile(exported.fsPath, 'utf8')).matchAll(/p-\d(?=[,;])/g)].map(String);
    };
    assert.deepEqual(await fitting('problem:eightForSeven'), ['p-1']);
    assert.deepEqual(await fitting('problem:any'), ['p-1', 'p-2', 'p-4']);
    assert.deepEqual(await fitting('problem:info'), ['p-4']);
    assert.deepEqual(await fitting('problem:sharedchat'), []);
    await check();
    assert.deepEqual(await fitting('problem:sharedchat'), ['p-2', 'p-3']);
    assert.deepEqual(await fitting('problem:warning'), ['p-1', 'p-2', 'p-3']);
    assert.deepEqual(await fitting('problem:warning -problem:sharedChat'), ['p-1']);
    const settings = vscode.workspace.getConfiguration('wazzup');
    const { Global } = vscode.ConfigurationTarget;
    await settings.update('audit.rules', { eightForSeven: false, sharedChat: false }, Global);
    try {
      await until('nothing is shared', async () => (await fitting('problem:any')).length === 2);
      assert.deepEqual(await fitting('problem:any'), ['p-2', 'p-4']);
    } finally {
      await settings.update('audit.rules', undefined, Global);
    }
    assert.deepEqual(await fitting('problem:eightForSeven'), ['p-1']);
  });

  it('rejects in words what it cannot do', async () => {
    const { accountId } = account;
    await assert.rejects(run('wazzup.audit', { accountId: 'none' }), /no connected account/);
    await assert.rejects(run('wazzup.fixKind', { accountId, ruleId: 'x' }), /no rule "x"/);
    await assert.rejects(run('wazzup.saveAuditReport', { accountId, uri: 'x' }), /address/);
  });

  it('is kept up to date when somebody writes here', async () => {
    const { accountId } = account;
    await account.put(good('p-1', { name: 'Anna ' }));
    await check();
    await account.forgetRequests();
    await run('wazzup.setFields', { accountId, ids: ['p-1'], set: { name: 'Anna' } });
    await until('the problem is gone', async () => (await found()).length === 0);
    assert.equal((await account.requests())['GET /contacts'] ?? 0, 0);
  });
});

describe('Problems of open cards and files', () => {
  let account: SandboxAccount;
  let folder: TempFolder;

  beforeEach(async () => {
    account = await connectSandbox(['--contacts', '0']);
    folder = createTempFolder();
  });

  afterEach(async () => {
    await account.close();
    folder.remove();
  });

  const problemsAt = (uri: vscode.Uri) =>
    vscode.languages
      .getDiagnostics(uri)
      .filter(({ source }) => source === 'wazzup')
      .map(({ code, severity }) => `${vscode.DiagnosticSeverity[severity]} ${code}`)
      .sort();
  const shown = (uri: vscode.Uri, ...expected: readonly string[]) =>
    until(`${expected.join(', ')} and nothing else`, () => {
      return problemsAt(uri).join() === [...expected].sort().join();
    });
  const open = async (id: string) => {
    const uri = (await vscode.commands.executeCommand(
      'wazzup.openContact',
      id,
      account.accountId,
    )) as vscode.Uri;
    await vscode.commands.executeCommand('vscode.openWith', uri, 'default');
    return await vscode.workspace.openTextDocument(uri);
  };
  const fixesOf = async (document: vscode.TextDocument, code: string) => {
    const diagnostic = vscode.languages
      .getDiagnostics(document.uri)
      .find((one) => one.code === code);
    assert.ok(diagnostic, code);
    const actions: vscode.CodeAction[] = await vscode.commands.executeCommand(
      'vscode.executeCodeActionProvider',
      document.uri,
      diagnostic.range,
      vscode.CodeActionKind.QuickFix.value,
    );
    return actions.filter(({ title }) => /^(Change|Fix|Remove)/.test(title));
  };
  const apply = async (action: vscode.CodeAction | undefined) => {
    assert.ok(action?.edit);
    await vscode.workspace.applyEdit(action.edit);
  };
  const retyped = async (
    document: vscode.TextDocument,
    change: Readonly<Record<string, unknown>>,
  ) => {
    const card: object = JSON.parse(document.getText());
    const edit = new vscode.WorkspaceEdit();
    const whole = new vscode.Range(
      new vscode.Position(0, 0),
      document.lineAt(document.lineCount - 1).range.end,
    );
    edit.replace(document.uri, whole, `${JSON.stringify({ ...card, ...change }, undefined, 2)}\n`);
    assert.ok(await vscode.workspace.applyEdit(edit));
  };

  it('are shown live with the id of their rule, and fixed by a change of the text that a save sends', async () => {
    const card = someContact('p-1', {
      name: 'Aнна ',
      contactData: [{ chatType: 'whatsapp', chatId: '89011112233' }],
    });
    await account.put({ ...card, extra: 5 });
    const document = await open('p-1');
    await shown(
      document.uri,
      'Warning eightForSeven',
      'Warning lookAlike',
      'Warning nameSpaces',
      'Warning unknownKey',
      'Warning unknownUser',
    );
    const fixes = await fixesOf(document, 'eightForSeven');
    assert.deepEqual(
      fixes.map(({ title }) => title),
      ['Change to "79011112233" (leads to another chat)', 'Fix all in "Test"…: 8 instead of 7'],
    );
    await apply(fixes[0]);
    await apply((await fixesOf(document, 'nameSpaces'))[0]);
    await shown(document.uri, 'Warning lookAlike', 'Warning unknownKey', 'Warning unknownUser');
    assert.match(document.getText(), /"extra": 5/);
    assert.deepEqual(await account.contact('p-1'), { ...card, extra: 5 });
    await document.save();
    const { extra: _, ...saved } = (await account.contact('p-1')) ?? {};
    assert.deepEqual(saved, {
      ...card,
      name: 'Aнна',
      contactData: [{ chatType: 'whatsapp', chatId: '79011112233' }],
    });
  });

  it('are fixed all of a kind in a card', async () => {
    await account.put(
      someContact('p-1', {
        contactData: [
          { chatType: 'whatsapp', chatId: '+7 901 111-22-33' },
          { chatType: 'viber', chatId: '8 (901) 111-22-44' },
        ],
      }),
    );
    const document = await open('p-1');
    await shown(document.uri, 'Error chatIdDigits', 'Error chatIdDigits', 'Warning unknownUser');
    const fixes = await fixesOf(document, 'chatIdDigits');
    await apply(
      fixes.find(
        ({ title }) => title === 'Fix all in this card: Not digits only (leads to another chat)',
      ),
    );
    await shown(document.uri, 'Warning unknownUser');
    assert.deepEqual(JSON.parse(document.getText()).contactData, [
      { chatType: 'whatsapp', chatId: '79011112233' },
      { chatType: 'viber', chatId: '79011112244' },
    ]);
  });

  it('are fixed by guesses where these are chosen, all of a kind in a card, too', async () => {
    await account.put(
      someContact('p-1', {
        contactData: [
          { chatType: 'whatsapp', chatId: '551187654321' },
          { chatType: 'viber', chatId: '541112345678' },
        ],
      }),
    );
    const document = await open('p-1');
    const spellings = ['Information otherSpelling', 'Information otherSpelling'];
    await shown(document.uri, ...spellings, 'Warning unknownUser');
    const fixes = await fixesOf(document, 'otherSpelling');
    assert.deepEqual(
      fixes.map(({ title }) => title),
      [
        'Change to "5511987654321" (a guess, leads to another chat)',
        'Fix all in this card: Other spelling (a guess, leads to another chat)',
        'Fix all in "Test"…: Other spelling',
      ],
    );
    assert.deepEqual(fixes[2]?.command?.arguments, [
      { accountId: account.accountId, ruleId: 'otherSpelling' },
    ]);
    await apply(fixes[1]);
    await shown(document.uri, 'Warning unknownUser');
    assert.deepEqual(JSON.parse(document.getText()).contactData, [
      { chatType: 'whatsapp', chatId: '5511987654321' },
      { chatType: 'viber', chatId: '5491112345678' },
    ]);
  });

  it('name the other cards with the same chat once the account was checked', async () => {
    await account.put(someContact('p-1'), someContact('p-2', { name: 'Other One' }));
    await run('wazzup.audit', { accountId: account.accountId });
    const document = await open('p-1');
    await shown(document.uri, 'Warning sharedChat', 'Warning unknownUser');
    const [{ message } = { message: '' }] = vscode.languages
      .getDiagnostics(document.uri)
      .filter(({ code }) => code === 'sharedChat');
    assert.match(message, /"Other One"/);
  });

  it('name the others who have a chat that is entered, before any check, too, as they come and go', async () => {
    const { accountId } = account;
    const vk = (chatId: string) => ({ chatType: 'vk', chatId });
    await account.put(
      someContact('p-1', { contactData: [vk('1')] }),
      someContact('p-2', { name: 'Other One' }),
      someContact('p-3', { contactData: [vk('1')] }),
    );
    const [row] = someContact('p-2').contactData;
    await run('wazzup.refresh', { accountId });
    await account.forgetRequests();
    const document = await open('p-1');
    // What stood there before is for the check to find.
    await shown(document.uri, 'Warning unknownUser');
    await retyped(document, { contactData: [vk('1'), row] });
    await shown(document.uri, 'Warning sharedChat', 'Warning unknownUser');
    const [found] = vscode.languages
      .getDiagnostics(document.uri)
      .filter(({ code }) => code === 'sharedChat');
    assert.match(found?.message ?? '', /"Other One"/);
    assert.match(document.getText(found?.range), /79011112233/);
    const related = found?.relatedInformation?.map(({ location, message }) => [
      location.uri.toString(),
      message,
    ]);
    assert.deepEqual(related, [[cardUri(account, 'p-2').toString(), 'Other One']]);
    await retyped(document, { contactData: [vk('2')] });
    await shown(document.uri, 'Warning unknownUser');
    assert.equal((await account.requests())['GET /contacts'], undefined);

    const other = await open('p-2');
    await retyped(other, { contactData: [vk('2')] });
    await shown(other.uri, 'Warning unknownUser');
    assert.ok(await document.save());
    await shown(other.uri, 'Warning sharedChat', 'Warning unknownUser');
    await retyped(document, { contactData: [vk('3')] });
    assert.ok(await document.save());
    await shown(other.uri, 'Warning unknownUser');
    await other.save();
  });

  for (const [name, lineBreak] of [
    ['list.contacts.json', '\r\n'],
    ['lines.contacts.ndjson', '\n'],
    ['one.contact.json', '\n'],
  ] as const) {
    it(`of ${name} are the same, with the same fixes`, async () => {
      const contacts = ['p-1', 'p-2'].map((id) =>
        someContact(id, {
          name: `Anna ${id} `,
          contactData: [{ chatType: 'vk', chatId: id }],
        }),
      );
      const [one] = contacts;
      const text = name.startsWith('list')
        ? JSON.stringify(contacts, null, 2)
        : name.startsWith('lines')
          ? contacts.map((contact) => JSON.stringify(contact)).join('\n')
          : JSON.stringify(one, null, 2);
      const file = vscode.Uri.file(path.join(folder.path, name));
      await writeFile(file.fsPath, text.replaceAll('\n', lineBreak));
      const document = await vscode.workspace.openTextDocument(file);
      const count = name.startsWith('one') ? 1 : 2;
      await shown(file, ...Array(count).fill('Warning nameSpaces'));
      const last = vscode.languages.getDiagnostics(file).at(-1);
      assert.ok(last);
      const actions: vscode.CodeAction[] = await vscode.commands.executeCommand(
        'vscode.executeCodeActionProvider',
        file,
        last.range,
        vscode.CodeActionKind.QuickFix.value,
      );
      await apply(actions.find(({ title }) => title.startsWith('Change to')));
      const id = count === 1 ? 'p-1' : 'p-2';
      assert.ok(document.getText().includes(`"Anna ${id}"`));
      await shown(file, ...Array(count - 1).fill('Warning nameSpaces'));
      if (count === 1) return;
      // The rest of the kind, in all contacts.
      const [kind] = await fileFixes(document, 'Fix all in this file: Spaces in a name');
      await apply(kind);
      await shown(file);
      assert.equal(
        document.getText(),
        text.replaceAll('\n', lineBreak).replaceAll(/(p-\d) "/g, '$1"'),
      );
    });
  }

  const fileFixes = async (document: vscode.TextDocument, title: string) => {
    const [{ range }] = vscode.languages.getDiagnostics(document.uri) as [vscode.Diagnostic];
    const actions: vscode.CodeAction[] = await vscode.commands.executeCommand(
      'vscode.executeCodeActionProvider',
      document.uri,
      range,
      vscode.CodeActionKind.QuickFix.value,
      100,
    );
    return actions.filter((action) => action.title === title);
  };

  it('are fixed in a file on disk when it is saved, if the setting wants it; in Wazzup never so', async () => {
    const settings = vscode.workspace.getConfiguration('editor');
    const { Global } = vscode.ConfigurationTarget;
    await settings.update('codeActionsOnSave', { 'source.fixAll': 'explicit' }, Global);
    try {
      const contact = someContact('p-1', {
        name: ' Anna ',
        // No numbers: VS Code keeps what is saved on disk in a history of its own.
        contactData: [
          { chatType: 'instagram', chatId: '@anna' },
          { chatType: 'instagram', chatId: 'аnna.smirnova' },
        ],
      });
      const file = vscode.Uri.file(path.join(folder.path, 'saved.contacts.ndjson'));
      await writeFile(file.fsPath, `${JSON.stringify(contact)}\n`);
      const onDisk = await vscode.workspace.openTextDocument(file);
      await shown(file, 'Error chatIdAt', 'Warning lookAlike', 'Warning nameSpaces');
      const touch = async (document: vscode.TextDocument, from: string, to: string) => {
        const edit = new vscode.WorkspaceEdit();
        const start = document.positionAt(document.getText().indexOf(from));
        edit.replace(document.uri, new vscode.Range(start, start.translate(0, from.length)), to);
        await vscode.workspace.applyEdit(edit);
        assert.equal(await document.save(), true);
      };
      await account.forgetRequests();
      await touch(onDisk, '"user', '"User');
      assert.deepEqual(JSON.parse(await readFile(file.fsPath, 'utf8')), {
        ...contact,
        responsibleUserId: String(contact['responsibleUserId']).replace('user', 'User'),
        name: 'Anna',
        contactData: [
          { chatType: 'instagram', chatId: 'anna' },
          // A guess is never made by itself.
          { chatType: 'instagram', chatId: 'аnna.smirnova' },
        ],
      });
      assert.equal((await account.requests())['POST /contacts'], undefined);

      const card = someContact('p-2', { name: 'Anna ' });
      await account.put(card);
      const inWazzup = await open('p-2');
      await shown(inWazzup.uri, 'Warning nameSpaces', 'Warning unknownUser');
      await touch(inWazzup, 'Anna ', 'Olga ');
      assert.equal((await account.contact('p-2'))?.['name'], 'Olga ');
      // Where somebody asks for it, the text is changed, and nothing sent.
      await vscode.window.showTextDocument(inWazzup);
      await vscode.commands.executeCommand('editor.action.fixAll');
      await until('the text is corrected', () => inWazzup.getText().includes('"Olga"'));
      assert.equal((await account.contact('p-2'))?.['name'], 'Olga ');
    } finally {
      await settings.update('codeActionsOnSave', undefined, Global);
    }
  });

  it('of a file tell the same chat in several of its contacts, each at its row', async () => {
    const file = vscode.Uri.file(path.join(folder.path, 'shared.contacts.ndjson'));
    const lines = ['p-1', 'p-2'].map((id) => JSON.stringify(someContact(id)));
    await writeFile(file.fsPath, lines.join('\n'));
    const document = await vscode.workspace.openTextDocument(file);
    await shown(file, 'Warning sharedChat', 'Warning sharedChat');
    for (const { range } of vscode.languages.getDiagnostics(file)) {
      assert.match(document.getText(range), /^\{"chatType":"whatsapp","chatId":"\d+"\}$/);
    }
  });
});
