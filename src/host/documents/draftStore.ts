import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { type Contact, isObject } from '../../core/contact/contact.ts';
import { contactText } from '../../core/contact/contactText.ts';
import { readContact } from '../../core/contact/readContact.ts';

/** What a document was loaded from: a contact as it was read, or nothing yet in Wazzup. */
export type Base =
  | { readonly kind: 'contact'; readonly contact: Contact }
  | { readonly kind: 'new' };

/** The base of an unsaved draft, with the file times VS Code has seen for it. */
export interface Draft {
  readonly base: Base;
  /** Milliseconds since 1970. */
  readonly mtime: number;
  /** Bytes. */
  readonly size: number;
}

/**
 * Keeps the bases of unsaved drafts over a window reload: VS Code restores the draft itself, but not what it was made
 * from, and without that a save could not tell whether somebody else has changed the contact meanwhile.
 */
export class DraftStore {
  readonly #folder: string;
  #last: Promise<unknown> = Promise.resolve();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Keeps a base, in place of the one that this window kept before. */
  keep(uri: string, draft: Draft, before?: Base): Promise<void> {
    return this.#inTurn(async () => {
      const name = fileName(uri, draft.base);
      await mkdir(this.#folder, { recursive: true });
      await writeFileAtomic(path.join(this.#folder, name), JSON.stringify(draft), { mode: 0o600 });
      const old = before && fileName(uri, before);
      if (old !== undefined && old !== name) await this.#remove([old]);
    });
  }

  /** The draft's base. Undefined if none was kept, or if several windows kept different ones: then nobody knows. */
  find(uri: string): Promise<Draft | undefined> {
    return this.#inTurn(async () => {
      const [name, ...others] = await this.#namesOf(uri);
      if (name === undefined || others.length > 0) return undefined;
      try {
        return readDraft(JSON.parse(await readFile(path.join(this.#folder, name), 'utf8')));
      } catch {
        // A damaged or just deleted file is no base; the next save asks instead of writing.
        return undefined;
      }
    });
  }

  /** Deletes this base of a document, or every one that was kept for it. */
  forget(uri: string, base?: Base): Promise<void> {
    return this.#inTurn(async () => {
      await this.#remove(base ? [fileName(uri, base)] : await this.#namesOf(uri));
    });
  }

  /** Deletes what was kept before `time` (milliseconds since 1970): drafts that nobody came back to. */
  forgetBefore(time: number): Promise<void> {
    return this.#inTurn(async () => {
      for (const name of await this.#names()) {
        const { mtimeMs } = await stat(path.join(this.#folder, name));
        if (mtimeMs < time) await this.#remove([name]);
      }
    });
  }

  /** One after the other: a deletion must not overtake the keeping before it. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #remove(names: readonly string[]): Promise<void> {
    await Promise.all(names.map((name) => rm(path.join(this.#folder, name), { force: true })));
  }

  async #namesOf(uri: string): Promise<readonly string[]> {
    const start = `${digest(uri)}-`;
    return (await this.#names()).filter((name) => name.startsWith(start) && name.endsWith('.json'));
  }

  async #names(): Promise<readonly string[]> {
    try {
      return await readdir(this.#folder);
    } catch (error) {
      if (isObject(error) && error['code'] === 'ENOENT') return [];
      throw error;
    }
  }
}

function fileName(uri: string, base: Base): string {
  return `${digest(uri)}-${digest(base.kind === 'new' ? '' : contactText(base.contact))}.json`;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

function readDraft(stored: unknown): Draft | undefined {
  if (!isObject(stored) || !isObject(stored['base'])) return undefined;
  const { mtime, size } = stored;
  if (typeof mtime !== 'number' || typeof size !== 'number') return undefined;
  if (stored['base']['kind'] === 'new') return { base: { kind: 'new' }, mtime, size };
  const contact = readContact(stored['base']['contact']);
  return contact && { base: { kind: 'contact', contact }, mtime, size };
}
