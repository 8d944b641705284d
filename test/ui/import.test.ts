import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import { until } from '../support/until.ts';
import {
  clickButton,
  modal,
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

const table = [
  'Код;Клиент;Сотовый;Кто ведёт;Заметка',
  'imp-1;Анна Новая;8 (901) 111-22-33;Анна Белова;давно',
  'imp-2;Борис Новый;8 (903) 222-33-44;Анна Белова;',
  'imp-3;Вера Новая;7,9E+10;Анна Белова;',
  'old-1;Old Renamed;;;',
].join('\r\n');

describe('Import in a window', () => {
  let window: AccountWindow;

  before(async () => {
    window = await openAccountWindow();
    await window.put(someContact('old-1', 'Old Name'));
    await runCommand(window.page, 'Wazzup: Refresh');
    await writeFile(path.join(window.folder, 'clients.csv'), `\uFEFF${table}\r\n`);
  });

  afterEach(async function () {
    await pictureOfFailure(this, window.page);
    await tidyWindow(window.page);
  });

  after(() => window?.close());

  it('shows what the columns mean, what will change and what cannot be imported, then does it', async () => {
    const { page } = window;
    await runCommand(page, 'View: Show Explorer');
    await pickFromMenu(page.locator('.explorer-folders-view').getByText('clients.csv'), 'Import…');
    await quickInput(page).getByText('What the Columns Mean').waitFor();
    await takePicture(page, 'import-columns');
    await pickItem(page, 'Кто ведёт');
    await quickInput(page).getByText('Responsible, by name').waitFor();
    await pickItem(page, 'Responsible, by name');
    await quickInput(page).getByText('→ Responsible, by name').waitFor();
    await quickInput(page).getByText('The columns are understood right.').click();
    await pickItem(page, 'Create and update');
    await takePicture(page, 'import-match');
    await pickItem(page, 'By id');
    await modal(page).getByText('Import 3 contacts of "clients.csv" into "Flower Shop"?').waitFor();
    await takePicture(page, 'import-preview');
    await clickButton(modal(page), 'Show Left Out');
    await page.locator('.view-line').getByText('was spoilt by a spreadsheet').first().waitFor();
    await takePicture(page, 'import-left-out');
    await page.locator('.codelens-decoration').getByText('Save These Rows as File…').click();
    const box = quickInput(page).locator('input').first();
    await until('the file beside the imported one is suggested', async () =>
      (await box.inputValue()).endsWith('/clients.failed.csv'),
    );
    await box.press('Enter');
    await page.locator('.tab.active').getByText('clients.failed.csv').waitFor();
    assert.equal(
      await readFile(path.join(window.folder, 'clients.failed.csv'), 'utf8'),
      `\uFEFF${table.split('\r\n')[0]}\r\n${table.split('\r\n')[3]}\r\n`,
    );
    await clickButton(notification(page, 'Import 3 contacts of "clients.csv"'), 'Import');
    await notification(page, 'Import: 3 of 3 done.').waitFor();
    assert.deepEqual((await window.contact('imp-1'))?.['contactData'], [
      { chatType: 'whatsapp', chatId: '79011112233' },
    ]);
    assert.equal((await window.contact('old-1'))?.['name'], 'Old Renamed');
    assert.equal(await window.contact('imp-3'), undefined);
    await runCommand(page, 'Wazzup: Focus on Contacts View');
    await treeRow(page, 'Анна Новая').waitFor();
    await takePicture(page, 'import-done');
  });

  it('remembers what the columns of such a table mean, and says when there is nothing to do', async () => {
    const { page } = window;
    const name = 'later.csv';
    await writeFile(path.join(window.folder, name), `${table.replace(/^imp-3.*\r\n/m, '')}\r\n`);
    await runCommand(page, 'View: Show Explorer');
    await pickFromMenu(page.locator('.explorer-folders-view').getByText(name), 'Import…');
    await quickInput(page).getByText('→ Responsible, by name').waitFor();
    await quickInput(page).getByText('The columns are understood right.').click();
    await pickItem(page, 'Create and update');
    await pickItem(page, 'By id');
    await notification(page, 'Nothing was sent').waitFor();
  });

  it('has a thousand rows of a long one in the History view, and leads to its report for the others', async () => {
    const { page } = window;
    const rows = Array.from(
      { length: 1002 },
      (_, n) => `long-${n},Guest ${n},504101,7902000${1000 + n}`,
    );
    const text = ['id,name,responsibleUserId,whatsapp', ...rows, ''].join('\n');
    await writeFile(path.join(window.folder, 'long.csv'), text);
    await runCommand(page, 'View: Show Explorer');
    await pickFromMenu(page.locator('.explorer-folders-view').getByText('long.csv'), 'Import…');
    await quickInput(page).getByText('The columns are understood right.').click();
    await pickItem(page, 'Create and update');
    await pickItem(page, 'By id');
    await modal(page).getByText('Import 1,002 contacts').waitFor();
    await clickButton(modal(page), 'Import');
    await notification(page, 'Import: 1,002 of 1,002 done.').waitFor();
    await runCommand(page, 'Wazzup: Focus on History View');
    const operation = treeRow(page, 'Imported 1,002 contacts');
    await operation.click();
    await treeRow(page, 'Guest 0').waitFor();
    // Newest first: the imports before this one are below.
    const rest = treeRow(page, '2 more in the report');
    await until('the end of its rows is shown', async () => {
      await page.keyboard.press('PageDown');
      return (await rest.count()) > 0;
    });
    await takePicture(page, 'import-long-history');
    await rest.click();
    await page.locator('.tab.active').getByText('Report').waitFor();
  });

  it('imports a file that is dropped on the account', async () => {
    const { page } = window;
    await writeFile(path.join(window.folder, 'dropped.csv'), 'id,name\nold-1,Old Dropped\n');
    await runCommand(page, 'View: Show Explorer');
    await runCommand(page, 'View: Move View');
    await pickItem(page, 'Contacts');
    await pickItem(page, 'Explorer');
    await page
      .locator('.explorer-folders-view')
      .getByText('dropped.csv')
      .dragTo(page.locator('.monaco-list-row').filter({ hasText: 'Flower Shop' }).first());
    await quickInput(page).getByText('What the Columns Mean').waitFor();
    await takePicture(page, 'import-dropped');
    await page.keyboard.press('Escape');
    await runCommand(page, 'View: Reset View Locations');
  });
});
