import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const prefix = 'wazzup-contacts-';

export interface TempFolder {
  readonly path: string;
  remove(): void;
}

/**
 * A new folder for one run. It goes with `remove`, at the latest with this process; folders of processes that were
 * killed before they could do so go when the next one is made.
 */
export function createTempFolder(): TempFolder {
  removeAbandoned();
  const folder = mkdtempSync(path.join(os.tmpdir(), `${prefix}${process.pid}-`));
  const remove = () => {
    process.off('exit', remove);
    removeFolder(folder);
  };
  process.on('exit', remove);
  return { path: folder, remove };
}

function removeAbandoned(): void {
  for (const name of readdirSync(os.tmpdir())) {
    const pid = name.startsWith(prefix)
      ? Number.parseInt(name.slice(prefix.length), 10)
      : Number.NaN;
    if (pid > 0 && !isAlive(pid)) removeFolder(path.join(os.tmpdir(), name));
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function removeFolder(folder: string): void {
  try {
    // A process that is just ending may still write: try again rather than leave files behind.
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  } catch (error) {
    console.error(`Could not remove ${folder}: ${String(error)}`);
  }
}
