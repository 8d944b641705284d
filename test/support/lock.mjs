// One at a time across processes: npm installs into the same folder must not run side by side.
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const pollMs = 200;
/** A lock file without a process id is being written by its owner, unless it stays so for this long. */
const unsignedMs = 10_000;

function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Whether the lock's owner is gone without having released it. */
async function isStale(file) {
  try {
    const pid = Number(await readFile(file, 'utf8'));
    if (pid > 0) return !alive(pid);
    return Date.now() - (await stat(file)).mtimeMs > unsignedMs;
  } catch (error) {
    if (error.code === 'ENOENT') return false;
    throw error;
  }
}

export async function withLock(file, work, onWait = () => {}) {
  await mkdir(path.dirname(file), { recursive: true });
  for (let waited = false; ; ) {
    try {
      await writeFile(file, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (await isStale(file)) {
      // Only one of several waiting processes succeeds in moving a file away.
      const moved = `${file}.${process.pid}`;
      await rename(file, moved).catch(() => undefined);
      await rm(moved, { force: true });
      continue;
    }
    if (!waited) onWait();
    waited = true;
    await sleep(pollMs);
  }
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
}
