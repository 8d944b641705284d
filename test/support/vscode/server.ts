import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { signalGroup, stopGroup } from '../childProcess.ts';
import { installServer } from './serverInstall.ts';
import type { VscodeVersion } from './versions.ts';

export interface ServerOptions {
  readonly version: VscodeVersion;
  /** A fresh folder: user settings, extensions, logs and storage of this server live in it. */
  readonly dataDir: string;
  readonly settings: Readonly<Record<string, unknown>>;
  /** Reaches the extension host. */
  readonly env?: NodeJS.ProcessEnv;
  /** Lets the page load an extension and its tests by a payload, and refuses real dialogs. */
  readonly testDriver?: boolean;
}

export interface VscodeServer {
  readonly version: VscodeVersion;
  /** Without a slash at its end. */
  readonly url: string;
  readonly port: number;
  readonly dataDir: string;
  /** All it said so far. */
  output(): string;
  /** Resolves when it is gone, asked to or not. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

const startMs = 60_000;
/** A socket's path has room for about a hundred characters, most of which VS Code's own names take. */
const shortEnough = 48;

/** Starts the web workbench's server on a free port of the loopback interface. */
export async function startServer(options: ServerOptions): Promise<VscodeServer> {
  const { version, dataDir } = options;
  const install = await installServer(version);
  await writeUserSettings(dataDir, options.settings);
  const child = spawn(
    install.node,
    [
      ...['--require', path.resolve('test/support/vscode/endWithParent.cjs')],
      'out/server-main.js',
      ...['--host', '127.0.0.1', '--port', '0'],
      ...['--server-data-dir', dataDir],
      '--without-connection-token',
      '--accept-server-license-terms',
      '--disable-workspace-trust',
      '--disable-telemetry',
      ...(options.testDriver ? ['--enable-smoke-test-driver'] : []),
    ],
    {
      cwd: install.folder,
      env: { ...(await serverEnvironment(dataDir)), ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
    },
  );
  const kill = () => signalGroup(child, 'SIGKILL');
  // Before the handlers that remove what it may still write to.
  process.prependListener('exit', kill);
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  let output = '';
  const port = await new Promise<number>((resolve, reject) => {
    const timer = setTimeout(() => reject(failure('did not start in time')), startMs);
    const failure = (what: string) =>
      new Error(`The VS Code ${version} server ${what}:\n${output}`);
    const listen = (chunk: Buffer) => {
      output += chunk.toString();
      const found = /listening on (\d+)/.exec(output);
      if (!found) return;
      clearTimeout(timer);
      resolve(Number(found[1]));
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('error', reject);
    void ended.then(() => {
      clearTimeout(timer);
      reject(failure('ended'));
    });
  }).catch((error: unknown) => {
    kill();
    throw error;
  });
  return {
    version,
    url: `http://127.0.0.1:${port}`,
    port,
    dataDir,
    output: () => output,
    ended,
    stop: async () => {
      await stopGroup(child);
      process.off('exit', kill);
    },
  };
}

/** Every scope, application-scoped settings too. */
async function writeUserSettings(
  dataDir: string,
  settings: Readonly<Record<string, unknown>>,
): Promise<void> {
  const file = path.join(dataDir, 'data/User/settings.json');
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify(settings, undefined, 2));
}

/** Without what a surrounding VS Code or npm would press upon it; its sockets and drafts inside its own folder. */
async function serverEnvironment(dataDir: string): Promise<NodeJS.ProcessEnv> {
  const foreign = /^(VSCODE_|ELECTRON_|npm_|NODE_OPTIONS$|XDG_RUNTIME_DIR$)/;
  const own = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  const temp = path.join(dataDir, 'tmp');
  if (temp.length > shortEnough) return Object.fromEntries(own);
  await mkdir(temp, { recursive: true });
  return { ...Object.fromEntries(own), TMPDIR: temp };
}
