import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import { until } from '../support/until.ts';
import {
  answerInput,
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
import {
  connectAccount,
  disconnectAccount,
  openSandboxWindow,
  type SandboxWindow,
} from './accountWindow.ts';
import { contactForm } from './contactForm.ts';
import { pictureOfFailure } from './pictureOfFailure.ts';

/** Ids are in list order, names tell the position. */
const contacts = Array.from({ length: 1234 }, (_, index) => ({
  id: `reading-${String(index + 1).padStart(5, '0')}`,
  responsibleUserId: '504101',
  name: `Client ${index + 1}.`,
  contactData: [{ chatType: 'whatsapp', chatId: String(79011110000 + index) }],
}));

describe('Reading contacts', () => {
  let window: SandboxWindow;

  before(async () => {
    window = await openSandboxWindow();
    await window.put(...contacts);
  });

  beforeEach(async () => {
    await window.forgetRequests();
    await connectAccount(window, 'Flower Shop');
    await treeRow(window.page, 'Client 1.').waitFor();
  });

  afterEach(async function () {
    await pictureOfFailure(this, window.page);
    await window.fail();
    await tidyWindow(window.page);
    await openContactsContainer(window.page);
    await disconnectAccount(window.page);
  });

  after(() => window?.close());

  const listRequests = async () => (await window.requests())['GET /contacts'];
  /** Scrolls the tree to its end, until this is in the last row: new rows may still be on their way. */
  const tail = async (text: string) => {
    const { page } = window;
    await runCommand(page, 'Wazzup: Focus on Contacts View');
    await until(`"${text}" is at the end`, async () => {
      await page.keyboard.press('End');
      return await treeRow(page, text).isVisible();
    });
    return treeRow(page, text);
  };

  it('takes one request until more is asked for, and one more for each next page', async () => {
    const { page } = window;
    await treeRow(page, 'Flower Shop').getByText('1,234 contacts').waitFor();
    assert.equal(await listRequests(), 1, 'the check of the key is the first page');
    const more = await tail('Load next 100 · 100 of 1,234');
    await takePicture(page, 'tree-load-next');
    await more.click();
    await treeRow(page, 'Client 101.').waitFor();
    assert.equal(await listRequests(), 2);
    await tail('Load next 100 · 200 of 1,234');
    assert.equal(await listRequests(), 2);
  });

  it('loads all with a progress that tells how far it is and can be cancelled', async () => {
    const { page } = window;
    await window.fail('GET:^/contacts$:hang:every-3');
    await runCommand(page, 'Wazzup: Load All Contacts');
    const progress = notification(page, 'Loading all contacts');
    await progress.getByText('300 of 1,234').waitFor();
    await takePicture(page, 'tree-load-all');
    await clickButton(progress, 'Cancel');
    await progress.waitFor({ state: 'hidden' });
    await tail('Load next 100 · 300 of 1,234');

    await window.fail();
    await window.forgetRequests();
    await runCommand(page, 'Wazzup: Load All Contacts');
    await until('all pages are read', async () => (await listRequests()) === 10);
    await tail('Client 1234.');
    assert.equal(await listRequests(), 10);
  });

  it('goes to any position with one request and shows the gaps around it', async () => {
    const { page } = window;
    await runCommand(page, 'Wazzup: Go to Position…');
    await quickInput(page).getByText('from 1 to 1,234').waitFor();
    await answerInput(page, 'Go to Position', '701');
    await treeRow(page, 'Client 701.').and(page.locator('.selected')).waitFor();
    assert.equal(await listRequests(), 2);
    await treeRow(page, 'Load next 100 · 101–700').waitFor();
    await takePicture(page, 'tree-go-to-position');
    await treeRow(page, 'Load next 100 · 101–700').click();
    await treeRow(page, 'Client 101.').waitFor();
    assert.equal(await listRequests(), 3);
  });

  it('opens a contact by a click, and the keyboard stays with the rows', async () => {
    const { page } = window;
    await treeRow(page, 'Client 3.').click();
    const form = contactForm(page);
    await form.title('Client 3.').waitFor();
    await form.holds('Name', 'Client 3.');
    await form.standing('Flower Shop').waitFor();
    await form.holds('Messenger 1: Chat id', '79011110002');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await form.title('Client 4.').waitFor();
  });

  it('says why a page cannot be read, and reads it on the next click', async () => {
    const { page } = window;
    await window.fail('GET:^/contacts$:500');
    await (await tail('Load next 100')).click();
    const failed = treeRow(page, 'Try again');
    await failed.getByText('Wazzup has a problem of its own (status 500)').waitFor();
    await takePicture(page, 'tree-error');
    await window.fail();
    await failed.click();
    await treeRow(page, 'Client 101.').waitFor();
    await until('the error is gone', async () => (await treeRow(page, 'Try again').count()) === 0);
  });

  it('shows on a row all that is known of a contact when the mouse rests on it', async () => {
    const { page } = window;
    const hover = page.locator('.monaco-hover:visible').filter({ hasText: 'Анна Белова' });
    await until('the tooltip is shown', async () => {
      // A row that is drawn anew under the mouse takes its tooltip away.
      await treeRow(page, 'Client 9.').hover();
      await treeRow(page, 'Client 5.').hover();
      await hover.waitFor({ timeout: 3000 }).catch(() => undefined);
      return await hover.isVisible();
    });
    await takePicture(page, 'tree-tooltip');
    assert.match((await hover.first().textContent()) ?? '', /79011110004/);
    assert.equal(await treeRows(page).filter({ hasText: 'Client 5.' }).count(), 1);
  });
});
