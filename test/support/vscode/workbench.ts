import { cp, mkdir, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { noteWindow } from '../leaks.ts';
import { readRunSecrets, secretsVariable } from '../runSecrets.ts';
import { type Sandbox, startSandbox } from '../sandboxProcess.ts';
import { createTempFolder } from '../tempFolder.ts';
import { openPage } from './browser.ts';
import { installExtension, installHelper } from './extensions.ts';
import { leaksInBrowser, leaksInUserData, type StoredText, storedInBrowser } from './leftBehind.ts';
import { startServer, type VscodeServer } from './server.ts';
import { quietSettings } from './settings.ts';
import { parseVersion, type VscodeVersion, versions, versionVariable } from './versions.ts';

export interface WorkbenchOptions {
  /** By default the one `npm run test:ui` was asked for. */
  readonly version?: VscodeVersion;
  /** User settings beside the quiet ones; `undefined` leaves one of those out. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** How many demo contacts the sandbox holds (25). */
  readonly contacts?: number;
  readonly extraSandboxFlags?: readonly string[];
  /** A folder whose copy is opened; by default an empty one. */
  readonly folder?: string;
  /** Folders of extensions of the tests that are installed, too. */
  readonly extraExtensions?: readonly string[];
  /** What VS Code tells extensions that its language is. Its own words stay English: they are in a language pack. */
  readonly language?: string;
}

/** A real VS Code in a browser with the extension installed, and a sandbox it talks to. No account is connected yet. */
export interface Workbench {
  readonly page: Page;
  readonly sandbox: Sandbox;
  readonly server: VscodeServer;
  readonly serverDataDir: string;
  /** The opened folder on disk. */
  readonly folder: string;
  /** What the page said in its console, errors of the page itself included. */
  readonly console: readonly string[];
  /**
   * Reloads the window. Secrets stay; layout and open editors as VS Code last saved them, which may be seconds old.
   */
  reload(): Promise<void>;
  /** Ends browser, server and sandbox and removes their files. */
  close(): Promise<void>;
}

const openMs = 60_000;
const pollMs = 50;

export async function openWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  const version = options.version ?? parseVersion(process.env[versionVariable] ?? versions.latest);
  const temp = createTempFolder();
  const stored: StoredText[] = [];
  const lookForLeaks = async () => {
    const secrets = readRunSecrets(process.env[secretsVariable] ?? '');
    const inFiles = await leaksInUserData(path.join(temp.path, 'data'), secrets);
    noteWindow([...inFiles, ...leaksInBrowser(stored, secrets)]);
  };
  const closers: (() => Promise<void> | void)[] = [() => temp.remove(), lookForLeaks];
  const close = async () => {
    for (const one of closers.splice(0).reverse()) await one();
  };
  try {
    const serverDataDir = path.join(temp.path, 'data');
    const folder = path.join(temp.path, 'workspace');
    await mkdir(folder);
    if (options.folder) await cp(options.folder, folder, { recursive: true });
    const extensionsDir = path.join(serverDataDir, 'extensions');
    await installExtension(process.cwd(), extensionsDir);
    for (const other of options.extraExtensions ?? []) await installHelper(other, extensionsDir);

    const sandbox = await startSandbox([
      ...['--contacts', String(options.contacts ?? 25)],
      ...(options.extraSandboxFlags ?? []),
    ]);
    closers.push(sandbox.stop);
    const server = await startServer({
      version,
      dataDir: serverDataDir,
      settings: { ...quietSettings(sandbox.url), ...options.settings },
    });
    closers.push(server.stop);
    const browser = await openPage();
    closers.push(browser.close);

    const { page } = browser;
    // A language pack would say so before the workbench starts.
    const named = (language: string) =>
      Object.assign(globalThis, { _VSCODE_NLS_LANGUAGE: language });
    if (options.language) await page.addInitScript(named, options.language);
    closers.push(async () => void stored.push(...(await storedInBrowser(page))));
    const said: string[] = [];
    page.on('console', (message) => said.push(`[${message.type()}] ${message.text()}`));
    page.on('pageerror', (error) => said.push(`[uncaught] ${error.stack ?? error.message}`));
    await page.goto(`${server.url}/?${new URLSearchParams({ folder })}`);
    let loads = 1;
    await waitUntilReady(page, serverDataDir, loads);
    const reload = async () => {
      loads += 1;
      await page.reload();
      await waitUntilReady(page, serverDataDir, loads);
    };
    return { page, sandbox, server, serverDataDir, folder, console: said, reload, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The workbench is drawn, knows the extension, and its extension host takes commands. */
async function waitUntilReady(page: Page, dataDir: string, loads: number): Promise<void> {
  await page
    .locator('.activitybar [class*="extension-wazzup"]')
    .first()
    .waitFor({ timeout: openMs });
  const deadline = Date.now() + openMs;
  while ((await startedHosts(dataDir)) < loads) {
    if (Date.now() > deadline) throw new Error('The extension host did not start in time.');
    await sleep(pollMs);
  }
}

/** Each load of the window starts an extension host with a log of its own. */
async function startedHosts(dataDir: string): Promise<number> {
  const logs = path.join(dataDir, 'data/logs');
  const names = await readdir(logs, { recursive: true }).catch(() => []);
  const texts = await Promise.all(
    names
      .filter((name) => path.basename(name) === 'remoteexthost.log')
      .map((name) => readFile(path.join(logs, name), 'utf8')),
  );
  return texts.filter((text) => text.includes('Eager extensions activated')).length;
}
