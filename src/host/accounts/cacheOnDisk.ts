import { randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { AccountId } from '../../core/accountId.ts';
import type { CacheFile, OpenedCache } from '../../core/book/cache/cacheFile.ts';
import { isObject } from '../../core/contact/contact.ts';
import { writeWhole } from '../wholeFile.ts';

const ending = '.ndjson';
const pieceSize = 1 << 16;

/**
 * The cache of an account as a file, which only its user may read. It is written under another name beside it first, so
 * that whoever reads finds all of it or none; several windows may write, and the last one to end has written it.
 */
export class CacheOnDisk implements CacheFile {
  readonly #folder: string;
  readonly #accountId: AccountId;
  /** What is done with the file is done one after the other. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(folder: string, accountId: AccountId) {
    this.#folder = folder;
    this.#accountId = accountId;
  }

  async open(): Promise<OpenedCache | undefined> {
    return await this.#inTurn(async () => {
      try {
        const file = await open(this.#path, 'r');
        return { pieces: () => piecesOf(file), close: () => file.close() };
      } catch (error) {
        if (isObject(error) && error['code'] === 'ENOENT') return undefined;
        throw error;
      }
    });
  }

  async write(pieces: Iterable<Uint8Array>, signal: AbortSignal): Promise<void> {
    await this.#inTurn(async () => {
      signal.throwIfAborted();
      await mkdir(this.#folder, { recursive: true, mode: 0o700 });
      const draft = `${this.#path}.${process.pid}.${randomUUID()}`;
      await writeWhole({ draft, target: this.#path }, pieces, signal);
    });
  }

  /** With what other windows are writing just now. */
  async remove(): Promise<void> {
    await this.#inTurn(async () => {
      for (const name of await namesIn(this.#folder)) {
        if (accountOf(name) !== this.#accountId) continue;
        await rm(path.join(this.#folder, name), { recursive: true, force: true });
      }
    });
  }

  get #path(): string {
    return path.join(this.#folder, `${this.#accountId}${ending}`);
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work);
    this.#last = result.catch(() => undefined);
    return await result;
  }
}

/** Whose cache a file of this name is, or was to become. */
export function accountOf(name: string): string {
  // No dot is in the id of an account.
  return name.slice(0, name.indexOf('.'));
}

/** The number of the process that writes or wrote a file of this name; undefined if it is written to its end. */
export function writerOf(name: string): number | undefined {
  const [, pid] = /\.ndjson\.(\d+)\./.exec(name) ?? [];
  return pid === undefined ? undefined : Number(pid);
}

/** The names of all files of a folder; none if there is no such folder. */
export async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isObject(error) && error['code'] === 'ENOENT') return [];
    throw error;
  }
}

async function* piecesOf(file: FileHandle): AsyncGenerator<Buffer> {
  for (let at = 0; ; ) {
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(pieceSize), 0, pieceSize, at);
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
    at += bytesRead;
  }
}
