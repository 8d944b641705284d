import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import { until } from '../support/until.ts';
import {
  quickInput,
  runCommand,
  takePicture,
  tidyWindow,
} from '../support/vscode/workbenchPage.ts';
import { type AccountWindow, openAccountWindow, someContact } from './accountWindow.ts';
import { contactForm } from './contactForm.ts';
import { pictureOfFailure } from './pictureOfFailure.ts';

describe('Find Contact… in a window', () => {
  let window: AccountWindow;

  before(async () => {
    window = await openAccountWindow({ contacts: 1200 });
  });

  afterEach(async function () {
    await pictureOfFailure(this, window.page);
    await tidyWindow(window.page);
  });

  after(() => window?.close());

  const rows = () => quickInput(window.page).locator('.monaco-list-row');

  const marked = () => rows().locator('.highlight');

  /** A form that was just opened takes the keyboard a little later, which closes the list. */
  const findOnceShown = async () => {
    const { page } = window;
    await quickInput(page).waitFor({ state: 'hidden' });
    await until('Find is open', async () => {
      await runCommand(page, 'Wazzup: Find Contact…');
      const title = quickInput(page).getByText('Find a Contact of');
      return await title.waitFor({ timeout: 3000 }).then(
        () => true,
        () => false,
      );
    });
  };

  it('answers while one types, in any spelling of a number, and opens what was found', async () => {
    const { page } = window;
    await window.put(
      someContact('find-1', 'Ефимова Алёна', {
        contactData: [{ chatType: 'whatsapp', chatId: '79990001122' }],
        uri: 'https://crm.example.com/c/1',
      }),
    );
    await runCommand(page, 'Wazzup: Focus on Contacts View');
    await page.keyboard.press('Control+f');
    const input = quickInput(page).locator('input');
    await input.waitFor();
    await input.fill('ефимова ал');
    await rows().filter({ hasText: 'Ефимова Алёна' }).first().waitFor();
    await takePicture(page, 'find-name');
    await input.fill('8 (999) 000-11-22');
    await until('one is left', async () => (await rows().count()) === 1);
    await marked().getByText('8 (999) 000-11-22', { exact: true }).waitFor();
    await takePicture(page, 'find-number');
    await page.keyboard.press('Enter');
    const form = contactForm(page);
    await form.title('Ефимова Алёна').waitFor();
    await form.holds('Messenger 1: Chat id', '79990001122');
    await takePicture(page, 'find-opened');
  });

  it('marks what was found also in other letters and in another order, which comes after the same order', async () => {
    const { page } = window;
    await window.put(
      someContact('turned', 'Ксёна Дальняя'),
      someContact('same', 'Дальняя Ксёна', { contactData: [] }),
    );
    await runCommand(page, 'Wazzup: Find Contact…');
    await quickInput(page).getByRole('button', { name: 'Read all contacts again' }).click();
    const input = quickInput(page).locator('input');
    await input.fill('дальняя ксе');
    await until(
      'both are marked',
      async () => (await marked().allInnerTexts()).join() === 'дальняя ксе,дальняя ксе',
    );
    await rows().first().getByText('Дальняя Ксёна').waitFor();
    await takePicture(page, 'find-marked');
  });

  it('is at the best match while one types, and stays where the keyboard went when more is found', async () => {
    const { page } = window;
    await window.put(someContact('a-mint', 'Mint Minty'), someContact('mint', 'Minta Mintova'));
    await runCommand(page, 'Wazzup: Find Contact…');
    await quickInput(page).getByRole('button', { name: 'Read all contacts again' }).click();
    const input = quickInput(page).locator('input');
    const focused = (name: string) => rows().and(page.locator('.focused')).getByText(name);
    const typed = async () => {
      await input.fill('');
      await input.pressSequentially('mint');
      await rows().nth(1).waitFor();
    };
    await typed();
    await focused('Minta Mintova').waitFor();
    await page.keyboard.press('ArrowDown');
    await focused('Mint Minty').waitFor();
    await window.put(someContact('more', 'Mint Meadow'));
    await quickInput(page).getByRole('button', { name: 'Read all contacts again' }).click();
    await rows().filter({ hasText: 'Mint Meadow' }).waitFor();
    await focused('Mint Minty').waitFor();
    await typed();
    await focused('Minta Mintova').waitFor();
  });

  it('opens the best match of all that was typed, however soon Enter follows', async () => {
    const { page } = window;
    const names = ['Quick Amber', 'Quick Birch', 'Quick Cedar'];
    await window.put(...names.map((name) => someContact(name.replace(' ', '-'), name)));
    await runCommand(page, 'Wazzup: Find Contact…');
    await quickInput(page).getByRole('button', { name: 'Read all contacts again' }).click();
    await page.keyboard.type('quick');
    for (const name of names) await rows().filter({ hasText: name }).waitFor();
    await page.keyboard.press('Escape');
    for (const name of ['Quick Cedar', 'Quick Birch']) {
      await findOnceShown();
      await page.keyboard.type(name.toLowerCase());
      await page.keyboard.press('Enter');
      await contactForm(page).title(name).waitFor();
    }
    await findOnceShown();
    await window.put(someContact('quick-later', 'Quick Dogwood'));
    await page.keyboard.type('quick-later');
    await page.keyboard.press('Enter');
    await contactForm(page).title('Quick Dogwood').waitFor();
  });

  it('opens nobody whom Enter meant before one typed on', async () => {
    const { page } = window;
    await window.put(someContact('typed-on', 'Typed Onward'));
    await runCommand(page, 'Wazzup: Find Contact…');
    await quickInput(page).getByRole('button', { name: 'Read all contacts again' }).click();
    const input = quickInput(page).locator('input');
    await input.fill('typed onward');
    const found = rows().filter({ hasText: 'Typed Onward' });
    await found.waitFor();
    // Nobody has this id: Enter waits until Wazzup was asked for it.
    await input.fill('no-such-id');
    await until('nobody is found', async () => (await rows().count()) === 0);
    await page.keyboard.press('Enter');
    await input.fill('typed onward');
    await found.waitFor();
    await input.fill('typed onwar');
    await found.waitFor();
    assert.equal(await page.locator('.editor-group-container .tab').count(), 0);
  });

  it('asks Wazzup for an id that no search has found', async () => {
    const { page } = window;
    await runCommand(page, 'Wazzup: Find Contact…');
    const input = quickInput(page).locator('input');
    await input.fill('find-later');
    await window.put(someContact('find-later', 'Later Made'));
    await input.fill('find-later ');
    await rows().filter({ hasText: 'Later Made' }).waitFor();
    await page.keyboard.press('Enter');
    await contactForm(page).title('Later Made').waitFor();
  });

  it('shows a contact as JSON by its button', async () => {
    const { page } = window;
    await runCommand(page, 'Wazzup: Find Contact…');
    await quickInput(page).locator('input').fill('jolanta');
    await window.put(someContact('find-json', 'Jolanta Json'));
    await quickInput(page).getByRole('button', { name: 'Read all contacts again' }).click();
    await rows().filter({ hasText: 'Jolanta Json' }).waitFor();
    await rows().first().hover();
    await rows().first().getByRole('button', { name: 'Open as JSON' }).click();
    await page.locator('.monaco-editor').getByText('"Jolanta Json"').waitFor();
    assert.equal(await page.locator('.tab').count(), 1);
  });
});
