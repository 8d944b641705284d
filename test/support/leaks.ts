import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { RunSecrets } from './runSecrets.ts';

/** Where something was found that must not be there. Never what. */
export interface Leak {
  readonly place: string;
  readonly kind: 'key' | 'number';
}

/** The environment variable that names the file in which windows note what was found when they were closed. */
export const leaksVariable = 'WAZZUP_TEST_LEAKS';

/** Notes that a window was looked through, and what was found. */
export function noteWindow(leaks: readonly Leak[]): void {
  const file = process.env[leaksVariable];
  if (file) appendFileSync(file, `${JSON.stringify(leaks)}\n`);
}

/** What windows have noted in a file; undefined if none was looked through. */
export function readWindows(file: string): readonly Leak[] | undefined {
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.flatMap((line): readonly Leak[] => JSON.parse(line));
}

const yearMs = 366 * 86_400_000;

/** Without the times of these days in milliseconds, which may hold the digits of a number by chance. */
function withoutTimes(text: string): string {
  return text.replace(/(?<!\d)\d{13}(?!\d)/g, (digits) =>
    Math.abs(Number(digits) - Date.now()) < yearMs ? '' : digits,
  );
}

/** Finds the secrets of a run in texts and files. */
export class LeakSearch {
  readonly #secrets: RunSecrets;
  readonly #lengths: readonly number[];

  constructor(secrets: RunSecrets) {
    this.#secrets = secrets;
    this.#lengths = [...new Set([...secrets.numbers].map(({ length }) => length))];
  }

  /**
   * The files of a folder with a key in them, or with a number where numbers may not be.
   *
   * @param isLeftOut files that are not of the run's making, by path within the folder
   * @param mayHoldNumbers files that may hold numbers, by path within the folder
   */
  async inFolder(
    folder: string,
    isLeftOut: (file: string) => boolean,
    mayHoldNumbers: (file: string) => boolean,
  ): Promise<readonly Leak[]> {
    const names = (await readdir(folder, { recursive: true })).filter((name) => !isLeftOut(name));
    const leaks: Leak[] = [];
    for (const name of names) {
      const file = path.join(folder, name);
      if (!(await stat(file).catch(() => undefined))?.isFile()) continue;
      const found = this.inText(name, (await readFile(file)).toString('latin1'));
      leaks.push(...found.filter(({ kind }) => kind === 'key' || !mayHoldNumbers(name)));
    }
    return leaks;
  }

  /** What a text holds, be it of one or two bytes a character. */
  inText(place: string, text: string): readonly Leak[] {
    let plain = withoutTimes(text.replaceAll('\0', ''));
    for (const example of this.#secrets.examples) plain = plain.replaceAll(example, '');
    const hasKey = [...this.#secrets.keys].some((key) => plain.includes(key));
    return [
      ...(hasKey ? [{ place, kind: 'key' } as const] : []),
      ...(this.#hasNumber(plain) ? [{ place, kind: 'number' } as const] : []),
    ];
  }

  /** By all runs of digits: there may be thousands of numbers. */
  #hasNumber(text: string): boolean {
    for (const [digits] of text.matchAll(/\d{10,}/g)) {
      for (const length of this.#lengths) {
        for (let at = 0; at + length <= digits.length; at++) {
          if (this.#secrets.numbers.has(digits.slice(at, at + length))) return true;
        }
      }
    }
    return false;
  }
}
