import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import { until } from '../support/until.ts';
import {
  clickButton,
  modal,
  notification,
  pickFromMenu,
  pickItem,
  runCommand,
  takePicture,
  tidyWindow,
  treeRow,
} from '../support/vscode/workbenchPage.ts';
import {
  type AccountWindow,
  openAccountWindow,
  openCard,
  showContacts,
  someContact,
} from './accountWindow.ts';
import { pictureOfFailure } from './pictureOfFailure.ts';

describe('Deleting', () => {
  let window: AccountWindow;

  before(async () => {
    window = await openAccountWindow();
  });

  afterEach(async function () {
    await pictureOfFailure(this, window.page);
    await tidyWindow(window.page);
  });

  after(() => window?.close());

  const gone = (name: string) =>
    until(`${name} is gone`, async () => (await treeRow(window.page, name).count()) === 0);

  it('asks with number and names, and deletes five by one request', async () => {
    const { page } = window;
    const five = [1, 2, 3, 4, 5].map((n) => someContact(`five-${n}`, `Member ${n}`));
    await showContacts(window, ...five, someContact('five-6', 'Member 6'));
    // Its card is read before requests are counted.
    await openCard(window, 'Member 1');
    await treeRow(page, 'Member 5').click({ modifiers: ['Shift'] });
    await window.forgetRequests();
    await page.keyboard.press('Delete');
    await modal(page).getByText(`Delete 5 contacts from "${window.account}"?`).waitFor();
    const words = (await modal(page).textContent()) ?? '';
    for (const { name } of five) assert.ok(words.includes(name), name);
    assert.ok(!words.includes('Member 6'));
    await takePicture(page, 'delete-five');
    await clickButton(modal(page), 'Cancel');
    await modal(page).waitFor({ state: 'hidden' });
    assert.deepEqual(await window.requests(), {});

    await page.keyboard.press('Delete');
    await clickButton(modal(page), 'Delete');
    for (const { name } of five) await gone(name);
    await treeRow(page, 'Member 6').waitFor();
    await takePicture(page, 'delete-five-done');
    const requests = await window.requests();
    assert.equal(requests['PATCH /contacts/bulk_delete'], 1);
    assert.equal(requests['DELETE /contacts/{id}'], undefined);
    const left = await window.ids();
    assert.deepEqual(
      left.filter((id) => id.startsWith('five-')),
      ['five-6'],
    );
  });

  it('is about the row with the keyboard, which arrows move without selecting', async () => {
    const { page } = window;
    const three = [1, 2, 3].map((n) => someContact(`arrow-${n}`, `Guest ${n}`));
    await showContacts(window, ...three);
    await treeRow(page, 'Guest 1').click();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Delete');
    await modal(page).getByText(`Delete "Guest 3" from "${window.account}"?`).waitFor();
    await clickButton(modal(page), 'Delete');
    await gone('Guest 3');
    const left = (await window.ids()).filter((id) => id.startsWith('arrow-'));
    assert.deepEqual(left, ['arrow-1', 'arrow-2']);
  });

  it('deletes a single one by DELETE, and its open card says so', async () => {
    const { page } = window;
    await showContacts(window, someContact('one-1', 'Nadia Reyes'));
    const form = await openCard(window, 'Nadia Reyes');
    await window.forgetRequests();
    await pickFromMenu(treeRow(page, 'Nadia Reyes'), 'Delete');
    await modal(page).getByText(`Delete "Nadia Reyes" from "${window.account}"?`).waitFor();
    await takePicture(page, 'delete-one');
    await clickButton(modal(page), 'Delete');
    await gone('Nadia Reyes');
    await form.standing('Deleted in Wazzup').waitFor();
    await takePicture(page, 'delete-one-card');
    const requests = await window.requests();
    assert.equal(requests['DELETE /contacts/{id}'], 1);
    assert.equal(requests['PATCH /contacts/bulk_delete'], undefined);
    assert.ok(!(await window.ids()).includes('one-1'));
  });

  it('deletes by ids from the clipboard and names those that are not there', async () => {
    const { page } = window;
    await showContacts(
      window,
      someContact('clip-1', 'Olga Brandt'),
      someContact('clip-2', 'Pavel Lis'),
    );
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const ids = 'clip-1\nclip-2\nno-such-id\n';
    await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(ids)})`);
    await runCommand(page, 'Wazzup: Delete Contacts by Id…');
    await pickItem(page, 'Ids in the Clipboard');
    await modal(page).getByText('Delete 2 contacts').waitFor();
    await modal(page).getByText('1 of the ids are not in this account.').waitFor();
    await takePicture(page, 'delete-by-ids');
    await clickButton(modal(page), 'Delete');
    const told = notification(page, 'Delete contacts by id: 2 of 3 done');
    await told.getByText('Not in the account: 1').waitFor();
    await takePicture(page, 'delete-by-ids-report');
    await clickButton(told, 'Show Report');
    await page.locator('.monaco-editor').getByText('no-such-id').waitFor();
    await takePicture(page, 'delete-by-ids-report-text');
    await gone('Olga Brandt');
    assert.ok(!(await window.ids()).some((id) => id.startsWith('clip-')));
  });
});
