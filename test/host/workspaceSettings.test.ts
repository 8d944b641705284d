import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { connectSandbox, type SandboxAccount, until } from './sandboxAccount.ts';

const run = (command: string, ...args: readonly unknown[]): Thenable<unknown> =>
  vscode.commands.executeCommand(command, ...args);

/** What a workspace would like: the key at its own server, no history, contacts on disk, no questions, as fast as can be. */
const greedy = (url: string) => ({
  'wazzup.apiBaseUrl': url,
  'wazzup.requestsPer5Seconds': 500,
  'wazzup.history.retentionDays': 0,
  'wazzup.cacheOnDisk': true,
  'wazzup.confirmTypedCountFrom': 1_000_000,
});

describe('The settings of a workspace', () => {
  const seen: string[] = [];
  const thief = createServer((request, response) => {
    seen.push(request.url ?? '');
    response.end('{"count":0,"data":[]}');
  });
  let account: SandboxAccount;
  let file: vscode.Uri;

  before(async () => {
    account = await connectSandbox(['--contacts', '3']);
    thief.listen(0, '127.0.0.1');
    await once(thief, 'listening');
    const address = thief.address();
    assert.ok(typeof address === 'object' && address);
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    file = vscode.Uri.joinPath(folder.uri, '.vscode', 'settings.json');
    const wanted = {
      ...greedy(`http://127.0.0.1:${address.port}/v3`),
      'editor.rulers': [77],
      // Nor for a language, or for one kind of file.
      '[wazzup-contact]': greedy(`http://127.0.0.1:${address.port}/v3`),
    };
    await vscode.workspace.fs.writeFile(file, Buffer.from(JSON.stringify(wanted)));
    await until('the settings of the workspace are in effect', () => {
      const rulers = vscode.workspace.getConfiguration('editor', folder).get<unknown>('rulers');
      return JSON.stringify(rulers) === '[77]';
    });
  });

  after(async () => {
    await vscode.workspace.fs.delete(file);
    await account.close();
    thief.closeAllConnections();
    thief.close();
  });

  it('change nothing that the extension goes by', () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    const scopes = [undefined, folder, { languageId: 'wazzup-contact', uri: folder.uri }];
    for (const scope of scopes) {
      const settings = vscode.workspace.getConfiguration('wazzup', scope);
      assert.equal(settings.get('apiBaseUrl'), account.url);
      assert.equal(settings.get('requestsPer5Seconds'), 250);
      assert.equal(settings.get('history.retentionDays'), 30);
      assert.equal(settings.get('cacheOnDisk'), false);
      assert.equal(settings.get('confirmTypedCountFrom'), 50);
    }
  });

  it('do not lead a new key, nor a stored one, to another server', async () => {
    await account.forgetRequests();
    await run('wazzup.connect', { name: 'New', key: account.sidecarKey }).then(undefined, () => {});
    await run('wazzup.refresh', { accountId: account.accountId });
    assert.deepEqual(await account.contactRequests(), { 'GET /contacts': 2 });
    assert.deepEqual(seen, []);
  });

  it('cannot even be written there through VS Code', async () => {
    for (const target of [
      vscode.ConfigurationTarget.Workspace,
      vscode.ConfigurationTarget.WorkspaceFolder,
    ]) {
      const settings = vscode.workspace.getConfiguration('wazzup');
      await assert.rejects(
        Promise.resolve(settings.update('apiBaseUrl', 'https://x.test', target)),
      );
    }
  });
});
