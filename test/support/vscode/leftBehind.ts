import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import type { Counts } from '../counts.ts';
import { type Leak, LeakSearch } from '../leaks.ts';
import type { RunSecrets } from '../runSecrets.ts';

const ours = 'contacts-tools.wazzup-contacts';

/** Programs, ours and VS Code's: their texts hold invented numbers as examples. */
const isProgram = (file: string) => /(^|\/)(extensions|CachedData|CachedExtension\w*)\//.test(file);

/** What `SECURITY.md` names: history, bases of drafts, the cache, and VS Code's own backups of drafts. */
const mayHoldNumbers = (file: string) =>
  new RegExp(`/(globalStorage|workspaceStorage/[^/]+)/${ours}/(history|drafts|cache)/`).test(
    file,
  ) || /(^|\/)Backups\//.test(file);

/** Where the folder of VS Code's user data holds a key or a number that must not be there. */
export async function leaksInUserData(
  dataDir: string,
  secrets: RunSecrets,
): Promise<readonly Leak[]> {
  return await new LeakSearch(secrets).inFolder(dataDir, isProgram, mayHoldNumbers);
}

/** The same of one file, where it exists. */
export async function leaksInFile(file: string, secrets: RunSecrets): Promise<readonly Leak[]> {
  return existsSync(file)
    ? new LeakSearch(secrets).inText(file, await readFile(file, 'latin1'))
    : [];
}

/** A text that the workbench's page keeps in the browser. */
export interface StoredText {
  readonly place: string;
  readonly text: string;
}

/** All that the workbench's page keeps in the browser: its state, its logs, its secrets. */
export async function storedInBrowser(page: Page): Promise<readonly StoredText[]> {
  return await page.evaluate(storedByPage);
}

/** Where texts of the browser hold a key or a number that must not be there. */
export function leaksInBrowser(
  stored: readonly StoredText[],
  secrets: RunSecrets,
): readonly Leak[] {
  const search = new LeakSearch(secrets);
  return stored.flatMap(({ place, text }) => search.inText(`the browser's ${place}`, text));
}

/** What a page has, as far as it is asked for here. */
interface PageGlobals {
  readonly localStorage: Readonly<Record<string, string>>;
  readonly sessionStorage: Readonly<Record<string, string>>;
  readonly indexedDB: {
    databases(): Promise<readonly { readonly name?: string }[]>;
    open(name: string): PageRequest<PageDatabase>;
  };
}

interface PageRequest<Result> {
  readonly result: Result;
  onsuccess: () => void;
  onerror: () => void;
}

interface PageDatabase {
  readonly objectStoreNames: Iterable<string>;
  transaction(name: string): {
    objectStore(name: string): {
      getAllKeys(): PageRequest<readonly unknown[]>;
      getAll(): PageRequest<readonly unknown[]>;
    };
  };
  close(): void;
}

/** Runs in the page, so it takes nothing from outside. */
async function storedByPage(): Promise<StoredText[]> {
  const { localStorage, sessionStorage, indexedDB } = globalThis as unknown as PageGlobals;
  const ended = <Result>(request: PageRequest<Result>) =>
    new Promise<Result>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(new Error('what the page keeps cannot be read'));
    });
  const textOf = (value: unknown) =>
    value instanceof Uint8Array || value instanceof ArrayBuffer
      ? new TextDecoder('latin1').decode(value)
      : (JSON.stringify(value) ?? '');
  const kept: StoredText[] = [localStorage, sessionStorage].flatMap((storage) =>
    Object.entries(storage).map(([key, text]) => ({ place: key, text })),
  );
  for (const { name = '' } of await indexedDB.databases()) {
    const database = await ended(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      const objects = () => database.transaction(store).objectStore(store);
      const keys = await ended(objects().getAllKeys());
      const values = await ended(objects().getAll());
      values.forEach((value, index) => {
        const key = String(keys[index]);
        kept.push({ place: `${name}/${store}/${key}`, text: `${key} ${textOf(value)}` });
      });
    }
    database.close();
  }
  return kept;
}

/**
 * Counts what was found as one test of a level, and says where it was: never what.
 *
 * @param leaks undefined: nothing was looked through
 */
export function withLeaks(
  counts: Counts,
  leaks: readonly Leak[] | undefined,
  { keys, numbers }: RunSecrets,
): Counts {
  const what = `the keys (${keys.size}) and numbers (${numbers.size}) of the run are only where they belong`;
  // A run that noted no key has looked for nothing.
  if (leaks?.length === 0 && keys.size > 0) {
    console.log(`  ✔ ${what}`);
    return { ...counts, passed: counts.passed + 1 };
  }
  console.error(`  ✘ ${what}`);
  const places = (leaks ?? []).map(({ place, kind }) => `a ${kind} in ${place}`);
  for (const place of places) console.error(`      ${place}`);
  return {
    ...counts,
    failed: counts.failed + 1,
    failures: [...counts.failures, [what, ...places].join('\n')],
  };
}
