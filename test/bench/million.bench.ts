import { stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { BenchRow } from '../support/bench.ts';
import { runProgram } from '../support/childProcess.ts';
import { hostProbe, probeFolder } from '../support/vscode/hostProbe.ts';
import { clickButton, modal, quickInput, runCommand } from '../support/vscode/workbenchPage.ts';
import { connectAccount, openSandboxWindow } from '../ui/accountWindow.ts';

const contacts = 1_000_000;
const pages = contacts / 100;
const msAllowed = 50;
/** A search takes less than so many ms. */
const searchMs = 1000;
const bytesAllowed = 1_500_000_000;
/** More than a quarter of all. */
const query = 'responsible:504101';

/**
 * What somebody with a million contacts does, in a real VS Code with the extension as it ships: for how long the extension
 * host can do nothing else at each step, how much memory its process takes at most, and how many requests are made.
 * The baselines are what is allowed, and the requests that are needed.
 */
export async function run(report: (row: BenchRow) => void): Promise<void> {
  // Code that is made for tests is several times as long, and its loading is a block.
  const args = ['esbuild.mjs', '--production', '--only', 'extension'];
  await runProgram({ command: process.execPath, args }, 'stderr');
  const window = await openSandboxWindow({
    contacts,
    extraExtensions: [probeFolder],
    settings: { 'wazzup.requestsPer5Seconds': 500 },
  });
  const tell = (name: string, value: number, unit: string, baseline: number) =>
    report({ name: `million: ${name}`, value, unit, baseline, ratio: value / baseline });
  try {
    const { page, folder } = window;
    const probe = await hostProbe(window);
    let resident = 0;
    const during = async (name: string, requests: number, work: () => Promise<unknown>) => {
      await probe.forget();
      await window.forgetRequests();
      await work();
      const { blockMs, residentBytes } = await probe.figures();
      resident = Math.max(resident, residentBytes);
      tell(`longest block while ${name}`, blockMs, 'ms', msAllowed);
      const { 'GET /users': _users, ...made } = await window.requests();
      const sum = Object.values(made).reduce((total, count) => total + count, 0);
      if (requests > 0) tell(`requests for ${name}`, sum, 'requests', requests);
      else if (sum > 0) throw new Error(`${name} took ${sum} requests`);
    };
    await during('opening', 1, () => connectAccount(window, 'Flower Shop'));
    await during('going to the last page', 1, () =>
      probe.run('wazzup.goTo', { offset: contacts - 50 }),
    );
    await during('scanning', pages, () => probe.run('wazzup.find', { query: 'anna' }));
    await during('finding', 0, async () => {
      await runCommand(page, 'Wazzup: Find Contact…');
      const input = quickInput(page).locator('input');
      for (const text of ['п', '+7 9', 'example', 'анна петров', 'anna']) {
        await input.fill(text);
        await quickInput(page).locator('.monaco-list-row').first().waitFor();
        await sleep(searchMs);
      }
      await page.keyboard.press('Escape');
    });
    await during('filtering', 0, () => probe.run('wazzup.filter', { query }));
    const file = path.join(folder, 'all.csv');
    await during('exporting', 0, async () => {
      await probe.run('wazzup.export', { uri: { $uri: pathToFileURL(file).href }, format: 'csv' });
    });
    if ((await stat(file)).size < contacts * 50) throw new Error('the export is not whole');
    await during('selecting all that match', 0, () => probe.run('wazzup.selectMatching'));
    await during('reassigning more than a quarter', 2.3 * pages, async () => {
      const done = probe.run('wazzup.reassign', { responsibleUserId: '504114' });
      await Promise.race([modal(page).waitFor({ timeout: 0 }), done]);
      await clickButton(modal(page), 'Reassign');
      return await done;
    });
    tell('memory of the extension host at most', resident / 1e6, 'MB', bytesAllowed / 1e6);
  } finally {
    await window.close();
  }
}
