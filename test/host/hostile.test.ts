import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { noteKeys } from '../support/runSecrets.ts';
import { closeAllEditors, until } from './sandboxAccount.ts';

const run = (command: string, ...args: readonly unknown[]): Thenable<unknown> =>
  vscode.commands.executeCommand(command, ...args);

const key = 'key-of-the-hostile-account-0123456789';
const command = 'command:wazzup.disconnect';

/** Names that could pass for something else. */
const names = [
  '<img src=x onerror=alert(1)><script>alert(1)</script>',
  `[click me](${command}) ![](http://127.0.0.1:9/pixel.png) $(trash)`,
  '\u001b[31mred\u0007 \u0000 null',
  'Anna \u202egnp.exe \u2066x',
  'one\r\ntwo\u2028three',
  'a\u200b\ufeffb \ud800 half',
  'x'.repeat(100_000),
  '',
  '\u200b\u202e',
];

const contacts = names.map((name, index) => ({
  id: `evil-${index}`,
  responsibleUserId: name.slice(0, 100),
  name,
  uri: `${command}?${name.slice(0, 100)}`,
  contactData: [
    { chatType: name.slice(0, 100), chatId: name },
    { chatType: 'telegram', username: name, phone: name },
  ],
  [name.slice(0, 50)]: { __proto__: name },
}));

type Behaviour = (path: string, response: ServerResponse) => void;

const json = (response: ServerResponse, body: unknown) => void response.end(JSON.stringify(body));

/** As the documentation has it, with contacts that are none of ours. */
const friendly: Behaviour = (path, response) => {
  const id = /^\/v3\/contacts\/(.+)$/.exec(path)?.[1];
  if (path.startsWith('/v3/users')) {
    return json(
      response,
      names.map((name, index) => ({ id: `user-${index}`, name })),
    );
  }
  if (id === undefined) return json(response, { count: contacts.length, data: contacts });
  const contact = contacts.find((one) => one.id === id);
  if (!contact) return void response.writeHead(404).end();
  return json(response, contact);
};

/** What else may come in place of any answer. */
const attacks: Readonly<Record<string, Behaviour>> = {
  'a body without end': (_path, response) => {
    const pour = () => {
      while (response.write(' '.repeat(65_536)));
    };
    response.on('drain', pour);
    pour();
  },
  'JSON nested 100,000 deep': (_path, response) =>
    void response.end(
      `{"count":1,"data":[{"id":"1","x":${'['.repeat(100_000)}${']'.repeat(100_000)}}]}`,
    ),
  'a million rows': (_path, response) => void response.end(`[${'{},'.repeat(1_000_000)}{}]`),
  'ten thousand contacts in a page': (_path, response) =>
    json(response, {
      count: 10_000,
      data: Array.from({ length: 10_000 }, (_, index) => ({ id: `c${index}` })),
    }),
  'an error of megabytes': (_path, response) =>
    void response.writeHead(400).end(
      JSON.stringify({
        error: '[here](command:wazzup.disconnect) '.repeat(100_000),
        data: [{ index: 0, fields: Array(50_000).fill('x') }],
      }),
    ),
  'a redirect to another server': (_path, response) =>
    void response.writeHead(307, { location: 'http://127.0.0.1:9/v3/contacts' }).end(),
};

describe('An account of a hostile server', () => {
  const server = createServer((request, response) => {
    request.resume();
    behaviour(request.url ?? '', response);
  });
  const settings = vscode.workspace.getConfiguration('wazzup');
  const addressBefore = settings.inspect('apiBaseUrl')?.globalValue;
  let behaviour: Behaviour = friendly;
  let accountId = '';

  before(async () => {
    noteKeys(key);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    assert.ok(typeof address === 'object' && address);
    const url = `http://127.0.0.1:${address.port}/v3`;
    await settings.update('apiBaseUrl', url, vscode.ConfigurationTarget.Global);
  });

  beforeEach(async () => {
    behaviour = friendly;
    accountId = String(await run('wazzup.connect', { name: 'Hostile', key }));
  });

  afterEach(async () => {
    await closeAllEditors();
    await run('wazzup.disconnect', { accountId });
  });

  after(async () => {
    await settings.update('apiBaseUrl', addressBefore, vscode.ConfigurationTarget.Global);
    server.closeAllConnections();
    server.close();
  });

  it('opens every card, whatever is in it', async () => {
    for (const { id, name } of contacts) {
      const uri = await run('wazzup.openContact', id, accountId);
      assert.ok(uri instanceof vscode.Uri);
      const document = await vscode.workspace.openTextDocument(uri);
      assert.equal(JSON.parse(document.getText()).name, name);
    }
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    await until('the last tab has its name', () =>
      vscode.window.tabGroups.all.some(({ activeTab }) => activeTab?.label.startsWith('evil-8')),
    );
    for (const { label } of tabs) {
      assert.ok(label.length <= 220, `${label.length} characters in a tab`);
      assert.doesNotMatch(label, /[\p{Cc}\u200b\u202a-\u202e\u2066-\u2069]/u);
    }
  });

  for (const [name, attack] of Object.entries(attacks)) {
    it(`ends with a word while the extension host goes on: ${name}`, async () => {
      behaviour = attack;
      const pings = startPings();
      const words: string[] = [];
      const calls = [
        run('wazzup.refresh', { accountId }),
        run('wazzup.loadAll', { accountId }),
        run('wazzup.openContact', 'evil-0', accountId),
      ];
      for (const call of calls) {
        await Promise.resolve(call).catch((error: unknown) => words.push(String(error)));
      }
      const longest = pings.stop();
      assert.ok(words.length > 0, 'nothing was told to have failed');
      for (const word of words) {
        assert.ok(word.length < 2000, `${word.length} characters in a message`);
        assert.ok(!word.includes(key) && !word.includes(']('), word);
        assert.match(word, /Wazzup|answer|server|API/);
      }
      assert.ok(longest < 1000, `the extension host stood still for ${longest} ms`);

      behaviour = friendly;
      await run('wazzup.refresh', { accountId });
      assert.ok((await run('wazzup.openContact', 'evil-1', accountId)) instanceof vscode.Uri);
    });
  }
}).timeout(120_000);

/** Looks every 50 ms how late it is. */
function startPings(): { stop(): number } {
  let longest = 0;
  let last = Date.now();
  const look = () => {
    longest = Math.max(longest, Date.now() - last - 50);
    last = Date.now();
  };
  const timer = setInterval(look, 50);
  return {
    stop: () => {
      clearInterval(timer);
      look();
      return longest;
    },
  };
}
