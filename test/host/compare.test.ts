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

interface Result {
  readonly onlyInFile: readonly string[];
  readonly onlyInWazzup: readonly string[];
  readonly different: readonly { readonly id: string; readonly fields: readonly unknown[] }[];
  readonly same: readonly string[];
  readonly notCompared: readonly unknown[];
}

describe('Compare with File…', () => {
  let account: SandboxAccount;
  let folder: TempFolder;

  beforeEach(async () => {
    account = await connectSandbox(['--contacts', '250', '--clean']);
    folder = createTempFolder();
  });

  afterEach(async () => {
    await run('wazzup.closeComparison');
    await account.close();
    folder.remove();
  });

  const place = (name: string) => vscode.Uri.file(path.join(folder.path, name));
  const compare = async (uri: vscode.Uri, more: Readonly<Record<string, unknown>> = {}) =>
    (await run('wazzup.compare', uri, { accountId: account.accountId, ...more })) as Result;
  const compareText = async (text: string, name = 'clients.csv') => {
    await writeFile(place(name).fsPath, text);
    return await compare(place(name));
  };
  const four = async () => {
    await account.put(
      someContact('cmp-1', { name: 'Client 1' }),
      someContact('cmp-2', { name: 'Client 2' }),
      someContact('cmp-3', { name: 'Client 3' }),
    );
    return await compareText(
      [
        'id;name;phone;userId;note',
        'cmp-1;Client 1;8 (901) 111-22-33;user-1;first',
        'cmp-2;Renamed;;;second',
        'new-1;Client 4;79050000001;user-1;third',
        'new-2;Client 5;call me;user-1;fourth',
      ].join('\r\n'),
    );
  };

  it('finds all the same in an export of its own, by one request for each hundred contacts, and none the next time', async () => {
    const { accountId } = account;
    const names = ['all.csv', 'all.contacts.json', 'all.ndjson', 'all.vcf'];
    for (const name of names) {
      await run('wazzup.export', { accountId, uri: place(name) });
    }
    // Connected anew, nothing of it was read.
    await run('wazzup.disconnect', { accountId });
    const anew = await run('wazzup.connect', { name: 'Test', key: account.key });
    await account.forgetRequests();
    const wanted = (await account.ids()).toSorted();
    for (const name of names) {
      const result = await compare(place(name), { accountId: anew });
      assert.deepEqual(
        { ...result, same: [...result.same].sort() },
        { onlyInFile: [], onlyInWazzup: [], different: [], notCompared: [], same: wanted },
        name,
      );
      assert.deepEqual(await account.contactRequests(), { 'GET /contacts': 3 }, name);
    }
    await run('wazzup.disconnect', { accountId: anew });
  });

  it('says what is only there, only here, different field by field, the same and not to be compared', async () => {
    const result = await four();
    assert.deepEqual(
      {
        ...result,
        onlyInWazzup: result.onlyInWazzup.filter((id) => id.startsWith('cmp-')),
      },
      {
        onlyInFile: ['new-1'],
        onlyInWazzup: ['cmp-3'],
        different: [
          { id: 'cmp-2', fields: [{ field: 'name', inWazzup: 'Client 2', inFile: 'Renamed' }] },
        ],
        same: ['cmp-1'],
        notCompared: [{ id: 'new-2', line: 5, reason: 'phone: "call me" is no phone number.' }],
      },
    );
  });

  it('asks nothing when it is called with a file alone, and reads the file anew each time', async () => {
    const before = await four();
    assert.deepEqual(await run('wazzup.compare', place('clients.csv')), before);
    await writeFile(place('clients.csv').fsPath, 'Телефон;ФИО\n8 905 000-00-01;Nobody\n');
    const byNumber = (await run('wazzup.compare', place('clients.csv'))) as Result;
    assert.deepEqual([byNumber.onlyInFile, byNumber.different], [[''], []]);
  });

  it('takes over from the file, by as many requests as an import, and takes it back', async () => {
    await four();
    const before = await account.ids();
    await account.forgetRequests();
    const ids = ['cmp-1', 'cmp-2', 'cmp-3', 'new-1', 'new-2'];
    assert.deepEqual(await run('wazzup.takeOverFromFile', { ids }), {
      ...nothing,
      done: [{ id: 'new-1' }, { id: 'cmp-2' }],
    });
    assert.equal((await account.contact('cmp-2'))?.['name'], 'Renamed');
    assert.deepEqual((await account.contact('new-1'))?.['contactData'], [
      { chatType: 'whatsapp', chatId: '79050000001' },
    ]);
    assert.deepEqual(new Set(await account.ids()), new Set([...before, 'new-1']));
    assert.equal((await account.requests())['POST /contacts'], 1);

    await account.forgetRequests();
    const again = await compare(place('clients.csv'));
    assert.deepEqual(
      [again.onlyInFile, again.different, again.same],
      [[], [], ['cmp-1', 'cmp-2', 'new-1']],
    );
    assert.deepEqual(await account.contactRequests(), {});
    await run('wazzup.undo', { accountId: account.accountId }).then(
      () => assert.fail('a deletion is asked about'),
      (error: unknown) => assert.match(String(error), /has to be asked first/),
    );
  });

  it('takes back what it has changed', async () => {
    await four();
    await run('wazzup.takeOverFromFile', { ids: ['cmp-2'] });
    await run('wazzup.undo', { accountId: account.accountId });
    assert.equal((await account.contact('cmp-2'))?.['name'], 'Client 2');
    const again = await compare(place('clients.csv'));
    assert.deepEqual(
      again.different.map(({ id }) => id),
      ['cmp-2'],
    );
  });

  it('takes over into a copy of the file, which then says the same, and leaves the file alone', async () => {
    await four();
    const text = await readFile(place('clients.csv').fsPath, 'utf8');
    const uri = place('corrected.csv');
    const ids = ['cmp-2', 'cmp-3', 'new-1'];
    await account.forgetRequests();
    const written = await run('wazzup.takeOverIntoFile', { ids, uri, leaveOut: true });
    const { uri: _uri, ...counts } = written as Record<string, unknown>;
    assert.deepEqual(counts, { corrected: 1, added: 1, leftOut: 1, reduced: [] });
    assert.equal(
      await readFile(uri.fsPath, 'utf8'),
      [
        '\uFEFFid;name;phone;userId;note',
        'cmp-1;Client 1;8 (901) 111-22-33;user-1;first',
        'cmp-2;Client 2;;;second',
        'new-2;Client 5;call me;user-1;fourth',
        'cmp-3;Client 3;79011112233;user-1;',
        '',
      ].join('\r\n'),
    );
    assert.equal(await readFile(place('clients.csv').fsPath, 'utf8'), text);
    assert.deepEqual(await account.contactRequests(), {});
    const again = await compare(uri);
    assert.deepEqual(
      [again.onlyInFile, again.different, again.same],
      [[], [], ['cmp-1', 'cmp-2', 'cmp-3']],
    );
    await assert.rejects(
      run('wazzup.takeOverIntoFile', { uri }),
      /has to be asked first/,
      'the file that was compared is not overwritten without a question',
    );
  });

  it('deletes nothing without a question', async () => {
    await four();
    await account.forgetRequests();
    await assert.rejects(
      run('wazzup.deleteOnlyInWazzup', { ids: ['cmp-3'] }),
      /has to be asked first/,
    );
    assert.deepEqual(await account.contactRequests(), {});
    assert.deepEqual(await run('wazzup.deleteOnlyInWazzup', { ids: ['cmp-1', 'cmp-2'] }), {
      ...nothing,
      done: [],
    });
  });

  it('writes every difference as a line, where none passes for a formula', async () => {
    await account.put(someContact('cmp-1', { name: '=HYPERLINK("x")' }));
    await compareText('id,name\ncmp-1,Client | 1\nnew-1,New\n');
    await run('wazzup.saveComparison', { uri: place('report.tsv') });
    const lines = (await readFile(place('report.tsv').fsPath, 'utf8')).split('\r\n');
    assert.equal(lines[0], '\uFEFFid\twhat\tfield\tin Wazzup\tin the file\tline');
    assert.ok(lines.includes('new-1\tonly in the file\t\t\tNew\t3'));
    assert.ok(
      lines.includes(`cmp-1\tdifferent\tname\t"'=HYPERLINK(""x"")"\tClient | 1\t2`),
      lines.at(-2),
    );
    assert.equal(lines.filter((line) => line.includes('only in Wazzup')).length, 250);
    await run('wazzup.saveComparison', { uri: place('report.md') });
    const markdown = await readFile(place('report.md').fsPath, 'utf8');
    assert.match(markdown, /^# "clients\.csv" compared with "Test"\n\n- Only in the file: 1\n/);
    assert.match(markdown, /\| cmp-1 \| different \| name \| .* \| Client \\\| 1 \| 2 \|\n/);
  });

  it('compares nothing with a part of the list, and says which contacts could not be read', async () => {
    await writeFile(place('a.csv').fsPath, 'id,name\nx,y\n');
    await account.fail('GET:^/contacts$:garbage:every-3');
    await assert.rejects(compare(place('a.csv')), /Contacts \d+–\d+ could not be read/);
    await assert.rejects(run('wazzup.takeOverFromFile', { ids: ['x'] }), /Nothing is compared/);
    await account.fail();
    assert.deepEqual((await compare(place('a.csv'))).onlyInFile, ['x']);
  });

  it('compares nothing with a part of the file', async () => {
    await assert.rejects(
      compareText('id,name\n1,"open\n2,b\n'),
      /cannot be read to its end\. Line 2/,
    );
    await assert.rejects(compareText('[{"id":"1"},{"id":', 'a.json'), /to its end/);
    await assert.rejects(compareText('id,name\n'), /no contacts in the file/);
    await assert.rejects(compareText('a,b\n1,2\n'), /no column/);
    await assert.rejects(compare(place('missing.csv')), /cannot be read/);
    await assert.rejects(run('wazzup.compare', 'a.csv'), /as an address/);
  });

  it('compares an account that is read-only, and changes nothing of it', async () => {
    const { accountId } = account;
    await run('wazzup.makeReadOnly', { accountId });
    assert.deepEqual((await four()).onlyInFile, ['new-1']);
    await assert.rejects(run('wazzup.takeOverFromFile', { ids: ['new-1'] }), /read-only/);
    await assert.rejects(run('wazzup.deleteOnlyInWazzup', { ids: ['cmp-3'] }), /read-only/);
  });

  it('forgets the comparison of an account that is disconnected', async () => {
    await four();
    await run('wazzup.disconnect', { accountId: account.accountId });
    await assert.rejects(
      run('wazzup.saveComparison', { uri: place('report.csv') }),
      /Nothing is compared/,
    );
  });
});
