import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import {
  clickButton,
  modal,
  notification,
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
import { contactForm } from './contactForm.ts';
import { pictureOfFailure } from './pictureOfFailure.ts';

describe('A card that others change meanwhile', () => {
  let window: AccountWindow;

  before(async () => {
    window = await openAccountWindow();
  });

  afterEach(async function () {
    await pictureOfFailure(this, window.page);
    await tidyWindow(window.page);
  });

  after(() => window?.close());

  /** A card with a draft, and somebody else's change that came later. */
  const openConflict = async (id: string, name: string) => {
    await showContacts(window, someContact(id, name));
    const form = await openCard(window, name);
    await form.field('Name').fill(`${name} mine`);
    await form.standing('Changed, not sent yet').waitFor();
    await window.put(someContact(id, `${name} theirs`));
    await window.forgetRequests();
    return form;
  };
  const posts = async () => (await window.requests())['POST /contacts'] ?? 0;
  const question = (text: string) => modal(window.page).getByText(text).first();
  const nameOf = async (id: string) => (await window.contact(id))?.['name'];

  it('is compared, and then overwritten against what was seen', async () => {
    const { page } = window;
    const form = await openConflict('conflict-1', 'Hanna');
    await form.field('Name').press('Control+s');
    await question('"Hanna mine" is different in Wazzup from what you opened.').waitFor();
    await question('Changed there meanwhile: name.').waitFor();
    await takePicture(page, 'conflict-question');
    await clickButton(modal(page), 'Compare');
    const diff = page.locator('.monaco-diff-editor');
    await diff.getByText('"Hanna theirs"').waitFor();
    await diff.getByText('"Hanna mine"').waitFor();
    await takePicture(page, 'conflict-compare');
    assert.equal(await posts(), 0);
    assert.equal(await nameOf('conflict-1'), 'Hanna theirs');

    await runCommand(page, 'File: Save');
    await question('is different in Wazzup').waitFor();
    await clickButton(modal(page), 'Overwrite');
    await treeRow(page, 'Hanna mine').waitFor();
    assert.equal(await posts(), 1);
    assert.equal(await nameOf('conflict-1'), 'Hanna mine');
    await openCard(window, 'Hanna mine');
    await contactForm(page).standing('As in Wazzup').waitFor();
  });

  it('asks again when it changes once more while the question is open', async () => {
    const { page } = window;
    const form = await openConflict('conflict-2', 'Ivan');
    await form.field('Name').press('Control+s');
    await question('is different in Wazzup').waitFor();
    await window.put(
      someContact('conflict-2', 'Ivan theirs', {
        contactData: [{ chatType: 'whatsapp', chatId: '79011112299' }],
      }),
    );
    await clickButton(modal(page), 'Overwrite');
    await question('contactData').waitFor();
    await takePicture(page, 'conflict-question-again');
    assert.equal(await posts(), 0);
    await clickButton(modal(page), 'Overwrite');
    await form.standing('As in Wazzup').waitFor();
    assert.equal(await nameOf('conflict-2'), 'Ivan mine');
  });

  it('is given up for theirs', async () => {
    const { page } = window;
    const form = await openConflict('conflict-3', 'Julia');
    await form.field('Name').press('Control+s');
    await question('is different in Wazzup').waitFor();
    await clickButton(modal(page), 'Take Theirs');
    await form.title('Julia theirs').waitFor();
    await form.holds('Name', 'Julia theirs');
    await form.standing('As in Wazzup').waitFor();
    await takePicture(page, 'conflict-theirs-taken');
    assert.equal(await posts(), 0);
    assert.equal(await page.locator('.tab.dirty').count(), 0);
  });

  it('keeps the draft when the question is cancelled, and says that nothing was sent', async () => {
    const { page } = window;
    const form = await openConflict('conflict-4', 'Karl');
    await form.field('Name').press('Control+s');
    await question('is different in Wazzup').waitFor();
    await clickButton(modal(page), 'Cancel');
    await notification(page, 'Nothing was sent; your draft is kept.').waitFor();
    await takePicture(page, 'conflict-cancelled');
    await form.holds('Name', 'Karl mine');
    await form.standing('Changed, not sent yet').waitFor();
    assert.equal(await posts(), 0);
  });

  it('is created again after somebody deleted it', async () => {
    const { page } = window;
    const form = await openConflict('conflict-5', 'Laura');
    await window.remove('conflict-5');
    await form.field('Name').press('Control+s');
    await question('"Laura mine" was deleted in Wazzup since you opened it.').waitFor();
    await takePicture(page, 'conflict-deleted');
    await clickButton(modal(page), 'Create Again');
    await form.standing('As in Wazzup').waitFor();
    assert.equal(await nameOf('conflict-5'), 'Laura mine');
    assert.equal(await posts(), 1);
  });

  it('is saved as a new contact when its id was edited', async () => {
    const { page } = window;
    await showContacts(window, someContact('conflict-6', 'Marek'));
    await treeRow(page, 'Marek').click();
    await contactForm(page).frame.getByRole('button', { name: 'JSON' }).click();
    const editor = page.locator('.monaco-editor:visible').last();
    await editor.getByText('"conflict-6"').dblclick();
    await window.forgetRequests();
    await page.keyboard.press('Control+h');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.type('-b');
    await editor.getByText('"conflict-6-b"').waitFor();
    await page.keyboard.press('Control+s');
    await question('The id was changed from "conflict-6" to "conflict-6-b".').waitFor();
    await takePicture(page, 'conflict-changed-id');
    await clickButton(modal(page), 'Save as a New Contact');
    await treeRow(page, 'conflict-6').waitFor({ state: 'detached' });
    const form = contactForm(page);
    await form.title('Marek').waitFor();
    assert.equal(await posts(), 1);
    assert.equal(await nameOf('conflict-6'), 'Marek');
    assert.equal(await nameOf('conflict-6-b'), 'Marek');
  });
});
