import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import { until } from '../support/until.ts';
import {
  clickButton,
  filterTree,
  modal,
  notification,
  runCommand,
  takePicture,
  tidyWindow,
  treeRow,
  treeRows,
} from '../support/vscode/workbenchPage.ts';
import {
  type AccountWindow,
  disconnectAccount,
  openAccountWindow,
  openCard,
  showContacts,
  someContact,
} from './accountWindow.ts';
import { pictureOfFailure } from './pictureOfFailure.ts';

describe('The status bar and the badge', () => {
  let window: AccountWindow;
  const item = () => window.page.locator('[id$="wazzup.account"] a');
  const badge = () =>
    window.page.locator('.activitybar li:has([class*="extension-wazzup"]) .badge');
  const says = (words: string | RegExp) => item().filter({ hasText: words }).waitFor();

  before(async () => {
    window = await openAccountWindow({ contacts: 600 });
  });

  afterEach(async function () {
    await pictureOfFailure(this, window.page);
    await tidyWindow(window.page);
  });

  after(() => window?.close());

  it('tell the account and how much of it is known, also to a screen reader', async () => {
    await says('Flower Shop: 100 of 600 read');
    const label = await item().getAttribute('aria-label');
    assert.equal(label, 'Wazzup: Flower Shop: 100 of 600 read. Click to show the Contacts view.');
    await takePicture(window.page, 'status-account');
  });

  it('lead from a card to the Contacts view', async () => {
    const { page } = window;
    await showContacts(window, someContact('!status-1', 'Anna Status'));
    await openCard(window, 'Anna Status');
    await runCommand(page, 'View: Toggle Primary Side Bar Visibility');
    await until('the side bar is away', async () => (await treeRows(page).count()) === 0);
    await item().click();
    await treeRow(page, 'Anna Status').waitFor();
    const view = page.locator('[id="workbench.view.extension.wazzup"]');
    await view.locator('.monaco-list:focus-within').waitFor();
  });

  it('tell how far the reading of all contacts is', async () => {
    const { page } = window;
    // Some pages wait for their second attempt.
    await window.fail('GET:^/contacts$:hang:every-3');
    await filterTree(page, 'anybody');
    await says(/Flower Shop: [3-5]\d\d of 60\d read/);
    await window.fail();
    assert.equal(await item().locator('.codicon-sync').count(), 1);
    await takePicture(page, 'status-reading');
    await says(/Flower Shop: 60\d contacts/);
    await runCommand(page, 'Wazzup: Clear Filter');
  });

  it('tell what is being changed, and lead to where it can be cancelled', async () => {
    const { page } = window;
    await filterTree(page, 'id:!status-1');
    await treeRow(page, 'Anna Status').click();
    await window.fail('DELETE:^/contacts/:hang');
    await page.keyboard.press('Delete');
    await clickButton(modal(page), 'Delete');
    await says('Deleting contacts: looking at what is there: 1');
    await item().click();
    const center = page.locator('.notifications-center');
    await center.getByText('Deleting contacts').first().waitFor();
    await takePicture(page, 'status-deleting');
    await window.fail();
    await center.getByRole('button', { name: 'Cancel' }).click();
    await says(/Flower Shop: 60\d contacts/);
    await runCommand(page, 'Wazzup: Clear Filter');
  });

  it('count the problems that a check has found, until the account is gone', async () => {
    const { page } = window;
    assert.equal(await badge().isVisible(), false, 'nothing was checked yet');
    await runCommand(page, 'Wazzup: Check Contacts for Problems');
    await notification(page, 'of "Flower Shop".').waitFor();
    await badge().waitFor();
    assert.match((await badge().textContent()) ?? '', /^\d+\+?$/);
    await takePicture(page, 'status-badge');
    await tidyWindow(page);
    await disconnectAccount(page);
    await until('there is no badge', async () => !(await badge().isVisible()));
    await until('there is no item', async () => (await item().count()) === 0);
  });
});
