import type { Page } from 'playwright-core';
import { pickItem, quickInput, runCommand } from '../support/vscode/workbenchPage.ts';

/** A colour theme: its name, the class that the workbench has with it, and what pictures call it. */
export interface Theme {
  readonly name: string;
  readonly kind: string;
  readonly picture: string;
}

/** One of each kind; the last one is light, as most pictures are not. */
export const themes: readonly Theme[] = [
  { name: 'Dark Modern', kind: 'vs-dark', picture: 'dark' },
  { name: 'Dark High Contrast', kind: 'hc-black', picture: 'high-contrast' },
  { name: 'Light High Contrast', kind: 'hc-light', picture: 'high-contrast-light' },
  { name: 'Light Modern', kind: 'vs', picture: 'light' },
];

/** Chooses a colour theme as a user does, and waits until the window has it. */
export async function chooseTheme(page: Page, { name, kind }: Theme): Promise<void> {
  await runCommand(page, 'Preferences: Color Theme');
  await quickInput(page).locator('input').fill(name);
  await pickItem(page, name);
  await page.locator(`.monaco-workbench.${kind}`).waitFor();
}
