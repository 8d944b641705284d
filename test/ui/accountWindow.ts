import type { Page } from 'playwright-core';
import {
  contentsOf,
  type SandboxContact,
  type SandboxContents,
} from '../support/sandboxContents.ts';
import { until } from '../support/until.ts';
import {
  openWorkbench,
  type Workbench,
  type WorkbenchOptions,
} from '../support/vscode/workbench.ts';
import {
  answerInput,
  clickButton,
  modal,
  openContactsContainer,
  runCommand,
  takePicture,
  treeRow,
  treeRows,
} from '../support/vscode/workbenchPage.ts';
import { contactForm } from './contactForm.ts';

/** A window with its sandbox, what the sandbox holds, and an account that is connected to it. */
export interface AccountWindow extends Workbench, SandboxContents {
  /** The account's name in the tree. */
  readonly account: string;
}

/** A window that no account is connected in. */
export interface SandboxWindow extends Workbench, SandboxContents {}

export async function openSandboxWindow(options: WorkbenchOptions = {}): Promise<SandboxWindow> {
  const workbench = await openWorkbench({
    contacts: 0,
    ...options,
    settings: { 'workbench.reduceMotion': 'on', ...options.settings },
  });
  await openContactsContainer(workbench.page);
  return { ...workbench, ...contentsOf(workbench.sandbox) };
}

/** Opens a window and connects the sandbox's account, which holds no contacts unless the options say so. */
export async function openAccountWindow(options: WorkbenchOptions = {}): Promise<AccountWindow> {
  const window = await openSandboxWindow(options);
  const account = 'Flower Shop';
  try {
    await connectAccount(window, account);
  } catch (error) {
    await takePicture(window.page, 'failed to connect');
    await window.close();
    throw error;
  }
  return { ...window, account };
}

/** Connects the sandbox's account as a user does, and waits until its contacts are shown. */
export async function connectAccount({ page, sandbox }: Workbench, name: string): Promise<void> {
  await enterKey(page, name, sandbox.key);
  await accountShown(page, name);
}

/** Waits until a new account is shown: its row gets the keyboard, then its contacts or a word about them appear. */
export async function accountShown(page: Page, name: string): Promise<void> {
  await treeRow(page, name).and(page.locator('.focused')).waitFor();
  await treeRows(page).nth(1).waitFor();
}

/** Goes through "Connect Account…" up to the key. */
export async function enterKey(page: Page, name: string, key: string): Promise<void> {
  await runCommand(page, 'Wazzup: Connect Account…');
  await answerInput(page, 'Connect a Wazzup Account (1 of 2)', name);
  await answerInput(page, `API Key of "${name}" (2 of 2)`, key);
}

/** Disconnects the account that the tree shows, if it shows one. */
export async function disconnectAccount(page: Page): Promise<void> {
  if ((await treeRows(page).count()) === 0) return;
  await runCommand(page, 'Wazzup: Disconnect Account');
  await clickButton(modal(page), 'Disconnect');
  await until('no account is shown', async () => (await treeRows(page).count()) === 0);
}

/** Puts contacts into the account as another program would, and shows them by a refresh. */
export async function showContacts(
  window: AccountWindow,
  ...contacts: readonly SandboxContact[]
): Promise<void> {
  await window.put(...contacts);
  await runCommand(window.page, 'Wazzup: Refresh');
  for (const { name } of contacts) await treeRow(window.page, String(name)).waitFor();
}

/** Opens a contact by a click on its row, and waits for the form. */
export async function openCard({ page }: Workbench, name: string) {
  await treeRow(page, name).click();
  const form = contactForm(page);
  await form.title(name).waitFor();
  return form;
}

/** A valid contact with invented data. */
export function someContact(
  id: string,
  name: string,
  more: Readonly<Record<string, unknown>> = {},
) {
  return {
    id,
    responsibleUserId: '504101',
    name,
    contactData: [{ chatType: 'whatsapp', chatId: '79011112233' }],
    ...more,
  };
}
