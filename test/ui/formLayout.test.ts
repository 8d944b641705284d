import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import type { Page } from 'playwright-core';
import { frameOf } from '../support/vscode/barriers.ts';
import { takePicture, tidyWindow } from '../support/vscode/workbenchPage.ts';
import {
  type AccountWindow,
  openAccountWindow,
  openCard,
  showContacts,
  someContact,
} from './accountWindow.ts';
import type { ContactForm } from './contactForm.ts';
import { pictureOfFailure } from './pictureOfFailure.ts';

/** Top and height of all that makes up the form, in CSS pixels, from above. */
const places = `[...document.querySelectorAll('header, .field, h2, .row, #add-row')].map((part) => {
  const { top, height } = part.getBoundingClientRect();
  return part.className + ' ' + part.tagName + ' ' + top + ' ' + height;
})`;

/** What is wider than the place it has, and does not say so by an ellipsis. */
const cutOff = `[...document.querySelectorAll('*')].filter((part) => {
  const { overflow, textOverflow } = getComputedStyle(part);
  return part.clientWidth > 1 && part.scrollWidth > part.clientWidth + 1 &&
    overflow !== 'visible' && textOverflow !== 'ellipsis';
}).map((part) => part.tagName + '.' + part.className)`;

/** Parts of the head that lie over each other. */
const overlapping = `(() => {
  const parts = [...document.querySelectorAll('header h1, .fact, .save, .summary, .action')];
  const rect = (part) => part.getBoundingClientRect();
  const meet = (a, b) =>
    a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
  return parts.flatMap((part, n) =>
    parts.slice(n + 1).filter((other) => meet(rect(part), rect(other)))
      .map((other) => part.className + ' over ' + other.className));
})()`;

const contactData = [
  { chatType: 'whatsapp', chatId: '79011112233' },
  { chatType: 'telegram', chatId: '511222333', username: 'anna_invented' },
  { chatType: 'vk', chatId: '1' },
];

describe('The layout of the contact form', () => {
  let window: AccountWindow;
  const wide = { width: 1280, height: 800 };

  before(async () => {
    window = await openAccountWindow();
  });

  afterEach(async function () {
    await pictureOfFailure(this, window.page);
    await window.page.setViewportSize(wide);
    await tidyWindow(window.page);
  });

  after(() => window?.close());

  /** As with 200 % zoom, half the pixels each way. */
  const sizes = [
    ['wide', wide],
    ['zoomed', { width: 640, height: 400 }],
    ['narrow', { width: 700, height: 800 }],
  ] as const;
  for (const [name, size] of sizes) {
    it(`stands still while somebody types, and cuts nothing off: ${name}`, async () => {
      const { page } = window;
      const id = `still-${name}`;
      const title = `Konstantin ${name}`;
      const uri = 'https://crm.example.com/contacts/1';
      await showContacts(window, someContact(id, title, { uri, contactData }));
      const form = await openCard(window, title);
      await form.holds('Messenger 3: Chat id', '1');
      await page.setViewportSize(size);
      const frame = await frameOf(form.frame);
      await form.field('Name').click();
      await page.keyboard.press('End');
      const before = await frame.evaluate<string[]>(places);
      await page.keyboard.type('ovich');
      await form.standing('Changed, not sent yet').waitFor();
      assert.deepEqual(await frame.evaluate(places), before);
      await takePicture(page, `form-layout-${name}`);
      assert.deepEqual(await frame.evaluate(cutOff), []);
      assert.deepEqual(await frame.evaluate(overlapping), []);

      await form.field('Messenger 2: Phone').click();
      const above = await placesAbove(form, page, '+7 901 invented');
      assert.deepEqual(above.after, above.before);
      await form.frame.locator('#add-row').scrollIntoViewIfNeeded();
      await takePicture(page, `form-layout-${name}-end`);
      assert.deepEqual(await frame.evaluate(cutOff), []);
    });
  }

  it('stands still when it turns out that somebody else changed the contact, too', async () => {
    const { page } = window;
    await showContacts(window, someContact('still-conflict', 'Lena Sommer', { contactData }));
    const form = await openCard(window, 'Lena Sommer');
    await form.field('Name').fill('Lena Winter');
    await form.standing('Changed, not sent yet').waitFor();
    const frame = await frameOf(form.frame);
    const before = await frame.evaluate<string[]>(places);
    await showContacts(window, someContact('still-conflict', 'Lena Herbst', { contactData }));
    await form.standing('Changed here and in Wazzup').waitFor();
    await form.frame.getByText('Somebody changed this contact in Wazzup').waitFor();
    assert.deepEqual(await frame.evaluate(places), before);
    await takePicture(page, 'form-layout-conflict');
  });

  /** The places of all that is above the field that has the focus, before and after this was typed and is wrong. */
  async function placesAbove(form: ContactForm, page: Page, text: string) {
    const frame = await frameOf(form.frame);
    const before = await frame.evaluate<string[]>(places);
    await page.keyboard.type(text);
    await form.frame.getByRole('button', { name: '1 error' }).waitFor();
    const after = await frame.evaluate<string[]>(places);
    const own = before.findIndex((line, n) => line !== after[n]);
    // The row that holds the field may grow, and what follows it moves down.
    assert.match(before[own] ?? '', /^row DIV/);
    return { before: before.slice(0, own), after: after.slice(0, own) };
  }
});
