import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import type { Locator, Page } from 'playwright-core';
import { until } from '../support/until.ts';
import {
  clickButton,
  expandRow,
  modal,
  notification,
  pickFromMenu,
  pickItem,
  quickInput,
  runCommand,
  takePicture,
  tidyWindow,
} from '../support/vscode/workbenchPage.ts';
import { type AccountWindow, openAccountWindow, someContact } from './accountWindow.ts';
import { pictureOfFailure } from './pictureOfFailure.ts';

const table = [
  'Код;ФИО;Телефон;Telegram;Ответственный;Комментарий',
  'crm-1;Анна Петрова;8 (901) 111-22-33;;;постоянный',
  'crm-2;Борис Соколов;8 (901) 111-22-33;@boris_new;;тюльпаны',
  'crm-3;Вера Орлова;8 901 111-22-33;;;',
  'crm-5;Глеб Новый;8 (903) 222-33-44;;Анна Белова;',
  'crm-6;Дина Новая;7,9E+10;;Анна Белова;',
].join('\r\n');

/** A row of the Comparison view. */
const row = (page: Page, text: string): Locator =>
  page.locator('.pane', { hasText: 'Comparison' }).locator('.monaco-list-row').filter({
    hasText: text,
  });

/** Presses the button of the view's title, which is there while the view is pointed at. */
async function compareAgain(page: Page): Promise<void> {
  await row(page, 'All differences').hover();
  await page
    .locator('.pane', { hasText: 'Comparison' })
    .getByRole('button', { name: 'Compare Again' })
    .click();
}

/** Waits until the comparison says that the file has this name for one of the contacts. */
async function showsName(page: Page, name: string): Promise<void> {
  await expandRow(row(page, 'Борис').first());
  await row(page, `Name: Борис → ${name}`).waitFor();
}

describe('Compare with File in a window', () => {
  let window: AccountWindow;

  before(async () => {
    window = await openAccountWindow();
    await window.put(
      someContact('crm-1', 'Анна'),
      someContact('crm-2', 'Борис'),
      someContact('crm-3', 'Вера Орлова'),
      someContact('crm-4', 'Жанна Старая'),
    );
    await writeFile(path.join(window.folder, 'clients.csv'), `\uFEFF${table}\r\n`);
  });

  afterEach(async function () {
    await pictureOfFailure(this, window.page);
    await tidyWindow(window.page);
  });

  after(() => window?.close());

  it('shows what differs as a tree, and both states side by side', async () => {
    const { page } = window;
    await runCommand(page, 'View: Show Explorer');
    await pickFromMenu(
      page.locator('.explorer-folders-view').getByText('clients.csv'),
      'Compare with File…',
    );
    await quickInput(page).getByText('The columns are understood right.').click();
    await pickItem(page, 'By id');
    await row(page, 'Different').waitFor();
    await row(page, 'Анна').waitFor();
    await takePicture(page, 'compare-tree');
    await expandRow(row(page, 'Борис'));
    await row(page, 'Name: Борис → Борис Соколов').waitFor();
    await row(page, 'Telegram: nothing → @boris_new').waitFor();
    await expandRow(row(page, 'Only in the file'));
    await row(page, 'Глеб Новый').waitFor();
    await takePicture(page, 'compare-fields');
    await row(page, 'Борис').first().click();
    await page.locator('.monaco-diff-editor').first().waitFor();
    await page.locator('.tab.active').getByText('Борис: Wazzup ↔ file').waitFor();
    await page.locator('.modified .view-line', { hasText: 'Борис Соколов' }).first().waitFor();
    await takePicture(page, 'compare-diff');
  });

  it('takes over from the file after a preview, and tells what is left', async () => {
    const { page } = window;
    await pickFromMenu(row(page, 'All differences'), 'Take Over from File');
    await modal(page)
      .getByText('Take over 3 contacts of "clients.csv" into "Flower Shop"?')
      .waitFor();
    await takePicture(page, 'compare-take-over');
    await clickButton(modal(page), 'Take Over');
    await notification(page, 'Import: 3 of 3 done.').waitFor();
    assert.equal((await window.contact('crm-1'))?.['name'], 'Анна Петрова');
    assert.equal((await window.contact('crm-4'))?.['name'], 'Жанна Старая');
    await until(
      'nothing differs any more',
      async () => !(await row(page, 'Different').isVisible()),
    );
    await row(page, 'Only in Wazzup').waitFor();
    await takePicture(page, 'compare-resolved');
    await clickButton(notification(page, 'Import: 3 of 3 done.'), 'Undo');
    await clickButton(modal(page), 'Take Back');
    await row(page, 'Different').waitFor();
    assert.equal((await window.contact('crm-1'))?.['name'], 'Анна');
  });

  it('takes over just what is selected', async () => {
    const { page } = window;
    await row(page, 'Анна').first().click();
    // What opens then would take the focus away from a menu.
    await page.locator('.tab.active').getByText('Анна: Wazzup ↔ file').waitFor();
    await page.locator('.modified .view-line', { hasText: 'Анна Петрова' }).first().waitFor();
    await row(page, 'Борис')
      .first()
      .click({ modifiers: ['ControlOrMeta'] });
    await pickFromMenu(row(page, 'Анна').first(), 'Take Over from File');
    await modal(page)
      .getByText('Take over 2 contacts of "clients.csv" into "Flower Shop"?')
      .waitFor();
    await clickButton(modal(page), 'Cancel');
    assert.equal((await window.contact('crm-2'))?.['name'], 'Борис');
  });

  it('writes a corrected copy of the file', async () => {
    const { page } = window;
    await pickFromMenu(row(page, 'All differences'), 'Take Over into File…');
    await modal(page).getByText('Leave out 1 contact that is only in the file?').waitFor();
    await takePicture(page, 'compare-leave-out');
    await clickButton(modal(page), 'Leave Out');
    const box = quickInput(page).locator('input').first();
    await until('a copy beside the file is suggested', async () =>
      (await box.inputValue()).endsWith('/clients.corrected.csv'),
    );
    await box.press('Enter');
    await notification(page, '2 corrected, 1 added, 1 left out').waitFor();
    await takePicture(page, 'compare-into-file');
    assert.deepEqual(
      (await readFile(path.join(window.folder, 'clients.corrected.csv'), 'utf8')).split('\r\n'),
      [
        '\uFEFFКод;ФИО;Телефон;Telegram;Ответственный;Комментарий',
        'crm-1;Анна;8 (901) 111-22-33;;;постоянный',
        'crm-2;Борис;79011112233;;;тюльпаны',
        'crm-3;Вера Орлова;8 901 111-22-33;;;',
        'crm-6;Дина Новая;7,9E+10;;Анна Белова;',
        'crm-4;Жанна Старая;79011112233;;Анна Белова;',
        '',
      ],
    );
  });

  it('reads the file again, and asks what its columns mean where they are others by now', async () => {
    const { page } = window;
    const file = path.join(window.folder, 'clients.csv');
    await writeFile(file, `\uFEFF${table.replace('Борис Соколов', 'Борис Второй')}\r\n`);
    await compareAgain(page);
    await showsName(page, 'Борис Второй');

    await writeFile(file, 'Код;Имя клиента\r\ncrm-2;Борис Третий\r\n');
    await compareAgain(page);
    const columns = quickInput(page);
    await columns.getByText('Имя клиента').waitFor();
    await takePicture(page, 'compare-again-columns');
    await columns.getByText('The columns are understood right.').click();
    await row(page, 'Only in the file').waitFor({ state: 'hidden' });
    await showsName(page, 'Борис Третий');
  });

  it('asks from the palette for the file, its columns and how contacts are known, and can be left at each', async () => {
    const { page } = window;
    const file = path.join(window.folder, 'clients.csv');
    await writeFile(file, `\uFEFF${table}\r\n`);
    const box = quickInput(page);
    const open = async () => {
      await runCommand(page, 'Wazzup: Compare with File…');
      const files = box.filter({ hasText: 'Compare with File' });
      await files.getByText('clients.csv', { exact: true }).click();
      await box.getByText('The columns are understood right.').waitFor();
    };
    await open();
    await page.keyboard.press('Escape');
    await box.waitFor({ state: 'hidden' });
    await open();
    await box.getByText('The columns are understood right.').click();
    await box.getByText('By messenger account').waitFor();
    await takePicture(page, 'compare-match');
    await page.keyboard.press('Escape');
    await box.waitFor({ state: 'hidden' });
    await showsName(page, 'Борис Третий');
    await open();
    await box.getByText('The columns are understood right.').click();
    await pickItem(page, 'By id');
    await row(page, 'Only in the file').waitFor();
    await showsName(page, 'Борис Соколов');
  });

  it('deletes from Wazzup only what is chosen, after the question of every deletion', async () => {
    const { page } = window;
    await pickFromMenu(row(page, 'Only in Wazzup'), 'Delete from Wazzup');
    await modal(page).getByText('Delete "Жанна Старая" from "Flower Shop"?').waitFor();
    await takePicture(page, 'compare-delete');
    await clickButton(modal(page), 'Delete');
    await notification(page, 'Delete contacts: 1 of 1 done.').waitFor();
    assert.equal(await window.contact('crm-4'), undefined);
    await until(
      'nothing is only there',
      async () => !(await row(page, 'Only in Wazzup').isVisible()),
    );
  });

  it('takes in what a refresh finds, and shows long lists by thousands', async () => {
    const { page } = window;
    const many = Array.from({ length: 1_100 }, (_, n) => someContact(`many-${n}`, `Client ${n}`));
    await window.put(...many);
    await runCommand(page, 'Wazzup: Refresh');
    await row(page, 'Only in Wazzup').getByText('1,100').waitFor();
    await expandRow(row(page, 'Only in Wazzup'));
    await row(page, 'Contacts 1–1,000').waitFor();
    await takePicture(page, 'compare-long');
  });

  it('goes when it is closed', async () => {
    const { page } = window;
    await runCommand(page, 'Wazzup: Close Comparison');
    await row(page, 'All differences').waitFor({ state: 'detached' });
    await takePicture(page, 'compare-closed');
  });
});
