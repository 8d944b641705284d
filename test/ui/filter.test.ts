import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import { until } from '../support/until.ts';
import {
  expandRow,
  filterTree,
  openFilterInput,
  quickInput,
  runCommand,
  takePicture,
  tidyWindow,
  treeRow,
  treeRows,
} from '../support/vscode/workbenchPage.ts';
import { type AccountWindow, openAccountWindow, someContact } from './accountWindow.ts';
import { pictureOfFailure } from './pictureOfFailure.ts';

describe('Filter and groups in a window', () => {
  let window: AccountWindow;

  before(async () => {
    window = await openAccountWindow({ contacts: 1200 });
    await window.put(
      someContact('filter-1', 'Zara Filterova'),
      someContact('filter-2', 'Zoe Filterova', { responsibleUserId: 'left-long-ago' }),
    );
  });

  afterEach(async function () {
    await pictureOfFailure(this, window.page);
    await tidyWindow(window.page);
  });

  after(() => window?.close());

  it('completes the filter while it is typed, says what is filtered, and shows all again', async () => {
    const { page } = window;
    const input = (await openFilterInput(page)).locator('input');
    await input.fill('filterova messenger:what');
    await quickInput(page).getByText('messenger:whatsapp').first().waitFor();
    await takePicture(page, 'filter-completion');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await until('it is completed', async () =>
      (await input.inputValue()).includes('messenger:whatsapp '),
    );
    await page.keyboard.press('Enter');
    await treeRow(page, 'Filter · 2 of 1,202').getByText('filterova messenger:what').waitFor();
    await treeRow(page, 'Zara Filterova').waitFor();
    await treeRow(page, 'Zoe Filterova').waitFor();
    assert.equal(await treeRows(page).count(), 4, 'account, filter and two contacts');
    await takePicture(page, 'filter-tree');
    await runCommand(page, 'Wazzup: Clear Filter');
    await treeRow(page, 'Filter ·').waitFor({ state: 'hidden' });
  });

  it('shows who is responsible for whom, and who is not there any more', async () => {
    const { page } = window;
    await runCommand(page, 'Wazzup: Group By: Responsible Person');
    const left = treeRow(page, 'left-long-ago');
    await runCommand(page, 'Wazzup: Focus on Contacts View');
    await until('the group is at the end', async () => {
      await page.keyboard.press('End');
      return await left.isVisible();
    });
    await left.getByText('1 · not in the list of users').waitFor();
    await expandRow(left);
    await treeRow(page, 'Zoe Filterova').waitFor();
    await takePicture(page, 'groups-responsible');
    await runCommand(page, 'Wazzup: Group By: Messenger');
    await treeRow(page, 'WhatsApp').first().waitFor();
    await takePicture(page, 'groups-messenger');
    await runCommand(page, 'Wazzup: Group By: None');
    await treeRow(page, 'not in the list of users').waitFor({ state: 'hidden' });
  });

  it('says how far the list is read, and which part of it could not be, and reads it again by a click', async () => {
    const { page } = window;
    await window.fail('GET:^/contacts$:hang:every-5');
    await runCommand(page, 'Wazzup: Refresh');
    await filterTree(page, 'messenger:telegram');
    const reading = treeRow(page, 'Reading all contacts');
    await reading.waitFor();
    await treeRow(page, 'Filter ·').waitFor();
    await reading.hover();
    await takePicture(page, 'filter-reading');
    await reading.getByRole('button', { name: 'Stop Reading' }).click();
    await reading.waitFor({ state: 'hidden' });

    await window.fail('GET:^/contacts$:garbage:every-5');
    await runCommand(page, 'Wazzup: Refresh');
    const again = treeRow(page, 'Read again');
    await again.getByText('could not be read').waitFor();
    await takePicture(page, 'filter-failed-page');
    await window.fail();
    await again.click();
    await again.waitFor({ state: 'hidden' });
    await treeRow(page, 'Filter ·').waitFor();
    await runCommand(page, 'Wazzup: Clear Filter');
  });
});
