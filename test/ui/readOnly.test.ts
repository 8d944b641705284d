import assert from 'node:assert/strict';
import { readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import type { Locator, Page } from 'playwright-core';
import { until } from '../support/until.ts';
import {
  clickButton,
  modal,
  notification,
  openContactsContainer,
  pickFromMenu,
  pickItem,
  quickInput,
  runCommand,
  takePicture,
  tidyWindow,
  treeRow,
  treeRows,
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

const tabOf = (id: string): string => `.tab[data-resource-name="${id}.contact.json"]`;

/** The item in the status bar, by a part of its text. */
const status = (page: Page, text: string): Locator =>
  page.locator('.statusbar-item').filter({ hasText: text });

/** The colour that the first part of the window has that fits a selector; undefined if there is none. */
const colorOf = (page: Page, selector: string): Promise<string | undefined> =>
  page.evaluate<string | undefined>(
    `[...document.querySelectorAll('${selector}')].map((part) => getComputedStyle(part).color)[0]`,
  );

describe('A read-only account', () => {
  let window: AccountWindow;

  before(async () => {
    window = await openAccountWindow();
  });

  afterEach(async function () {
    await pictureOfFailure(this, window.page);
    await tidyWindow(window.page);
    if (await accountRow().getByText('read-only').isVisible()) await allowChanges();
  });

  after(() => window?.close());

  it('says so on its row, its tabs and its forms, and offers nothing that writes', async () => {
    const { page } = window;
    await showContacts(window, someContact('ro-1', 'Anna Petrova'));
    const form = await openCard(window, 'Anna Petrova');
    assert.equal(await form.field('Name').isEditable(), true);
    await makeReadOnly();
    await form.frame.getByText('"Flower Shop" is read-only here').waitFor();
    assert.equal(await form.field('Name').isEditable(), false);
    assert.equal(await form.frame.getByRole('button', { name: 'Add messenger' }).count(), 0);
    await until('the tab has a lock', () => isLocked(page, 'ro-1'));
    await treeRow(page, 'Anna Petrova').click({ button: 'right' });
    const menu = page.locator('.monaco-menu');
    await menu.getByText('Copy Id', { exact: true }).waitFor();
    await takePicture(page, 'read-only-menu');
    for (const action of ['Delete', 'Duplicate Contact']) {
      assert.equal(await menu.getByText(action, { exact: true }).count(), 0, action);
    }
    await page.keyboard.press('Escape');
    assert.match((await accountRow().getAttribute('aria-label')) ?? '', /Flower Shop, read-only, /);
    await page.keyboard.press('F1');
    await quickInput(page).locator('input').fill('>Wazzup: New Contact');
    await quickInput(page).locator('.monaco-list-row').first().waitFor();
    assert.equal(await quickInput(page).getByText('Wazzup: New Contact…').count(), 0);
  });

  it('has its colour on its icon, its tabs and its forms, and both after a reload', async () => {
    const { page } = window;
    await showContacts(window, someContact('ro-2', 'Boris Orlov'));
    await openCard(window, 'Boris Orlov');
    const plain = await tabColor('ro-2');
    await pickFromMenu(accountRow(), 'Set Account Color…');
    await quickInput(page).getByText('Color of "Flower Shop"').waitFor();
    await takePicture(page, 'account-color-choice');
    await pickItem(page, 'Purple');
    await until('the tab has the colour', async () => (await tabColor('ro-2')) !== plain);
    const purple = await tabColor('ro-2');
    await until('the icon has it', async () => (await iconColor()) === purple);
    const form = contactForm(page);
    await form.frame.locator('.account-color.color-purple').waitFor();
    assert.notEqual(await rowColor(), purple);
    await makeReadOnly();
    await until('the tab has a lock', () => isLocked(page, 'ro-2'));
    await page.locator(tabOf('ro-2')).hover();
    await page.locator('.monaco-hover').getByText('Flower Shop · read-only').waitFor();
    await takePicture(page, 'account-color-light');

    await until('VS Code has stored it', () => isStored(page));
    await window.reload();
    await openContactsContainer(page);
    await accountRow().getByText('read-only').waitFor();
    await until('the icon has it again', async () => (await iconColor()) === purple);
    // VS Code may come back with the editors of some seconds earlier.
    await treeRow(page, 'Boris Orlov').click();
    await until('so has the tab', async () => (await tabColor('ro-2')) === purple);
    await until('and the lock', () => isLocked(page, 'ro-2'));
    await chooseTheme('Dark Modern', 'vs-dark');
    await until('the dark theme has another one', async () => (await iconColor()) !== purple);
    await takePicture(page, 'account-color-dark');
    await chooseTheme('Light Modern', 'vs');
    await runCommand(page, 'Wazzup: Set Account Color…');
    await pickItem(page, 'No color');
    await until('it is gone', async () => (await tabColor('ro-2')) !== purple);
    assert.equal(await contactForm(page).frame.locator('.account-color').count(), 0);
  });

  it('keeps a draft, says why it cannot be sent, and sends it once changes are allowed', async () => {
    const { page } = window;
    await showContacts(window, someContact('ro-4', 'Dora Lind'));
    const form = await openCard(window, 'Dora Lind');
    await form.field('Name').fill('Dora Lind-Moe');
    await status(page, 'Draft, not sent').waitFor();
    await window.forgetRequests();
    await makeReadOnly();
    await form.frame.getByText('this draft is kept, and cannot be sent').waitFor();
    await notification(page, '1 open card with unsaved changes stays a draft').waitFor();
    await form.holds('Name', 'Dora Lind-Moe');
    assert.equal(await form.field('Name').isEditable(), false);
    await form.field('Name').press('Control+s');
    await notification(page, 'This account is read-only here. Nothing was sent').waitFor();
    await status(page, 'Draft, not sent').waitFor();
    await takePicture(page, 'read-only-draft');
    assert.deepEqual(await window.requests(), {});

    await form.frame.getByRole('button', { name: 'Allow Changes…' }).click();
    await modal(page).getByText('Allow changes to "Flower Shop"?').waitFor();
    await takePicture(page, 'read-only-allow-changes');
    await page.keyboard.press('Escape');
    assert.equal(await form.field('Name').isEditable(), false);
    await status(page, 'Draft, not sent').click();
    await clickButton(modal(page), 'Allow Changes');
    await until('the form takes changes', () => form.field('Name').isEditable());
    await status(page, 'Draft, not sent').click();
    await form.standing('As in Wazzup').waitFor();
    assert.equal((await window.contact('ro-4'))?.['name'], 'Dora Lind-Moe');
  });

  it('is locked where a draft was dropped', async () => {
    const { page } = window;
    await showContacts(window, someContact('ro-5', 'Emil Berg'));
    const form = await openCard(window, 'Emil Berg');
    await form.field('Name').fill('Emil');
    await status(page, 'Draft, not sent').waitFor();
    await makeReadOnly();
    assert.equal(await isLocked(page, 'ro-5'), false);
    await runCommand(page, 'File: Revert File');
    await form.holds('Name', 'Emil Berg');
    await until('the tab has a lock', () => isLocked(page, 'ro-5'));
    await allowChanges();
    await until('it is gone', async () => !(await isLocked(page, 'ro-5')));
    await form.field('Name').fill('Emil');
    await status(page, 'Draft, not sent').waitFor();
  });
  it('lets nothing be undone in its forms, nor done again', async () => {
    const { page } = window;
    await showContacts(window, someContact('ro-6', 'Fay Holm'));
    const form = await openCard(window, 'Fay Holm');
    await form.field('Name').fill('Fay Holm-Ek');
    await status(page, 'Draft, not sent').waitFor();
    await form.field('Name').press('Control+s');
    await form.standing('As in Wazzup').waitFor();
    await makeReadOnly();
    await until('the tab has a lock', () => isLocked(page, 'ro-6'));
    await form.field('Name').click();
    for (const key of ['Control+z', 'Control+y', 'Control+z']) {
      await form.field('Name').press(key);
      // Nothing is to be seen of it: what would be comes within this time.
      await page.waitForTimeout(500);
      await form.holds('Name', 'Fay Holm-Ek');
    }
    await allowChanges();
    await form.field('Name').press('Control+z');
    await form.holds('Name', 'Fay Holm');
    await status(page, 'Draft, not sent').waitFor();
    await form.field('Name').press('Control+s');
    await form.standing('As in Wazzup').waitFor();
    assert.equal((await window.contact('ro-6'))?.['name'], 'Fay Holm');
  });

  it('is not asked about what was interrupted: nothing of it could be sent', async () => {
    const { page, serverDataDir } = window;
    const [before, after] = [someContact('ro-7', 'Gus Old'), someContact('ro-7', 'Gus New')];
    await showContacts(window, someContact('ro-7', 'Gus'));
    const form = await openCard(window, 'Gus');
    await form.field('Name').fill('Gus Old');
    await form.field('Name').press('Control+s');
    await form.standing('As in Wazzup').waitFor();
    const root = path.join(serverDataDir, 'data/User/globalStorage/contacts-tools.wazzup-contacts');
    const [accountId = ''] = await readdir(path.join(root, 'history'));
    const lines = [
      { kind: 'begin', accountId, operation: 'upsertFile', time: Date.now(), pid: 2 ** 30 },
      { kind: 'item', id: 'ro-7', before, after },
      { kind: 'ready' },
    ];
    const file = path.join(root, 'history', accountId, 'zzzzzzzzz-cut.ndjson');
    await writeFile(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    await makeReadOnly();
    await until('VS Code has stored it', () => isStored(page));
    await window.reload();
    await openContactsContainer(page);
    await accountRow().getByText('read-only').waitFor();
    await runCommand(page, 'Wazzup: Focus on History View');
    const operation = treeRows(page).filter({ hasText: 'Sent "Gus New" of a file' });
    await operation.getByText('not finished').waitFor();
    assert.equal(await notification(page, 'was interrupted').isVisible(), false);
    await pickFromMenu(operation, 'Undo');
    await notification(page, '"Flower Shop" is read-only here: nothing was done.').waitFor();
    await takePicture(page, 'read-only-interrupted');

    await rm(file);
    assert.equal((await window.contact('ro-7'))?.['name'], 'Gus Old');
  });

  it('is read-only in other windows as well, which show it at the next save', async () => {
    const { page } = window;
    await showContacts(window, someContact('ro-8', 'Hanna Dahl'));
    const opening = page.waitForEvent('popup');
    await page.evaluate(`void window.open(${JSON.stringify(page.url())})`);
    const other = await opening;
    try {
      await openContactsContainer(other);
      await treeRow(other, 'Hanna Dahl').waitFor();
      await treeRow(other, 'Hanna Dahl').click();
      await contactForm(other).title('Hanna Dahl').waitFor();
      await contactForm(other).field('Name').fill('Hanna Berg');
      await status(other, 'Draft, not sent').waitFor();
      await listenForReadOnly(other);
      await page.bringToFront();
      await makeReadOnly();
      await window.forgetRequests();
      // VS Code tells other windows what it keeps once it has stored it, which it does only now and then.
      await until('the other window was told', () => hasHeardOfReadOnly(other));
      await other.bringToFront();
      await contactForm(other).field('Name').press('Control+s');
      await notification(other, 'This account is read-only here. Nothing was sent').waitFor();
      await treeRow(other, window.account).getByText('read-only').waitFor();
      await contactForm(other).frame.getByText('this draft is kept').waitFor();
      await takePicture(other, 'read-only-other-window');
      assert.deepEqual(await window.requests(), {});
      assert.equal((await window.contact('ro-8'))?.['name'], 'Hanna Dahl');
    } finally {
      await other.close();
    }
  });

  const tabColor = (id: string) => colorOf(window.page, `${tabOf(id)} .label-name`);
  const inView = '[id="workbench.view.extension.wazzup"] .monaco-list-row';
  const iconColor = () =>
    colorOf(window.page, `${inView}[aria-level="1"] .custom-view-tree-node-item-icon`);
  const rowColor = () => colorOf(window.page, `${inView}[aria-level="2"] .label-name`);

  async function chooseTheme(theme: string, kind: string): Promise<void> {
    const { page } = window;
    await runCommand(page, 'Preferences: Color Theme');
    await quickInput(page).locator('input').fill(theme);
    await pickItem(page, theme);
    await page.locator(`.monaco-workbench.${kind}`).waitFor();
  }

  function accountRow(): Locator {
    return treeRow(window.page, window.account);
  }

  async function makeReadOnly(): Promise<void> {
    await pickFromMenu(accountRow(), 'Make Account Read-Only');
    await accountRow().getByText('read-only').waitFor();
  }

  async function allowChanges(): Promise<void> {
    await pickFromMenu(accountRow(), 'Allow Changes…');
    await clickButton(modal(window.page), 'Allow Changes');
    await until('changes are allowed', async () => {
      return !(await accountRow().getByText('read-only').isVisible());
    });
  }
});

/** Whether a tab has VS Code's lock, which is drawn by a style. */
const isLocked = (page: Page, id: string): Promise<boolean> =>
  page.evaluate<boolean>(
    `[...document.querySelectorAll('${tabOf(id)} *')].some((part) => {
      const { content, fontFamily } = getComputedStyle(part, '::after');
      return content !== 'none' && fontFamily.includes('codicon') && !part.matches('.codicon');
    })`,
  );

const heardOfReadOnly = 'heardOfReadOnly';

/** Lets a page note what VS Code tells it about read-only accounts from other windows. */
async function listenForReadOnly(page: Page): Promise<void> {
  await page.evaluate(`(async () => {
    for (const { name } of await indexedDB.databases()) {
      new BroadcastChannel(name).addEventListener('message', ({ data }) => {
        const values = JSON.stringify([...(data.changed ?? new Map()).values()]);
        if (values.includes('isReadOnly\\\\":true')) globalThis.${heardOfReadOnly} = true;
      });
    }
  })()`);
}

const hasHeardOfReadOnly = (page: Page): Promise<boolean> =>
  page.evaluate<boolean>(`globalThis.${heardOfReadOnly} === true`);

/** Whether the browser's database has a read-only account: VS Code writes what it keeps only now and then. */
const isStored = (page: Page): Promise<boolean> =>
  page.evaluate<boolean>(`(async () => {
    const done = (request) => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    for (const { name } of await indexedDB.databases()) {
      const db = await done(indexedDB.open(name));
      try {
        for (const store of db.objectStoreNames) {
          const values = await done(db.transaction(store).objectStore(store).getAll());
          if (JSON.stringify(values).includes('isReadOnly\\\\":true')) return true;
        }
      } finally {
        db.close();
      }
    }
    return false;
  })()`);
