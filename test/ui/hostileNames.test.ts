import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import type { Request } from 'playwright-core';
import {
  answerInput,
  clickButton,
  modal,
  notification,
  runCommand,
  takePicture,
  treeRow,
} from '../support/vscode/workbenchPage.ts';
import {
  type AccountWindow,
  openAccountWindow,
  openCard,
  showContacts,
  someContact,
} from './accountWindow.ts';
import { contactForm } from './contactForm.ts';
import { pictureOfFailure } from './pictureOfFailure.ts';

const trap = 'http://trap.example.com';

/** Every way that a text may be taken for more than a text, each with a word by which its row is found. */
const names = {
  html: `Html <img src="${trap}/i" onerror="fetch('${trap}/e')"><script src="${trap}/s"></script>`,
  markdown: `Mark [x](command:workbench.action.closeWindow) ![](${trap}/m) $(trash)`,
  style: `Style <style>@import url(${trap}/c)</style><a href="command:x">a</a>`,
  bidi: 'Bidi \u202egnp.exe',
  lines: 'Lines\r\n- Id: 1\u0007\u001b[31m',
  long: `Long ${'x'.repeat(100_000)}`,
};

const contacts = Object.entries(names).map(([id, name]) => ({
  ...someContact(`crm-${id}`, name),
  uri: `${trap}/${id}`,
  contactData: [
    { chatType: 'instagram', chatId: name },
    { chatType: name.slice(0, 80), chatId: name },
  ],
}));

describe('Names that could be more than names', () => {
  let window: AccountWindow;
  const wrong: string[] = [];

  before(async () => {
    window = await openAccountWindow({ extraSandboxFlags: ['--variant', 'idLimit=100'] });
    const { page } = window;
    const own = new URL(page.url()).host;
    page.on('request', (request: Request) => {
      const { host, protocol } = new URL(request.url());
      const isOwn = host === own || host.endsWith('.vscode-cdn.net') || host === '';
      if (!isOwn && protocol.startsWith('http')) wrong.push(request.url());
      if (request.url().includes('trap.')) wrong.push(request.url());
    });
    page.on('dialog', (dialog) => wrong.push(`dialog ${dialog.message()}`));
    await window.put(...contacts);
    await runCommand(page, 'Wazzup: Refresh');
    await treeRow(page, 'Html').waitFor();
  });

  afterEach(async function () {
    await pictureOfFailure(this, window.page);
    assert.deepEqual(wrong, [], 'the page asked for something, or something ran');
  });

  after(() => window?.close());

  it('are texts in the list and its tooltips', async () => {
    const { page } = window;
    await treeRow(page, 'Html <img src=').waitFor();
    await treeRow(page, 'Mark [x](command:workbench.action.closeWindow)').waitFor();
    await treeRow(page, 'Bidi gnp.exe').waitFor();
    await treeRow(page, 'Lines - Id: 1 [31m').waitFor();
    const row = treeRow(page, 'Long xxx');
    assert.ok(((await row.textContent()) ?? '').length < 1500);
    await takePicture(page, 'hostile-names-tree');
    for (const word of ['Mark [x]', 'Html <img']) {
      await treeRow(page, 'Bidi').hover();
      await treeRow(page, word).hover();
      const hover = page.locator('.monaco-hover:visible').filter({ hasText: 'Responsible' });
      await hover.first().waitFor();
      assert.equal(await hover.locator('img, script, style, [data-href^="command:"]').count(), 0);
      await takePicture(page, `hostile-names-tooltip-${word.slice(0, 4)}`);
    }
  });

  it('are texts in the form and on its tab', async () => {
    const { page } = window;
    for (const [id, name] of Object.entries(names)) {
      const start = name.slice(0, 5).trim();
      await treeRow(page, start).click();
      const form = contactForm(page);
      await form.frame.getByRole('heading', { level: 1 }).filter({ hasText: start }).waitFor();
      const main = form.frame.locator('main');
      assert.equal(await main.locator('img:not([src*="icons"]), script, style').count(), 0, id);
      const tab = page.locator('.tab.active .monaco-icon-label');
      assert.ok(((await tab.textContent()) ?? '').length < 300, id);
      if (id !== 'lines') await form.holds('Name', name);
      await takePicture(page, `hostile-names-form-${id}`);
    }
  });

  it('are texts in questions, in the History view and in messages', async () => {
    const { page } = window;
    await treeRow(page, 'Mark [x]').click();
    await runCommand(page, 'Wazzup: Focus on Contacts View');
    await page.keyboard.press('Delete');
    await modal(page).getByText('Mark [x](command').first().waitFor();
    await takePicture(page, 'hostile-names-question');
    assert.equal(await modal(page).locator('.dialog-message-row a').count(), 0);
    await clickButton(modal(page), 'Delete');
    await runCommand(page, 'Wazzup: Focus on History View');
    await page.locator('.monaco-list-row').filter({ hasText: 'Deleted "Mark [x]' }).waitFor();
    await takePicture(page, 'hostile-names-history');
  });

  it('are no links where a save tells what it was merged with', async () => {
    const { page } = window;
    const name = 'Link [x](command:workbench.action.closeWindow)';
    await showContacts(window, someContact('merged', 'Plain Merge'));
    const form = await openCard(window, 'Plain Merge');
    await form.field('Link to the card in the CRM').fill('https://crm.example.com/1');
    await form.standing('Changed, not sent yet').waitFor();
    await window.put(someContact('merged', name));
    await form.field('Name').press('Control+s');
    const told = notification(page, 'was changed in Wazzup meanwhile');
    await told.waitFor();
    await takePicture(page, 'hostile-names-merged');
    assert.equal(await told.locator('.notification-list-item-message a').count(), 0);
  });

  it('are no links in a notification', async () => {
    const { page } = window;
    await runCommand(page, 'Wazzup: Open Contact by Id…');
    await answerInput(
      page,
      'Open a Contact of "Flower Shop"',
      '[x](command:workbench.action.closeWindow)',
    );
    const told = notification(page, 'closeWindow');
    await told.waitFor();
    await takePicture(page, 'hostile-names-message');
    assert.equal(await told.locator('.notification-list-item-message a').count(), 0);
  });
}).timeout(300_000);
