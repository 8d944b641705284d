import type { Context } from 'mocha';
import type { Page } from 'playwright-core';
import { takePicture } from '../support/vscode/workbenchPage.ts';

/** For `afterEach`: a test that failed leaves a picture of what was there instead. */
export async function pictureOfFailure(context: Context, page: Page): Promise<void> {
  const test = context.currentTest;
  if (test?.state !== 'failed') return;
  const name = test
    .fullTitle()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, 100);
  await takePicture(page, `failed-${name}`);
}
