import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import { median } from '../support/percentile.ts';
import { createTempFolder, type TempFolder } from '../support/tempFolder.ts';
import {
  openContactsContainer,
  quickInput,
  tidyWindow,
  treeRow,
} from '../support/vscode/workbenchPage.ts';
import {
  connectAccount,
  disconnectAccount,
  openSandboxWindow,
  type SandboxWindow,
  someContact,
} from './accountWindow.ts';
import { contactForm } from './contactForm.ts';
import { pictureOfFailure } from './pictureOfFailure.ts';

const account = 'Flower Shop';
/** So many times as long the wait may be, on a busy machine, too. */
const mostRatio = 3;
const contacts = Array.from({ length: 5 }, (_, number) =>
  someContact(`speed-${String(number).padStart(3, '0')}`, `Card ${number}.`),
);

/** What people wait for after the answer has come, against the same without a request in the same window. */
describe('The wait', () => {
  let window: SandboxWindow;
  let temp: TempFolder;
  let log: string;

  before(async () => {
    temp = createTempFolder();
    log = path.join(temp.path, 'requests.ndjson');
    window = await openSandboxWindow({ extraSandboxFlags: ['--log', log] });
    await window.put(...contacts);
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
    for (const { name } of contacts) {
      await window.forgetRequests();
      await treeRow(page, name).click();
      await contactForm(page).title(name).waitFor();
      cards.push(Date.now() - (await answered(/\/contacts\/[^/]+$/)));
      const { 'GET /contacts/{id}': reads } = await window.requests();
      assert.equal(reads, 1);
      await tidyWindow(page);
    }
    // Before the first search: VS Code keeps what that has found.
    for (const { id, name } of contacts) {
      await writeFile(
        path.join(folder, `${id}.contact.json`),
        JSON.stringify(someContact(id, name)),
      );
    }
    for (const { id, name } of contacts) {
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
});

/** Times in ms: those with a request against those without. */
function judge(asked: readonly number[], unasked: readonly number[]): void {
  const ratio = median(asked) / median(unasked);
  assert.ok(ratio <= mostRatio, JSON.stringify({ ratio, asked, unasked }));
}
