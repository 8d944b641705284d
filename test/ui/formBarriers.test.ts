import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import { findBarriers } from '../support/vscode/barriers.ts';
import {
  clickButton,
  modal,
  pickFromMenu,
  pickItem,
  runCommand,
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
import { chooseTheme, themes } from './themes.ts';

describe('The contact form for everybody', () => {
  let window: AccountWindow;

  before(async () => {
    window = await openAccountWindow();
    await pickFromMenu(treeRow(window.page, 'Flower Shop'), 'Set Account Color…');
    await pickItem(window.page, 'Green');
  });

  afterEach(async function () {
    await pictureOfFailure(this, window.page);
    await tidyWindow(window.page);
  });

  after(() => window?.close());

  /** Looks at the open form in each theme, and takes a picture of it. */
  const look = async (form: ContactForm, state: string, inThemes = themes) => {
    const found: string[] = [];
    for (const theme of inThemes) {
      await chooseTheme(window.page, theme);
      await form.frame.locator('h1').waitFor();
      await takePicture(window.page, `form-${state}-${theme.picture}`);
      found.push(...(await findBarriers(form.frame)).map((line) => `${theme.name}: ${line}`));
    }
    assert.deepEqual(found, []);
  };
  const contactData = [
    { chatType: 'whatsapp', chatId: '79011112233' },
    { chatType: 'telegram', chatId: '511222333', username: 'anna_invented' },
    { chatType: 'instagram', chatId: 'anna.invented' },
    { chatType: 'maxgroup', chatId: '-70012' },
  ];
  const uri = 'https://crm.example.com/contacts/1';

  it('has no barriers where all is well', async () => {
    await showContacts(window, someContact('all-1', 'Anna Petrova', { uri, contactData }));
    await look(await openCard(window, 'Anna Petrova'), 'saved');
  });

  it('has none with problems, in it and in their list', async () => {
    await showContacts(window, someContact('all-2', 'Boris Orlov', { uri, contactData }));
    const form = await openCard(window, 'Boris Orlov');
    await form.field('Name').fill('');
    await form.field('Messenger 1: Chat id').fill('+7 901 111-22-33');
    await form.field('Messenger 3: Chat id').fill('');
    await form.frame.getByRole('button', { name: '3 errors' }).waitFor();
    await look(form, 'problems');
    await form.frame.getByRole('button', { name: '3 errors' }).click();
    await takePicture(window.page, 'form-problem-list');
    assert.deepEqual(await findBarriers(form.frame), []);
    await form.frame.getByRole('button', { name: 'Messenger 3: Chat id' }).click();
    await form.field('Messenger 3: Chat id').and(form.frame.locator(':focus')).waitFor();
    assert.equal(await form.frame.locator('.problem-list').count(), 0);
  });

  it('has none for a draft that somebody else changed, too', async () => {
    await showContacts(window, someContact('all-3', 'Clara Novak', { uri, contactData }));
    const form = await openCard(window, 'Clara Novak');
    await form.field('Name').fill('Clara mine');
    await form.standing('Changed, not sent yet').waitFor();
    await showContacts(window, someContact('all-3', 'Clara theirs', { uri, contactData }));
    await form.standing('Changed here and in Wazzup').waitFor();
    await look(form, 'conflict');
  });

  it('has none for a draft of what was deleted', async () => {
    await showContacts(window, someContact('all-4', 'Dina Sokol', { uri, contactData }));
    const form = await openCard(window, 'Dina Sokol');
    await form.field('Name').fill('Dina Falk');
    await form.standing('Changed, not sent yet').waitFor();
    await window.remove('all-4');
    await runCommand(window.page, 'Wazzup: Refresh');
    await form.standing('Deleted in Wazzup').waitFor();
    await look(form, 'gone');
  });

  it('has none with fifty messengers', async () => {
    const rows = Array.from({ length: 50 }, (_, n) => ({ chatType: 'vk', chatId: String(n + 1) }));
    await showContacts(window, someContact('all-5', 'Emil Lang', { contactData: rows }));
    // So many look alike, and the program takes its time for each.
    await look(await openCard(window, 'Emil Lang'), 'fifty', themes.slice(0, 1));
  });

  it('has none in a read-only account', async () => {
    const { page } = window;
    await showContacts(window, someContact('all-6', 'Fiona Marsh', { uri, contactData }));
    await openCard(window, 'Fiona Marsh');
    await pickFromMenu(treeRow(page, 'Flower Shop'), 'Make Account Read-Only');
    const form = contactForm(page);
    await form.frame.getByText('"Flower Shop" is read-only here').waitFor();
    await look(form, 'read-only');
    await pickFromMenu(treeRow(page, 'Flower Shop'), 'Allow Changes…');
    await clickButton(modal(page), 'Allow Changes');
  });
});
