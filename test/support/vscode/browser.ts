import { randomBytes } from 'node:crypto';
import { type Browser, chromium, type Page } from 'playwright-core';
import { findChromium, quietFlags } from './chromium.ts';

export interface BrowserPage {
  readonly browser: Browser;
  readonly page: Page;
  close(): Promise<void>;
}

/** A page in a browser of its own, in which the workbench keeps secrets over a reload; windows that it opens share them. */
export async function openPage(): Promise<BrowserPage> {
  const browser = await chromium.launch({
    executablePath: await findChromium(),
    args: [...quietFlags],
    // run.mjs ends the process on a signal; the browser goes with it.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  const page = await browser.newPage({
    viewport: { width: 1280, height: 800 },
    locale: 'en-US',
    timezoneId: 'UTC',
  });
  const sealingKey = randomBytes(32);
  await page.context().route('**/mint-key', (route) => route.fulfill({ body: sealingKey }));
  return { browser, page, close: () => browser.close() };
}
