import assert from 'node:assert/strict';
import { after, afterEach, beforeEach, describe, it } from 'mocha';
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

const whatsapp = (chatId: string) => ({ chatType: 'whatsapp', chatId });
const anna = someContact('crm-1', 'Anna Petrova', {
  contactData: [
    whatsapp('79011112233'),
    { chatType: 'telegram', chatId: '77', username: 'anna_example' },
  ],
  uri: 'https://crm.example/c/1',
});
const annaAgain = someContact('crm-2', 'Анна Петрова', {
  contactData: [
    whatsapp('89011112233'),
    { chatType: 'telegram', chatId: '77', username: 'anna_new', phone: '79015554433' },
    { chatType: 'vk', chatId: '501' },
  ],
  uri: 'https://crm.example/c/2',
});
const mergedAnna = {
  ...anna,
  name: 'Анна Петрова',
  contactData: [
    whatsapp('79011112233'),
    { chatType: 'telegram', chatId: '77', username: 'anna_new', phone: '79015554433' },
    { chatType: 'vk', chatId: '501' },
  ],
};
const viber = someContact('crm-3', 'A. Petrova', {
  contactData: [{ chatType: 'viber', chatId: '79015554433' }],
});
const oleg = someContact('crm-4', 'Oleg', { contactData: [whatsapp('79017778899')] });
const olegAgain = someContact('crm-5', 'Oleg', { contactData: [whatsapp('79017778899')] });
const crowd = Array.from({ length: 25 }, (_, n) =>
  someContact(`shop-${n}`, `Walk-in ${n}`, { contactData: [whatsapp('79990001122')] }),
);
const all = [anna, annaAgain, viber, oleg, olegAgain, ...crowd];

describe('Merging in a window', () => {
  let window: AccountWindow;

  beforeEach(async () => {
    window ??= await openAccountWindow();
    await window.remove(...(await window.ids()));
    await window.put(...all);
    await runCommand(window.page, 'Wazzup: Refresh');
    await treeRow(window.page, 'A. Petrova').waitFor();
    await until('all are shown', async () => (await treeRow(window.page, 'Oleg').count()) > 0);
  });

  afterEach(async function () {
    await pictureOfFailure(this, window.page);
    await tidyWindow(window.page);
  });

  after(() => window?.close());

  const item = (text: string) =>
    quickInput(window.page).locator('.monaco-list-row').filter({ hasText: text }).first();
  const pressOf = async (text: string, button: string) => {
    await item(text).hover();
    await item(text)
      .getByRole('button', { name: button })
      .or(item(text).getByLabel(button))
      .first()
      .click();
  };

  it('shows what may be duplicates and why, asks for what differs, and merges after a look', async () => {
    const { page } = window;
    await pickFromMenu(treeRow(page, window.account), 'Merge Duplicates…');
    await quickInput(page).getByText('Duplicates in "Flower Shop"').waitFor();
    await item('same Telegram 77, WhatsApp +79011112233').waitFor();
    await item('same phone number +79011112233, +79015554433').waitFor();
    await item('25 cards').waitFor();
    await takePicture(page, 'merge-groups');
    await pickItem(page, 'Anna Petrova, Анна Петрова');
    await quickInput(page).getByText('Merge 2 Contacts (1 of 4)').waitFor();
    await takePicture(page, 'merge-kept');
    await item('crm-1').click();
    await quickInput(page).getByText('Merge 2 Contacts (2 of 4)').waitFor();
    await takePicture(page, 'merge-name');
    await pickItem(page, 'Анна Петрова');
    await pickItem(page, 'https://crm.example/c/1');
    await item('@anna_new').waitFor();
    await takePicture(page, 'merge-username');
    await page.getByRole('button', { name: 'Back' }).click();
    await pickItem(page, 'https://crm.example/c/1');
    await pickItem(page, '@anna_new');
    const question = 'Merge 2 contacts of "Flower Shop" into "Anna Petrova"?';
    await modal(page).getByText(question).waitFor();
    await modal(page).getByText('Deleted: Анна Петрова (crm-2)').waitFor();
    await modal(page).getByText('Telegram @anna_new · VK 501').waitFor();
    assert.equal(await modal(page).getByText('is it one person?').isVisible(), false);
    await takePicture(page, 'merge-confirm');
    await window.forgetRequests();
    await clickButton(modal(page), 'Show Differences');
    await page.locator('.view-line').getByText('anna_new').first().waitFor();
    await takePicture(page, 'merge-differences');
    await clickButton(notification(page, question), 'Merge…');
    await modal(page).getByText(question).waitFor();
    assert.equal((await window.requests())['POST /contacts'], undefined);
    await clickButton(modal(page), 'Merge');
    const done = notification(page, 'Merge contacts: 2 of 2 done.');
    await done.waitFor();
    // The list is there again, for the next ones.
    await item('Oleg').waitFor();
    assert.equal(await item('Anna Petrova, ').isVisible(), false);
    await takePicture(page, 'merge-next');
    assert.equal(await window.contact('crm-2'), undefined);
    assert.deepEqual(await window.contact('crm-1'), mergedAnna);
    await page.keyboard.press('Escape');
    await clickButton(done, 'Undo');
    await takePicture(page, 'merge-undo');
    await clickButton(modal(page), 'Take Back');
    await until('all cards are back', async () => {
      const [one, two] = [await window.contact('crm-1'), await window.contact('crm-2')];
      return one?.['name'] === anna['name'] && two !== undefined;
    });
    assert.deepEqual(await window.contact('crm-1'), anna);
    assert.deepEqual(await window.contact('crm-2'), annaAgain);
  });

  it('remembers what is no duplicate, and offers it again', async () => {
    const { page } = window;
    await runCommand(page, 'Wazzup: Merge Duplicates…');
    await item('same WhatsApp +79017778899').waitFor();
    await pressOf('same WhatsApp +79017778899', 'Not a Duplicate');
    await item('Show what was set aside (1)').waitFor();
    assert.equal(await item('same WhatsApp +79017778899').isVisible(), false);
    await takePicture(page, 'merge-set-aside');
    await page.keyboard.press('Escape');
    await runCommand(page, 'Wazzup: Merge Duplicates…');
    await item('Show what was set aside (1)').click();
    await quickInput(page).getByText('Not Duplicates in "Flower Shop"').waitFor();
    await item('same WhatsApp +79017778899').waitFor();
    await takePicture(page, 'merge-aside-list');
    await pressOf('same WhatsApp +79017778899', 'Offer Again');
    await item('Back to the duplicates').click();
    // The other list stands there by then.
    await item('Anna Petrova, ').waitFor();
    // Without the mouse.
    await item('same WhatsApp +79017778899').click();
    await item('These are not duplicates').waitFor();
    await takePicture(page, 'merge-not-duplicates');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await item('Show what was set aside (1)').click();
    await item('same WhatsApp +79017778899').click();
    await pickItem(page, 'Offer again as duplicates');
    await item('same WhatsApp +79017778899').waitFor();
    assert.equal(await item('Show what was set aside').isVisible(), false);
  });

  it('shows a crowd in the tree instead of merging it', async () => {
    const { page } = window;
    await runCommand(page, 'Wazzup: Merge Duplicates…');
    await item('25 cards').click();
    await treeRow(page, 'Filter · 25 of 30').waitFor();
    await takePicture(page, 'merge-crowd');
    await runCommand(page, 'Wazzup: Clear Filter');
  });

  it('merges exactly what is selected, without what is left out', async () => {
    const { page } = window;
    await treeRow(page, 'A. Petrova').click();
    await treeRow(page, 'Anna Petrova').click({ modifiers: ['ControlOrMeta'] });
    await treeRow(page, 'Oleg').click({ modifiers: ['ControlOrMeta'] });
    await pickFromMenu(treeRow(page, 'Oleg'), 'Merge Selected…');
    await item('crm-4').waitFor();
    await takePicture(page, 'merge-selected');
    await pressOf('crm-4', 'Leave Out of This Merge');
    await until('two are left', async () => !(await item('crm-4').isVisible()));
    await item('crm-1').click();
    await pickItem(page, 'Anna Petrova');
    await modal(page).getByText('Deleted: A. Petrova (crm-3)').waitFor();
    await modal(page).getByText('They share no messenger account').waitFor();
    await takePicture(page, 'merge-doubt');
    await clickButton(modal(page), 'Merge');
    await notification(page, 'Merge contacts: 2 of 2 done.').waitFor();
    assert.equal(await window.contact('crm-3'), undefined);
    assert.deepEqual(await window.contact('crm-4'), oleg);
    await runCommand(page, 'Wazzup: Focus on History View');
    await takePicture(page, 'merge-history');
    await runCommand(page, 'Wazzup: Focus on Contacts View');
  });

  it('merges what a key names as it says, after the question', async () => {
    const { page } = window;
    const choices = { name: 'crm-2', uri: 'crm-1', contactData: 'crm-2' };
    const args = { ids: ['crm-1', 'crm-2'], survivorId: 'crm-1', choices };
    const keys = [{ key: 'ctrl+alt+f9', command: 'wazzup.mergeDuplicates', args }];
    await runCommand(page, 'Preferences: Open Keyboard Shortcuts (JSON)');
    await page.locator('.tab.active').getByText('keybindings.json').waitFor();
    await page.locator('.monaco-editor .view-line').first().click();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.insertText(JSON.stringify(keys));
    await page.keyboard.press('ControlOrMeta+S');
    await page.locator('.tab.active.dirty').waitFor({ state: 'detached' });
    await until('the key is known', async () => {
      await page.keyboard.press('Control+Alt+F9');
      return await modal(page).isVisible();
    });
    await modal(page).getByText('Deleted: Анна Петрова (crm-2)').waitFor();
    await clickButton(modal(page), 'Merge');
    await notification(page, 'Merge contacts: 2 of 2 done.').waitFor();
    assert.deepEqual(await window.contact('crm-1'), mergedAnna);
    assert.equal(await window.contact('crm-2'), undefined);
  });

  it('deletes nothing when the kept card is not seen to hold all, and says so', async () => {
    const { page } = window;
    await runCommand(page, 'Wazzup: Merge Duplicates…');
    await item('same WhatsApp +79017778899').click();
    await item('crm-4').click();
    // Both are equal: nothing is to be chosen, and the kept card needs no change. Others change it now.
    await modal(page).getByText('Kept as it is: Oleg (crm-4)').waitFor();
    await window.put({ ...oleg, name: 'Oleg Petrov' });
    await clickButton(modal(page), 'Merge');
    const failed = notification(page, 'Merge contacts: 0 of 2 done.');
    await failed.waitFor();
    await page.keyboard.press('Escape');
    await clickButton(failed, 'Show Report');
    await page.locator('.view-line').getByText('Merge them again').first().waitFor();
    await takePicture(page, 'merge-report');
    assert.deepEqual(await window.contact('crm-5'), olegAgain);
  });

  it('does nothing once it is cancelled, at any step', async () => {
    const { page } = window;
    await window.forgetRequests();
    await runCommand(page, 'Wazzup: Merge Duplicates…');
    await item('Anna Petrova, ').click();
    await item('crm-1').waitFor();
    await page.keyboard.press('Escape');
    await item('Anna Petrova, ').waitFor();
    await item('Anna Petrova, ').click();
    await item('crm-1').click();
    await item('Анна Петрова').click();
    const step = quickInput(page).getByText('Merge 2 Contacts (3 of 4)');
    await step.waitFor();
    await until('the step is left', async () => {
      // The mouse rests upon a row: its hover takes the first one.
      await page.keyboard.press('Escape');
      return !(await step.isVisible());
    });
    await item('Oleg').waitFor();
    await item('Oleg').click();
    await item('crm-4').click();
    await clickButton(modal(page), 'Cancel');
    await item('Oleg').waitFor();
    await page.keyboard.press('Escape');
    await quickInput(page).waitFor({ state: 'hidden' });
    const { 'POST /contacts': posts, ...others } = await window.requests();
    assert.equal(posts, undefined);
    assert.ok(!Object.keys(others).some((route) => /PATCH|DELETE/.test(route)), 'nothing was sent');
  });
});
