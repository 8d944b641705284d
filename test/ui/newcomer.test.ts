import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import { until } from '../support/until.ts';
import {
  answerInput,
  clickButton,
  modal,
  notification,
  quickInput,
  runCommand,
  takePicture,
  tidyWindow,
  treeRow,
  treeRows,
} from '../support/vscode/workbenchPage.ts';
import {
  accountShown,
  disconnectAccount,
  enterKey,
  openSandboxWindow,
  type SandboxWindow,
} from './accountWindow.ts';
import { contactForm } from './contactForm.ts';
import { pictureOfFailure } from './pictureOfFailure.ts';

describe('A newcomer', () => {
  let window: SandboxWindow;

  before(async () => {
    window = await openSandboxWindow();
  });

  afterEach(async function () {
    await pictureOfFailure(this, window.page);
    await tidyWindow(window.page);
    await disconnectAccount(window.page);
  });

  after(() => window?.close());

  it('is offered both ways to begin', async () => {
    const { page } = window;
    await page.getByRole('button', { name: 'Connect Account…' }).first().waitFor();
    await page.getByRole('button', { name: 'Try the Demo Account' }).first().waitFor();
    await takePicture(page, 'newcomer-welcome');
  });

  it('sees the demo work: contacts, the next page, a position, a card', async () => {
    const { page } = window;
    await page.getByRole('button', { name: 'Try the Demo Account' }).first().click();
    await treeRow(page, 'Demo').getByText('1,000 contacts').waitFor();
    await treeRow(page, 'Полина Соболева').waitFor();
    await takePicture(page, 'newcomer-demo');

    const row = treeRows(page).nth(3);
    const name = (await row.locator('.label-name').textContent()) ?? '';
    await row.click();
    const form = contactForm(page);
    await form.title(name).waitFor();
    await form.holds('Name', name);
    await form.standing('Demo').waitFor();
    await form.standing('As in Wazzup').waitFor();
    await form.field('Messenger 1: Chat id').waitFor();
    await takePicture(page, 'newcomer-demo-card');
    await page.keyboard.press('ArrowDown');
    await treeRows(page).nth(4).and(page.locator('.focused')).waitFor();

    await runCommand(page, 'Wazzup: Go to Position…');
    await quickInput(page).getByText('from 1 to 1,000').waitFor();
    await answerInput(page, 'Go to Position', '501');
    await page.getByText('Load next 100 · 101–500').waitFor();
    await takePicture(page, 'newcomer-demo-position');
    assert.deepEqual(await window.requests(), {}, 'the demo talks to itself only');
  });

  it('is told in clear words that a key is wrong, and can try again', async () => {
    const { page } = window;
    await enterKey(page, 'Flower Shop', 'abcdef0123456789abcdef0123456789');
    const refusal = notification(page, 'Wazzup does not accept this API key');
    await refusal.waitFor();
    await takePicture(page, 'newcomer-bad-key');
    await clickButton(refusal, 'Try Again');
    await answerInput(page, 'API Key of "Flower Shop" (2 of 2)', `Bearer ${window.sandbox.key}`);
    await accountShown(page, 'Flower Shop');
  });

  it('is told what kind of key is needed when it is one of another integration', async () => {
    const { page } = window;
    await enterKey(page, 'Flower Shop', window.sandbox.sidecarKey);
    await notification(page, 'amoCRM and Bitrix24').waitFor();
    await takePicture(page, 'newcomer-sidecar-key');
    assert.equal(await treeRows(page).count(), 0, 'no account was connected');
  });

  it('is asked before an account is disconnected', async () => {
    const { page } = window;
    await enterKey(page, 'Flower Shop', window.sandbox.key);
    await accountShown(page, 'Flower Shop');
    await treeRow(page, 'No contacts yet').waitFor();
    await takePicture(page, 'empty-account');
    await runCommand(page, 'Wazzup: Disconnect Account');
    await modal(page).getByText('Disconnect "Flower Shop"?').waitFor();
    await takePicture(page, 'disconnect-question');
    await clickButton(modal(page), 'Cancel');
    await modal(page).waitFor({ state: 'hidden' });
    assert.equal(await treeRow(page, 'Flower Shop').count(), 1);
    await runCommand(page, 'Wazzup: Disconnect Account');
    await clickButton(modal(page), 'Disconnect');
    await until('the account is gone', async () => (await treeRows(page).count()) === 0);
    await page.getByRole('button', { name: 'Connect Account…' }).first().waitFor();
  });
});
