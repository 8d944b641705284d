import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import { until } from '../support/until.ts';
import {
  clickButton,
  expandRow,
  modal,
  notification,
  pickFromMenu,
  pickItem,
  quickInput,
  runCommand,
  takePicture,
  tidyWindow,
  treeRow,
} from '../support/vscode/workbenchPage.ts';
import { type AccountWindow, openAccountWindow, someContact } from './accountWindow.ts';
import { pictureOfFailure } from './pictureOfFailure.ts';

describe('Reassign in a window', () => {
  let window: AccountWindow;

  before(async () => {
    window = await openAccountWindow();
    await window.put(
      ...[1, 2, 3, 4].map((n) =>
        someContact(`left-${n}`, `Orphan ${n}`, { responsibleUserId: 'left-long-ago' }),
      ),
      someContact('kept-1', 'Kept 1'),
    );
    await runCommand(window.page, 'Wazzup: Group By: Responsible Person');
    await runCommand(window.page, 'Wazzup: Refresh');
    await treeRow(window.page, 'left-long-ago').waitFor();
  });

  afterEach(async function () {
    await pictureOfFailure(this, window.page);
    await tidyWindow(window.page);
  });

  after(() => window?.close());

  const ownerOf = async (id: string) => (await window.contact(id))?.['responsibleUserId'];

  it('gives a contact to the person on whose group it is dropped', async () => {
    const { page } = window;
    await expandRow(treeRow(page, 'left-long-ago'));
    await treeRow(page, 'Orphan 4').dragTo(treeRow(page, 'Анна Белова'));
    await modal(page).getByText('Make Анна Белова responsible for "Orphan 4"?').waitFor();
    await takePicture(page, 'reassign-drop');
    await clickButton(modal(page), 'Reassign');
    await notification(page, 'Reassign contacts: 1 of 1 done.').waitFor();
    assert.equal(await ownerOf('left-4'), '504101');
    await treeRow(page, 'left-long-ago').getByText('3 ·').waitFor();
  });

  it('spreads all of a person who left evenly over others, and takes it back', async () => {
    const { page } = window;
    await pickFromMenu(treeRow(page, 'left-long-ago'), 'Reassign…');
    await quickInput(page).getByText('Анна Белова').waitFor();
    await pickItem(page, 'Анна Белова');
    await pickItem(page, 'Elena Vázquez');
    await takePicture(page, 'reassign-who');
    await quickInput(page).getByRole('button', { name: 'OK' }).click();
    await modal(page).getByText('Spread 3 contacts of "Flower Shop" evenly over').waitFor();
    await takePicture(page, 'reassign-confirm');
    await clickButton(modal(page), 'Show Differences');
    const question = notification(page, 'Spread 3 contacts of "Flower Shop" evenly over');
    await question.waitFor();
    await page.locator('.multiDiffEditor, .multi-diff-editor').first().waitFor();
    await page.locator('.view-line').getByText('left-long-ago').first().waitFor();
    await takePicture(page, 'reassign-differences');
    await clickButton(question, 'Reassign');
    const done = notification(page, 'Reassign contacts: 3 of 3 done.');
    await done.waitFor();
    await treeRow(page, 'left-long-ago').waitFor({ state: 'hidden' });
    await takePicture(page, 'reassign-done');
    const owners = await Promise.all(['left-1', 'left-2', 'left-3'].map(ownerOf));
    assert.equal(new Set(owners).size, 2);
    await clickButton(done, 'Undo');
    await clickButton(modal(page), 'Take Back');
    await until('it is taken back', async () => (await ownerOf('left-1')) === 'left-long-ago');
    await treeRow(page, 'left-long-ago').getByText('3 ·').waitFor();
  });
});
