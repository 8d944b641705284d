import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { Sandbox } from '../sandboxProcess.ts';
import { createTempFolder } from '../tempFolder.ts';
import { desktopFlags, findDesktop } from './desktop.ts';
import { installExtension, installHelper } from './extensions.ts';
import { startProxy } from './proxy.ts';
import { startServer } from './server.ts';
import { quietSettings } from './settings.ts';
import { type VscodeVersion, versions } from './versions.ts';

export interface DemoOptions {
  readonly host: 'desktop' | 'server' | undefined;
  readonly port: number;
  readonly version: VscodeVersion | undefined;
}

/** A VS Code that can be used, until this process ends or `ended` resolves. */
export interface Demo {
  readonly url: string;
  /** Whether someone still has to open the address in a browser. */
  readonly inBrowser: boolean;
  readonly ended: Promise<void>;
}

const starter = path.resolve('test/support/starter');
const pollMs = 200;

/** Opens a VS Code whose starter extension connects the sandbox's account. */
export async function openDemo(sandbox: Sandbox, options: DemoOptions): Promise<Demo> {
  const { path: temp } = createTempFolder();
  const workspace = path.join(temp, 'wazzup-demo');
  await cp(path.join(starter, 'workspace'), workspace, { recursive: true });
  const place: Place = {
    dataDir: path.join(temp, 'data'),
    workspace,
    settings: quietSettings(sandbox.url),
    env: { WAZZUP_DEMO_KEY: sandbox.key },
  };
  if (options.host !== 'server') {
    const program = await findDesktop(options.version ?? versions.latest);
    if (program) return openDesktop(program, place, path.join(temp, 'ready'));
  }
  return openServer(options.version ?? versions.min, options.port, place);
}

interface Place {
  readonly dataDir: string;
  readonly workspace: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly env: Readonly<Record<string, string>>;
}

async function installBoth(extensionsDir: string): Promise<void> {
  await installExtension(process.cwd(), extensionsDir);
  await installHelper(starter, extensionsDir);
}

async function openServer(version: VscodeVersion, port: number, place: Place): Promise<Demo> {
  const { dataDir, settings, env, workspace } = place;
  await installBoth(path.join(dataDir, 'extensions'));
  const server = await startServer({ version, dataDir, settings, env });
  const listening = await startProxy(server.port, port);
  const url = `http://127.0.0.1:${listening}/?${new URLSearchParams({ folder: workspace })}`;
  const page = await fetch(url);
  const text = await page.text();
  if (!page.ok || !text.includes('workbench')) {
    throw new Error(`The workbench does not answer (${page.status}):\n${server.output()}`);
  }
  const ended = server.ended.then(() => {
    throw new Error(`The VS Code server ended:\n${server.output()}`);
  });
  return { url, inBrowser: true, ended };
}

async function openDesktop(program: string, place: Place, ready: string): Promise<Demo> {
  const { dataDir, settings, env, workspace } = place;
  const flags = await desktopFlags(dataDir, settings);
  await installBoth(path.join(dataDir, 'extensions'));
  const child = spawn(program, [workspace, ...flags, '--new-window', '--password-store=basic'], {
    env: { ...process.env, ...env, WAZZUP_DEMO_READY: ready },
    stdio: ['ignore', 'ignore', 'ignore'],
  });
  process.prependListener('exit', () => void child.kill('SIGKILL'));
  const ended = once(child, 'exit').then(() => undefined);
  let open = true;
  void ended.then(
    () => {
      open = false;
    },
    () => undefined,
  );
  while (open && !(await exists(ready))) await Promise.race([ended, sleep(pollMs)]);
  if (!open) throw new Error('The VS Code window closed before it could be used.');
  return { url: `vscode://file${pathToFileURL(workspace).pathname}`, inBrowser: false, ended };
}

const exists = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );
