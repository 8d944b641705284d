import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import { until } from '../support/until.ts';
import {
  answerInput,
  clickButton,
  filterTree,
  modal,
  notification,
  pickFromMenu,
  pickItem,
  quickInput,
  takePicture,
  tidyWindow,
  treeRow,
} from '../support/vscode/workbenchPage.ts';
import { type AccountWindow, openAccountWindow, someContact } from './accountWindow.ts';
import { pictureOfFailure } from './pictureOfFailure.ts';

describe('Set for All Selected in a window', () => {
  let window: AccountWindow;

  before(async () => {
    window = await openAccountWindow();
    await window.put(
      someContact('crm/1', 'Анна Петрова'),
      someContact('crm-2', 'Oleg Petrov', {
        contactData: [{ chatType: 'telegram', chatId: '5', username: 'oleg_example' }],
      }),
      someContact('crm-3', 'Somebody Else'),
    );
    await filterTree(window.page, '-else');
    await treeRow(window.page, 'Filter · 2 of 3').waitFor();
  });

  afterEach(async function () {
    await pictureOfFailure(this, window.page);
    await tidyWindow(window.page);
  });

  after(() => window?.close());

  const uriOf = async (id: string) => (await window.contact(id))?.['uri'];
  const filterMenu = () => pickFromMenu(treeRow(window.page, 'Filter ·'), 'Set for All Selected…');

  it('sets the link of all that fit a filter by a template, after a look, and takes it back', async () => {
    const { page } = window;
    await filterMenu();
    await quickInput(page).getByText('Set What?').waitFor();
    await takePicture(page, 'set-what');
    await pickItem(page, 'Link to the CRM…');
    const box = quickInput(page);
    await box.getByText('Set the Link to the CRM').waitFor();
    await box.locator('input').fill('https://crm.example/c/{uid}');
    await box.getByText('{uid} is no placeholder').waitFor();
    await box.locator('input').press('Enter');
    await box.locator('input').fill('crm.example/{id}');
    await box.getByText('"Link to the card in the CRM" is not a link').waitFor();
    await box.locator('input').fill('https://crm.example/c/{id}');
    await box.getByText('→ https://crm.example/c/crm').waitFor();
    await takePicture(page, 'set-link');
    await box.locator('input').press('Enter');
    const question = 'Set the link to the CRM of 2 contacts of "Flower Shop"?';
    await modal(page).getByText(question).waitFor();
    await modal(page).getByText('Changed: 2').waitFor();
    await takePicture(page, 'set-confirm');
    await clickButton(modal(page), 'Show Differences');
    await page.locator('.view-line').getByText('https://crm.example/c/crm%2F1').waitFor();
    await takePicture(page, 'set-differences');
    assert.equal(await uriOf('crm/1'), undefined);
    await clickButton(notification(page, question), 'Set');
    const done = notification(page, 'Set fields: 2 of 2 done.');
    await done.waitFor();
    assert.equal(await uriOf('crm/1'), 'https://crm.example/c/crm%2F1');
    assert.equal(await uriOf('crm-2'), 'https://crm.example/c/crm-2');
    assert.equal(await uriOf('crm-3'), undefined);
    await clickButton(done, 'Undo');
    await clickButton(modal(page), 'Take Back');
    await until('it is taken back', async () => (await uriOf('crm-2')) === undefined);
  });

  it('replaces a messenger, and says who has none and that the chat becomes another one', async () => {
    const { page } = window;
    await filterMenu();
    await pickItem(page, 'Replace a Messenger…');
    await quickInput(page).getByText('1 of these contacts').first().waitFor();
    await takePicture(page, 'set-which-messenger');
    await pickItem(page, 'Telegram');
    await answerInput(page, 'Replace Telegram: chatId (1 of 3)', '77');
    await answerInput(page, 'Replace Telegram: username (2 of 3)', '');
    await answerInput(page, 'Replace Telegram: phone (3 of 3)', '');
    await modal(page).getByText('The contact has no Telegram. (1)').waitFor();
    await modal(page).getByText('Another chat id, which leads to another chat: 1').waitFor();
    await takePicture(page, 'set-replace');
    await clickButton(modal(page), 'Set');
    await notification(page, 'Set fields: 1 of 2 done').waitFor();
    assert.deepEqual((await window.contact('crm-2'))?.['contactData'], [
      { chatType: 'telegram', chatId: '77', username: 'oleg_example' },
    ]);
  });

  it('does nothing once it is cancelled, at any step', async () => {
    const { page } = window;
    await window.forgetRequests();
    const cancel = async () => {
      await page.keyboard.press('Escape');
      await quickInput(page).waitFor({ state: 'hidden' });
      assert.equal(await modal(page).isVisible(), false);
    };
    await filterMenu();
    await quickInput(page).getByText('Set What?').waitFor();
    await cancel();
    await filterMenu();
    await pickItem(page, 'Responsible Person…');
    await quickInput(page).getByText('Who Shall Be Responsible?').waitFor();
    await cancel();
    await filterMenu();
    await pickItem(page, 'Add a Messenger…');
    await quickInput(page).getByText('Add Which Messenger?').waitFor();
    await cancel();
    await filterMenu();
    await pickItem(page, 'Add a Messenger…');
    await pickItem(page, 'Telegram');
    await answerInput(page, 'Add Telegram: chatId (1 of 3)', '88');
    await quickInput(page).getByText('Add Telegram: username (2 of 3)').waitFor();
    await cancel();
    await filterMenu();
    await pickItem(page, 'Name…');
    await answerInput(page, 'Set the Name', '{name} (VIP)');
    await modal(page).getByText('For example: Oleg Petrov → Oleg Petrov (VIP)').waitFor();
    await clickButton(modal(page), 'Cancel');
    await modal(page).waitFor({ state: 'hidden' });
    assert.equal((await window.requests())['POST /contacts'], undefined);
  });
});
