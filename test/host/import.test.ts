import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { createTempFolder, type TempFolder } from '../support/tempFolder.ts';
import { connectSandbox, type SandboxAccount, someContact } from './sandboxAccount.ts';

const run = (command: string, ...args: readonly unknown[]): Promise<unknown> =>
  Promise.resolve(vscode.commands.executeCommand(command, ...args));
const nothing = { conflicts: [], rejected: [], notFound: [], unknown: [], notStarted: [] };

describe('Import…', () => {
  let account: SandboxAccount;
  let folder: TempFolder;

  beforeEach(async () => {
    account = await connectSandbox(['--contacts', '250', '--clean']);
    folder = createTempFolder();
  });

  afterEach(async () => {
    await account.close();
    folder.remove();
  });

  const file = async (name: string, content: string | Uint8Array) => {
    const target = path.join(folder.path, name);
    await writeFile(target, content);
    return vscode.Uri.file(target);
  };
  const importFile = async (
    name: string,
    content: string | Uint8Array,
    more: Readonly<Record<string, unknown>> = {},
  ) =>
    await run('wazzup.import', await file(name, content), {
      accountId: account.accountId,
      mode: 'createAndUpdate',
      ...more,
    });

  it('creates and changes what a table says, sends a request for each hundred, and nothing the second time', async () => {
    await account.put(...[1, 2].map((n) => someContact(`imp-${n}`, { name: `Client ${n}` })));
    const rows = Array.from(
      { length: 150 },
      (_, n) => `new-${n};Client ${n};8 (901) 111-22-33;user-1`,
    );
    const table = ['Код;ФИО;Телефон;userId', ...rows, 'imp-1;Renamed;;', 'imp-2;Client 2;;'];
    await account.forgetRequests();
    const report = await importFile('clients.csv', `\uFEFF${table.join('\r\n')}\r\n`);
    const { done, ...others } = report as { readonly done: readonly { readonly id: string }[] };
    assert.equal(done.length, 151);
    assert.deepEqual(others, nothing);
    const { contactData, name } = (await account.contact('new-7')) ?? {};
    assert.deepEqual(
      [name, contactData],
      ['Client 7', [{ chatType: 'whatsapp', chatId: '79011112233' }]],
    );
    assert.equal((await account.contact('imp-1'))?.['name'], 'Renamed');
    assert.equal((await account.requests())['POST /contacts'], 2);

    const { accountId } = account;
    const history = (await run('wazzup.find', {
      accountId,
      query: 'renamed',
    })) as readonly unknown[];
    assert.equal(history.length, 1);
    const again = await importFile('clients.csv', table.join('\n'));
    assert.deepEqual(again, { ...nothing, done: [] });
  });

  it('finds nothing to send in its own export', async () => {
    const { accountId } = account;
    for (const name of ['all.csv', 'all.contacts.json', 'all.ndjson', 'all.vcf']) {
      const uri = vscode.Uri.file(path.join(folder.path, name));
      await run('wazzup.export', { accountId, uri });
      await account.forgetRequests();
      const report = await run('wazzup.import', uri, { accountId, mode: 'createAndUpdate' });
      assert.deepEqual(report, { ...nothing, done: [] }, name);
      assert.deepEqual(await account.contactRequests(), {}, name);
    }
  });

  it('leaves alone what others change while it is sent, and names it', async () => {
    await account.put(someContact('imp-1', { name: 'Client 1' }));
    await run('wazzup.find', { accountId: account.accountId, query: 'client' });
    await account.put(someContact('imp-1', { name: 'Theirs' }));
    const report = await importFile('a.csv', 'id,name\nimp-1,Ours\n');
    const { conflicts } = report as { readonly conflicts: readonly { readonly id: string }[] };
    assert.deepEqual(
      conflicts.map(({ id }) => id),
      ['imp-1'],
    );
    assert.equal((await account.contact('imp-1'))?.['name'], 'Theirs');
  });

  it('sends the rest where rows cannot be imported, and writes what Wazzup refused as it came', async () => {
    await account.fail('POST:^/contacts$:503');
    const table = 'id;name;phone;userId\nimp-1;One;79011112233;user-1\nimp-2;Two;7,9E+10;user-1\n';
    const report = await importFile('a.csv', table);
    const { notStarted, unknown, rejected } = report as Record<
      string,
      readonly { readonly id: string; readonly reason?: string }[]
    >;
    assert.deepEqual(
      [...(notStarted ?? []), ...(unknown ?? [])].map(({ id }) => id),
      ['imp-1'],
    );
    assert.deepEqual(
      rejected?.map(({ id }) => id),
      ['imp-2'],
    );
    assert.match(rejected?.[0]?.reason ?? '', /^Line 3: phone: "7,9E\+10" was spoilt/);
    await account.fail();
    const target = vscode.Uri.file(path.join(folder.path, 'failed.csv'));
    const shown = await run('wazzup.showReport', { accountId: account.accountId });
    await run('wazzup.saveFailed', shown, target);
    assert.equal(
      await readFile(target.fsPath, 'utf8'),
      '\uFEFFid;name;phone;userId\r\nimp-1;One;79011112233;user-1\r\n',
    );
  });

  it('reads a table in windows-1251, one in UTF-16 and vCards as they are meant', async () => {
    const table = 'Код;ФИО;Телефон;userId\r\nimp-1;Щука Ёлкина;8 901 111-22-33;user-1\r\n';
    const tabbed = 'id\tname\twhatsapp\tuserId\r\nimp-2\t"Анна\tПетрова"\t+79011112244\tuser-1\r\n';
    const cards = [
      'BEGIN:VCARD\r\nVERSION:3.0\r\nUID:imp-3\r\nFN:Boris\r\nTEL:+7 901 111-22-55\r\n',
      'X-WAZZUP-RESPONSIBLE:user-1\r\nEND:VCARD\r\n',
      'BEGIN:VCARD\r\nVERSION:4.0\r\nUID:imp-4\r\nFN:Зоя\r\nTEL;VALUE=uri:tel:+79011112266\r\n',
      'X-WAZZUP-RESPONSIBLE:user-1\r\nEND:VCARD\r\n',
    ].join('');
    const files: readonly (readonly [string, Uint8Array])[] = [
      ['old.csv', windows1251(table)],
      ['excel.tsv', Buffer.from(`\uFEFF${tabbed}`, 'utf16le')],
      ['phone.vcf', Buffer.from(cards)],
    ];
    for (const [name, content] of files) {
      const { rejected } = (await importFile(name, content)) as { readonly rejected: unknown };
      assert.deepEqual(rejected, [], name);
    }
    const held = await Promise.all([1, 2, 3, 4].map((n) => account.contact(`imp-${n}`)));
    assert.deepEqual(
      held.map((contact) => [contact?.['name'], contact?.['contactData']]),
      [
        ['Щука Ёлкина', [{ chatType: 'whatsapp', chatId: '79011112233' }]],
        ['Анна\tПетрова', [{ chatType: 'whatsapp', chatId: '79011112244' }]],
        ['Boris', [{ chatType: 'whatsapp', chatId: '79011112255' }]],
        ['Зоя', [{ chatType: 'whatsapp', chatId: '79011112266' }]],
      ],
    );
  });

  it('says what is wrong with a damaged file, and sends nothing of it', async () => {
    const row = (n: number) => `imp-${n},Client ${n},79011112233,user-1\n`;
    const head = 'id,name,phone,userId\n';
    const files: readonly (readonly [string, string | Uint8Array, RegExp])[] = [
      ['cut.csv', `${head}imp-1,"Client`, /Line 2: .*quot/],
      ['cut.json', `[{"id":"imp-1","name":"Clie`, /Line 1: /],
      ['cut.ndjson', '{"id":"imp-1","name":\n', /Line 1: /],
      ['cut.vcf', 'BEGIN:VCARD\r\nVERSION:3.0\r\nUID:imp-1\r\nFN:Boris\r\n', /Line 1: /],
    ];
    await account.forgetRequests();
    for (const [name, content, words] of files) {
      const { rejected, done } = (await importFile(name, content)) as {
        readonly rejected: readonly { readonly reason?: string }[];
        readonly done: unknown;
      };
      assert.deepEqual(done, [], name);
      assert.equal(rejected.length, 1, name);
      assert.match(rejected[0]?.reason ?? '', words, name);
    }
    // UTF-8 that breaks off far behind what the encoding is guessed from.
    const long = Buffer.from(
      `\uFEFF${head}${Array.from({ length: 20_000 }, (_, n) => row(n)).join('')}`,
    );
    long[long.length - 20] = 0xff;
    await assert.rejects(importFile('bytes.csv', long), /Line 2\d{4}|line 2\d{4}/);
    await assert.rejects(importFile('zero.csv', new Uint8Array(5000)), /text/);
    assert.equal((await account.contactRequests())['POST /contacts'], undefined);
    assert.equal((await account.ids()).length, 250);
  });

  it('rejects in words what it cannot read', async () => {
    await assert.rejects(
      importFile('a.csv', Buffer.from('PK\u0003\u0004xl/workbook.xml')),
      /archive|Excel/,
    );
    await assert.rejects(importFile('a.csv', ''), /empty/);
    await assert.rejects(importFile('a.csv', 'a,b\n1,2\n'), /no column/);
    await assert.rejects(importFile('a.csv', 'id\nx\n', { mode: 'all' }), /"mode" must be one of/);
    const missing = vscode.Uri.file(path.join(folder.path, 'missing.csv'));
    const { accountId } = account;
    await assert.rejects(
      run('wazzup.import', missing, { accountId, mode: 'update' }),
      /cannot be read/,
    );
  });
});

/** For letters of Russian alone, which is what files of old programs are in. */
function windows1251(text: string): Uint8Array {
  const codes = new Map(
    Array.from({ length: 256 }, (_, code) => [
      new TextDecoder('windows-1251').decode(Uint8Array.of(code)),
      code,
    ]),
  );
  return Uint8Array.from([...text].map((letter) => codes.get(letter) ?? assert.fail(letter)));
}
