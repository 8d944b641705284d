import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import type { CDPSession } from 'playwright-core';
import { rawPictures } from '../support/rawPictures.ts';
import {
  clickButton,
  expandRow,
  filterTree,
  modal,
  pickFromMenu,
  quickInput,
  runCommand,
  tidyWindow,
  treeRow,
  treeRows,
} from '../support/vscode/workbenchPage.ts';
import { openSandboxWindow, type SandboxWindow } from '../ui/accountWindow.ts';
import { contactForm } from '../ui/contactForm.ts';
import { pictureOfFailure } from '../ui/pictureOfFailure.ts';

/** In CSS pixels. */
const size = { width: 1000, height: 640 };

const table = [
  'Client;Phone;Manager;CRM link',
  'Анна Новая;8 (900) 000-00-01;Анна Белова;https://crm.example/c/1',
  'Борис Новый;8 (900) 000-00-02;Анна Белова;https://crm.example/c/2',
].join('\r\n');

/** Not a test of its own: the pictures of README and walkthrough, taken from the demo account on the way of a newcomer. */
describe('The pictures', () => {
  let window: SandboxWindow;
  let screen: CDPSession;
  let frames = 0;

  /** A part of the window, or all of it, once nothing moves any more. */
  const picture = async (name: string, clip?: Clip) => {
    const { page } = window;
    await page.mouse.move(size.width - 20, size.height - 60);
    for (const passing of ['.workbench-hover', '.monaco-progress-container.active']) {
      await page.locator(passing).first().waitFor({ state: 'hidden' });
    }
    // Fine screens would blur fewer pixels; the walkthrough's are in the package, which is to stay small.
    const scale = name.startsWith('readme') ? 2 : 1;
    const { data } = await screen.send('Page.captureScreenshot', {
      clip: { ...(clip ?? { x: 0, y: 0, ...size }), scale },
    });
    await writeFile(path.join(rawPictures, `${name}.png`), data, 'base64');
  };
  const frame = async () => {
    frames += 1;
    await picture(`tour-${String(frames).padStart(2, '0')}`);
  };

  before(async () => {
    await rm(rawPictures, { recursive: true, force: true });
    await mkdir(rawPictures, { recursive: true });
    window = await openSandboxWindow({
      settings: {
        'workbench.editor.empty.hint': 'hidden',
        'workbench.layoutControl.enabled': false,
      },
    });
    await window.page.setViewportSize(size);
    screen = await window.page.context().newCDPSession(window.page);
    await writeFile(path.join(window.folder, 'clients.csv'), `\uFEFF${table}\r\n`);
  });

  afterEach(function () {
    return pictureOfFailure(this, window.page);
  });

  after(() => window?.close());

  it('show the first contact', async () => {
    const { page } = window;
    const demo = page.getByRole('button', { name: 'Try the Demo Account' }).first();
    await demo.waitFor();
    await frame();
    await demo.click();
    await treeRows(page).nth(8).waitFor();
    await frame();
    const row = treeRows(page).nth(4);
    const name = (await row.locator('.label-name').textContent()) ?? '';
    await row.click();
    await contactForm(page).holds('Name', name);
    await contactForm(page).standing('As in Wazzup').waitFor();
    await frame();
    await picture('walkthrough-connect', { x: 0, y: 36, width: 640, height: 400 });
    await picture('readme-card');
  });

  it('show how somebody is found, changed and taken back', async () => {
    const { page } = window;
    await runCommand(page, 'Wazzup: Find Contact…');
    const box = quickInput(page);
    await box.locator('input').fill('никитин');
    const found = box.locator('.monaco-list-row').filter({ hasText: 'Степан Никитин' }).first();
    await found.waitFor();
    await frame();
    await picture('walkthrough-find', { x: 180, y: 0, width: 640, height: 400 });
    await found.click();
    const form = contactForm(page);
    await form.holds('Name', 'Степан Никитин');
    const number = form.field('Messenger 1: Chat id');
    const right = await number.inputValue();
    await number.fill('8 (900) 000-00-00');
    await form.message('WhatsApp numbers are digits only').waitFor();
    await picture('walkthrough-fix', { x: 352, y: 92, width: 640, height: 440 });
    await number.fill(right);
    await form.field('Name').fill('Степан Никитин (Тверь)');
    await form.standing('Changed, not sent yet').waitFor();
    await page.locator('.tab.active [aria-label*="problem"]').waitFor({ state: 'hidden' });
    await frame();
    await page.keyboard.press('Control+s');
    await form.standing('As in Wazzup').waitFor();
    await treeRow(page, 'Степан Никитин (Тверь)').waitFor();
    await frame();
    await runCommand(page, 'Wazzup: Focus on History View');
    await treeRows(page).filter({ hasText: 'Saved' }).first().waitFor();
    await frame();
    await runCommand(page, 'Wazzup: Undo Last Operation');
    await modal(page).waitFor();
    await frame();
    await clickButton(modal(page), 'Take Back');
    await form.holds('Name', 'Степан Никитин');
    await page.locator('.notification-toast').first().waitFor({ state: 'hidden' });
    await frame();
    const fold = { position: { x: 12, y: 11 } };
    const contacts = page.locator('.pane-header').filter({ hasText: 'Contacts' });
    await contacts.click(fold);
    for (const operation of ['Saved', 'Took back']) {
      await expandRow(treeRows(page).filter({ hasText: operation }).first());
    }
    await picture('walkthrough-undo', { x: 0, y: 36, width: 640, height: 400 });
    await contacts.click(fold);
    await tidyWindow(page);
  });

  it('show a problem and what was found in all contacts', async () => {
    const { page } = window;
    await runCommand(page, 'Wazzup: Focus on Contacts View');
    const faulty = 'Марк Герасимов';
    await filterTree(page, 'problem:any герасимов');
    await treeRow(page, faulty).click();
    await contactForm(page).frame.getByText('1 error').waitFor();
    await runCommand(page, 'Wazzup: Clear Filter');
    await runCommand(page, 'Wazzup: Check Contacts for Problems');
    const problems = treeRow(page, 'Problems');
    await expandRow(problems);
    await runCommand(page, 'Notifications: Clear All Notifications');
    await picture('readme-problems');
    await tidyWindow(page);
  });

  it('show a table that is imported', async () => {
    const { page } = window;
    await runCommand(page, 'View: Show Explorer');
    await pickFromMenu(page.locator('.explorer-folders-view').getByText('clients.csv'), 'Import…');
    await quickInput(page).getByText('What the Columns Mean').waitFor();
    await picture('walkthrough-import', { x: 180, y: 0, width: 640, height: 400 });
  });
});

interface Clip {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
