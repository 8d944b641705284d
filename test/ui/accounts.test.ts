import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import { until } from '../support/until.ts';
import {
  answerInput,
  clickButton,
  expandRow,
  modal,
  openContactsContainer,
  pickFromMenu,
  takePicture,
  tidyWindow,
  treeRow,
  treeRows,
} from '../support/vscode/workbenchPage.ts';
import {
  type AccountWindow,
  connectAccount,
  openAccountWindow,
  someContact,
} from './accountWindow.ts';
import { pictureOfFailure } from './pictureOfFailure.ts';

describe('A connected account', () => {
  let window: AccountWindow;

  before(async () => {
    window = await openAccountWindow();
  });

  beforeEach(async () => {
    if ((await treeRows(window.page).count()) === 0) await connectAccount(window, window.account);
  });

  afterEach(async function () {
    await pictureOfFailure(this, window.page);
    await tidyWindow(window.page);
  });

  after(() => window?.close());

  it('stays when its key has vanished, and works again with a new one', async () => {
    const { page, account, sandbox } = window;
    await window.put(someContact('account-1', 'Quentin Fox'));
    // Where the web workbench keeps its secrets.
    await page.evaluate("localStorage.removeItem('secrets.provider')");
    await window.reload();
    await openContactsContainer(page);
    const row = treeRow(page, account);
    await row.getByText('signed out').waitFor();
    await expandRow(row);
    const signIn = treeRow(page, 'Sign in again');
    await signIn.getByText('The API key is not in the secret store any more.').waitFor();
    await takePicture(page, 'account-signed-out');

    await signIn.click();
    await answerInput(page, `API Key of "${account}"`, sandbox.key);
    await treeRow(page, 'Quentin Fox').waitFor();
    assert.equal(await row.getByText('signed out').count(), 0);
  });

  it('takes another key from its menu', async () => {
    const { page, account, sandbox } = window;
    await window.put(someContact('account-2', 'Rita Blom'));
    await expandRow(treeRow(page, account));
    await pickFromMenu(treeRow(page, account), 'Replace API Key…');
    await answerInput(page, `API Key of "${account}"`, sandbox.key);
    await treeRow(page, 'Rita Blom').waitFor();
  });

  it('is disconnected only after a question, from its menu', async () => {
    const { page, account } = window;
    await pickFromMenu(treeRow(page, account), 'Disconnect Account');
    await modal(page).getByText('Nothing changes in Wazzup.').waitFor();
    await takePicture(page, 'account-disconnect');
    await clickButton(modal(page), 'Disconnect');
    await until('no account is shown', async () => (await treeRows(page).count()) === 0);
    await page.getByRole('button', { name: 'Try the Demo Account' }).first().waitFor();
  });
});
