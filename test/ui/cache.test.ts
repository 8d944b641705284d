import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { after, afterEach, before, describe, it } from 'mocha';
import { until } from '../support/until.ts';
import {
  openContactsContainer,
  quickInput,
  runCommand,
  takePicture,
  tidyWindow,
  treeRow,
} from '../support/vscode/workbenchPage.ts';
import {
  connectAccount,
  openSandboxWindow,
  type SandboxWindow,
  someContact,
} from './accountWindow.ts';
import { pictureOfFailure } from './pictureOfFailure.ts';

describe('A window that is opened again with the cache on disk', () => {
  const account = 'Flower Shop';
  let window: SandboxWindow;

  before(async () => {
    const settings = { 'wazzup.cacheOnDisk': true, 'wazzup.groupBy': 'messenger' };
    window = await openSandboxWindow({ contacts: 1200, settings });
    await window.put(someContact('cache-1', 'Zara Cachedova'));
    await connectAccount(window, account);
  });

  afterEach(async function () {
    await pictureOfFailure(this, window.page);
    await tidyWindow(window.page);
  });

  after(() => window?.close());

  it('shows and finds everybody before the first answer, says as of when, and then checks it', async () => {
    const { page, serverDataDir } = window;
    await treeRow(page, 'WhatsApp').first().waitFor();
    await until('all is on disk', async () => {
      const files = await readdir(serverDataDir, { recursive: true });
      return files.some((file) => /cache\/[^/]+\.ndjson$/.test(file));
    });
    await window.put(someContact('cache-1', 'Wilma Checkedova'));
    await window.fail('GET:^/contacts$:hang');
    await window.reload();
    await openContactsContainer(page);
    const accountRow = treeRow(page, account);
    await accountRow.waitFor();
    if ((await accountRow.getAttribute('aria-expanded')) !== 'true') await accountRow.click();
    await treeRow(page, 'Checking…').getByText('as of').waitFor();
    await treeRow(page, 'WhatsApp').first().waitFor();
    await takePicture(page, 'cache-tree');

    await runCommand(page, 'Wazzup: Find Contact…');
    const input = quickInput(page).locator('input');
    await input.fill('cachedova');
    const found = quickInput(page).locator('.monaco-list-row');
    await found.filter({ hasText: 'Zara Cachedova' }).waitFor();
    await quickInput(page).getByText('as of').waitFor();
    await takePicture(page, 'cache-find');
    await window.fail();
    await found.filter({ hasText: 'Zara Cachedova' }).waitFor({ state: 'hidden' });
    await input.fill('checkedova');
    await found.filter({ hasText: 'Wilma Checkedova' }).waitFor();
    await until('it was checked', async () => {
      return (await quickInput(page).getByText('as of').count()) === 0;
    });
    await page.keyboard.press('Escape');
    await treeRow(page, 'Checking…').waitFor({ state: 'hidden' });
    assert.ok(await treeRow(page, 'WhatsApp').first().isVisible());
  });
});
