import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import type { Frame } from 'playwright-core';
import { frameOf } from '../support/vscode/barriers.ts';
import { tidyWindow } from '../support/vscode/workbenchPage.ts';
import {
  type AccountWindow,
  openAccountWindow,
  openCard,
  showContacts,
  someContact,
} from './accountWindow.ts';
import { pictureOfFailure } from './pictureOfFailure.ts';

/** Begins to count what changes in the page; components keep what is inside them to themselves. */
const watch = `globalThis.watched = 0;
new MutationObserver((changes) => { globalThis.watched += changes.length; }).observe(document.body, {
  attributes: true, characterData: true, childList: true, subtree: true,
});`;

/** Milliseconds of a letter typed into a field until the page is drawn anew, the median of 21. */
const timeOfLetter = `(() => {
  const field = document.querySelector('#field-contactData-24-chatId');
  const times = [];
  for (let n = 0; n < 21; n++) {
    const begin = performance.now();
    field.value = String(n);
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    times.push(performance.now() - begin);
  }
  return times.sort((a, b) => a - b)[10];
})()`;

/** At 60 pictures a second two are missed, on a slow computer that does other things besides. */
const longestMs = 33;

describe('A card with fifty messengers', () => {
  let window: AccountWindow;

  before(async () => {
    window = await openAccountWindow();
  });

  afterEach(async function () {
    await pictureOfFailure(this, window.page);
    await tidyWindow(window.page);
  });

  after(() => window?.close());

  const changesIn = async (frame: Frame, work: () => Promise<void>): Promise<number> => {
    await frame.evaluate('globalThis.watched = 0');
    await work();
    return await frame.evaluate<number>('globalThis.watched');
  };

  it('stays fluent: typing, adding and moving change little of the page', async () => {
    const { page } = window;
    const contactData = Array.from({ length: 50 }, (_, n) => ({ chatType: 'vk', chatId: `${n}` }));
    await showContacts(window, someContact('fifty-1', 'Emil Lang', { contactData }));
    const form = await openCard(window, 'Emil Lang');
    await form.holds('Messenger 50: Chat id', '49');
    const frame = await frameOf(form.frame);
    await frame.evaluate(watch);

    await form.field('Messenger 25: Chat id').click();
    await page.keyboard.press('End');
    const typing = await changesIn(frame, async () => {
      await page.keyboard.type('24');
      await form.standing('Changed, not sent yet').waitFor();
    });
    // The state of the card, and that it can be saved.
    assert.ok(typing <= 20, `typing changed ${typing} places`);
    const moving = await changesIn(frame, async () => {
      await form.frame.getByRole('button', { name: 'Move messenger 25 up' }).click();
      await form.holds('Messenger 24: Chat id', '2424');
    });
    assert.ok(moving <= 20, `moving changed ${moving} places`);
    const adding = await changesIn(frame, async () => {
      await form.frame.getByRole('button', { name: 'Add messenger' }).click();
      const added = form.frame.getByRole('combobox', { name: 'Messenger 51' });
      await added.and(form.frame.locator(':focus')).waitFor();
    });
    assert.ok(adding <= 60, `adding changed ${adding} places`);
    const letter = await frame.evaluate<number>(timeOfLetter);
    assert.ok(letter <= longestMs, `a letter took ${letter} ms`);
  });
});
