import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import { until } from '../support/until.ts';
import {
  answerInput,
  modal,
  notification,
  pickFromMenu,
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

describe('Editing a card in its form', () => {
  let window: AccountWindow;

  before(async () => {
    window = await openAccountWindow();
  });

  afterEach(async function () {
    await pictureOfFailure(this, window.page);
    await tidyWindow(window.page);
  });

  after(() => window?.close());

  it('shows what is wrong, sends nothing until it is right, and then one card', async () => {
    const { page } = window;
    await showContacts(window, someContact('edit-1', 'Anna Petrova'));
    const form = await openCard(window, 'Anna Petrova');
    await form.holds('Messenger 1: Chat id', '79011112233');
    await window.forgetRequests();

    await form.field('Messenger 1: Chat id').fill('+7 901 111-22-33');
    await form.message('WhatsApp numbers are digits only').waitFor();
    await form.frame.getByRole('button', { name: '1 error' }).waitFor();
    await form.standing('Changed, not sent yet').waitFor();
    await page.locator('[id="status.problems"]').getByLabel('1', { exact: false }).waitFor();
    await takePicture(page, 'card-problem');
    await form.field('Messenger 1: Chat id').press('Control+s');
    await notification(page, 'Nothing was sent: WhatsApp numbers are digits only').waitFor();
    await takePicture(page, 'card-problem-not-sent');
    await runCommand(page, 'Problems: Focus on Problems View');
    const panel = page.locator('.markers-panel');
    await panel.getByText('WhatsApp numbers are digits only').waitFor();
    await takePicture(page, 'card-problem-panel');
    await runCommand(page, 'View: Hide Panel');
    assert.deepEqual(await window.requests(), {});

    await form.field('Messenger 1: Chat id').fill('79011112244');
    await form.field('Name').fill('Anna Sidorova');
    await form.frame.getByText('No problems').waitFor();
    await form.field('Name').press('Control+s');
    await form.standing('As in Wazzup').waitFor();
    await treeRow(page, 'Anna Sidorova').waitFor();
    await takePicture(page, 'card-saved');
    assert.deepEqual(await window.requests(), { 'GET /contacts/{id}': 2, 'POST /contacts': 1 });
    assert.deepEqual(
      await window.contact('edit-1'),
      someContact('edit-1', 'Anna Sidorova', {
        contactData: [{ chatType: 'whatsapp', chatId: '79011112244' }],
      }),
    );
  });

  it('adds, moves and removes messengers and picks the responsible person by name', async () => {
    const { page } = window;
    await showContacts(window, someContact('edit-2', 'Boris Orlov'));
    const form = await openCard(window, 'Boris Orlov');
    await form.frame.getByRole('button', { name: 'Add messenger' }).click();
    await form.frame.getByRole('combobox', { name: 'Messenger 2' }).click();
    await form.frame.getByRole('option', { name: 'Telegram', exact: true }).click();
    await form.field('Messenger 2: Username').fill('boris_orlov');
    await form.frame.getByRole('button', { name: 'Move messenger 2 up' }).click();
    await form.holds('Messenger 1: Username', 'boris_orlov');
    await form.frame.getByRole('combobox', { name: 'Responsible person' }).click();
    await takePicture(page, 'card-people');
    await form.frame.getByRole('option', { name: 'Elena Vázquez' }).click();
    await form.field('Name').press('Control+s');
    await form.standing('As in Wazzup').waitFor();
    await takePicture(page, 'card-rows');
    const stored = await window.contact('edit-2');
    assert.equal(stored?.['responsibleUserId'], '504127');
    assert.deepEqual(stored?.['contactData'], [
      { chatType: 'telegram', username: 'boris_orlov' },
      { chatType: 'whatsapp', chatId: '79011112233' },
    ]);
    await form.frame.getByRole('button', { name: 'Remove messenger 1' }).click();
    await form.holds('Messenger 1: Chat id', '79011112233');
    await form.standing('Changed, not sent yet').waitFor();
  });

  it('undoes and repeats one field at a step', async () => {
    const { page } = window;
    await showContacts(window, someContact('edit-3', 'Clara Novak'));
    const form = await openCard(window, 'Clara Novak');
    await form.field('Name').click();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Clara Novak-Weber');
    await form.field('Messenger 1: Chat id').click();
    await page.keyboard.press('End');
    await page.keyboard.type('55');
    await form.holds('Messenger 1: Chat id', '7901111223355');
    await page.keyboard.press('Control+z');
    await form.holds('Messenger 1: Chat id', '79011112233');
    await form.holds('Name', 'Clara Novak-Weber');
    await page.keyboard.press('Control+z');
    await form.holds('Name', 'Clara Novak');
    await form.standing('As in Wazzup').waitFor();
    await page.keyboard.press('Control+y');
    await form.holds('Name', 'Clara Novak-Weber');
    await form.holds('Messenger 1: Chat id', '79011112233');
    await page.keyboard.press('Control+y');
    await form.holds('Messenger 1: Chat id', '7901111223355');
  });

  it('brings back all that was typed right before an undo', async () => {
    const { page } = window;
    await showContacts(window, someContact('edit-undo', 'Mila Kern'));
    const form = await openCard(window, 'Mila Kern');
    for (const [field, text] of [
      ['Name', 'Mila Kern'],
      ['Messenger 1: Chat id', '79011112233'],
    ] as const) {
      await form.field(field).click();
      await page.keyboard.press('End');
      await page.keyboard.type('1');
      await form.standing('Changed, not sent yet').waitFor();
      await page.keyboard.type('2345678');
      await page.keyboard.press('Control+z');
      await form.standing('As in Wazzup').waitFor();
      await form.holds(field, text);
      await page.keyboard.press('Control+y');
      await form.holds(field, `${text}12345678`);
      await page.keyboard.press('Control+z');
      await form.standing('As in Wazzup').waitFor();
      await form.holds(field, text);
    }
  });

  it('keeps two forms of one card, and its JSON, in step', async () => {
    const { page } = window;
    await showContacts(window, someContact('edit-4', 'Dina Sokol'));
    await openCard(window, 'Dina Sokol');
    await runCommand(page, 'View: Split Editor Right');
    const [left, right] = [contactForm(page, 0), contactForm(page, 1)];
    await right.holds('Name', 'Dina Sokol');
    await left.field('Name').fill('Dina Falk');
    await right.holds('Name', 'Dina Falk');
    await right.field('Name').fill('Dina Lind');
    await left.holds('Name', 'Dina Lind');
    await takePicture(page, 'card-split');

    await right.frame.getByRole('button', { name: 'JSON' }).click();
    const json = page.locator('.monaco-editor .view-lines');
    await json.getByText('"Dina Lind"').waitFor();
    const form = contactForm(page);
    await form.field('Name').fill('Dina Berg');
    await json.getByText('"Dina Berg"').waitFor();
    await takePicture(page, 'card-beside-json');
    await form.field('Name').press('Control+s');
    await form.standing('As in Wazzup').waitFor();
    assert.equal((await window.contact('edit-4'))?.['name'], 'Dina Berg');
  });

  it('sends all drafts with Save All', async () => {
    const { page } = window;
    await showContacts(
      window,
      someContact('edit-5', 'Emil One'),
      someContact('edit-6', 'Emil Two'),
    );
    const first = await openCard(window, 'Emil One');
    await first.field('Name').fill('Emil First');
    await first.standing('Changed, not sent yet').waitFor();
    const second = await openCard(window, 'Emil Two');
    await second.field('Name').fill('Emil Second');
    await second.standing('Changed, not sent yet').waitFor();
    await window.forgetRequests();
    await runCommand(page, 'File: Save All');
    await treeRow(page, 'Emil First').waitFor();
    await treeRow(page, 'Emil Second').waitFor();
    assert.equal((await window.requests())['POST /contacts'], 2);
    assert.equal((await window.contact('edit-5'))?.['name'], 'Emil First');
    assert.equal((await window.contact('edit-6'))?.['name'], 'Emil Second');
  });

  it('makes a new contact from a template', async () => {
    const { page } = window;
    await runCommand(page, 'Wazzup: New Contact…');
    await answerInput(page, `New Contact in "${window.account}"`, 'new-77');
    const form = contactForm(page);
    await form.title('new-77').waitFor();
    await form.standing('New, not sent yet').waitFor();
    await takePicture(page, 'card-new');
    assert.equal(await window.contact('new-77'), undefined);
    await form.field('Name').fill('Fiona Marsh');
    await form.frame.getByRole('combobox', { name: 'Responsible person' }).click();
    await form.frame.getByRole('option', { name: 'Oliver Bennett' }).click();
    await form.field('Messenger 1: Chat id').fill('79011112266');
    await form.frame.getByText('No problems').waitFor();
    await window.forgetRequests();
    await form.field('Messenger 1: Chat id').press('Control+s');
    await form.standing('As in Wazzup').waitFor();
    await treeRow(page, 'Fiona Marsh').waitFor();
    await takePicture(page, 'card-new-saved');
    assert.equal((await window.requests())['POST /contacts'], 1);
    assert.deepEqual((await window.contact('new-77'))?.['contactData'], [
      { chatType: 'whatsapp', chatId: '79011112266' },
    ]);
  });

  it('duplicates a contact under an id of its own', async () => {
    const { page } = window;
    await showContacts(window, someContact('edit-8', 'Greta Holm'));
    await pickFromMenu(treeRow(page, 'Greta Holm'), 'Duplicate Contact');
    await answerInput(page, 'Duplicate "Greta Holm"', 'edit-8-copy');
    const form = contactForm(page);
    await form.standing('New, not sent yet').waitFor();
    await form.field('Name').fill('Greta Holm Jr.');
    await form.field('Name').press('Control+s');
    await form.standing('As in Wazzup').waitFor();
    await treeRow(page, 'Greta Holm Jr.').waitFor();
    assert.equal((await window.contact('edit-8'))?.['name'], 'Greta Holm');
    await until(
      'the copy is stored',
      async () => (await window.contact('edit-8-copy'))?.['name'] === 'Greta Holm Jr.',
    );
  });

  it('says at once who has the messenger account already that is entered', async () => {
    const { page } = window;
    const contactData = [{ chatType: 'whatsapp', chatId: '79011119900' }];
    await showContacts(window, someContact('edit-9', 'Hugo Lind', { contactData }));
    await runCommand(page, 'Wazzup: New Contact…');
    await answerInput(page, `New Contact in "${window.account}"`, 'new-79');
    const form = contactForm(page);
    await form.field('Name').fill('Ida Lind');
    const number = form.field('Messenger 1: Chat id');
    await number.fill('79011119900');
    const warning = form.message('Another card has this chat, too: "Hugo Lind".');
    await warning.waitFor();
    await takePicture(page, 'card-shared-chat');
    await number.fill('790111199');
    await warning.waitFor({ state: 'hidden' });
    await number.fill('79011119900');
    await warning.waitFor();
    await form.frame.getByRole('combobox', { name: 'Responsible person' }).click();
    await form.frame.getByRole('option', { name: 'Oliver Bennett' }).click();
    await runCommand(page, 'Problems: Focus on Problems View');
    const problems = page.locator('.markers-panel .monaco-list-row');
    await problems.filter({ hasText: 'Another card has this chat' }).waitFor();
    await takePicture(page, 'card-shared-chat-problem');
    await problems.filter({ hasText: /^.*edit-9\.contact\.json.*Hugo Lind/ }).dblclick();
    await form.title('Hugo Lind').waitFor();
    await runCommand(page, 'View: Hide Panel');
    await page.getByRole('tab', { name: 'Ida Lind' }).click();
    // It is a warning: who wants it so saves it.
    await form.field('Name').press('Control+s');
    await form.standing('As in Wazzup').waitFor();
    assert.deepEqual((await window.contact('new-79'))?.['contactData'], contactData);
  });

  it('opens the link to the CRM to the letter, from the form and from the list', async () => {
    const { page } = window;
    const uri =
      'http://crm.example.com/c/a%23b%2F?phone=%2B79011112233&next=%2Fa%26b&q=a+b%20c#tab=%2F1';
    const browser = page.context();
    await browser.route('http://crm.example.com/**', (route) => route.fulfill({ body: 'A card' }));
    const opened = async () => {
      let address = '';
      await until('the link is opened', async () => {
        // VS Code asks about addresses that it does not know yet.
        const open = modal(page).getByRole('button', { name: 'Open', exact: true });
        if (await open.isVisible()) await open.click();
        const tab = browser.pages().find((other) => other.url().startsWith('http://crm.'));
        address = tab?.url() ?? '';
        await tab?.close();
        return tab !== undefined;
      });
      return address;
    };
    await showContacts(window, someContact('edit-link', 'Lidia Linkova', { uri }));
    const form = await openCard(window, 'Lidia Linkova');
    await form.frame.getByRole('button', { name: 'Open in CRM' }).click();
    assert.equal(await opened(), uri);
    await pickFromMenu(treeRow(page, 'Lidia Linkova'), 'Open in CRM');
    assert.equal(await opened(), uri);
  });
});

describe('Editing a card before the names of people are known', () => {
  let window: AccountWindow;

  before(async () => {
    window = await openAccountWindow({ extraSandboxFlags: ['--fault', 'GET:/users:500'] });
  });

  afterEach(async function () {
    await pictureOfFailure(this, window.page);
  });

  after(() => window?.close());

  it('takes an id until they come, and then names', async () => {
    await showContacts(window, someContact('names-1', 'Vera Imenova'));
    const form = await openCard(window, 'Vera Imenova');
    await form.holds('Responsible person', '504101');
    await window.fail();
    await runCommand(window.page, 'Wazzup: Refresh');
    await form.frame.getByRole('combobox', { name: 'Responsible person' }).waitFor();
  });
});
