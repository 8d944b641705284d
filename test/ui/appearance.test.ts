import { after, afterEach, before, describe, it } from 'mocha';
import { takePicture, tidyWindow, treeRow } from '../support/vscode/workbenchPage.ts';
import {
  type AccountWindow,
  openAccountWindow,
  openCard,
  showContacts,
  someContact,
} from './accountWindow.ts';
import { pictureOfFailure } from './pictureOfFailure.ts';
import { chooseTheme, themes } from './themes.ts';

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

  for (const theme of themes) {
    it(`are those of the theme: ${theme.name}`, async () => {
      const { page } = window;
      await chooseTheme(page, theme);
      const form = await openCard(window, 'Boris Orlov');
      await form.frame.getByRole('button', { name: '1 error' }).waitFor();
      await treeRow(page, 'Anna Petrova').waitFor();
      await takePicture(page, `theme-${theme.picture}`);
    });
  }
});
