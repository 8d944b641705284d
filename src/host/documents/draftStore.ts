import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
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

  constructor(folder: string) {
    this.#folder = folder;
  }

  async keep(uri: string, draft: Draft): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    await writeFileAtomic(
      path.join(this.#folder, fileName(uri, draft.base)),
      JSON.stringify(draft),
      {
        mode: 0o600,
      },
    );
  }

  /** The draft's base. Undefined if none was kept, or if several windows kept different ones: then nobody knows. */
  async find(uri: string): Promise<Draft | undefined> {
    const [name, ...others] = await this.#namesOf(uri);
    if (name === undefined || others.length > 0) return undefined;
    try {
      return readDraft(JSON.parse(await readFile(path.join(this.#folder, name), 'utf8')));
    } catch {
      // A damaged or just deleted file is no base; the next save asks instead of writing.
      return undefined;
    }
  }

  async forget(uri: string, base: Base | undefined): Promise<void> {
    const names = base ? [fileName(uri, base)] : await this.#namesOf(uri);
    await Promise.all(names.map((name) => rm(path.join(this.#folder, name), { force: true })));
  }

  async #namesOf(uri: string): Promise<readonly string[]> {
    try {
      const names = await readdir(this.#folder);
      return names.filter((name) => name.startsWith(`${digest(uri)}-`) && name.endsWith('.json'));
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
