import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import type { Page } from 'playwright-core';
import { until } from '../support/until.ts';
import { findBarriersAt } from '../support/vscode/barriers.ts';
import { openWorkbench, type Workbench } from '../support/vscode/workbench.ts';
import {
  clickButton,
  notification,
  openContactsContainer,
  quickInput,
  runCommand,
  takePicture,
  tidyWindow,
  treeRow,
  treeRows,
} from '../support/vscode/workbenchPage.ts';
import { accountShown, disconnectAccount, enterKey } from './accountWindow.ts';
import { contactForm } from './contactForm.ts';
import { pictureOfFailure } from './pictureOfFailure.ts';
import { chooseTheme, themes } from './themes.ts';

/** What a walkthrough shows of ours: the page around it, with its steps, bars and frames, is VS Code's. */
const ofWalkthrough = [
  '.step-title',
  '.step-description-container',
  '.getting-started-media img',
].map((part) => `.gettingStartedSlideDetails ${part}`);

/** The steps of the tour after the first, with what their pictures are called. */
const described = [
  ['Find somebody', 'The list of contacts that fit what was typed, best match first'],
  ['Fix a card', 'A card as a form, with a problem shown below the field'],
  ['Import a table', 'The columns of a table, each with what it means'],
  ['Take it back', 'The History view with operations and what they did to which contact'],
] as const;

describe('The first minute', () => {
  let window: Workbench;

  before(async () => {
    window = await openWorkbench({
      contacts: 0,
      settings: { 'wazzup.apiBaseUrl': 'http://wazzup.example/v3' },
    });
  });

  afterEach(async function () {
    await pictureOfFailure(this, window.page);
    await tidyWindow(window.page);
  });

  after(() => window?.close());

  it('needs three clicks, and no key, to the first contact', async () => {
    const { page } = window;
    const clicks = await countClicks(page);
    await page.locator('.activitybar .action-item:has([class*="extension-wazzup"])').click();
    await page.getByRole('button', { name: 'Try the Demo Account' }).click();
    const row = treeRows(page).nth(2);
    const name = (await row.locator('.label-name').textContent()) ?? '';
    await row.click();
    await contactForm(page).holds('Name', name);
    assert.equal(await clicks(), 3);
    await disconnectAccount(page);
  });

  it('can be walked through, from the empty view, step by step', async () => {
    const { page } = window;
    const size = page.viewportSize();
    // VS Code leaves the pictures out where there is little room.
    await page.setViewportSize({ width: 1600, height: 900 });
    await openContactsContainer(page);
    await page.getByText('Take the tour').click();
    const steps = page.locator('.getting-started-step');
    await steps.getByText('Try the demo, or connect your account').waitFor();
    assert.equal(await steps.count(), 5);
    const isDone = async (step: string) =>
      (await page.locator(`[data-done-step-id$="#start#${step}"].complete`).count()) > 0;
    const isPictureShown = (altText: string) => () =>
      page
        .locator(`.getting-started-media img[alt="${altText}"]`)
        .evaluate((image) => 'naturalWidth' in image && Number(image.naturalWidth) > 0);
    await until(
      'the picture of the first step is shown',
      isPictureShown('The Contacts view with the demo account and the first of its contacts'),
    );
    await takePicture(page, 'walkthrough');
    for (const [step, picture] of described) {
      await steps.getByText(step, { exact: true }).click();
      await until(`the picture of "${step}" is shown`, isPictureShown(picture));
      await takePicture(page, `walkthrough-${step.toLowerCase().replaceAll(' ', '-')}`);
    }
    assert.equal(await isDone('connect'), false);
    await steps.getByText('Try the demo, or connect your account').click();
    await steps.getByRole('button', { name: 'Try the Demo Account' }).click();
    await treeRow(page, 'Demo').waitFor();
    await until('the first step is done', () => isDone('connect'));
    if (size) await page.setViewportSize(size);
  });

  it('has a tour without barriers, in each kind of theme', async () => {
    const { page } = window;
    const size = page.viewportSize();
    await page.setViewportSize({ width: 1600, height: 900 });
    const barriers: string[] = [];
    for (const theme of themes) {
      await chooseTheme(page, theme);
      await runCommand(page, 'Wazzup: Take the Tour');
      for (const [step, picture] of described) {
        await page.locator('.getting-started-step').getByText(step, { exact: true }).click();
        await page.locator(`.getting-started-media img[alt="${picture}"]`).waitFor();
        const found = await findBarriersAt(page, ofWalkthrough);
        barriers.push(...found.map((line) => `${theme.name}, ${step}: ${line}`));
      }
      await takePicture(page, `walkthrough-${theme.picture}`);
    }
    assert.deepEqual(barriers, []);
    if (size) await page.setViewportSize(size);
  });

  it('says what the History view is for while it is empty, and why it stays so', async () => {
    const { page } = window;
    await runCommand(page, 'Wazzup: Focus on History View');
    await page.getByText('Nothing was changed yet.').waitFor();
    await takePicture(page, 'history-empty');
    await disconnectAccount(page);
  });

  it('leads from a message to the setting that it speaks of', async () => {
    const { page } = window;
    await enterKey(page, 'Flower Shop', window.sandbox.key);
    const refusal = notification(page, 'The setting wazzup.apiBaseUrl cannot be used');
    await refusal.waitFor();
    assert.equal(await refusal.locator('.monaco-button').count(), 2, 'two actions at most');
    await takePicture(page, 'setting-refused');
    await clickButton(refusal, 'Open Setting');
    const setting = page.locator('.setting-item').filter({ hasText: 'Api Base Url' });
    await setting.locator('input').fill(window.sandbox.url);
    await setting.getByText('is sent to its address and nowhere else').waitFor();
    await takePicture(page, 'setting-opened');
    await setting.getByText('Connect Account…').click();
    await quickInput(page).getByText('Connect a Wazzup Account (1 of 2)').waitFor();
    await page.keyboard.press('Escape');
    await enterKey(page, 'Flower Shop', window.sandbox.key);
    await accountShown(page, 'Flower Shop');
    await disconnectAccount(page);
  });

  it('finds settings that explain themselves', async () => {
    const { page } = window;
    await runCommand(page, 'Preferences: Open Settings (UI)');
    const search = page.locator('.settings-header .suggest-input-container');
    await search.click();
    await page.keyboard.type('@id:wazzup.confirmTypedCountFrom');
    await page.locator('.setting-item').filter({ hasText: 'Confirm Typed Count' }).waitFor();
    await takePicture(page, 'settings');
  });
});

/** Counts from now on how often the mouse is pressed in the window. */
async function countClicks(page: Page): Promise<() => Promise<number>> {
  const add = 'globalThis.wazzupClicks = (globalThis.wazzupClicks ?? 0) + 1';
  await page.evaluate(`void addEventListener('pointerdown', () => { ${add}; }, true)`);
  return () => page.evaluate('globalThis.wazzupClicks ?? 0');
}
