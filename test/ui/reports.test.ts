import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import type { Locator } from 'playwright-core';
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
  treeRows,
} from '../support/vscode/workbenchPage.ts';
import { type AccountWindow, openAccountWindow, someContact } from './accountWindow.ts';
import { pictureOfFailure } from './pictureOfFailure.ts';

describe('The report of a bulk write', () => {
  let window: AccountWindow;

  before(async () => {
    window = await openAccountWindow({
      settings: { 'wazzup.confirmTypedCountFrom': 2 },
      extraSandboxFlags: ['--variant', 'strictUsers=on'],
    });
  });

  afterEach(async function () {
    await pictureOfFailure(this, window.page);
    await tidyWindow(window.page);
    await openContactsContainer(window.page);
  });

  after(() => window?.close());

  const inFolder = (name: string) => path.join(window.folder, name);

  /** Sends a file of the folder from the explorer, and agrees with what will happen. */
  async function send(name: string): Promise<void> {
    const { page } = window;
    await runCommand(page, 'View: Show Explorer');
    const row = page.locator('.explorer-folders-view .monaco-list-row', { hasText: name });
    await row.waitFor();
    await pickFromMenu(row, 'Send File to Wazzup…');
    await clickButton(modal(page), 'Send');
  }

  const lens = (title: string): Locator =>
    window.page.locator('.codelens-decoration a').filter({ hasText: title });

  const line = (text: string): Locator =>
    window.page.locator('.editor-instance .view-line').filter({ hasText: text });

  /** Opens the report of the newest operation of this title from its row in the History view. */
  async function reportOf(title: string): Promise<void> {
    const { page } = window;
    await runCommand(page, 'Wazzup: Focus on History View');
    await page.keyboard.press('Home');
    await pickFromMenu(treeRows(page).filter({ hasText: title }).first(), 'Show Report');
  }

  it('leads from a refused contact to a file of just that, which is corrected and sent', async () => {
    const { page } = window;
    const bad = JSON.stringify(
      someContact('rep-2', 'Bad Rep', { responsibleUserId: 'nobody' }),
      undefined,
      4,
    ).replaceAll('\n', '\r\n');
    const good = JSON.stringify(someContact('rep-1', 'Good Rep'));
    await writeFile(inFolder('spring.contacts.json'), `[\r\n  ${good},\r\n${bad}\r\n]`);
    await send('spring.contacts.json');
    const told = notification(page, 'Send file: 1 of 2 done. Refused by Wazzup: 1.');
    await told.waitFor();
    await takePicture(page, 'report-told');
    await clickButton(told, 'Show Report');
    await line('refused  rep-2  Bad Rep').waitFor();
    await line('done     rep-1  Good Rep').waitFor();
    await lens('Retry Failed (1)').waitFor();
    await takePicture(page, 'report');

    await lens('Save Failed as File…').click();
    const box = quickInput(page).locator('input').first();
    await until('the file beside the one that was sent is suggested', async () =>
      (await box.inputValue()).endsWith('/workspace/spring.failed.contacts.json'),
    );
    await takePicture(page, 'report-save');
    await box.press('Enter');
    await page.locator('.tab.active').getByText('spring.failed.contacts.json').waitFor();
    await takePicture(page, 'report-saved');
    const saved = await readFile(inFolder('spring.failed.contacts.json'), 'utf8');
    assert.equal(saved, `[\r\n${bad}\r\n]\r\n`);

    await runCommand(page, 'View: Close All Editors');
    await writeFile(inFolder('spring.failed.contacts.json'), saved.replace('nobody', '504101'));
    await send('spring.failed.contacts.json');
    await page.locator('.statusbar').getByText('Send file: 1 of 1 done').waitFor();
    assert.equal((await window.contact('rep-2'))?.['name'], 'Bad Rep');
  });

  it('is there after a reload, and retries once the fault is over, with a choice', async () => {
    const { page } = window;
    const old = [1, 2, 3].map((n) => someContact(`try-${n}`, `Old Try ${n}`));
    await window.put(...old);
    const wanted = old.map(({ id }, n) => someContact(id, `New Try ${n + 1}`));
    await writeFile(inFolder('autumn.contacts.json'), JSON.stringify(wanted));
    await window.fail('POST:contacts:503');
    await send('autumn.contacts.json');
    await notification(page, 'Send file: 0 of 3 done').waitFor();
    await window.fail();
    await window.put(someContact('try-2', 'Theirs Try'));
    await window.reload();
    await openContactsContainer(page);

    await reportOf('Sent 3 contacts of a file');
    await line('try-2  New Try 2').waitFor();
    await takePicture(page, 'report-after-reload');
    await page.locator('.editor-actions [aria-label="Retry Failed"]').click();
    await modal(page).getByText('2 are sent again.').waitFor();
    await modal(page).getByText('1 were changed by others meanwhile.').waitFor();
    await takePicture(page, 'report-retry-question');
    await clickButton(modal(page), 'Retry');
    const told = notification(page, 'Send file: 2 of 3 done');
    await told.getByText('Not sent because changed meanwhile: 1').waitFor();
    assert.equal((await window.contact('try-1'))?.['name'], 'New Try 1');
    assert.equal((await window.contact('try-2'))?.['name'], 'Theirs Try');

    // The report of the retry, by the keyboard.
    await runCommand(page, 'View: Close All Editors');
    await clickButton(told, 'Show Report');
    await line('changed meanwhile  try-2').waitFor();
    await takePicture(page, 'report-of-retry');
    await runCommand(page, 'Wazzup: Retry Failed');
    await clickButton(modal(page), 'Retry, Overwrite 1 Changed');
    await page.locator('.statusbar').getByText('Send file: 1 of 1 done').waitFor();
    assert.equal((await window.contact('try-2'))?.['name'], 'New Try 2');
  });

  it('of a deletion asks as deletions do before it is tried again', async () => {
    const { page } = window;
    await window.put(someContact('del-1', 'Ann Del'), someContact('del-2', 'Bob Del'));
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.evaluate(`navigator.clipboard.writeText('del-1\\ndel-2\\n')`);
    await window.fail('PATCH:bulk_delete:500-before');
    await runCommand(page, 'Wazzup: Delete Contacts by Id…');
    await pickItem(page, 'Ids in the Clipboard');
    await clickButton(modal(page), 'Delete');
    await answerInput(page, 'Delete 2 Contacts from "Flower Shop"', '2');
    await clickButton(notification(page, 'Delete contacts by id: 0 of 2 done'), 'Show Report');
    await window.fail();
    await window.put(someContact('del-2', 'Bob Changed'));
    await lens('Retry Failed (2)').click();
    await modal(page).getByText('1 are deleted.').waitFor();
    await takePicture(page, 'report-retry-deletion');
    await clickButton(modal(page), 'Retry, Delete 1 Changed Too');
    await modal(page).getByText('Delete 2 contacts from "Flower Shop"?').waitFor();
    await modal(page).getByText('Bob Changed').waitFor();
    await clickButton(modal(page), 'Delete');
    await answerInput(page, 'Delete 2 Contacts from "Flower Shop"', '2');
    await notification(page, 'Delete contacts by id: 2 of 2 done').waitFor();
    assert.ok(!(await window.ids()).some((id) => id.startsWith('del-')));
  });

  it('has its commands in the palette only while one is open', async () => {
    const { page } = window;
    await page.keyboard.press('F1');
    await quickInput(page).locator('input').fill('>Wazzup: Re');
    await quickInput(page).getByText('Wazzup: Refresh', { exact: true }).waitFor();
    assert.equal(await quickInput(page).getByText('Wazzup: Retry Failed').count(), 0);
  });
});
