import type { FrameLocator, Locator, Page } from 'playwright-core';
import { until } from '../support/until.ts';
import { webviewContent, webviewContents } from '../support/vscode/workbenchPage.ts';

/** The form of a card as a user sees it. */
export interface ContactForm {
  readonly frame: FrameLocator;
  /** The heading, by its exact text. */
  title(name: string): Locator;
  /** A text field by its name, for example `Name` or `Messenger 1: Chat id`. */
  field(name: string): Locator;
  /** Where the card stands, for example "As in Wazzup"; it takes part in the tests as words only. */
  standing(words: string): Locator;
  /** A problem or hint below a field. */
  message(words: string): Locator;
  /** Waits until a field holds exactly this. */
  holds(field: string, text: string): Promise<void>;
}

/** The only visible form, or one of several by the order in which they were opened. */
export function contactForm(page: Page, index?: number): ContactForm {
  const frame = index === undefined ? webviewContent(page) : webviewContents(page, index);
  const field = (name: string) => frame.getByRole('textbox', { name, exact: true });
  return {
    frame,
    field,
    title: (name) => frame.getByRole('heading', { level: 1, name, exact: true }),
    standing: (words) => frame.locator('.facts').getByText(words),
    message: (words) => frame.locator('.message').filter({ hasText: words }).first(),
    holds: async (name, text) => {
      await field(name).waitFor();
      await until(
        `"${name}" holds "${text}"`,
        async () => (await field(name).inputValue()) === text,
      );
    },
  };
}
