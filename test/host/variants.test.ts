import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { openCard, replaceIn } from './cardEditing.ts';
import { connectSandbox, type SandboxAccount, someContact } from './sandboxAccount.ts';

const run = (command: string, ...args: readonly unknown[]): Thenable<unknown> =>
  vscode.commands.executeCommand(command, ...args);

describe('A server that differs', () => {
  let account: SandboxAccount;

  afterEach(async () => {
    await account.close();
  });

  async function connect(...variants: readonly string[]): Promise<void> {
    const flags = variants.flatMap((variant) => ['--variant', variant]);
    account = await connectSandbox(['--contacts', '0', ...flags]);
  }

  async function canBeChanged(id: string): Promise<void> {
    await account.put(someContact(id));
    const document = await openCard(account, id);
    await replaceIn(document, 'Anna', 'Bella');
    assert.ok(await document.save(), id);
    assert.ok(!document.isDirty);
    assert.equal((await account.contact(id))?.['name'], 'Bella Petrova');
  }

  const sets: readonly (readonly string[])[] = [
    ['postBody=array', 'postStatus=201', 'users=paged', 'telegram=new', 'count=string'],
    ['postBody=text', 'optional=null', 'unknownKeys=ignore', 'accountId=on'],
    ['postBody=contacts', 'lag=1500'],
  ];
  for (const variants of sets) {
    it(`has cards saved: ${variants.join(', ')}`, async () => {
      await connect(...variants);
      await canBeChanged('crm-1');
    });
  }

  it('keeps the draft and says so when a link cannot be removed', async () => {
    await connect('update=merge');
    const uri = 'https://crm.example.com/1';
    await account.put(someContact('crm-1', { uri }));
    const document = await openCard(account, 'crm-1');
    await replaceIn(document, `,\n  "uri": "${uri}"`, '');
    assert.ok(!(await document.save()));
    assert.ok(document.isDirty);
    assert.equal((await account.contact('crm-1'))?.['uri'], uri);
  });

  it('has details saved that it does not show', async () => {
    await connect('readDetails=short');
    const row = { chatType: 'telegram', chatId: '4455' };
    await account.put(someContact('crm-1', { contactData: [row] }));
    const document = await openCard(account, 'crm-1');
    await replaceIn(document, '"4455"', '"4455",\n      "username": "anna"');
    await replaceIn(document, 'Petrova', 'Ivanova');
    assert.ok(await document.save());
    const stored = { ...row, username: 'anna' };
    assert.deepEqual((await account.contact('crm-1'))?.['contactData'], [stored]);
    await replaceIn(document, 'Anna', 'Bella');
    assert.ok(await document.save(), 'and once more');
    assert.deepEqual((await account.contact('crm-1'))?.['contactData'], [stored]);
  });

  it('has contacts opened and saved whose ids it does not decode', async () => {
    await connect('slash=404');
    for (const id of ['a/b', '50%', 'a\\b']) await canBeChanged(id);
  });

  it('is told about in words, whatever its errors look like', async () => {
    for (const shape of ['html', 'nested']) {
      await connect(`errorShape=${shape}`);
      const wrong = run('wazzup.connect', { name: 'Wrong', key: account.sidecarKey });
      await assert.rejects(Promise.resolve(wrong), /amoCRM/, shape);
      await account.close();
    }
    await connect();
  });

  it('has what it stored of a refused request told item by item', async () => {
    await connect('partial=store', 'strictUsers=on');
    const { accountId } = account;
    const response = await fetch(`${account.url}/users`, {
      headers: { authorization: `Bearer ${account.key}` },
    });
    const [user]: readonly { readonly id: string }[] = JSON.parse(await response.text());
    const good = someContact('crm-1', { responsibleUserId: user?.id });
    const contacts = [good, someContact('crm-2', { responsibleUserId: 'nobody' })];
    const document = await vscode.workspace.openTextDocument({
      language: 'wazzup-contacts',
      content: JSON.stringify(contacts, null, 2),
    });
    const report: unknown = await run('wazzup.upsertFile', document.uri, { accountId });
    const { done, rejected } = report as Readonly<Record<string, readonly { id: string }[]>>;
    assert.deepEqual(
      done?.map(({ id }) => id),
      ['crm-1'],
    );
    assert.deepEqual(
      rejected?.map(({ id }) => id),
      ['crm-2'],
    );
  });

  it('that answers nonsense is reported in words, and read again once it does not', async () => {
    await connect();
    const { accountId } = account;
    await account.put(...Array.from({ length: 150 }, (_, index) => someContact(`crm-${index}`)));
    await run('wazzup.refresh', { accountId });
    for (const kind of ['garbage', 'truncate']) {
      await account.fail(`GET:/contacts:${kind}`);
      const attempts = await Promise.allSettled([
        run('wazzup.refresh', { accountId }),
        run('wazzup.loadAll', { accountId }),
        run('wazzup.openContact', `crm-${kind}`, accountId),
      ]);
      for (const attempt of attempts) {
        assert.equal(attempt.status, 'rejected');
        const { message } = attempt.reason as Error;
        assert.match(message, /\p{L}+ \p{L}+ \p{L}+/u);
        assert.doesNotMatch(message, /JSON\.parse|Unexpected token|Something went wrong/);
      }
      await account.fail();
    }
    await run('wazzup.loadAll', { accountId });
    await openCard(account, 'crm-149');
  });
}).timeout(120_000);
