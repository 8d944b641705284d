import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { openCard, replaceIn } from './cardEditing.ts';
import { connectSandbox, type SandboxAccount, someContact, until } from './sandboxAccount.ts';
import { filesWith } from './userData.ts';

const run = (command: string, ...args: readonly unknown[]): Thenable<unknown> =>
  vscode.commands.executeCommand(command, ...args);

describe('The log', () => {
  let account: SandboxAccount;

  before(async () => {
    await run('_extensionTests.setLogLevel', 'trace');
    account = await connectSandbox(['--contacts', '0']);
  });

  after(async () => {
    await account.close();
    await run('_extensionTests.setLogLevel', 'info');
  });

  it('tells what was done, without the key and without anything about people', async () => {
    const { accountId } = account;
    const secret = someContact('crm-log', {
      name: 'Zinaida Logova',
      contactData: [{ chatType: 'whatsapp', chatId: '79098887766' }],
      uri: 'https://crm.example.com/zinaida',
    });
    await account.put(secret);
    await run('wazzup.refresh', { accountId });
    const document = await openCard(account, 'crm-log');
    await replaceIn(document, 'Logova', 'Logova-Ek');
    assert.ok(await document.save());
    for (const fault of ['*:/contacts:garbage', '*:/contacts:truncate']) {
      await replaceIn(document, 'Logova', 'Logova-');
      await account.fail(`${fault}:every-1`);
      await document.save();
      await account.fail();
    }
    await account.put({ ...secret, name: 'Zinaida Other' });
    await document.save();
    await run('wazzup.openInCrm', document.uri.with({ path: '/nothing' })).then(
      undefined,
      () => {},
    );
    await run('wazzup.connect', { name: 'Wrong', key: 'wrong-key-79098887766' }).then(
      undefined,
      () => {},
    );
    await run('wazzup.showLog');

    const ours = /Wazzup\.log$/;
    await until('the log is on disk', async () => (await filesWith(ours, accountId)).length > 0);
    assert.ok((await filesWith(ours, 'GET')).length > 0, 'requests are in it');
    const texts = [account.key, 'wrong-key', 'Zinaida', '79098887766', 'crm.example.com'];
    for (const text of texts) {
      assert.deepEqual(await filesWith(ours, text), [], text);
      assert.deepEqual(await filesWith(/\.log$/, text), [], `${text} in VS Code's own logs`);
    }

    const report = String(await run('wazzup.copyDiagnostics'));
    assert.equal(await vscode.env.clipboard.readText(), report);
    assert.match(report, /\[debug\] API request method=GET route=\/contacts\/\{id\} status=200 /);
    assert.match(report, /apiBaseUrl: another/);
    assert.match(report, /- #[\da-f]{8}: demo false, read-only false, key stored, opened true, /);
    for (const text of [...texts, accountId, 'crm-log', account.url]) {
      assert.ok(!report.includes(text), `${text} in the report`);
    }
  });

  it('tells nothing about people even where a server repeats what was sent to it', async () => {
    const echo = await startEcho(account.url);
    const settings = vscode.workspace.getConfiguration('wazzup');
    await settings.update('apiBaseUrl', echo.url, vscode.ConfigurationTarget.Global);
    const connection = { name: 'Echo', key: account.key };
    const accountId: unknown = await run('wazzup.connect', connection);
    assert.ok(typeof accountId === 'string');
    try {
      await account.put(someContact('crm-echo', { name: 'Yaroslava Echova' }));
      const document = await openCard({ ...account, accountId }, 'crm-echo');
      await replaceIn(document, 'Echova', 'Echova-Ek');
      assert.ok(!(await document.save()));
      // A window in a browser keeps its log there: what was thrown is as near as a test comes to it.
      const content = Buffer.from(document.getText());
      const thrown = [
        await messageOf(vscode.workspace.fs.writeFile(document.uri, content)),
        await messageOf(run('wazzup.openContact', 'Yaroslava', accountId)),
      ];
      for (const message of thrown) assert.doesNotMatch(message, /Echova|Yaroslava|was sent: /);
      await run('workbench.action.revertAndCloseActiveEditor');
      await until(
        'the refused save is in the log',
        async () => (await filesWith(/Wazzup\.log$/, 'reason=invalid')).length > 0,
      );
      assert.deepEqual(await filesWith(/\.log$/, 'Echova'), []);
      assert.deepEqual(await filesWith(/\.log$/, 'was sent: '), []);
    } finally {
      await run('wazzup.disconnect', { accountId });
      await echo.close();
    }
  });

  it('is not the only place without the key: nothing that VS Code stored has it', async () => {
    assert.deepEqual(await filesWith(/./, account.key), []);
  });
}).timeout(120_000);

/** What it rejects with. */
async function messageOf(failing: Thenable<unknown>): Promise<string> {
  try {
    await failing;
  } catch (error) {
    return String(error);
  }
  return assert.fail('it succeeded');
}

/** Passes lists and cards on from a server, and refuses all else with the words of what was sent. */
async function startEcho(behind: string) {
  const server = createServer(async (request, response) => {
    const path = request.url?.replace(/^\/v3/, '') ?? '';
    const authorization = request.headers.authorization ?? '';
    if (request.method === 'GET' && !path.includes('Yaroslava')) {
      const answer = await fetch(behind + path, { headers: { authorization } });
      response.writeHead(answer.status).end(await answer.text());
      return;
    }
    const sent = request.method === 'GET' ? path : await text(request);
    const error = `This was sent: ${sent}`;
    response.writeHead(400).end(JSON.stringify({ error, description: error, requestId: error }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  assert.ok(typeof address === 'object' && address);
  return {
    url: `http://127.0.0.1:${address.port}/v3`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
