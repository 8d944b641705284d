import { cp, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { npm, runProgram } from '../childProcess.ts';
import { withLock } from '../lock.mjs';
import type { VscodeVersion } from './versions.ts';

/** A VS Code server on disk and the Node that runs it. */
export interface ServerInstall {
  /** The folder of `out/server-main.js`. */
  readonly folder: string;
  readonly node: string;
}

/** The packages that hold each version, and the oldest Node they run on. */
const packages: Record<VscodeVersion, { codeServer: string; node: number }> = {
  '1.100.3': { codeServer: '4.100.3', node: 20 },
  '1.139.1': { codeServer: '4.139.1', node: 24 },
};

/** Outside node_modules, which `npm ci` empties. */
const cache = (): string => path.resolve('.vscode-test');

/** Installs what is missing of a version; several processes may ask at once. */
export async function installServer(version: VscodeVersion): Promise<ServerInstall> {
  const { codeServer, node } = packages[version];
  const root = await installOnce(`code-server-${codeServer}`, async (folder) => {
    await npmInstall([`code-server@${codeServer}`], folder);
    await npmInstall(['--omit=dev'], vscodeFolder(folder));
  });
  const folder = vscodeFolder(root);
  await replaceNativeModules(folder);
  await provideRipgrep(folder);
  return { folder, node: await nodeOf(node) };
}

const vscodeFolder = (root: string): string =>
  path.join(root, 'node_modules/code-server/lib/vscode');

async function npmInstall(args: readonly string[], folder: string): Promise<void> {
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const { code, text } = await runProgram(npm(['install', ...flags, ...args], folder), 'collect');
  if (code !== 0) throw new Error(`npm install ${args.join(' ')} failed:\n${text}`);
}

/** This very Node if it is new enough, else one from npm. */
async function nodeOf(major: number): Promise<string> {
  if (Number.parseInt(process.versions.node, 10) >= major) return process.execPath;
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const prefix = process.platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node';
  // The package that `node` itself fetches by an install script; taken directly it needs none.
  const name = `${prefix}-${platform}-${process.arch}`;
  const root = await installOnce(`node-${major}`, (folder) =>
    npmInstall([`${name}@${major}`], folder),
  );
  const program = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node';
  return path.join(root, 'node_modules', name, program);
}

/** Makes a folder of the cache in one go: a draft that was cut off is thrown away by the next who tries. */
async function installOnce(name: string, fill: (folder: string) => Promise<void>): Promise<string> {
  const folder = path.join(cache(), name);
  if (await exists(folder)) return folder;
  await withLock(
    `${folder}.lock`,
    async () => {
      if (await exists(folder)) return;
      console.error(`Installing ${name} into ${path.relative(process.cwd(), cache())}/…`);
      for (const entry of await readdir(cache())) {
        if (entry.startsWith(`${name}.draft`)) {
          await rm(path.join(cache(), entry), { recursive: true, force: true });
        }
      }
      const draft = `${folder}.draft-${process.pid}`;
      await mkdir(draft, { recursive: true });
      await writeFile(path.join(draft, 'package.json'), '{ "private": true }\n');
      await fill(draft);
      await rename(draft, folder);
    },
    () => console.error(`Another run is installing ${name}; waiting for it…`),
  );
  return folder;
}

const exists = (place: string): Promise<boolean> =>
  stat(place).then(
    () => true,
    () => false,
  );

/** Puts plain JavaScript in the place of native modules, which would have to be compiled. */
async function replaceNativeModules(folder: string): Promise<void> {
  for (const [name, file] of [
    ['@vscode/spdlog', 'spdlog.cjs'],
    ['native-watchdog', 'watchdog.cjs'],
    ['@vscode/native-watchdog', 'watchdog.cjs'],
  ] as const) {
    const source = path.resolve('test/support/vscode', file);
    const target = path.join(folder, 'node_modules', name, 'index.js');
    // The watchdog has another name in each version.
    const present = await readFile(target, 'utf8').catch(() => undefined);
    if (present === undefined || present === (await readFile(source, 'utf8'))) continue;
    const draft = `${target}.${process.pid}.tmp`;
    await cp(source, draft);
    await rename(draft, target);
  }
}

/** VS Code's file search, where its package would fetch the program by an install script (1.100.3). */
async function provideRipgrep(folder: string): Promise<void> {
  const program = process.platform === 'win32' ? 'rg.exe' : 'rg';
  const target = path.join(folder, 'node_modules/@vscode/ripgrep/bin', program);
  if (!(await exists(path.join(folder, 'node_modules/@vscode/ripgrep'))) || (await exists(target)))
    return;
  const name = `@vscode/ripgrep-${process.platform}-${process.arch}`;
  try {
    const root = await installOnce('ripgrep', (draft) => npmInstall([`${name}@1.18.0`], draft));
    await mkdir(path.dirname(target), { recursive: true });
    const draft = `${target}.${process.pid}.tmp`;
    await cp(path.join(root, 'node_modules', name, 'bin', program), draft);
    await rename(draft, target);
  } catch (error) {
    console.error(`File search will not work in this VS Code: ${String(error)}`);
  }
}
