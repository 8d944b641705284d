import type { Locator, Page } from 'playwright-core';
import { until } from '../support/until.ts';
import { modal, quickInput, treeRow } from '../support/vscode/workbenchPage.ts';

/** Runs a command by its title in the palette, with keys alone. */
export async function typeCommand(page: Page, title: string): Promise<void> {
  // It would take the palette with it when it goes.
  await quickInput(page).waitFor({ state: 'hidden' });
  await page.keyboard.press('F1');
  await quickInput(page).locator('input').waitFor();
  await page.keyboard.type(title);
  await acceptItem(page, title.replace(/^[^:]*: /, ''));
}

/** Goes to a row of the open list by arrow keys, and accepts it. */
export async function acceptItem(page: Page, label: string): Promise<void> {
  const rows = quickInput(page).locator('.monaco-list-row');
  const row = rows.filter({ hasText: label }).first();
  await row.waitFor();
  await pressUntil(page, 'ArrowDown', row.and(page.locator('.focused')));
  await page.keyboard.press('Enter');
}

/** Types into the open input box once it has this title, and accepts it. */
export async function typeAnswer(page: Page, title: string, text: string): Promise<void> {
  await quickInput(page).getByText(title, { exact: true }).waitFor();
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

/** Puts the keyboard into one of our views and goes to a row of it by arrow keys. */
export async function goToRow(page: Page, text: string, view = 'Contacts'): Promise<void> {
  await typeCommand(page, `Wazzup: Focus on ${view} View`);
  await quickInput(page).waitFor({ state: 'hidden' });
  await page.keyboard.press('Home');
  const row = treeRow(page, text);
  await pressUntil(page, 'ArrowDown', row.and(page.locator('.focused')));
}

/** Opens the menu of the row with the keyboard, goes to an item of it and presses it. */
export async function chooseFromMenu(page: Page, item: string): Promise<void> {
  await page.keyboard.press('Shift+F10');
  const items = page.locator('.monaco-menu .action-item');
  const wanted = items.filter({ has: page.getByText(item, { exact: true }) });
  await wanted.waitFor();
  await pressUntil(page, 'ArrowDown', wanted.and(page.locator('.focused')));
  await page.keyboard.press('Enter');
}

/** Goes to a button of the open dialog, and presses it. */
export async function answerDialog(page: Page, question: string, button: string): Promise<void> {
  await modal(page).getByText(question).waitFor();
  const wanted = modal(page).getByRole('button', { name: button, exact: true });
  await pressUntil(page, 'Tab', wanted.and(page.locator(':focus')));
  await page.keyboard.press('Enter');
}

/** Presses a key, forty times at most, until it has led to a place. */
async function pressUntil(page: Page, key: string, place: Locator): Promise<void> {
  let presses = 0;
  await until(`${key} has led to its place`, async () => {
    if ((await place.count()) > 0) return true;
    presses += 1;
    if (presses > 40) throw new Error(`${key} leads nowhere`);
    await page.keyboard.press(key);
    return (await place.count()) > 0;
  });
}
