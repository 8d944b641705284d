import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import type { Locator } from 'playwright-core';
import { until } from '../support/until.ts';
import {
  answerInput,
  runCommand,
  takePicture,
  tidyWindow,
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

describe('The status bar', () => {
  let window: AccountWindow;

  before(async () => {
    window = await openAccountWindow();
  });

  afterEach(async function () {
    await pictureOfFailure(this, window.page);
    await tidyWindow(window.page);
  });

  after(() => window?.close());

  const item = (): Locator =>
    window.page.locator('.statusbar-item').filter({ hasText: 'not sent' });

  const isHidden = () => until('nothing is said', async () => !(await item().isVisible()));

  it('says that a form holds a draft, and sends it with a click', async () => {
    const { page } = window;
    await showContacts(window, someContact('status-1', 'Anna Petrova'));
    const form = await openCard(window, 'Anna Petrova');
    assert.equal(await item().isVisible(), false);
    await form.field('Name').fill('Anna Ivanova');
    await item().waitFor();
    const name = (await item().getByRole('button').getAttribute('aria-label')) ?? '';
    assert.match(name, /^Draft, not sent\. Your changes are not in "Flower Shop" yet\./);
    await item().hover();
    await page.locator('.monaco-hover').getByText('Auto save sends nothing to Wazzup').waitFor();
    await takePicture(page, 'draft-status');
    await item().click();
    await form.standing('As in Wazzup').waitFor();
    await isHidden();
    assert.equal((await window.contact('status-1'))?.['name'], 'Anna Ivanova');
  });

  it('speaks of the active editor only: a form, JSON, or one of a split', async () => {
    const { page } = window;
    await showContacts(
      window,
      someContact('status-2', 'Boris Orlov'),
      someContact('status-3', 'Clara Novak'),
    );
    const form = await openCard(window, 'Boris Orlov');
    await form.field('Name').fill('Boris Orlov-Ek');
    await item().waitFor();
    await openCard(window, 'Clara Novak');
    await isHidden();
    await runCommand(page, 'View: Close Editor');
    await item().waitFor();
    await form.frame.getByText('JSON', { exact: true }).click();
    await page.locator('.monaco-editor .view-lines').getByText('Boris Orlov-Ek').waitFor();
    await item().waitFor();
    await runCommand(page, 'View: Split Editor');
    await until('two editors are shown', async () => {
      return (await page.locator('.editor-group-container').count()) === 2;
    });
    await item().waitFor();
    await takePicture(page, 'draft-status-split');
    await page.keyboard.press('Control+s');
    await isHidden();
    assert.equal((await window.contact('status-2'))?.['name'], 'Boris Orlov-Ek');
  });

  it('says that a new contact is not in Wazzup yet', async () => {
    const { page } = window;
    await runCommand(page, 'Wazzup: New Contact…');
    await answerInput(page, 'New Contact in "Flower Shop"', 'status-new');
    const form = contactForm(page);
    await form.standing('New, not sent yet').waitFor();
    await item().getByText('New contact: draft, not sent').waitFor();
    await form.field('Name').fill('Dora Lind');
    await form.field('Messenger 1: Chat id').fill('79011112233');
    await takePicture(page, 'draft-status-new');
    await runCommand(page, 'File: Revert File');
    await isHidden();
    assert.equal(await window.contact('status-new'), undefined);
  });
});
