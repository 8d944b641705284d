import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import { median } from '../support/percentile.ts';
import { createTempFolder, type TempFolder } from '../support/tempFolder.ts';
import {
  bareRow,
  bareRows,
  firstBelow,
  installBareTree,
  openBareTree,
} from '../support/vscode/bareTree.ts';
import {
  expandRow,
  openContactsContainer,
  quickInput,
  tidyWindow,
  treeRow,
} from '../support/vscode/workbenchPage.ts';
import {
  accountShown,
  connectAccount,
  disconnectAccount,
  enterKey,
  openSandboxWindow,
  type SandboxWindow,
  someContact,
} from './accountWindow.ts';
import { contactForm } from './contactForm.ts';
import { pictureOfFailure } from './pictureOfFailure.ts';

const account = 'Flower Shop';
/** So many times as long the wait may be, on a busy machine, too. */
const mostRatio = 3;
const hundred = Array.from({ length: 100 }, (_, number) =>
  someContact(`speed-${String(number).padStart(3, '0')}`, `Card ${number}.`),
);
const opened = hundred.slice(0, 5);

/** What people wait for after the answer has come, against the same without a request in the same window. */
describe('The wait', () => {
  let window: SandboxWindow;
  let temp: TempFolder;
  let log: string;

  before(async () => {
    temp = createTempFolder();
    log = path.join(temp.path, 'requests.ndjson');
    const bareTree = path.join(temp.path, 'bare-tree');
    await installBareTree(bareTree);
    window = await openSandboxWindow({
      extraSandboxFlags: ['--log', log],
      extraExtensions: [bareTree],
    });
    await window.put(...hundred);
  });

  afterEach(async function () {
    await pictureOfFailure(this, window.page);
    await tidyWindow(window.page);
    await openContactsContainer(window.page);
    await disconnectAccount(window.page);
  });

  after(async () => {
    await window?.close();
    temp.remove();
  });

  /** When the last answer to such a request was given, in ms since 1970. */
  const answered = async (route: RegExp): Promise<number> => {
    const lines = (await readFile(log, 'utf8')).split('\n').filter((line) => line !== '');
    const requests = lines.map((line): { time: string; method: string; path: string; ms: number } =>
      JSON.parse(line),
    );
    const last = requests.findLast(({ method, path: at }) => method === 'GET' && route.test(at));
    assert.ok(last, String(route));
    return Date.parse(last.time) + last.ms;
  };

  it('for a card is about that for the form of a file, and takes one request', async () => {
    const { page, folder } = window;
    await connectAccount(window, account);
    const cards: number[] = [];
    const files: number[] = [];
    for (const { name } of opened) {
      await window.forgetRequests();
      await treeRow(page, name).click();
      await contactForm(page).title(name).waitFor();
      cards.push(Date.now() - (await answered(/\/contacts\/[^/]+$/)));
      const { 'GET /contacts/{id}': reads } = await window.requests();
      assert.equal(reads, 1);
      await tidyWindow(page);
    }
    // Before the first search: VS Code keeps what that has found.
    for (const { id, name } of opened) {
      await writeFile(
        path.join(folder, `${id}.contact.json`),
        JSON.stringify(someContact(id, name)),
      );
    }
    for (const { id, name } of opened) {
      const file = `${id}.contact.json`;
      await page.keyboard.press('Control+P');
      await quickInput(page).locator('input').fill(file);
      await quickInput(page).locator('.monaco-list-row').filter({ hasText: file }).waitFor();
      const began = Date.now();
      await page.keyboard.press('Enter');
      await contactForm(page).title(name).waitFor();
      files.push(Date.now() - began);
      await tidyWindow(page);
    }
    judge(cards, files);
  });

  it('for the first contacts is about that for rows that are at hand, and takes one request', async () => {
    const { page } = window;
    const first: number[] = [];
    for (const _round of bareRows) {
      await disconnectAccount(page);
      await window.forgetRequests();
      await enterKey(page, account, window.sandbox.key);
      await treeRow(page, 'Card 0.').waitFor();
      first.push(Date.now() - (await answered(/\/contacts$/)));
      // The account gets the keyboard a moment later, which would close what is opened until then.
      await accountShown(page, account);
      await tidyWindow(page);
      await openContactsContainer(page);
      const { 'GET /contacts': reads } = await window.requests();
      assert.equal(reads, 1);
    }
    const bare: number[] = [];
    await openBareTree(page);
    for (const label of bareRows) {
      const began = Date.now();
      await expandRow(bareRow(page, label));
      await bareRow(page, firstBelow(label)).waitFor();
      bare.push(Date.now() - began);
      await bareRow(page, label).locator('.monaco-tl-twistie').click();
    }
    judge(first, bare);
  });
});

/** Times in ms: those with a request against those without. */
function judge(asked: readonly number[], unasked: readonly number[]): void {
  const ratio = median(asked) / median(unasked);
  assert.ok(ratio <= mostRatio, JSON.stringify({ ratio, asked, unasked }));
}
