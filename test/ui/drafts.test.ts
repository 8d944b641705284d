import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import type { Page } from 'playwright-core';
import { until } from '../support/until.ts';
import { quietSettings } from '../support/vscode/settings.ts';
import {
  clickButton,
  modal,
  openContactsContainer,
  quickInput,
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
import { isBackedUp } from './backups.ts';
import { contactForm } from './contactForm.ts';
import { pictureOfFailure } from './pictureOfFailure.ts';

describe('A draft', () => {
  let window: AccountWindow;

  before(async () => {
    window = await openAccountWindow();
    await writeFile(path.join(window.folder, 'notes.txt'), 'before\n');
  });

  afterEach(async function () {
    await pictureOfFailure(this, window.page);
    await tidyWindow(window.page);
  });

  after(() => window?.close());

  it('is not sent by the auto save that VS Code has on by default', async () => {
    const { page, folder } = window;
    assert.ok(!('files.autoSave' in quietSettings('')));
    await showContacts(window, someContact('draft-1', 'Sonja Vale'));
    const form = await openCard(window, 'Sonja Vale');
    await form.field('Name').fill('Sonja Vale-Ek');
    await form.standing('Changed, not sent yet').waitFor();
    await window.forgetRequests();

    // A text file that is edited later is saved by itself: then the card's time is over, too.
    await openFile('notes.txt');
    await page.locator('.monaco-editor .view-lines').getByText('before').click();
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('typed ');
    const notes = path.join(folder, 'notes.txt');
    await until('auto save', async () => (await readFile(notes, 'utf8')).startsWith('typed'));
    assert.deepEqual(await window.requests(), {});
    assert.equal(await page.locator('.tab.dirty').count(), 1);
    assert.equal((await window.contact('draft-1'))?.['name'], 'Sonja Vale');
  });

  it('of a card that Wazzup would refuse has the mark on its tab after a reload, too', async () => {
    const { page } = window;
    const row = { chatType: 'whatsapp', chatId: '+7 901' };
    await showContacts(window, someContact('draft-0', 'Uma Broke', { contactData: [row] }));
    const form = await openCard(window, 'Uma Broke');
    await until('the tab has the mark', () => isTabMarked(page));
    await form.field('Name').fill('Uma Broke-Ek');
    await until('VS Code has put the draft aside', () => isBackedUp(window, 'Uma Broke-Ek'));
    await window.reload();
    await openContactsContainer(page);
    // VS Code may come back with the card as text, or as a form.
    await page.locator('.tab[data-resource-name="draft-0.contact.json"]').click();
    await until('the tab has the mark again', () => isTabMarked(page));
  });

  it('outlives a reload of the window together with what it was made from', async () => {
    const { page } = window;
    await showContacts(window, someContact('draft-2', 'Tomas Lund'));
    const form = await openCard(window, 'Tomas Lund');
    await form.field('Name').fill('Tomas Lund-Moe');
    await form.standing('Changed, not sent yet').waitFor();
    await until('VS Code has put the draft aside', () => isBackedUp(window, 'Tomas Lund-Moe'));
    await window.forgetRequests();
    await window.reload();
    await openContactsContainer(page);
    // VS Code may come back with the editors of some seconds earlier, and with the draft as text among them.
    await treeRow(page, 'Tomas Lund').click();
    const restored = contactForm(page);
    await restored.holds('Name', 'Tomas Lund-Moe');
    await restored.standing('Changed, not sent yet').waitFor();
    await page.locator('.tab.active.dirty').waitFor();
    await takePicture(page, 'draft-restored');
    assert.equal((await window.requests())['POST /contacts'], undefined);

    const uri = 'https://crm.example.com/2';
    await window.put(someContact('draft-2', 'Tomas Lund-Ek', { uri }));
    await restored.field('Name').press('Control+s');
    await modal(page).getByText('mine "Tomas Lund-Moe", in Wazzup "Tomas Lund-Ek"').waitFor();
    await modal(page).getByText('kept either way: Link to the card in the CRM').waitFor();
    await takePicture(page, 'draft-restored-conflict');
    await clickButton(modal(page), 'Keep Mine');
    await restored.standing('As in Wazzup').waitFor();
    const both = someContact('draft-2', 'Tomas Lund-Moe', { uri });
    assert.deepEqual(await window.contact('draft-2'), both);
  });

  it('is asked about when its editor is closed', async () => {
    const { page } = window;
    await showContacts(window, someContact('draft-3', 'Ulla Berg'));
    const form = await openCard(window, 'Ulla Berg');
    await form.field('Name').fill('Ulla Bergman');
    await form.standing('Changed, not sent yet').waitFor();
    await runCommand(page, 'View: Close Editor');
    await modal(page).getByText('Do you want to save the changes you made to').waitFor();
    await takePicture(page, 'draft-close-question');
    await clickButton(modal(page), 'Save');
    await until('the editor is closed', async () => (await page.locator('.tab').count()) === 0);
    assert.equal((await window.contact('draft-3'))?.['name'], 'Ulla Bergman');
  });

  /** VS Code does so about a second after the last change. */
  async function openFile(name: string): Promise<void> {
    await window.page.keyboard.press('Control+p');
    await quickInput(window.page).locator('input').fill(name);
    await quickInput(window.page)
      .locator('.monaco-list-row')
      .filter({ hasText: name })
      .first()
      .click();
  }
});

/** Whether the active tab has the sign of a card with problems. */
async function isTabMarked(page: Page): Promise<boolean> {
  return await page.evaluate<boolean>(
    `[...document.querySelectorAll('.tab.active *')].some((part) =>
      getComputedStyle(part, '::after').content.includes('!'))`,
  );
}
