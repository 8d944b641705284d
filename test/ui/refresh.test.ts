import { after, afterEach, before, describe, it } from 'mocha';
import {
  notification,
  runCommand,
  takePicture,
  tidyWindow,
  treeRow,
} from '../support/vscode/workbenchPage.ts';
import { type AccountWindow, openAccountWindow, someContact } from './accountWindow.ts';
import { pictureOfFailure } from './pictureOfFailure.ts';

describe('Refresh in a window', () => {
  let window: AccountWindow;

  before(async () => {
    window = await openAccountWindow({ contacts: 1200 });
    await treeRow(window.page, '1,200 contacts').waitFor();
  });

  afterEach(async function () {
    await pictureOfFailure(this, window.page);
    await window.fail();
    await tidyWindow(window.page);
  });

  after(() => window?.close());

  const statusBar = (text: string) =>
    window.page.locator('.statusbar-item').filter({ hasText: text });

  it('tells in the status bar what another program did to what is loaded', async () => {
    const { page } = window;
    const [first] = await window.ids();
    await window.put(someContact(String(first), 'Zara Renamed'));
    await runCommand(page, 'Wazzup: Refresh');
    await statusBar('1 changed among the 100 loaded').waitFor();
    await treeRow(page, 'Zara Renamed').waitFor();
    await takePicture(page, 'refresh-part');
    await runCommand(page, 'Wazzup: Refresh');
    await statusBar('Nothing has changed among the 100 loaded').waitFor();
  });

  it('tells of the whole list once it was read, in a notification where it is much', async () => {
    const { page } = window;
    await runCommand(page, 'Wazzup: Group By: Messenger');
    await treeRow(page, 'WhatsApp').first().waitFor();
    await treeRow(page, 'Reading all contacts').waitFor({ state: 'hidden' });
    await runCommand(page, 'Wazzup: Group By: None');
    const [first, second, third] = (await window.ids()).map(String);
    await window.put(
      someContact(String(first), 'Zara Again'),
      ...Array.from({ length: 30 }, (_, number) => someContact(`zz-${number}`, `New ${number}`)),
    );
    await window.remove(String(second), String(third));
    await page.getByRole('treeitem', { name: 'Flower Shop' }).hover();
    await page.getByRole('button', { name: 'Refresh' }).first().click();
    await notification(page, '30 new, 1 changed, 2 gone').waitFor();
    await statusBar('Nothing has changed').waitFor({ state: 'hidden' });
    await treeRow(page, 'Zara Again').waitFor();
    await treeRow(page, '1,228 contacts').waitFor();
    await takePicture(page, 'refresh-whole');
  });

  it('says which contacts could not be read', async () => {
    const { page } = window;
    await window.fail('GET:^/contacts$:garbage:every-10');
    await runCommand(page, 'Wazzup: Refresh');
    await notification(page, 'could not be read: The answer is not').waitFor();
    await takePicture(page, 'refresh-failed');
  });
});
