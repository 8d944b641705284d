import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import type { Locator } from 'playwright-core';
import { until } from '../support/until.ts';
import {
  clickButton,
  modal,
  notification,
  pickFromMenu,
  runCommand,
  takePicture,
  tidyWindow,
  treeRow,
} from '../support/vscode/workbenchPage.ts';
import {
  type AccountWindow,
  openAccountWindow,
  showContacts,
  someContact,
} from './accountWindow.ts';
import { pictureOfFailure } from './pictureOfFailure.ts';

describe('A card as JSON', () => {
  let window: AccountWindow;

  before(async () => {
    window = await openAccountWindow();
  });

  afterEach(async function () {
    await pictureOfFailure(this, window.page);
    await tidyWindow(window.page);
  });

  after(() => window?.close());

  const openJson = async (id: string, name: string): Promise<Locator> => {
    const { page } = window;
    await showContacts(window, someContact(id, name));
    await pickFromMenu(treeRow(page, name), 'Open as JSON');
    const lines = page.locator('.monaco-editor .view-lines');
    await lines.getByText(`"${name}"`).waitFor();
    return lines;
  };
  const suggestion = (text: string) =>
    window.page.locator('.suggest-widget .monaco-list-row').filter({ hasText: text }).first();

  it('offers the messengers and the names of people, and inserts their values', async () => {
    const { page } = window;
    const lines = await openJson('json-1', 'Vera Lane');
    await lines.getByText('"whatsapp"').dblclick();
    await page.keyboard.press('Delete');
    await page.keyboard.press('Control+Space');
    await suggestion('whatsgroup').waitFor();
    await page.keyboard.type('teleg');
    await suggestion('telegram').waitFor();
    await takePicture(page, 'json-messengers');
    await suggestion('telegram').click();
    await lines.getByText('"telegram"').waitFor();

    await lines.getByText('"504101"').dblclick();
    await page.keyboard.press('Delete');
    await page.keyboard.press('Control+Space');
    await suggestion('Oliver Bennett').waitFor();
    await takePicture(page, 'json-people');
    await suggestion('Oliver Bennett').click();
    await lines.getByText('"504153"').waitFor();
  });

  it('says on a value what it means', async () => {
    const { page } = window;
    const lines = await openJson('json-2', 'Wim Adler');
    const hover = page.locator('.monaco-hover:visible');
    await until('the meaning is shown', async () => {
      await lines.getByText('"name"').hover();
      await lines.getByText('"504101"').hover();
      const words = hover.getByText('Анна Белова').first();
      await words.waitFor({ timeout: 3000 }).catch(() => undefined);
      return await words.isVisible();
    });
    await takePicture(page, 'json-hover');
  });

  it('has its problems in the panel, at the value', async () => {
    const { page } = window;
    const lines = await openJson('json-3', 'Xenia Roth');
    await lines.getByText('"79011112233"').dblclick();
    await page.keyboard.type('+7901');
    await runCommand(page, 'Problems: Focus on Problems View');
    const problem = page.locator('.markers-panel .monaco-list-row', {
      hasText: 'WhatsApp numbers are digits only',
    });
    await problem.getByText('[Ln 8, Col 17]').waitFor();
    await takePicture(page, 'json-problem');
    assert.equal(await page.locator('.monaco-editor .squiggly-error').count(), 1);
    await runCommand(page, 'View: Hide Panel');
  });

  it('is sent with a messenger that nobody knows only once that was confirmed', async () => {
    const { page } = window;
    const posts = async () => (await window.requests())['POST /contacts'] ?? 0;
    const lines = await openJson('json-4', 'Yara Stein');
    await lines.getByText('"whatsapp"').dblclick();
    await page.keyboard.type('pigeon');
    await page.keyboard.press('Escape');
    await lines.getByText('"pigeon"').waitFor();
    await window.forgetRequests();
    await page.keyboard.press('Control+s');
    const question = modal(page).getByText('Wazzup does not document these messengers: "pigeon".');
    await question.waitFor();
    await takePicture(page, 'json-undocumented');
    await clickButton(modal(page), 'Cancel');
    await notification(page, 'the card has a messenger that Wazzup does not document').waitFor();
    assert.deepEqual(await window.requests(), {});
    await takePicture(page, 'json-undocumented-cancelled');

    await runCommand(page, 'Notifications: Clear All Notifications');
    await lines.getByText('"pigeon"').click();
    await page.keyboard.press('Control+s');
    await question.waitFor();
    // A save ends in time: an answer that comes later starts it again.
    await notification(page, 'the card has a messenger that Wazzup does not document').waitFor();
    await clickButton(modal(page), 'Save All the Same');
    await notification(page, 'Wazzup refused it because of').waitFor();
    assert.equal(await posts(), 1);
    await takePicture(page, 'json-undocumented-refused');
  });
});
