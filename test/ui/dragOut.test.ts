import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import {
  filterTree,
  runCommand,
  takePicture,
  tidyWindow,
  treeRow,
} from '../support/vscode/workbenchPage.ts';
import { type AccountWindow, openAccountWindow, someContact } from './accountWindow.ts';
import { pictureOfFailure } from './pictureOfFailure.ts';

describe('Contacts that are dragged out of the tree in a window', () => {
  let window: AccountWindow;

  before(async () => {
    window = await openAccountWindow({
      contacts: 0,
      settings: { 'wazzup.groupBy': 'responsible', 'editor.minimap.enabled': false },
    });
    await window.put(
      someContact('drag-1', 'Zara Dragged', { responsibleUserId: '504101' }),
      someContact('drag-2', 'Zoe Dragged', { responsibleUserId: '504101' }),
      someContact('drag-3', 'Boris Stays', { responsibleUserId: '504102' }),
    );
    await runCommand(window.page, 'Wazzup: Refresh');
  });

  afterEach(async function () {
    await pictureOfFailure(this, window.page);
    await tidyWindow(window.page);
  });

  after(() => window?.close());

  /** Drops a row into a new text editor, as a user does with Shift; the text that is there then. */
  async function textOf(row: string, name: string): Promise<string> {
    const { page } = window;
    await runCommand(page, 'File: New Untitled Text File');
    const editor = page.locator('.editor-instance .view-lines').first();
    await editor.waitFor();
    await treeRow(page, row).hover();
    await page.mouse.down();
    await page.mouse.move(700, 300, { steps: 5 });
    await page.keyboard.down('Shift');
    await page.mouse.move(710, 310, { steps: 5 });
    await page.mouse.up();
    await page.keyboard.up('Shift');
    await editor.getByText('drag-1').first().waitFor();
    await takePicture(page, name);
    const text = ((await editor.textContent()) ?? '').replaceAll('\u00a0', ' ');
    await runCommand(page, 'View: Revert and Close Editor');
    return text;
  }

  it('are text in an editor: all of a person, and one', async () => {
    const group = await textOf('Анна Белова', 'drag-group');
    assert.match(group, /Zara Dragged/);
    assert.match(group, /Zoe Dragged/);
    assert.doesNotMatch(group, /Boris Stays/);
    await treeRow(window.page, 'Анна Белова').click();
    await window.page.keyboard.press('ArrowRight');
    const one = await textOf('Zara Dragged', 'drag-contact');
    assert.match(one, /"name": "Zara Dragged"/);
    assert.doesNotMatch(one, /Zoe/);
  });

  it('are text in an editor: all that fit a filter', async () => {
    const { page } = window;
    await filterTree(page, 'dragged');
    const all = await textOf('Filter · 2 of 3', 'drag-filter');
    assert.match(all, /Zara Dragged/);
    assert.match(all, /Zoe Dragged/);
    assert.doesNotMatch(all, /Boris Stays/);
  });
});
