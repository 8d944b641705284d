import { after, afterEach, before, describe, it } from 'mocha';
import {
  pickItem,
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
import { pictureOfFailure } from './pictureOfFailure.ts';

const themes = [
  ['Dark Modern', 'vs-dark', 'dark'],
  ['Dark High Contrast', 'hc-black', 'high-contrast'],
  ['Light High Contrast', 'hc-light', 'high-contrast-light'],
  ['Light Modern', 'vs', 'light'],
] as const;

describe('The colours', () => {
  let window: AccountWindow;

  before(async () => {
    window = await openAccountWindow();
    await showContacts(
      window,
      someContact('look-1', 'Anna Petrova'),
      someContact('look-2', 'Boris Orlov', {
        contactData: [{ chatType: 'whatsapp', chatId: '+7' }],
      }),
      someContact('look-3', 'Clara Novak', {
        contactData: [{ chatType: 'telegram', chatId: '511222333', username: 'clara_novak' }],
      }),
    );
  });

  afterEach(async function () {
    await pictureOfFailure(this, window.page);
    await tidyWindow(window.page);
  });

  after(() => window?.close());

  for (const [theme, kind, picture] of themes) {
    it(`are those of the theme: ${theme}`, async () => {
      const { page } = window;
      await chooseTheme(theme);
      await page.locator(`.monaco-workbench.${kind}`).waitFor();
      const form = await openCard(window, 'Boris Orlov');
      await form.frame.getByRole('button', { name: '1 error' }).waitFor();
      await treeRow(page, 'Anna Petrova').waitFor();
      await takePicture(page, `theme-${picture}`);
    });
  }

  async function chooseTheme(theme: string): Promise<void> {
    await runCommand(window.page, 'Preferences: Color Theme');
    await quickInput(window.page).locator('input').fill(theme);
    await pickItem(window.page, theme);
  }
});
