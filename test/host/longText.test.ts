import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { longestBlock } from '../support/longestBlock.ts';
import { connectSandbox, type SandboxAccount, until } from './sandboxAccount.ts';

const count = 10_000;
/** Twice what is promised (ms): VS Code's own threads and a busy machine count, too. */
const msAllowed = 100;

describe('A text of 10,000 contacts', function () {
  this.timeout(300_000);
  let account: SandboxAccount;
  let ids: readonly string[] = [];

  before(async () => {
    account = await connectSandbox(['--contacts', String(count), '--clean']);
    const { accountId } = account;
    await vscode.commands.executeCommand('wazzup.contacts.focus');
    await vscode.commands.executeCommand('wazzup.loadAll', { accountId });
    ids = await account.ids();
  });

  after(() => account?.close());

  for (const format of ['ndjson', 'json']) {
    it(`holds nothing up for long while it is opened, typed into, checked and saved: ${format}`, async () => {
      const { accountId } = account;
      let document: vscode.TextDocument | undefined;
      const tell = async (what: string, work: () => unknown) => {
        const ms = await longestBlock(work, 2);
        assert.ok(ms < msAllowed, `${what} held all up for ${ms} ms`);
      };
      await tell('opening', async () => {
        const options = { accountId, ids, asks: false, format };
        const uri: unknown = await vscode.commands.executeCommand('wazzup.editSelection', options);
        assert.ok(uri instanceof vscode.Uri);
        document = await vscode.workspace.openTextDocument(uri);
      });
      const open = document ?? assert.fail();
      const type = async (text: string) => {
        const edit = new vscode.WorkspaceEdit();
        const place = open.positionAt(open.getText().indexOf('"name"', open.getText().length / 2));
        edit.insert(open.uri, place, text);
        await vscode.workspace.applyEdit(edit);
      };
      const problems = () => vscode.languages.getDiagnostics(open.uri).length;
      await tell('typing', async () => {
        await type('x');
        await until('it is checked', () => problems() > 0);
        await vscode.commands.executeCommand('undo');
        await until('it is checked again', () => problems() === 0);
      });
      let turn = 0;
      await tell('saving', async () => {
        const text = open.getText();
        const start = text.indexOf('"name": "') + 9;
        const edit = new vscode.WorkspaceEdit();
        turn += 1;
        edit.insert(open.uri, open.positionAt(start), `${turn} `);
        await vscode.workspace.applyEdit(edit);
        assert.ok(await open.save());
      });
    });
  }
});
