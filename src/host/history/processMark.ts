import { readFileSync } from 'node:fs';
import os from 'node:os';
import type { Holder } from '../../core/change/operationRecord.ts';

/**
 * What tells the process with this number from all others that had it or will: when it began, since which start of the
 * computer. Undefined if there is none, and where the system does not tell as cheaply (all but Linux).
 */
export function processMark(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The program's name comes before, in parentheses, and may hold anything.
    const began = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
    return began && `${boot}/${began}`;
  } catch {
    return undefined;
  }
}

/**
 * Whether a process that wrote at that time is still there. Numbers come again: without marks, one that is there now is
 * another one at least if the computer was started since.
 */
export function isAlive({ pid, mark, time }: Holder): boolean {
  if (!exists(pid)) return false;
  const now = processMark(pid);
  if (mark !== undefined && now !== undefined) return mark === now;
  return time >= Date.now() - os.uptime() * 1000;
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
