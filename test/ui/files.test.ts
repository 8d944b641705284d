import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import type { Locator } from 'playwright-core';
import {
  clickButton,
  modal,
  notification,
  openContactsContainer,
  pickFromMenu,
  runCommand,
  takePicture,
  tidyWindow,
  treeRow,
} from '../support/vscode/workbenchPage.ts';
import { type AccountWindow, openAccountWindow, someContact } from './accountWindow.ts';
import { contactForm } from './contactForm.ts';
import { pictureOfFailure } from './pictureOfFailure.ts';

describe('A file of contacts', () => {
  let window: AccountWindow;

  before(async () => {
    window = await openAccountWindow();
  });

  afterEach(async function () {
    await pictureOfFailure(this, window.page);
    await tidyWindow(window.page);
    await openContactsContainer(window.page);
  });

  after(() => window?.close());

  /** Writes a file into the folder and finds it in the explorer. */
  const inExplorer = async (name: string, content: unknown): Promise<Locator> => {
    const { page, folder } = window;
    await writeFile(path.join(folder, name), JSON.stringify(content, undefined, 2));
    await runCommand(page, 'View: Show Explorer');
    const row = page.locator('.explorer-folders-view .monaco-list-row', { hasText: name });
    await row.waitFor();
    return row;
  };

  it('is sent from the explorer after a question that tells what will happen', async () => {
    const { page, account } = window;
    await window.put(someContact('file-2', 'Yara Old'));
    const row = await inExplorer('autumn.contacts.json', [
      someContact('file-1', 'Yara New'),
      someContact('file-2', 'Yara Changed'),
    ]);
    await window.forgetRequests();
    await pickFromMenu(row, 'Send File to Wazzup…');
    await modal(page).getByText(`Send 2 contacts to "${account}"?`).waitFor();
    await modal(page).getByText('1 are new, 1 are changed.').waitFor();
    await takePicture(page, 'file-question');
    await clickButton(modal(page), 'Cancel');
    await modal(page).waitFor({ state: 'hidden' });
    assert.equal((await window.requests())['POST /contacts'], undefined);

    await pickFromMenu(row, 'Send File to Wazzup…');
    await clickButton(modal(page), 'Send');
    await page.locator('.statusbar').getByText('Send file: 2 of 2 done').waitFor();
    await takePicture(page, 'file-sent');
    assert.equal((await window.requests())['POST /contacts'], 1);
    assert.equal((await window.contact('file-1'))?.['name'], 'Yara New');
    assert.equal((await window.contact('file-2'))?.['name'], 'Yara Changed');
    await openContactsContainer(page);
    await treeRow(page, 'Yara New').waitFor();
  });

  it('is not sent while it has a mistake, which is shown at its line', async () => {
    const { page } = window;
    const row = await inExplorer('broken.contacts.json', [
      someContact('file-3', 'Zoe Right'),
      someContact('file-4', ' '),
    ]);
    await window.forgetRequests();
    await pickFromMenu(row, 'Send File to Wazzup…');
    await notification(page, 'Nothing was sent').waitFor();
    await page.locator('.monaco-editor .squiggly-error').first().waitFor();
    await takePicture(page, 'file-refused');
    assert.deepEqual(await window.requests(), {});
  });

  it('of one card opens as a form, too', async () => {
    const { page } = window;
    const row = await inExplorer('zlata.contact.json', someContact('file-5', 'Zlata Kern'));
    await row.click();
    const form = contactForm(page);
    await form.title('Zlata Kern').waitFor();
    await form.standing('File on disk').waitFor();
    await takePicture(page, 'file-card');
  });
});
