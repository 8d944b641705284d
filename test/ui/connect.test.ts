import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import { openWorkbench, type Workbench } from '../support/vscode/workbench.ts';
import {
  answerInput,
  clickButton,
  expandRow,
  modal,
  notification,
  openContactsContainer,
  runCommand,
  takePicture,
  treeRows,
  webviewContent,
} from '../support/vscode/workbenchPage.ts';

describe('An account', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench({ contacts: 5, extraSandboxFlags: ['--clean'] });
  });

  after(() => workbench.close());

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await takePicture(workbench.page, 'connect-failed');
  });

  it('is connected by hand, after a key with a mistake in it', async () => {
    const { page, sandbox } = workbench;
    await openContactsContainer(page);
    await runCommand(page, 'Wazzup: Connect Account…');
    await answerInput(page, 'Connect a Wazzup Account (1 of 2)', 'Bakery');
    await answerInput(page, 'API Key of "Bakery" (2 of 2)', `${sandbox.key}x`);
    await clickButton(notification(page, 'does not accept this API key'), 'Try Again');
    await answerInput(page, 'API Key of "Bakery" (2 of 2)', sandbox.key);
    await treeRows(page).filter({ hasText: 'Bakery' }).waitFor();
  });

  it('shows its contacts, and a contact as a form', async () => {
    const { page, sandbox } = workbench;
    const [first] = (await sandbox.control('GET', 'contacts')).split('\n');
    const { name }: { name: string } = JSON.parse(first ?? '{}');
    const rows = treeRows(page);
    await expandRow(rows.first());
    await rows.filter({ hasText: name }).click();
    await webviewContent(page).getByRole('textbox').first().waitFor();
    await takePicture(page, 'card');
  });

  it('is still there after a reload, key included', async () => {
    const { page } = workbench;
    await workbench.reload();
    await openContactsContainer(page);
    await expandRow(treeRows(page).filter({ hasText: 'Bakery' }));
    await treeRows(page).nth(5).waitFor();
  });

  it('is gone once it is disconnected, but not before that is confirmed', async () => {
    const { page } = workbench;
    await runCommand(page, 'Wazzup: Disconnect Account');
    await modal(page).waitFor();
    await page.keyboard.press('Escape');
    await modal(page).waitFor({ state: 'hidden' });
    assert.equal(await treeRows(page).filter({ hasText: 'Bakery' }).count(), 1);
    await runCommand(page, 'Wazzup: Disconnect Account');
    await clickButton(modal(page), 'Disconnect');
    await treeRows(page).filter({ hasText: 'Bakery' }).waitFor({ state: 'detached' });
  });
});
