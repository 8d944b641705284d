// node test/support/run.mjs TASK [flags]: installs what is missing, builds what the task needs, runs it in this process,
// so that signals sent to the script reach the task and the task sees its real parent.
import { readdir, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ensurePackages } from './install.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** What esbuild.mjs has to build before a task; the rest is built by the task itself or not needed. */
const builds = new Map([
  ['start', ['support', 'extension', 'sandbox']],
  ['test', ['support']],
  ['check', ['support']],
  ['unit', ['support', 'tests', 'sandbox']],
  ['host', ['support', 'extension', 'sandbox', 'tests']],
  ['ui', ['support', 'extension', 'sandbox', 'tests']],
  ['bench', ['support', 'extension', 'sandbox', 'tests']],
  ['pictures', ['support', 'extension', 'sandbox', 'tests']],
  ['package', ['support']],
  ['vsix', ['support']],
  ['sandbox', ['sandbox']],
]);

async function newest(...places) {
  let time = 0;
  for (const place of places) {
    const found = await stat(place);
    const files = found.isDirectory() ? await readdir(place, { recursive: true }) : [''];
    for (const file of files) {
      time = Math.max(time, (await stat(path.join(place, file))).mtimeMs);
    }
  }
  return time;
}

/** The sandbox is started often and by programs that wait for it: it is built only after a change. */
async function isSandboxBuilt() {
  const built = await stat(path.join(root, 'out/sandbox.cjs')).catch(() => undefined);
  if (!built) return false;
  const sources = ['src/sandbox', 'esbuild.mjs', 'package-lock.json'];
  return built.mtimeMs > (await newest(...sources.map((source) => path.join(root, source))));
}

async function main() {
  const [task, ...flags] = process.argv.slice(2);
  const groups = builds.get(task);
  if (!groups) {
    console.error(`Usage: node test/support/run.mjs ${[...builds.keys()].join('|')} [flags]`);
    process.exit(2);
  }
  const parent = process.ppid;
  // A foreground service ends well on a signal, whatever it is doing; a cut-off test run has not passed.
  const service = task === 'sandbox' || task === 'start';
  const onInterrupt = () => process.exit(service ? 0 : 130);
  const onTerminate = () => process.exit(service ? 0 : 143);
  process.on('SIGINT', onInterrupt).on('SIGTERM', onTerminate);
  // What a task has started goes with it (see the `exit` handlers), and it goes with its parent.
  const orphaned = setInterval(() => {
    if (process.ppid !== parent) process.exit(service ? 0 : 1);
  }, 500);
  orphaned.unref();

  await ensurePackages(root);
  if (task !== 'sandbox' || !(await isSandboxBuilt())) {
    const { build } = await import('../../esbuild.mjs');
    await build({ only: groups });
  }
  if (process.ppid !== parent) process.exit(service ? 0 : 1);

  if (task === 'sandbox') {
    clearInterval(orphaned);
    const program = path.join(root, 'out/sandbox.cjs');
    process.argv = [process.argv[0], program, ...flags];
    createRequire(import.meta.url)(program);
    // Only now: the program has handlers of its own.
    process.off('SIGINT', onInterrupt).off('SIGTERM', onTerminate);
    return;
  }
  process.chdir(root);
  const { run } = await import(pathToFileURL(path.join(root, 'out/support', `${task}.mjs`)).href);
  process.exit(await run(flags));
}

main().catch((error) => {
  // esbuild has printed its errors itself.
  if (!error.errors) console.error(error);
  process.exit(1);
});
