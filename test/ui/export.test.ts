import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import { until } from '../support/until.ts';
import {
  filterTree,
  notification,
  pickFromMenu,
  pickItem,
  quickInput,
  runCommand,
  takePicture,
  tidyWindow,
  treeRow,
} from '../support/vscode/workbenchPage.ts';
import { type AccountWindow, openAccountWindow, someContact } from './accountWindow.ts';
import { pictureOfFailure } from './pictureOfFailure.ts';

describe('Export in a window', () => {
  let window: AccountWindow;

  before(async () => {
    window = await openAccountWindow({ contacts: 1200 });
    await window.put(
      someContact('export-1', 'Zara Exportova'),
      someContact('export-2', 'Zoe Exportova', { name: '', contactData: [{}] }),
    );
  });

  afterEach(async function () {
    await pictureOfFailure(this, window.page);
    await tidyWindow(window.page);
  });

  after(() => window?.close());

  const saveAs = async (name: string) => {
    const box = quickInput(window.page).locator('input').first();
    await until('a file is suggested', async () =>
      (await box.inputValue()).includes('Flower Shop.'),
    );
    await box.fill(path.join(window.folder, name));
    await box.press('Enter');
  };

  it('writes what the row of a filter stands for, by its menu', async () => {
    const { page } = window;
    await filterTree(page, 'exportova');
    const row = treeRow(page, 'Filter · 1 of 1,202');
    await row.waitFor();
    await pickFromMenu(row, 'Export…');
    await quickInput(page).getByText('CSV, separated by commas').waitFor();
    await takePicture(page, 'export-format');
    await pickItem(page, 'CSV, separated by commas');
    await saveAs('zara.csv');
    const done = notification(page, '1 contact of "Flower Shop" was exported.');
    await done.waitFor();
    await takePicture(page, 'export-done');
    assert.match(await readFile(path.join(window.folder, 'zara.csv'), 'utf8'), /Zara Exportova/);
    await done.getByRole('button', { name: 'Open File' }).click();
    await page.locator('.tab.active').getByText('zara.csv').waitFor();
  });

  it('asks from the palette which contacts it is about, and says what the format has no place for', async () => {
    const { page } = window;
    await runCommand(page, 'Wazzup: Export…');
    await quickInput(page).getByText('All That Match the Filter').waitFor();
    await takePicture(page, 'export-which');
    await pickItem(page, 'All Contacts of "Flower Shop"');
    await pickItem(page, 'vCard 4');
    await saveAs('all.vcf');
    const done = notification(page, '1,202 contacts of "Flower Shop" were exported.');
    await done.getByText('odd cards').waitFor();
    await takePicture(page, 'export-reduced');
    const cards = await readFile(path.join(window.folder, 'all.vcf'), 'utf8');
    assert.equal(cards.match(/^END:VCARD/gm)?.length, 1_202);
  });
});
