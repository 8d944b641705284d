import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import type { Page } from 'playwright-core';
import { until } from '../support/until.ts';
import {
  clickButton,
  expandRow,
  filterTree,
  modal,
  notification,
  openFilterInput,
  pickFromMenu,
  pickItem,
  quickInput,
  runCommand,
  takePicture,
  tidyWindow,
  treeRow,
  treeRows,
} from '../support/vscode/workbenchPage.ts';
import { type AccountWindow, openAccountWindow, someContact } from './accountWindow.ts';
import { contactForm } from './contactForm.ts';
import { pictureOfFailure } from './pictureOfFailure.ts';

const whatsapp = (chatId: string) => ({ contactData: [{ chatType: 'whatsapp', chatId }] });

describe('Check Contacts for Problems in a window', () => {
  let window: AccountWindow;

  before(async () => {
    window = await openAccountWindow();
    await window.put(
      someContact('a-1', 'Борис Восьмёркин', whatsapp('89011112231')),
      someContact('a-2', 'Вера Восьмёркина', whatsapp('89011112232')),
      someContact('a-3', 'Zara Nobody', { ...whatsapp('9011112233') }),
      someContact('a-4', 'Aлла Латинская', whatsapp('79011112234')),
      someContact('a-5', 'Two Cards', whatsapp('79011112235')),
      someContact('a-6', 'One Chat', whatsapp('79011112235')),
      someContact('a-7', 'Good One', whatsapp('79011112237')),
      // Its last two letters are Cyrillic.
      someContact('a-8', 'TОР', whatsapp('79011112238')),
    );
    await runCommand(window.page, 'Wazzup: Refresh');
    await treeRow(window.page, 'Good One').waitFor();
  });

  afterEach(async function () {
    await pictureOfFailure(this, window.page);
    await tidyWindow(window.page);
  });

  after(() => window?.close());

  it('shows what it found by rule, in the tree', async () => {
    const { page } = window;
    await pickFromMenu(treeRow(page, 'Flower Shop'), 'Check Contacts for Problems');
    const done = notification(page, 'Problems in 7 of the 8 contacts of "Flower Shop".');
    await done.waitFor();
    await takePicture(page, 'audit-done');
    await clickButton(done, 'Show');
    await treeRow(page, '8 instead of 7').getByText('2', { exact: true }).waitFor();
    await treeRow(page, 'Shared chat').waitFor();
    await expandRow(treeRow(page, '8 instead of 7'));
    await until('the contact is below its rule, too', async () => {
      const rows = treeRows(page).filter({ hasText: 'Вера Восьмёркина' });
      return (await rows.count()) === 2;
    });
    await takePicture(page, 'audit-tree');
  });

  it('lists it in the Problems panel on cards that nobody opened, and leads to them', async () => {
    const { page } = window;
    await runCommand(page, 'Problems: Focus on Problems View');
    await panelRows(page).filter({ hasText: 'a-3.contact.json' }).waitFor();
    await takePicture(page, 'audit-panel');
    const problem = panelRows(page).filter({ hasText: 'Is 79011112233 meant?' });
    await problem.dblclick();
    // In the form it stands at its field.
    await contactForm(page).frame.getByText('Is 79011112233 meant?').waitFor();
    await takePicture(page, 'audit-panel-form');
    await runCommand(page, 'View: Toggle Panel Visibility');
  });

  it('makes guesses where the user chooses them, after a preview, and takes them back', async () => {
    const { page } = window;
    await pickFromMenu(treeRow(page, 'Look-alike letters'), 'Fix All of This Kind…');
    await quickInput(page).getByText('Only what is certain').waitFor();
    await takePicture(page, 'audit-guess-choice');
    await pickItem(page, 'Guesses, too');
    await modal(page).getByText('Fix "Look-alike letters" in 2 contacts').waitFor();
    await modal(page).getByText('A guess, which may be wrong: 1.').waitFor();
    await takePicture(page, 'audit-guess');
    await clickButton(modal(page), 'Fix by Guesses');
    await treeRow(page, 'Look-alike letters').waitFor({ state: 'hidden' });
    assert.equal((await window.contact('a-8'))?.['name'], 'ТОР');
    await runCommand(page, 'Wazzup: Undo Last Operation');
    await clickButton(modal(page), 'Take Back');
    await treeRow(page, 'Look-alike letters').getByText('2', { exact: true }).waitFor();
    assert.equal((await window.contact('a-8'))?.['name'], 'TОР');
  });

  it('fixes all of a kind after a preview, without reading all again, and takes it back', async () => {
    const { page } = window;
    await window.forgetRequests();
    await pickFromMenu(treeRow(page, '8 instead of 7'), 'Fix All of This Kind…');
    const question = 'Fix "8 instead of 7" in 2 contacts of "Flower Shop"?';
    await modal(page).getByText(question).waitFor();
    await modal(page).getByText('Another chat id, which leads to another chat: 2').waitFor();
    await takePicture(page, 'audit-fix');
    await clickButton(modal(page), 'Show Differences');
    await notification(page, question).waitFor();
    await page.locator('.view-line').getByText('79011112231').first().waitFor();
    await takePicture(page, 'audit-differences');
    await clickButton(notification(page, question), 'Fix');
    const done = notification(page, 'Fix problems: 2 of 2 done.');
    await done.waitFor();
    await treeRow(page, '8 instead of 7').waitFor({ state: 'hidden' });
    await takePicture(page, 'audit-fixed');
    // The guard and the look at what was stored; nothing for what the tree shows.
    assert.deepEqual(await window.requests(), { 'GET /contacts': 2, 'POST /contacts': 1 });
    assert.deepEqual((await window.contact('a-1'))?.['contactData'], [
      { chatType: 'whatsapp', chatId: '79011112231' },
    ]);
    await clickButton(done, 'Undo');
    await clickButton(modal(page), 'Take Back');
    await treeRow(page, '8 instead of 7').waitFor();
    assert.deepEqual((await window.contact('a-1'))?.['contactData'], [
      { chatType: 'whatsapp', chatId: '89011112231' },
    ]);
  });

  it('saves a report', async () => {
    const { page } = window;
    await pickFromMenu(treeRow(page, 'in 8 contacts'), 'Save Report of Problems…');
    const box = quickInput(page).locator('input').first();
    await until('a file is suggested', async () =>
      (await box.inputValue()).includes('Flower Shop'),
    );
    const file = path.join(window.folder, 'problems.md');
    await box.fill(file);
    await box.press('Enter');
    await page.locator('.tab.active').getByText('problems.md').waitFor();
    await takePicture(page, 'audit-report');
    assert.match(await readFile(file, 'utf8'), /## Shared chat \(2\)/);
  });

  it('shows a problem in the form, and offers its fix in the text of the card', async () => {
    const { page } = window;
    await treeRows(page).filter({ hasText: 'лла Латинская' }).last().click();
    const form = contactForm(page);
    await form.frame.getByText('mixes Latin and Cyrillic letters').waitFor();
    await takePicture(page, 'audit-form');
    await runCommand(page, 'Wazzup: Open as JSON');
    await page.locator('.view-line').getByText('Латинская').first().click();
    await page.locator('.squiggly-warning').first().waitFor();
    await page.keyboard.press('Control+.');
    const fix = page.getByText('Change to "Алла Латинская"');
    await fix.waitFor();
    await takePicture(page, 'audit-quick-fix');
    await page.keyboard.press('Enter');
    await page.locator('.squiggly-warning').first().waitFor({ state: 'hidden' });
    await page.keyboard.press('Control+S');
    await until('the corrected name is stored', async () => {
      return (await window.contact('a-4'))?.['name'] === 'Алла Латинская';
    });
    await treeRow(page, 'Look-alike letters').getByText('1', { exact: true }).waitFor();
  });

  it('shows in the tree what a rule finds, by a filter that is completed', async () => {
    const { page } = window;
    const input = (await openFilterInput(page)).locator('input');
    await input.fill('problem:');
    await quickInput(page).getByText('problem:eightForSeven').first().waitFor();
    await takePicture(page, 'audit-filter-completion');
    await input.press('Escape');
    await filterTree(page, 'problem:eightForSeven');
    await treeRow(page, 'Filter · 2 of 8').waitFor();
    await takePicture(page, 'audit-filter');
    await filterTree(page, 'problem:sharedChat');
    await treeRow(page, 'Filter · 2 of 8').waitFor();
    await treeRow(page, 'Two Cards').first().waitFor();
    await runCommand(page, 'Wazzup: Clear Filter');
    await treeRow(page, 'Filter ·').waitFor({ state: 'hidden' });
  });

  for (const [theme, kind, picture] of [
    ['Dark Modern', 'vs-dark', 'dark'],
    ['Dark High Contrast', 'hc-black', 'contrast'],
    ['Light Modern', 'vs', 'light'],
  ] as const) {
    it(`can be looked at in a narrow side bar: ${theme}`, async () => {
      const { page } = window;
      await runCommand(page, 'Preferences: Color Theme');
      await quickInput(page).locator('input').fill(theme);
      await pickItem(page, theme);
      await page.locator(`.monaco-workbench.${kind}`).waitFor();
      await moveSideBar(page, 240);
      await runCommand(page, 'Problems: Focus on Problems View');
      await panelRows(page).first().waitFor();
      await treeRow(page, 'Shared chat').click();
      await takePicture(page, `audit-narrow-${picture}`);
      await moveSideBar(page, 350);
      await runCommand(page, 'View: Toggle Panel Visibility');
    });
  }
});

const panelRows = (page: Page) => page.locator('.markers-panel .monaco-list-row');

/** Moves the edge of the side bar to about so many pixels from the left. */
async function moveSideBar(page: Page, to: number): Promise<void> {
  await until('the side bar has the wanted width', async () => {
    const { x = 0, width = 0 } = (await page.locator('.part.sidebar').boundingBox()) ?? {};
    const edge = x + width;
    if (Math.abs(edge - to) < 40) return true;
    await page.mouse.move(edge, 300);
    await page.mouse.down();
    await page.mouse.move(to, 300, { steps: 5 });
    await page.mouse.up();
    return false;
  });
}
