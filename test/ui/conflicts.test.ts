import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import { until } from '../support/until.ts';
import {
  clickButton,
  modal,
  notification,
  quickInput,
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

  it('is compared, and then written against what was seen', async () => {
    const { page } = window;
    const form = await openConflict('conflict-1', 'Hanna');
    await form.field('Name').press('Control+s');
    await question('"Hanna mine" is different in Wazzup from what you opened.').waitFor();
    await question('• Name: mine "Hanna mine", in Wazzup "Hanna theirs"').waitFor();
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
    await clickButton(modal(page), 'Keep Mine');
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
    await clickButton(modal(page), 'Keep Mine');
    await question('kept either way: Messenger 1: Chat id').waitFor();
    await takePicture(page, 'conflict-question-again');
    assert.equal(await posts(), 0);
    await clickButton(modal(page), 'Keep Mine');
    await form.standing('As in Wazzup').waitFor();
    await form.holds('Messenger 1: Chat id', '79011112299');
    assert.deepEqual(
      await window.contact('conflict-2'),
      someContact('conflict-2', 'Ivan mine', {
        contactData: [{ chatType: 'whatsapp', chatId: '79011112299' }],
      }),
    );
  });

  it('is saved together with what others changed elsewhere, and that is shown', async () => {
    const { page } = window;
    await showContacts(window, someContact('merge-1', 'Nora'));
    const form = await openCard(window, 'Nora');
    await form.field('Name').fill('Nora mine');
    const contactData = [
      { chatType: 'whatsapp', chatId: '79011112244' },
      { chatType: 'telegram', username: 'nora_invented' },
    ];
    await window.put(someContact('merge-1', 'Nora', { contactData }));
    await window.forgetRequests();
    await form.field('Name').press('Control+s');
    const told = notification(page, '"Nora mine" was changed in Wazzup meanwhile');
    await told.waitFor();
    await form.standing('As in Wazzup').waitFor();
    await form.holds('Messenger 1: Chat id', '79011112244');
    await form.holds('Name', 'Nora mine');
    assert.equal(await posts(), 1);
    assert.deepEqual(
      await window.contact('merge-1'),
      someContact('merge-1', 'Nora mine', { contactData }),
    );
    await takePicture(page, 'conflict-merged');
    await clickButton(told, 'Show Differences');
    await page.locator('.tab').filter({ hasText: 'Nora mine: your draft ↔ saved' }).waitFor();
    await page.locator('.monaco-diff-editor').getByText('"nora_invented"').waitFor();
    await takePicture(page, 'conflict-merged-differences');
  });

  it('is decided field by field, with a way back', async () => {
    const { page } = window;
    const links = ['https://crm.example.com/mine', 'https://crm.example.com/theirs'];
    const name = 'Olga';
    await showContacts(window, someContact('choose-1', name, { uri: 'https://crm.example.com' }));
    const form = await openCard(window, name);
    await form.field('Name').fill('Olga mine');
    await form.field('Link to the card in the CRM').fill(links[0] ?? '');
    await form.field('Messenger 1: Chat id').fill('79011112200');
    await form.standing('Changed, not sent yet').waitFor();
    const contactData = [{ chatType: 'whatsapp', chatId: '79011112299' }];
    const theirs = someContact('choose-1', 'Olga theirs', { uri: links[1], contactData });
    await window.put({ ...theirs, responsibleUserId: '504102' });
    await window.forgetRequests();
    await form.field('Name').press('Control+s');
    await question('• Messenger 1: mine whatsapp 79011112200').waitFor();
    await question('kept either way: Responsible person').waitFor();
    await takePicture(page, 'conflict-several');
    await clickButton(modal(page), 'Choose One by One…');
    const input = quickInput(page);
    const step = (text: string) => input.getByText(text, { exact: true }).waitFor();
    await step('"Olga mine": 1 of 3');
    await takePicture(page, 'conflict-choose');
    await input.getByRole('button', { name: 'Compare' }).click();
    await page.locator('.monaco-diff-editor').getByText('"Olga theirs"').waitFor();
    assert.equal(await posts(), 0);
    await runCommand(page, 'File: Save');
    await question('• Messenger 1: mine whatsapp 79011112200').waitFor();
    await clickButton(modal(page), 'Choose One by One…');
    await step('"Olga mine": 1 of 3');
    await input.getByText('"Olga theirs"').click();
    await step('"Olga mine": 2 of 3');
    await input.getByRole('button', { name: 'Back' }).click();
    await step('"Olga mine": 1 of 3');
    await input.getByText('"Olga mine"', { exact: true }).click();
    await step('"Olga mine": 2 of 3');
    await input.getByText('whatsapp 79011112299').click();
    await step('"Olga mine": 3 of 3');
    await page.keyboard.press('Enter');
    await until('it is sent', async () => (await posts()) === 1);
    await openCard(window, 'Olga mine');
    await form.standing('As in Wazzup').waitFor();
    await form.holds('Messenger 1: Chat id', '79011112299');
    assert.deepEqual(await window.contact('choose-1'), {
      ...theirs,
      name: 'Olga mine',
      responsibleUserId: '504102',
      uri: links[0],
    });
  });

  it('is asked about for each card when several are saved at once', async () => {
    const { page } = window;
    const names = ['Pia', 'Rosa'];
    await showContacts(window, ...names.map((name) => someContact(`all-${name}`, name)));
    for (const name of names) {
      await treeRow(page, name).dblclick();
      const form = contactForm(page);
      await form.title(name).waitFor();
      await form.field('Name').fill(`${name} mine`);
      await form.standing('Changed, not sent yet').waitFor();
    }
    await window.put(...names.map((name) => someContact(`all-${name}`, `${name} theirs`)));
    await window.forgetRequests();
    await runCommand(page, 'File: Save All Files');
    const answers = new Map([
      ['Pia', 'Keep Mine'],
      ['Rosa', 'Take Theirs'],
    ]);
    // VS Code saves them side by side, so that either may be asked about first.
    while (answers.size > 0) {
      const asked = [...answers.keys()].map((name) => question(`"${name} mine" is different`));
      await asked.reduce((one, other) => one.or(other)).waitFor();
      for (const [name, answer] of answers) {
        if (!(await question(`"${name} mine" is different`).isVisible())) continue;
        await clickButton(modal(page), answer);
        await question(`"${name} mine" is different`).waitFor({ state: 'detached' });
        answers.delete(name);
      }
    }
    await until('nothing is unsaved', async () => (await page.locator('.tab.dirty').count()) === 0);
    assert.equal(await nameOf('all-Pia'), 'Pia mine');
    assert.equal(await nameOf('all-Rosa'), 'Rosa theirs');
    assert.equal(await posts(), 1);
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
    await form.standing('Changed here and in Wazzup').waitFor();
    assert.equal(await posts(), 0);
  });

  it('is not called as in Wazzup once the draft was undone, and gets the new state by Refresh', async () => {
    const { page } = window;
    const form = await openConflict('conflict-7', 'Lena');
    await runCommand(page, 'Wazzup: Refresh');
    await form.standing('Changed here and in Wazzup').waitFor();
    await form.field('Name').press('Control+z');
    await form.holds('Name', 'Lena');
    await form.standing('Changed in Wazzup').waitFor();
    await takePicture(page, 'conflict-undone');
    // What was undone can be done again.
    await form.field('Name').press('Control+y');
    await form.holds('Name', 'Lena mine');
    await form.field('Name').press('Control+z');
    await form.holds('Name', 'Lena');
    await runCommand(page, 'Wazzup: Refresh');
    await form.holds('Name', 'Lena theirs');
    await form.standing('As in Wazzup').waitFor();
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
