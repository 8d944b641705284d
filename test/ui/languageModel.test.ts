import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import {
  answerInput,
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
  showContacts,
  someContact,
} from './accountWindow.ts';
import { pictureOfFailure } from './pictureOfFailure.ts';

describe('What a language model proposes', () => {
  let window: AccountWindow;
  const anna = someContact('model-1', 'Anna Petrova', {
    contactData: [{ chatType: 'whatsapp', chatId: '+7 901 111-22-33' }],
  });
  const oleg = someContact('model-2', 'Oleg Orlov');

  before(async () => {
    window = await openAccountWindow({ extraExtensions: ['test/support/modelCaller'] });
  });

  afterEach(async function () {
    await pictureOfFailure(this, window.page);
    await tidyWindow(window.page);
  });

  after(() => window?.close());

  const propose = async (...changes: readonly object[]) => {
    await runCommand(window.page, 'Test: Use a Tool as a Model Would');
    await answerInput(window.page, 'Tool', 'wazzup_proposeChanges');
    await answerInput(window.page, 'Input', JSON.stringify({ changes }));
  };

  it('is applied by whoever looked at the differences, and not before', async () => {
    const { page } = window;
    await showContacts(window, anna, oleg);
    await propose(
      { contact: 'model-1', fix: true },
      { contact: 'model-2', set: { name: 'Oleg Orlov (Tver)', uri: 'https://crm.example/c/{id}' } },
    );
    const question = 'Apply what a language model proposes for 2 contacts of "Flower Shop"?';
    await modal(page).getByText(question).waitFor();
    await modal(page).getByText('A language model may be wrong').waitFor();
    await takePicture(page, 'model-proposal');
    await clickButton(modal(page), 'Show Differences');
    await page.locator('.view-line').getByText('"Oleg Orlov (Tver)"').waitFor();
    await takePicture(page, 'model-differences');
    assert.deepEqual(await window.contact('model-1'), anna);
    assert.deepEqual(await window.contact('model-2'), oleg);
    await clickButton(notification(page, question), 'Apply');
    await treeRow(page, 'Oleg Orlov (Tver)').waitFor();
    assert.deepEqual((await window.contact('model-1'))?.['contactData'], [
      { chatType: 'whatsapp', chatId: '79011112233' },
    ]);
    assert.equal((await window.contact('model-2'))?.['uri'], 'https://crm.example/c/model-2');
  });

  it('is dropped by Cancel', async () => {
    const { page } = window;
    await showContacts(window, anna, oleg);
    await propose({ contact: 'model-2', set: { name: 'Nobody' } });
    await modal(page).getByText('proposes for 1 contact of').waitFor();
    await clickButton(modal(page), 'Cancel');
    await modal(page).waitFor({ state: 'hidden' });
    assert.deepEqual(await window.contact('model-2'), oleg);
  });
});
