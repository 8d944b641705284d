import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Frame, FrameLocator, Page } from 'playwright-core';

/** The frame of a document inside a webview, which can run scripts whatever the page's policy says. */
export async function frameOf(content: FrameLocator): Promise<Frame> {
  const body = await content.locator('body').elementHandle();
  const frame = await body?.ownerFrame();
  if (!frame) throw new Error('The document is in no frame');
  return frame;
}

/** What axe says is in the way of people in a webview's document: a line for each place, with the rule. */
export async function findBarriers(content: FrameLocator): Promise<readonly string[]> {
  return await barriersIn(await frameOf(content));
}

/** The same of parts of the workbench's page. */
export async function findBarriersAt(
  page: Page,
  selectors: readonly string[],
): Promise<readonly string[]> {
  return await barriersIn(page.mainFrame(), selectors);
}

async function barriersIn(
  frame: Frame,
  selectors: readonly string[] = ['html'],
): Promise<readonly string[]> {
  const program = path.resolve('node_modules/axe-core/axe.min.js');
  await frame.evaluate(await readFile(program, 'utf8'));
  const { violations } = await frame.evaluate<AxeResults>(`axe.run(${JSON.stringify(selectors)})`);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
  );
}
