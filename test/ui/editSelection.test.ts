import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import { until } from '../support/until.ts';
import {
  clickButton,
  filterTree,
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
import { isBackedUp } from './backups.ts';
import { pictureOfFailure } from './pictureOfFailure.ts';

describe('Edit Selected as Text in a window', () => {
  let window: AccountWindow;

  before(async () => {
    window = await openAccountWindow();
    await window.put(
      someContact('edit-1', 'Zara Editova'),
      someContact('edit-2', 'Zoe Editova'),
      someContact('edit-3', 'Mia Editova'),
      someContact('kept-1', 'Kept 1'),
    );
    await runCommand(window.page, 'Wazzup: Refresh');
    await treeRow(window.page, 'Zara Editova').waitFor();
  });

  afterEach(async function () {
    await pictureOfFailure(this, window.page);
    await tidyWindow(window.page);
  });

  after(() => window?.close());

  it('changes all that fit a filter at several cursors, shows what will be sent, and sends just that', async () => {
    const { page } = window;
    await filterTree(page, 'editova');
    const filter = treeRow(page, 'Filter · 3 of 4');
    await filter.waitFor();
    await pickFromMenu(filter, 'Edit Selected as Text');
    await quickInput(page).getByText('One Contact a Line').waitFor();
    await takePicture(page, 'edit-format');
    await pickItem(page, 'One Contact a Line');
    const lines = page.locator('.monaco-editor .view-line');
    await lines.getByText('edit-3').waitFor();
    const title = page.locator('.editor-actions');
    assert.equal(await title.getByRole('button', { name: 'Send File' }).count(), 0);
    await lines.first().click();
    await page.keyboard.press('Control+f');
    await page.keyboard.type('Z');
    await page.locator('.find-widget').getByText('1 of 2').waitFor();
    await page.keyboard.press('Alt+Enter');
    await page.keyboard.type('New Z');
    await lines.getByText('New Zoe').waitFor();
    await page.keyboard.press('Escape');
    await takePicture(page, 'edit-cursors');
    await window.forgetRequests();
    await page.keyboard.press('Control+s');
    await modal(page).getByText('Send 2 changed contacts to "Flower Shop"?').waitFor();
    await takePicture(page, 'edit-question');
    await clickButton(modal(page), 'Show Differences');
    const question = notification(page, 'Send 2 changed contacts to "Flower Shop"?');
    await question.waitFor();
    await page.locator('.multiDiffEditor, .multi-diff-editor').first().waitFor();
    await takePicture(page, 'edit-differences');
    assert.equal((await window.requests())['POST /contacts'], undefined);
    await clickButton(question, 'Send');
    await notification(page, 'Edit contacts as text: 2 of 2 done.').waitFor();
    assert.equal((await window.requests())['POST /contacts'], 1);
    assert.equal((await window.contact('edit-1'))?.['name'], 'New Zara Editova');
    await treeRow(page, 'New Zara Editova').waitFor();
    await treeRow(page, 'New Zoe Editova').waitFor();
    await takePicture(page, 'edit-done');
    assert.equal(await page.locator('.tab.dirty').count(), 0);
  });

  it('asks on closing, and says at its line why an id cannot be changed', async () => {
    const { page } = window;
    await pickFromMenu(treeRow(page, 'Mia Editova'), 'Edit Selected as Text');
    await pickItem(page, 'One Field a Line');
    const lines = page.locator('.monaco-editor .view-line');
    await lines.getByText('"edit-3"').first().click();
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.type('x');
    await page.keyboard.press('Control+s');
    const refused = notification(page, 'Nothing was sent. Line 3');
    await refused.waitFor();
    await runCommand(page, 'View: Toggle Problems');
    await page.locator('.markers-panel').getByText('ids cannot be changed').waitFor();
    await takePicture(page, 'edit-refused');
    await runCommand(page, 'View: Toggle Problems');
    await page.locator('.tab.dirty').click();
    await runCommand(page, 'View: Close Editor');
    await modal(page).getByText('Do you want to save the changes').waitFor();
    await takePicture(page, 'edit-closing');
    await clickButton(modal(page), "Don't Save");
    assert.equal((await window.contact('edit-3'))?.['name'], 'Mia Editova');
  });

  it('keeps what was typed over a reload of the window, and sends nothing of it then', async () => {
    const { page } = window;
    await pickFromMenu(treeRow(page, 'Mia Editova'), 'Edit Selected as Text');
    await pickItem(page, 'One Contact a Line');
    const lines = page.locator('.monaco-editor .view-line');
    await lines.getByText('edit-3').first().waitFor();
    await lines.first().click();
    await page.keyboard.press('Control+f');
    await page.keyboard.type('Mia');
    await page.keyboard.press('Alt+Enter');
    await page.keyboard.type('Ria');
    await until('VS Code has put it aside', () => isBackedUp(window, 'Ria Editova'));
    await window.forgetRequests();
    await window.reload();
    await page.locator('.tab.dirty').click();
    await lines.getByText('Ria').waitFor();
    await page.keyboard.press('Control+s');
    await notification(page, 'nobody knows what these contacts were like before').waitFor();
    await takePicture(page, 'edit-reloaded');
    assert.equal((await window.requests())['POST /contacts'], undefined);
  });
});
