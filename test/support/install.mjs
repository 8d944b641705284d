// Installs the packages of package-lock.json where they are missing or of other versions.
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { withLock } from './lock.mjs';

async function readPackages(file) {
  try {
    return JSON.parse(await readFile(file, 'utf8')).packages;
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** npm's own record of what it put into node_modules, against the lock file; versions, not file times, which a clone changes. */
async function isInstalled(root) {
  const wanted = await readPackages(path.join(root, 'package-lock.json'));
  const present = await readPackages(path.join(root, 'node_modules', '.package-lock.json'));
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(
    ([place, { version, optional }]) =>
      place === '' || present[place]?.version === version || (optional && !present[place]),
  );
}

function runNpm(args, root) {
  const npm = process.env.npm_execpath;
  const [program, ...first] = npm?.endsWith('npm-cli.js')
    ? [process.execPath, npm]
    : [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
  // npm's words go to standard error: standard output belongs to the script that was asked for.
  const child = spawn(program, [...first, ...args], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: program === 'npm.cmd',
  });
  const stop = () => child.kill('SIGKILL');
  process.once('exit', stop);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      process.off('exit', stop);
      if (code === 0) resolve();
      else reject(new Error(`npm ${args[0]} failed (exit code ${code})`));
    });
  });
}

export async function ensurePackages(root) {
  if (await isInstalled(root)) return;
  await withLock(
    path.join(root, '.vscode-test', 'packages.lock'),
    async () => {
      if (await isInstalled(root)) return;
      const flags = ['--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
      console.error('Installing the packages of package-lock.json (npm ci)…');
      try {
        await runNpm(['ci', ...flags], root);
      } catch (error) {
        // A registry that lacks packages of other platforms makes npm find the lock file wrong.
        console.error(`${error.message}; trying npm install…`);
        await runNpm(['install', '--no-save', ...flags], root);
      }
    },
    () => console.error('Another run is installing packages; waiting for it…'),
  );
}
