import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import { until } from '../support/until.ts';
import {
  answerInput,
  clickButton,
  expandRow,
  modal,
  runCommand,
  takePicture,
  tidyWindow,
  treeRow,
} from '../support/vscode/workbenchPage.ts';
import { connectAccount, openSandboxWindow, type SandboxWindow } from './accountWindow.ts';
import { pictureOfFailure } from './pictureOfFailure.ts';

const length = 5234;
/** Ids are in list order, names tell the position. */
const contacts = Array.from({ length }, (_, index) => ({
  id: `long-${String(index + 1).padStart(5, '0')}`,
  responsibleUserId: '504101',
  name: `Client ${index + 1}.`,
  contactData: [{ chatType: 'whatsapp', chatId: String(79011110000 + index) }],
}));

describe('A long list', () => {
  let window: SandboxWindow;

  before(async () => {
    window = await openSandboxWindow();
    await window.put(...contacts);
    await connectAccount(window, 'Flower Shop');
  });

  afterEach(async function () {
    await pictureOfFailure(this, window.page);
    await tidyWindow(window.page);
  });

  after(() => window?.close());

  it('shows each full thousand as a row, opens the one that holds a position, and acts on all of one', async () => {
    const { page } = window;
    await runCommand(page, 'Wazzup: Load All Contacts');
    await treeRow(page, 'Contacts 1–1,000').waitFor();
    await treeRow(page, 'Contacts 4,001–5,000').waitFor();
    await treeRow(page, 'Client 5001.').waitFor();
    await takePicture(page, 'long-list');
    await window.forgetRequests();

    await runCommand(page, 'Wazzup: Go to Position…');
    await answerInput(page, 'Go to Position', '2345');
    await treeRow(page, 'Client 2345.').and(page.locator('.selected')).waitFor();
    await takePicture(page, 'long-list-position');

    await runCommand(page, 'Wazzup: Focus on Contacts View');
    await page.keyboard.press('Home');
    await expandRow(treeRow(page, 'Contacts 1–1,000'));
    await treeRow(page, 'Client 1.').waitFor();
    await treeRow(page, 'Contacts 1–1,000').click();
    await page.keyboard.press('Delete');
    await modal(page).getByText('Delete 1,000 contacts from "Flower Shop"?').waitFor();
    await clickButton(modal(page), 'Cancel');
    await modal(page).waitFor({ state: 'hidden' });
    assert.deepEqual(await window.requests(), {}, 'all of it was read before');
  });

  it('follows a contact that was deleted out of an open thousand', async () => {
    const { page } = window;
    await runCommand(page, 'Wazzup: Go to Position…');
    await answerInput(page, 'Go to Position', '7');
    const row = treeRow(page, 'Client 7.');
    await row.and(page.locator('.selected')).waitFor();
    await page.keyboard.press('Delete');
    await clickButton(modal(page), 'Delete');
    await row.waitFor({ state: 'hidden' });
    await treeRow(page, 'Client 8.').waitFor();
    await treeRow(page, 'Flower Shop').getByText('5,233 contacts').waitFor();
    await runCommand(page, 'Wazzup: Focus on Contacts View');
    await until('the end of the list is shown', async () => {
      await page.keyboard.press('End');
      return await treeRow(page, 'Client 5234.').isVisible();
    });
    // Each thousand is full again: the row after it has moved up into it.
    await runCommand(page, 'Wazzup: Go to Position…');
    await answerInput(page, 'Go to Position', '5000');
    const moved = treeRow(page, 'Client 5001.').and(page.locator('.selected'));
    await moved.and(page.locator('[aria-level="3"]')).waitFor();
    await takePicture(page, 'long-list-end');
  });
});
