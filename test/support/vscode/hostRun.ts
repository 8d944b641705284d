import { createWriteStream, mkdirSync } from 'node:fs';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { format } from 'node:util';
import { authorityText, authorityVariable, newAuthority } from '../certificates.ts';
import { type Counts, hasPassed, nothingRan, readCounts } from '../counts.ts';
import { readRunSecrets, secretsVariable } from '../runSecrets.ts';
import { rootVariable, type Sandbox, sandboxVariable, startSandbox } from '../sandboxProcess.ts';
import { createTempFolder } from '../tempFolder.ts';
import { openPage } from './browser.ts';
import { runDesktop } from './desktop.ts';
import {
  leaksInBrowser,
  leaksInFile,
  leaksInUserData,
  type StoredText,
  storedInBrowser,
  withLeaks,
} from './leftBehind.ts';
import { startServer } from './server.ts';
import { quietSettings } from './settings.ts';
import { installRivals } from './startRivals.ts';
import { type VscodeVersion, versionVariable } from './versions.ts';

export interface HostTestRun {
  readonly version: VscodeVersion;
  /** Only tests whose full name matches. */
  readonly grep?: string | undefined;
}

/** What one run of the suite needs, in whichever host. */
export interface PreparedRun {
  readonly version: VscodeVersion;
  readonly extension: string;
  readonly suite: string;
  /** A fresh folder for user data. */
  readonly dataDir: string;
  readonly workspace: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly env: Readonly<Record<string, string>>;
}

const runMs = 15 * 60_000;
/** Stands before each message of the tests in the console that they share with VS Code. */
const mark = '\u2063';
const fixture = 'test/host/workspace';

/** Runs the built suite inside a real VS Code, the desktop one where there can be one, and streams its console. */
export async function runHostTests({ version, grep }: HostTestRun): Promise<Counts> {
  const temp = createTempFolder();
  const secretsFile = path.join(temp.path, 'secrets.ndjson');
  process.env[secretsVariable] = secretsFile;
  const sandbox = await startSandbox(['--contacts', '250']);
  try {
    const countsFile = path.join(temp.path, 'counts.json');
    const workspace = path.join(temp.path, 'workspace');
    const authority = path.join(temp.path, 'authority.pem');
    await writeFile(authority, authorityText(newAuthority()));
    await mkdir(workspace);
    await cp(path.resolve(fixture), workspace, { recursive: true }).catch(ignoreMissing);
    const prepared: PreparedRun = {
      version,
      extension: process.cwd(),
      suite: path.resolve('out/test/host/suite.js'),
      dataDir: path.join(temp.path, 'data'),
      workspace,
      settings: quietSettings(sandbox.url),
      env: {
        [sandboxVariable]: addressOf(sandbox),
        [rootVariable]: process.cwd(),
        [versionVariable]: version,
        [secretsVariable]: secretsFile,
        [authorityVariable]: authority,
        NODE_EXTRA_CA_CERTS: authority,
        WAZZUP_TEST_COUNTS: countsFile,
        WAZZUP_TEST_DATA: path.join(temp.path, 'data'),
        ...(grep === undefined ? {} : { WAZZUP_TEST_GREP: grep }),
      },
    };
    await installRivals(prepared.extension, path.join(prepared.dataDir, 'extensions'));
    const stored: StoredText[] = [];
    const code = (await runDesktop(prepared)) ?? (await runInServer(prepared, stored));
    const secrets = readRunSecrets(secretsFile);
    const leaks = [
      ...(await leaksInUserData(prepared.dataDir, secrets)),
      ...(await leaksInFile(consoleFile(version), secrets)),
      ...leaksInBrowser(stored, secrets),
    ];
    const counts = withLeaks((await readCounts(countsFile)) ?? nothingRan, leaks, secrets);
    if (code === 0 || counts.failed > 0) return counts;
    console.error(`VS Code ${version} ended with code ${code}.`);
    return {
      ...counts,
      failed: hasPassed(counts) ? 1 : counts.failed,
      failures: [...counts.failures, `VS Code ended with code ${code}.`],
    };
  } finally {
    await sandbox.stop();
    delete process.env[secretsVariable];
    temp.remove();
  }
}

const addressOf = ({ url, key, sidecarKey }: Sandbox): string =>
  JSON.stringify({ url, key, sidecarKey });

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}

/**
 * @param stored gets what the page keeps in the browser
 * @returns the code the run ended with; 0 = all passed
 */
async function runInServer(run: PreparedRun, stored: StoredText[]): Promise<number> {
  const server = await startServer({
    version: run.version,
    dataDir: run.dataDir,
    settings: run.settings,
    env: { ...run.env, WAZZUP_TEST_MARK: mark },
    testDriver: true,
  });
  const log = consoleLog(run.version);
  try {
    const { page, close } = await openPage();
    try {
      const code = new Promise<number>((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error('The run took too long.')), runMs);
        timer.unref();
        page.on('crash', () => reject(new Error('The workbench page crashed.')));
        void server.ended.then(() => reject(new Error(`The server ended:\n${server.output()}`)));
        void page.exposeFunction('codeAutomationLog', log.add);
        void page.exposeFunction('codeAutomationExit', (exit: number) => resolve(exit));
      });
      // Both may fail; the other one's failure must not count as unhandled.
      code.catch(() => undefined);
      const remote = (file: string) => `vscode-remote://127.0.0.1:${server.port}${file}`;
      const payload = [
        ['extensionDevelopmentPath', remote(run.extension)],
        ['extensionTestsPath', remote(run.suite)],
        ['skipWelcome', 'true'],
      ];
      const query = new URLSearchParams({
        folder: run.workspace,
        payload: JSON.stringify(payload),
      });
      await page.goto(`${server.url}/?${query}`);
      const exit = await code;
      stored.push(...(await storedInBrowser(page)));
      if (exit !== 0) console.error(`What VS Code itself had to say: ${log.file}`);
      return exit;
    } finally {
      await close();
    }
  } finally {
    await server.stop();
  }
}

const consoleFile = (version: string) => path.resolve(`test/.out/host-${version}.log`);

interface ConsoleLog {
  readonly file: string;
  add(type: string, args: readonly unknown[]): void;
}

/** Shows what the tests print and keeps what VS Code itself has to say in a file. */
function consoleLog(version: string): ConsoleLog {
  const file = consoleFile(version);
  mkdirSync(path.dirname(file), { recursive: true });
  const stream = createWriteStream(file);
  return {
    file,
    add: (type, args) => {
      const text = format(...args);
      stream.write(`[${type}] ${text}\n`);
      if (!text.startsWith(mark)) return;
      const print = type === 'error' || type === 'warn' ? console.error : console.log;
      print(text.slice(mark.length));
    },
  };
}
