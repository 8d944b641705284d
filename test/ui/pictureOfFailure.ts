import type { Context } from 'mocha';
import type { Page } from 'playwright-core';
import { takePicture } from '../support/vscode/workbenchPage.ts';

/** For `afterEach`: a test that failed leaves a picture of what was there instead, and prints the same in words. */
export async function pictureOfFailure(context: Context, page: Page): Promise<void> {
  const test = context.currentTest;
  if (!test || test.isPassed() || test.isPending()) return;
  const name = test
    .fullTitle()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, 100);
  await takePicture(page, `failed-${name}`);
  console.error(`The window, as "${test.fullTitle()}" left it: ${await windowInWords(page)}`);
}

const parts = {
  list: '.quick-input-title, .quick-input-message, .quick-input-list .monaco-list-row',
  dialog: '.monaco-dialog-box',
  messages: '.notification-toast',
  tabs: '.editor-group-container .tab',
  form: 'iframe.webview',
  tree: '[id="workbench.view.extension.wazzup"] .monaco-list-row',
  keyboard: ':focus',
};

/** What is to be seen of the parts that tests wait for: a run elsewhere leaves no picture. */
async function windowInWords(page: Page): Promise<string> {
  const seen: Record<string, readonly string[]> = {};
  for (const [part, selector] of Object.entries(parts)) {
    // All at once: a part that goes meanwhile would be waited for.
    seen[part] = await page.locator(selector).evaluateAll((elements) =>
      elements
        .filter((element) => element.checkVisibility())
        .slice(0, 20)
        .map((element) => {
          const value = 'value' in element ? String(element.value) : '';
          const text = `${value}${element.textContent ?? ''}`.replace(/\s+/g, ' ');
          return `${element.getAttribute('class') ?? ''}: ${text.slice(0, 300)}`;
        }),
    );
  }
  return JSON.stringify(seen);
}
