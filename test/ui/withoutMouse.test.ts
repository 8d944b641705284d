import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import { until } from '../support/until.ts';
import {
  notification,
  quickInput,
  takePicture,
  tidyWindow,
  treeRow,
} from '../support/vscode/workbenchPage.ts';
import {
  accountShown,
  openSandboxWindow,
  type SandboxWindow,
  someContact,
} from './accountWindow.ts';
import { contactForm } from './contactForm.ts';
import {
  acceptItem,
  answerDialog,
  chooseFromMenu,
  goToRow,
  typeAnswer,
  typeCommand,
} from './keyboard.ts';
import { pictureOfFailure } from './pictureOfFailure.ts';

const account = 'Flower Shop';
const whatsapp = (chatId: string) => ({ contactData: [{ chatType: 'whatsapp', chatId }] });
const contacts = [
  someContact('key-1', 'Alma Berg', whatsapp('89011112231')),
  someContact('key-2', 'Boris Orlov', whatsapp('79011112232')),
  someContact('key-3', 'Clara Novak', whatsapp('79011112233')),
  someContact('key-4', 'Clara Nowak', whatsapp('79011112233')),
];

/** How often a mouse button went down in this window since this was asked first. */
const mousePresses = (page: SandboxWindow['page']): Promise<number> =>
  page.evaluate<number>(`(() => {
    globalThis.mousePresses ??= (addEventListener('pointerdown', () => mousePresses++, true), 0);
    return globalThis.mousePresses;
  })()`);

describe('Without a mouse', () => {
  let window: SandboxWindow;

  before(async () => {
    window = await openSandboxWindow();
    await window.put(...contacts);
  });

  // What tidies up may use the mouse.
  let pressesBefore = 0;
  beforeEach(async () => {
    pressesBefore = await mousePresses(window.page);
  });

  afterEach(async function () {
    const presses = await mousePresses(window.page);
    await pictureOfFailure(this, window.page);
    await tidyWindow(window.page);
    assert.equal(presses, pressesBefore);
  });

  after(() => window?.close());

  const nameOf = async (id: string) => (await window.contact(id))?.['name'];
  const ownerOf = async (id: string) => (await window.contact(id))?.['responsibleUserId'];

  it('an account is connected, and somebody found', async () => {
    const { page } = window;
    await typeCommand(page, 'Wazzup: Connect Account…');
    await typeAnswer(page, 'Connect a Wazzup Account (1 of 2)', account);
    await typeAnswer(page, `API Key of "${account}" (2 of 2)`, window.sandbox.key);
    await accountShown(page, account);
    await page.keyboard.press('Control+f');
    await quickInput(page).getByText(`Find a Contact of "${account}"`).waitFor();
    await page.keyboard.type('9011112232');
    await acceptItem(page, 'Boris Orlov');
    await contactForm(page).title('Boris Orlov').waitFor();
    await takePicture(page, 'without-mouse-found');
  });

  it('several contacts are selected, given to another person, and given back in the History view', async () => {
    const { page } = window;
    await goToRow(page, 'Alma Berg');
    await page.keyboard.press('Enter');
    await contactForm(page).title('Alma Berg').waitFor();
    await page.keyboard.press('Shift+ArrowDown');
    await chooseFromMenu(page, 'Reassign…');
    await quickInput(page).getByText('Elena Vázquez').waitFor();
    await page.keyboard.type('Elena');
    await quickInput(page).locator('.monaco-list-row').first().getByText('Elena').waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    await answerDialog(page, 'responsible for 2 contacts', 'Reassign');
    await notification(page, 'Reassign contacts: 2 of 2 done.').waitFor();
    assert.notEqual(await ownerOf('key-1'), '504101');

    await typeCommand(page, 'Wazzup: Focus on History View');
    // A view that opens for the first time has no rows yet that could take the keyboard.
    await treeRow(page, 'Reassigned 2 contacts').waitFor();
    await goToRow(page, 'Reassigned 2 contacts', 'History');
    await chooseFromMenu(page, 'Undo');
    await answerDialog(page, 'Take back “', 'Take Back');
    await until('it is given back', async () => (await ownerOf('key-1')) === '504101');
    assert.equal(await ownerOf('key-2'), '504101');
  });

  it('all that fit a filter are deleted, and restored', async () => {
    const { page } = window;
    await typeCommand(page, 'Wazzup: Filter Contacts…');
    await quickInput(page).getByText('Filter the Contacts of').waitFor();
    await page.keyboard.type('clara');
    await quickInput(page).getByText('Show what fits').waitFor();
    await page.keyboard.press('Enter');
    await treeRow(page, 'Filter · 2 of 4').waitFor();
    await goToRow(page, 'Filter · 2 of 4');
    await page.keyboard.press('Delete');
    await answerDialog(page, 'Delete 2 contacts from', 'Delete');
    await until('they are gone', async () => !(await window.ids()).includes('key-4'));
    assert.deepEqual(await window.ids(), ['key-1', 'key-2']);
    await typeCommand(page, 'Wazzup: Undo Last Operation');
    await answerDialog(page, 'Take back “', 'Take Back');
    await until('they are back', async () => (await nameOf('key-4')) === 'Clara Nowak');
    await typeCommand(page, 'Wazzup: Clear Filter');
  });

  it('contacts are checked, and one kind of problem is fixed', async () => {
    const { page } = window;
    await typeCommand(page, 'Wazzup: Check Contacts for Problems');
    await notification(page, 'problems').waitFor();
    await goToRow(page, 'Problems');
    await page.keyboard.press('ArrowRight');
    await treeRow(page, '8 instead of 7').waitFor();
    await goToRow(page, '8 instead of 7');
    await chooseFromMenu(page, 'Fix All of This Kind…');
    await answerDialog(page, 'Fix "8 instead of 7"', 'Fix');
    await until('the number is corrected', async () =>
      JSON.stringify(await window.contact('key-1')).includes('"79011112231"'),
    );
  });

  it('duplicates are merged', async () => {
    const { page } = window;
    await typeCommand(page, 'Wazzup: Merge Duplicates…');
    await acceptItem(page, 'Clara Novak, Clara Nowak');
    await quickInput(page).getByText('(1 of 2)').waitFor();
    await page.keyboard.press('Enter');
    await quickInput(page).getByText('(2 of 2)').waitFor();
    await acceptItem(page, 'Clara Nowak');
    await answerDialog(page, 'Merge 2 contacts', 'Merge');
    await notification(page, 'Merge contacts: 2 of 2 done.').waitFor();
    assert.equal((await window.ids()).length, 3);
  });

  it('a table is imported', async () => {
    const { page } = window;
    const file = path.join(window.folder, 'keys.csv');
    await writeFile(
      file,
      'id,name,responsibleUserId,whatsapp\nkey-9,Dora Sand,504101,79011112239\n',
    );
    await typeCommand(page, 'Wazzup: Import…');
    const input = quickInput(page).locator('input').first();
    await until('a folder is shown', async () => (await input.inputValue()).startsWith('/'));
    const columns = quickInput(page).getByText('The columns are understood right.').first();
    await until('the file is taken', async () => {
      await page.keyboard.press('Control+a');
      await page.keyboard.type(file);
      await page.keyboard.press('Enter');
      // VS Code completes what is typed, and at times in the midst of it: then it knows no such path.
      return await columns.waitFor({ timeout: 5000 }).then(
        () => true,
        () => false,
      );
    });
    await acceptItem(page, 'The columns are understood right.');
    await acceptItem(page, 'Create and update');
    await acceptItem(page, 'By id');
    await answerDialog(page, 'Import 1 contact of "keys.csv"', 'Import');
    await until('it is imported', async () => (await nameOf('key-9')) === 'Dora Sand');
  });
});
