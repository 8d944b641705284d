import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import type { Locator } from 'playwright-core';
import { bundleFile, readTexts, translations } from '../support/translationFiles.ts';
import { until } from '../support/until.ts';
import {
  answerInput,
  clickButton,
  modal,
  pickFromMenu,
  pickItem,
  quickInput,
  runCommand,
  takePicture,
  tidyWindow,
  treeRow,
  treeRows,
} from '../support/vscode/workbenchPage.ts';
import {
  accountShown,
  openSandboxWindow,
  type SandboxWindow,
  someContact,
} from './accountWindow.ts';
import { contactForm } from './contactForm.ts';
import { pictureOfFailure } from './pictureOfFailure.ts';

for (const { language, files } of translations()) {
  describe(`A window in another language (${language})`, () => {
    let window: SandboxWindow;
    const texts = new Map<string, string>();
    /** English texts of the sources that are other words in this language. */
    const english = new Set<string>();

    /** A text by its key in English: of the sources, or of the manifest. */
    function say(key: string, ...values: readonly string[]): string {
      const text = texts.get(key);
      assert.ok(text, key);
      return text.replace(/\{(\d+)\}/g, (_, index) => values[index] ?? '');
    }

    const command = (key: string) => `Wazzup: ${say(`command.${key}`)}`;
    const picture = (name: string) => takePicture(window.page, `language-${language}-${name}`);

    /** Nothing of ours that is on screen there is left in English. */
    async function isTranslated(place: Locator): Promise<void> {
      const lines = (await place.allInnerTexts()).flatMap((text) => text.split('\n'));
      assert.ok(lines.length > 0);
      const left = lines.map((line) => line.trim()).filter((line) => english.has(line));
      assert.deepEqual(left, []);
    }

    before(async () => {
      for (const { file, english: original } of files) {
        for (const [key, text] of Object.entries(await readTexts(file)))
          texts.set(key, String(text));
        const keys = original === bundleFile ? Object.keys(await readTexts(original)) : [];
        for (const key of keys) if (texts.get(key) !== key) english.add(key);
      }
      window = await openSandboxWindow({
        language,
        contacts: 40,
        extraSandboxFlags: ['--variant', 'strictUsers=on'],
      });
    });

    afterEach(async function () {
      await pictureOfFailure(this, window.page);
      await tidyWindow(window.page);
    });

    after(() => window?.close());

    const container = () => window.page.locator('[id="workbench.view.extension.wazzup"]');

    it('connects an account and shows its contacts', async () => {
      const { page } = window;
      await page
        .getByRole('button', { name: say('command.tryDemo') })
        .first()
        .waitFor();
      await picture('welcome');
      await page
        .getByRole('button', { name: say('command.connect') })
        .first()
        .click();
      await quickInput(page).getByText(say('Connect a Wazzup Account (1 of 2)')).waitFor();
      await isTranslated(quickInput(page));
      await picture('connect');
      await answerInput(page, say('Connect a Wazzup Account (1 of 2)'), 'Flower Shop');
      await answerInput(page, say('API Key of "{0}" (2 of 2)', 'Flower Shop'), window.sandbox.key);
      await accountShown(page, 'Flower Shop');
      await treeRow(page, 'Flower Shop').getByText(say('{0} contacts', '40')).waitFor();
      await isTranslated(container());
      await picture('contacts');
    });

    it('shows a card, its draft and its problems', async () => {
      const { page } = window;
      await treeRows(page).nth(1).click();
      const form = contactForm(page);
      await form.standing(say('As in Wazzup')).waitFor();
      await form.field(say('Messenger {0}: {1}', '1', say('Chat id'))).waitFor();
      await isTranslated(form.frame.locator('body'));
      await picture('card');
      await form.field(say('Name')).fill('');
      await form.field(say('Messenger {0}: {1}', '1', say('Chat id'))).fill('+7');
      await form.standing(say('Changed, not sent yet')).waitFor();
      await form
        .message(
          say('{0} is empty: it needs at least one visible character.', say('"{0}"', say('Name'))),
        )
        .waitFor();
      await page.locator('.statusbar').getByText(say('Draft, not sent')).waitFor();
      await isTranslated(form.frame.locator('body'));
      await picture('draft');
    });

    it('explains the fields of a card as text', async () => {
      const { page } = window;
      await treeRows(page).nth(2).click();
      const form = contactForm(page);
      await form.frame.getByTitle(say('Open this card as JSON text')).click();
      const key = page
        .locator('.editor-instance .view-line span')
        .getByText('"name"', { exact: true });
      const meaning = say("The contact's name as it is shown in Wazzup, up to 200 characters.");
      const hover = page.locator('.monaco-hover').getByText(meaning);
      await until('the hover shows', async () => {
        await page.mouse.move(0, 0);
        await key.last().hover();
        return await hover.waitFor({ timeout: 3000 }).then(
          () => true,
          () => false,
        );
      });
      await isTranslated(page.locator('.monaco-hover'));
      await picture('json');
    });

    it('finds and filters', async () => {
      const { page } = window;
      await runCommand(page, command('find'));
      await quickInput(page).getByText(say('Find a Contact of "{0}"', 'Flower Shop')).waitFor();
      await quickInput(page).locator('input').fill('а');
      await quickInput(page).locator('.monaco-list-row').nth(3).waitFor();
      await isTranslated(quickInput(page));
      await picture('find');
      await page.keyboard.press('Escape');
      await runCommand(page, command('filter'));
      await quickInput(page).getByText(say('who is in a messenger')).waitFor();
      await isTranslated(quickInput(page));
      await picture('filter');
    });

    it('asks before it writes, and reports', async () => {
      const { page } = window;
      const bad = someContact('rep-2', 'Bad Rep', { responsibleUserId: 'nobody' });
      const good = someContact('rep-1', 'Good Rep');
      await writeFile(
        path.join(window.folder, 'spring.contacts.json'),
        JSON.stringify([good, bad]),
      );
      await runCommand(page, 'View: Show Explorer');
      const row = page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'spring' });
      await row.waitFor();
      await pickFromMenu(row, say('command.upsertFile'));
      await modal(page)
        .getByText(say('Send {0} contacts to "{1}"?', '2', 'Flower Shop'))
        .waitFor();
      await picture('question');
      await clickButton(modal(page), say('Send'));
      const told = say('{0}: {1} of {2} done', say('Send file'), '1', '2');
      const toast = page.locator('.notification-toast').filter({ hasText: told }).first();
      await toast.waitFor();
      await picture('told');
      await clickButton(toast, say('Show Report'));
      const report = page.locator('.editor-instance');
      await report
        .locator('.codelens-decoration')
        .getByText(say('Retry Failed ({0})', '1'))
        .waitFor();
      await report
        .locator('.view-line')
        .filter({ hasText: `${say('refused')}  rep-2` })
        .waitFor();
      await picture('report');
      await runCommand(page, `Wazzup: Focus on ${say('view.history')} View`);
      await treeRows(page)
        .filter({ hasText: say('Sent {0} contacts of a file', '2') })
        .waitFor();
      await isTranslated(container());
      await picture('history');
    });

    it('sets a field for many', async () => {
      const { page } = window;
      await runCommand(page, `Wazzup: Focus on ${say('view.contacts')} View`);
      await treeRow(page, 'Flower Shop').waitFor();
      await page.keyboard.press('Home');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Shift+ArrowDown');
      await page.keyboard.press('Shift+ArrowDown');
      await runCommand(page, command('setFields'));
      await quickInput(page).getByText(say('Set What?')).waitFor();
      await isTranslated(quickInput(page));
      await picture('set-what');
      await pickItem(page, say('Link to the CRM…'));
      await answerInput(page, say('Set the Link to the CRM'), 'https://crm.example/c/{id}');
      await modal(page).waitFor();
      await picture('set-question');
      await clickButton(modal(page), say('Set'));
      await modal(page).waitFor({ state: 'hidden' });
      await picture('set');
    });
  });
}
