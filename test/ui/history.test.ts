import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { appendFile, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import { until } from '../support/until.ts';
import {
  answerInput,
  clickButton,
  modal,
  notification,
  openContactsContainer,
  pickFromMenu,
  pickItem,
  quickInput,
  runCommand,
  takePicture,
  tidyWindow,
  treeRow,
  treeRows,
} from '../support/vscode/workbenchPage.ts';
import {
  type AccountWindow,
  openAccountWindow,
  showContacts,
  someContact,
} from './accountWindow.ts';
import { pictureOfFailure } from './pictureOfFailure.ts';

describe('The History view', () => {
  let window: AccountWindow;

  before(async () => {
    window = await openAccountWindow({ settings: { 'wazzup.confirmTypedCountFrom': 3 } });
  });

  afterEach(async function () {
    await pictureOfFailure(this, window.page);
    await tidyWindow(window.page);
  });

  after(() => window?.close());

  it('takes back a deletion from its notification, and tells it all', async () => {
    const { page } = window;
    const names = ['Ada', 'Ben', 'Cleo'];
    const three = names.map((name, n) => someContact(`undo-${n}`, `${name} Undo`));
    await showContacts(window, ...three);
    await treeRow(page, 'Ada Undo').click();
    await treeRow(page, 'Cleo Undo').click({ modifiers: ['Shift'] });
    await page.keyboard.press('Delete');
    await clickButton(modal(page), 'Delete');
    await quickInput(page).getByText('Type 3 to delete them.').waitFor();
    await takePicture(page, 'history-delete-typed');
    await page.keyboard.press('Escape');
    await quickInput(page).waitFor({ state: 'hidden' });
    assert.equal((await window.ids()).length, 3);
    await runCommand(page, 'Wazzup: Focus on Contacts View');
    await page.keyboard.press('Delete');
    await clickButton(modal(page), 'Delete');
    await answerInput(page, 'Delete 3 Contacts from "Flower Shop"', '3');
    const told = notification(page, 'Delete contacts: 3 of 3 done');
    await told.waitFor();
    await takePicture(page, 'history-delete-told');
    assert.deepEqual(await window.ids(), []);

    await clickButton(told, 'Undo');
    await modal(page).getByText('Take back “Deleted 3 contacts”?').waitFor();
    await takePicture(page, 'history-undo-question');
    await clickButton(modal(page), 'Take Back');
    await until('all are there again', async () => (await window.ids()).length === 3);
    for (const contact of three) assert.deepEqual(await window.contact(contact.id), contact);
    await treeRow(page, 'Ada Undo').waitFor();

    await runCommand(page, 'Wazzup: Focus on History View');
    const operation = treeRows(page).filter({ hasText: 'Deleted 3 contacts' });
    await operation.waitFor();
    await treeRows(page).filter({ hasText: 'Took back changes of 3 contacts' }).waitFor();
    await operation.click();
    await takePicture(page, 'history-view');
    const item = treeRows(page).filter({ hasText: 'Ben Undo' }).filter({ hasText: 'deleted' });
    await item.click();
    await page.locator('.tab').filter({ hasText: 'Ben Undo: before ↔ after' }).waitFor();
    await page.locator('.monaco-diff-editor').getByText('"Ben Undo"').first().waitFor();
    await takePicture(page, 'history-differences');
  });

  it('offers to finish what was interrupted, and finishes it', async () => {
    const { page, serverDataDir } = window;
    const [done, open] = [someContact('cut-1', 'Fay Cut'), someContact('cut-2', 'Gus Cut')];
    const [wasDone, wasOpen] = [someContact('cut-1', 'Fay Old'), someContact('cut-2', 'Gus Old')];
    await showContacts(window, done, wasOpen);
    const root = path.join(serverDataDir, 'data/User/globalStorage/contacts-tools.wazzup-contacts');
    const [accountId = ''] = await readdir(path.join(root, 'history'));
    // What a computer leaves that went off after the first of two contacts had arrived.
    const lines = [
      { kind: 'begin', accountId, operation: 'upsertFile', time: Date.now(), pid: 2 ** 30 },
      { kind: 'item', id: 'cut-1', before: wasDone, after: done },
      { kind: 'item', id: 'cut-2', before: wasOpen, after: open },
      { kind: 'ready' },
      { kind: 'sending', ids: ['cut-1', 'cut-2'] },
    ];
    const text = `${lines.map((line) => JSON.stringify(line)).join('\n')}\n{"kind":"outc`;
    const file = path.join(root, 'history', accountId, 'zzzzzzzzz-cut.ndjson');
    await writeFile(file, text);
    // And what one leaves that went off before any request, longer ago than the history is kept.
    const old = path.join(root, 'history', accountId, '000000000-abc123.ndjson');
    await writeFile(old, text.slice(0, text.indexOf('{"kind":"ready"}')));
    await window.forgetRequests();
    await window.reload();
    await openContactsContainer(page);
    const offer = notification(
      page,
      '“Sent 2 contacts of a file” in "Flower Shop" was interrupted',
    );
    await offer.waitFor();
    await until('what is too old was erased', () => !existsSync(old));
    await takePicture(page, 'history-interrupted');
    await clickButton(offer, 'Continue');
    await until('the rest was sent', async () => {
      return (await window.contact('cut-2'))?.['name'] === 'Gus Cut';
    });
    assert.equal((await window.requests())['POST /contacts'], 1);
    await until('it counts as settled', async () =>
      (await readFile(file, 'utf8')).includes('"kind":"end"'),
    );
    await window.reload();
    await openContactsContainer(page);
    await treeRow(page, 'Gus Cut').waitFor();
    await runCommand(page, 'Wazzup: Focus on History View');
    await page.keyboard.press('Home');
    const operation = treeRows(page).filter({ hasText: 'Sent 2 contacts of a file' });
    await operation.getByText('2 sent').waitFor();
    assert.doesNotMatch((await operation.textContent()) ?? '', /not finished/);
    assert.equal(await offer.isVisible(), false);
  });

  it('offers to leave what was interrupted as it is, and asks no more then', async () => {
    const { page, serverDataDir } = window;
    const [old, wanted] = [someContact('let-1', 'Ida Old'), someContact('let-1', 'Ida New')];
    await showContacts(window, old);
    const root = path.join(serverDataDir, 'data/User/globalStorage/contacts-tools.wazzup-contacts');
    const [accountId = ''] = await readdir(path.join(root, 'history'));
    const lines = [
      { kind: 'begin', accountId, operation: 'upsertFile', time: Date.now(), pid: 2 ** 30 },
      { kind: 'item', id: 'let-1', before: old, after: wanted },
      { kind: 'ready' },
      { kind: 'sending', ids: ['let-1'] },
    ];
    const file = path.join(root, 'history', accountId, 'zzzzzzzzz-let.ndjson');
    await writeFile(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    await window.reload();
    await openContactsContainer(page);
    const offer = notification(page, 'in "Flower Shop" was interrupted');
    await offer.waitFor();
    assert.equal(await offer.locator('.monaco-button').count(), 2, 'two actions at most');
    await window.forgetRequests();
    await clickButton(offer, 'Choose…');
    await quickInput(page).getByText('Takes back what was done').waitFor();
    await takePicture(page, 'history-interrupted-choices');
    await pickItem(page, 'Leave as It Is');
    await until('it counts as settled', async () =>
      (await readFile(file, 'utf8')).includes('"kind":"end"'),
    );
    assert.equal((await window.requests())['POST /contacts'], undefined);
    assert.equal((await window.contact('let-1'))?.['name'], 'Ida Old');
  });

  it('sends nothing of an interrupted operation that another window is at, or has settled', async () => {
    const { page, serverDataDir } = window;
    const [old, wanted] = [someContact('two-1', 'Hal Old'), someContact('two-1', 'Hal New')];
    await showContacts(window, old);
    const root = path.join(serverDataDir, 'data/User/globalStorage/contacts-tools.wazzup-contacts');
    const [accountId = ''] = await readdir(path.join(root, 'history'));
    const file = path.join(root, 'history', accountId, 'zzzzzzzzz-two.ndjson');
    const add = (...lines: readonly object[]) =>
      appendFile(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    const time = Date.now();
    await add(
      { kind: 'begin', accountId, operation: 'upsertFile', time, pid: 2 ** 30 },
      { kind: 'item', id: 'two-1', before: old, after: wanted },
      { kind: 'ready' },
    );
    const offer = notification(page, '“Sent "Hal New" of a file” in "Flower Shop" was interrupted');
    await window.reload();
    await offer.waitFor();
    await window.forgetRequests();
    // The test's process stands for the other window.
    await add({ kind: 'claim', claim: 'other', time, pid: process.pid });
    await clickButton(offer, 'Continue');
    await notification(page, 'Another window is at this just now.').waitFor();
    await takePicture(page, 'history-taken');
    assert.equal((await window.requests())['POST /contacts'], undefined);

    await add({ kind: 'release', claim: 'other' });
    await window.reload();
    await offer.waitFor();
    await window.forgetRequests();
    await add({ kind: 'end', time });
    await clickButton(offer, 'Choose…');
    await pickItem(page, 'Undo');
    await notification(page, 'This was settled in another window meanwhile.').waitFor();
    assert.equal((await window.requests())['POST /contacts'], undefined);
    assert.deepEqual(await window.contact('two-1'), old);
  });

  it('restores one of several deleted contacts', async () => {
    const { page } = window;
    await showContacts(window, someContact('re-1', 'Dora Re'), someContact('re-2', 'Emil Re'));
    await treeRow(page, 'Dora Re').click();
    await treeRow(page, 'Emil Re').click({ modifiers: ['Shift'] });
    await page.keyboard.press('Delete');
    await clickButton(modal(page), 'Delete');
    await notification(page, 'Delete contacts: 2 of 2 done').waitFor();
    await runCommand(page, 'Wazzup: Focus on History View');
    await page.keyboard.press('Home');
    await treeRows(page).filter({ hasText: 'Deleted 2 contacts' }).click();
    const item = treeRows(page).filter({ hasText: 'Emil Re' }).filter({ hasText: 'deleted' });
    await pickFromMenu(item, 'Restore');
    await modal(page).getByText('Restore "Emil Re"?').waitFor();
    await clickButton(modal(page), 'Restore');
    await until('it is there again', async () => (await window.ids()).includes('re-2'));
    assert.ok(!(await window.ids()).includes('re-1'));
  });
});
