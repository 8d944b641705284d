import path from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { until } from '../until.ts';

/** Shows the extension's view container, by its icon in the activity bar. */
export async function openContactsContainer(page: Page): Promise<void> {
  const pane = page.locator('[id="workbench.view.extension.wazzup"]');
  if (await pane.isVisible()) return;
  // The whole place of the icon: a badge may lie upon it.
  await page.locator('.activitybar .action-item:has([class*="extension-wazzup"])').first().click();
  await pane.waitFor();
}

/** Runs a command by its title as the palette shows it, for example `Wazzup: Connect Account…`. */
export async function runCommand(page: Page, title: string): Promise<void> {
  await until(`"${title}" was run`, async () => {
    await page.keyboard.press('F1');
    try {
      await quickInput(page).locator('input').fill(`>${title}`, { timeout: 2000 });
      await itemOf(page, title).click({ timeout: 5000 });
      return true;
    } catch {
      // The palette closes when something else takes the focus just then.
      await page.keyboard.press('Escape');
      return false;
    }
  });
}

/** Picks a row of the open list, by its label. */
export async function pickItem(page: Page, label: string): Promise<void> {
  await itemOf(page, label).click();
}

function itemOf(page: Page, label: string): Locator {
  const name = page.locator('.label-name').getByText(label, { exact: true });
  return quickInput(page).locator('.monaco-list-row').filter({ has: name }).first();
}

/** Types into the input box of this title, once it is open, and accepts it. */
export async function answerInput(page: Page, title: string, text: string): Promise<void> {
  const box = quickInput(page).filter({ has: page.getByText(title, { exact: true }) });
  await box.waitFor();
  await box.locator('input').fill(text);
  await box.locator('input').press('Enter');
}

/** Shows in the tree what fits this query; the account has to be the only one. */
export async function filterTree(page: Page, query: string): Promise<void> {
  const box = await openFilterInput(page);
  await box.locator('input').fill(query);
  await box.getByText('Show what fits').waitFor();
  await box.locator('input').press('Enter');
  await box.waitFor({ state: 'hidden' });
}

/** Opens the input of the tree's filter. Before it is there, the palette would take what is typed. */
export async function openFilterInput(page: Page): Promise<Locator> {
  await runCommand(page, 'Wazzup: Filter Contacts…');
  const box = quickInput(page).filter({ has: page.getByText('Filter the Contacts of') });
  await box.waitFor();
  return box;
}

/** The input box or pick list at the top of the window. */
export const quickInput = (page: Page): Locator => page.locator('.quick-input-widget');

/** The open modal dialog. */
export const modal = (page: Page): Locator => page.locator('.monaco-dialog-box');

/** A notification, by a part of its text. */
export const notification = (page: Page, text: string): Locator =>
  page.locator('.notification-toast').filter({ hasText: text }).first();

/** A row of the contacts view that is on screen, by a part of its text. */
export const treeRow = (page: Page, text: string): Locator =>
  treeRows(page).filter({ hasText: text }).first();

/** Opens the context menu of something and clicks an item of it. */
export async function pickFromMenu(target: Locator, item: string): Promise<void> {
  await target.click({ button: 'right' });
  const entry = target
    .page()
    .locator('.monaco-menu .action-label')
    .getByText(item, { exact: true });
  await entry.waitFor();
  // A menu that has just opened takes no click yet.
  await until(`"${item}" was picked`, async () => {
    await entry.click({ timeout: 1000 }).catch(() => undefined);
    return !(await entry.isVisible());
  });
}

/** The tabs of all open editors. */
const editorTabs = (page: Page): Locator => page.locator('.editor-group-container .tab');

/** Closes menus, dialogs, input boxes, notifications and editors, whose unsaved changes are dropped. */
export async function tidyWindow(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  while (await modal(page).isVisible()) await page.keyboard.press('Escape');
  if (await quickInput(page).isVisible()) await page.keyboard.press('Escape');
  await runCommand(page, 'Notifications: Clear All Notifications');
  await runCommand(page, 'View: Close All Editors');
  const drop = modal(page).getByRole('button', { name: "Don't Save", exact: true });
  await until('no editor is open', async () => {
    if (await drop.isVisible()) await drop.click();
    return (await editorTabs(page).count()) === 0;
  });
}

/** Clicks a button of a dialog or notification. */
export async function clickButton(box: Locator, name: string): Promise<void> {
  await box.getByRole('button', { name, exact: true }).click();
}

/** The rows of a view that are on screen, by the view's title in capitals or not. */
export const treeRows = (page: Page): Locator =>
  page.locator('[id="workbench.view.extension.wazzup"] .monaco-list-row');

/** Opens a row of a tree unless it is open; a click on the row itself would close an open one. */
export async function expandRow(row: Locator): Promise<void> {
  await row.waitFor();
  if ((await row.getAttribute('aria-expanded')) === 'false') {
    await row.locator('.monaco-tl-twistie').click();
  }
}

/** The document inside the visible webview: of the active editor, or the only one. */
export const webviewContent = (page: Page): FrameLocator =>
  page.frameLocator('iframe.webview.ready:visible').frameLocator('iframe#active-frame');

/** The documents inside all visible webviews, from left to right as they were opened. */
export const webviewContents = (page: Page, index: number): FrameLocator =>
  page
    .locator('iframe.webview.ready:visible')
    .nth(index)
    .contentFrame()
    .frameLocator('iframe#active-frame');

/** Saves a picture of the window as test/.out/NAME.png. @returns the file's path */
export async function takePicture(page: Page, name: string): Promise<string> {
  const file = path.resolve('test/.out', `${name}.png`);
  await page.screenshot({ path: file });
  return file;
}
