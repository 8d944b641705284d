import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import type { Locator } from 'playwright-core';
import { until } from '../support/until.ts';
import {
  answerInput,
  clickButton,
  modal,
  notification,
  quickInput,
  takePicture,
  tidyWindow,
  treeRow,
} from '../support/vscode/workbenchPage.ts';
import {
  type AccountWindow,
  openAccountWindow,
  openCard,
  showContacts,
  someContact,
} from './accountWindow.ts';
import { type ContactForm, contactForm } from './contactForm.ts';
import { pictureOfFailure } from './pictureOfFailure.ts';

describe('The buttons of the contact form', () => {
  let window: AccountWindow;

  before(async () => {
    window = await openAccountWindow();
  });

  afterEach(async function () {
    await pictureOfFailure(this, window.page);
    await tidyWindow(window.page);
  });

  after(() => window?.close());

  const button = (form: ContactForm, name: string) =>
    form.frame.getByRole('button', { name, exact: true });

  it('save, and show what was done to this contact and to no other', async () => {
    const { page } = window;
    const other = someContact('act-0', 'Otto Other');
    await showContacts(window, someContact('act-1', 'Anna Petrova'), other);
    const form = await openCard(window, 'Anna Petrova');
    await button(form, 'History').click();
    await notification(page, 'Nothing was done to "Anna Petrova" from this computer').waitFor();
    await window.forgetRequests();
    await button(form, 'Save').press('Enter');
    await form.field('Name').fill('Anna Sidorova');
    await button(form, 'Save').click();
    await form.standing('As in Wazzup').waitFor();
    assert.equal((await window.requests())['POST /contacts'], 1);
    assert.equal((await window.contact('act-1'))?.['name'], 'Anna Sidorova');
    const otherForm = await openCard(window, 'Otto Other');
    await otherForm.field('Name').fill('Otto Changed');
    await button(otherForm, 'Save').click();
    await otherForm.standing('As in Wazzup').waitFor();

    await openCard(window, 'Anna Sidorova');
    await button(contactForm(page), 'History').click();
    const list = quickInput(page);
    await list.getByText('History of "Anna Sidorova"').waitFor();
    await list.getByText('Saved "Anna Sidorova"').waitFor();
    await takePicture(page, 'form-history');
    assert.equal(await list.locator('.monaco-list-row').count(), 1);
    await page.keyboard.press('Enter');
    await page.locator('.tab').filter({ hasText: 'Anna Sidorova: before ↔ after' }).waitFor();
    await page.locator('.monaco-diff-editor').getByText('"Anna Petrova"').waitFor();
  });

  it('duplicate and delete the card, with the questions of the list', async () => {
    const { page } = window;
    await showContacts(window, someContact('act-2', 'Boris Orlov'));
    const form = await openCard(window, 'Boris Orlov');
    await button(form, 'Duplicate').click();
    await answerInput(page, 'Duplicate "Boris Orlov"', 'act-2-copy');
    const copy = contactForm(page);
    await copy.standing('New, not sent yet').waitFor();
    assert.equal(await button(copy, 'Delete').count(), 0);
    assert.equal(await button(copy, 'History').count(), 0);
    await button(copy, 'Save').click();
    await copy.standing('As in Wazzup').waitFor();
    assert.equal((await window.contact('act-2-copy'))?.['name'], 'Boris Orlov');
    await button(copy, 'Delete').click();
    await modal(page).getByText('Delete "Boris Orlov" from "Flower Shop"?').waitFor();
    await clickButton(modal(page), 'Delete');
    await until('it is gone', async () => (await window.contact('act-2-copy')) === undefined);
    assert.notEqual(await window.contact('act-2'), undefined);
  });
});

describe('The contact form without a mouse', () => {
  let window: AccountWindow;

  before(async () => {
    window = await openAccountWindow();
  });

  afterEach(async function () {
    await pictureOfFailure(this, window.page);
    await tidyWindow(window.page);
  });

  after(() => window?.close());

  it('is opened, filled in, corrected and saved', async () => {
    const { page } = window;
    const wrong = [{ chatType: 'whatsapp', chatId: '+7 901 111-22-33' }];
    await showContacts(window, someContact('key-1', 'Anna Petrova', { contactData: wrong }));
    const row = treeRow(page, 'Anna Petrova');
    assert.equal(
      await row.getAttribute('aria-label'),
      'Anna Petrova, WhatsApp, responsible Анна Белова, 1 problem',
    );
    await page.keyboard.press('F1');
    await quickInput(page).locator('input').waitFor();
    await page.keyboard.type('Wazzup: Focus on Contacts View');
    await quickInput(page).locator('.monaco-list-row.focused').getByText('Contacts View').waitFor();
    await page.keyboard.press('Enter');
    await quickInput(page).waitFor({ state: 'hidden' });
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowDown');
    await row.and(page.locator('.focused')).waitFor();
    await page.keyboard.press('Enter');
    const form = contactForm(page);
    await form.title('Anna Petrova').waitFor();
    await page.keyboard.press('Control+1');
    const { frame } = form;
    const focused = (target: Locator) => target.and(frame.locator(':focus'));
    const button = (name: string) => frame.getByRole('button', { name, exact: true });
    /** Presses a key until it has led to the target. */
    const goTo = async (target: Locator, key = 'Tab') => {
      for (let n = 0; n < 30 && (await focused(target).count()) === 0; n++) {
        await page.keyboard.press(key);
      }
      await focused(target).waitFor();
    };

    await goTo(button('Save'));
    await page.keyboard.press('Tab');
    await focused(button('1 error')).waitFor();
    await page.keyboard.press('Tab');
    await focused(button('JSON')).waitFor();
    await page.keyboard.press('ArrowRight');
    await focused(button('Open in CRM')).waitFor();
    await page.keyboard.press('End');
    await focused(button('Delete')).waitFor();
    await page.keyboard.press('Tab');
    await focused(form.field('Name')).waitFor();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Anna Sidorova');

    await goTo(button('1 error'), 'Shift+Tab');
    await page.keyboard.press('Enter');
    await focused(form.field('Messenger 1: Chat id')).waitFor();
    await takePicture(page, 'form-keyboard-error');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('79011112233');
    await frame.getByText('No problems').waitFor();
    await focused(form.field('Messenger 1: Chat id')).waitFor();

    await goTo(button('Add messenger'));
    await page.keyboard.press('Enter');
    const picker = frame.getByRole('combobox', { name: 'Messenger 2' });
    await focused(picker).waitFor();
    await page.keyboard.press('Enter');
    await frame.getByRole('option', { name: 'VK', exact: true }).waitFor();
    const vk = frame.getByRole('option', { name: 'VK', exact: true });
    for (let n = 0; n < 10 && (await vk.and(frame.locator('.active')).count()) === 0; n++) {
      await page.keyboard.press('ArrowDown');
    }
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await focused(form.field('Messenger 2: Chat id')).waitFor();
    await page.keyboard.type('70012');
    await page.keyboard.press('Control+s');
    await form.standing('As in Wazzup').waitFor();
    await focused(form.field('Messenger 2: Chat id')).waitFor();
    assert.deepEqual(
      await window.contact('key-1'),
      someContact('key-1', 'Anna Sidorova', {
        contactData: [
          { chatType: 'whatsapp', chatId: '79011112233' },
          { chatType: 'vk', chatId: '70012' },
        ],
      }),
    );
  });
});
