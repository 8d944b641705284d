import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { packageProgram, runProgram } from '../childProcess.ts';
import { withLock } from '../lock.mjs';

const programs: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((variable) => {
    const folder = process.env[variable];
    if (!folder) return [];
    return ['Google/Chrome', 'Microsoft/Edge', 'Chromium'].map((name) =>
      path.join(folder, name, 'Application', name.endsWith('Edge') ? 'msedge.exe' : 'chrome.exe'),
    );
  }),
};

const linuxNames = [
  'google-chrome-stable',
  'google-chrome',
  'chromium',
  'chromium-browser',
  'microsoft-edge-stable',
  'microsoft-edge',
];

/** The flags that keep a browser quiet on a closed network. */
export const quietFlags: readonly string[] = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

/**
 * A Chromium to drive: `CHROME_PATH`, an installed one, Playwright's own, else one that is installed now.
 * @throws Error when `CHROME_PATH` leads nowhere or none can be installed
 */
export async function findChromium(): Promise<string> {
  const chosen = process.env['CHROME_PATH'];
  if (chosen) {
    if (existsSync(chosen)) return chosen;
    throw new Error(`CHROME_PATH names no file: ${chosen}`);
  }
  return (
    present() ??
    (await withLock(path.resolve('.vscode-test/chromium.lock'), async () => {
      const program = present() ?? (await byApt()) ?? (await byPlaywright());
      if (program) return program;
      throw new Error('No Chromium was found and none could be installed; set CHROME_PATH.');
    }))
  );
}

function present(): string | undefined {
  const onPath = (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .flatMap((folder) => linuxNames.map((name) => path.join(folder, name)));
  const own = chromium.executablePath();
  return [...(programs[process.platform] ?? onPath), '/usr/bin/chromium', own].find((program) =>
    existsSync(program),
  );
}

async function byApt(): Promise<string | undefined> {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined;
  console.error('No Chromium found: installing one (apt-get install chromium)…');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const flags = ['-y', '-q', '-o', 'DPkg::Lock::Timeout=300'];
  for (const args of [
    [...flags, 'update'],
    [...flags, '--no-install-recommends', 'install', 'chromium', 'fonts-liberation'],
  ]) {
    const { code } = await runProgram({ command: '/usr/bin/apt-get', args, env }, 'stderr');
    if (code !== 0) return undefined;
  }
  return present();
}

async function byPlaywright(): Promise<string | undefined> {
  console.error("No Chromium found: installing Playwright's own…");
  const { code } = await runProgram(
    packageProgram('playwright-core/cli.js', ['install', 'chromium']),
    'stderr',
  );
  return code === 0 ? present() : undefined;
}
