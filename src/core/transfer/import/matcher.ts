import type { ContactIndex } from '../../book/search/contactIndex.ts';
import { TimeSlices } from '../../book/timeSlices.ts';
import { type Contact, rowsOf, textOf } from '../../contact/contact.ts';
import { phoneNumbers } from '../../contact/phoneNumbers.ts';
import { newContact } from './applyDraft.ts';
import { EntriesByKey } from './entriesByKey.ts';
import type { ImportMatch } from './importPlan.ts';
import type { ContactContent } from './importRow.ts';

/** Which contact of the account a row of a file is about. */
export type Match =
  | { readonly kind: 'none' }
  | { readonly kind: 'one'; readonly contact: Contact }
  | { readonly kind: 'several'; readonly ids: readonly string[] };

interface MatcherOptions {
  /** All contacts of the account. */
  readonly index: ContactIndex;
  readonly match: ImportMatch;
  readonly signal: AbortSignal;
}

/** Finds contacts of an account by what a file says of them. */
export class Matcher {
  readonly #index: ContactIndex;
  readonly #match: ImportMatch;
  /** By accounts or numbers; empty where they are matched by id. */
  readonly #entries: EntriesByKey;

  private constructor(index: ContactIndex, match: ImportMatch, entries: EntriesByKey) {
    this.#index = index;
    this.#match = match;
    this.#entries = entries;
  }

  /** Looks through all contacts where they are not matched by id; lets other work go on. Rejects with the signal's reason. */
  static async of({ index, match, signal }: MatcherOptions): Promise<Matcher> {
    const entries = new EntriesByKey(match === 'id' ? 0 : index.size);
    if (match !== 'id') {
      const slices = new TimeSlices(signal);
      for (const entry of index.entries()) {
        await slices.next();
        for (const key of keysOf(index.contactAt(entry), match)) entries.add(key, entry);
      }
    }
    return new Matcher(index, match, entries);
  }

  /** Whether a row says anything that a contact is known by. */
  canFind(content: ContactContent): boolean {
    const match = this.#match;
    return match === 'id' ? !!idIn(content)?.trim() : keysIn(content, match).length > 0;
  }

  find(content: ContactContent): Match {
    const match = this.#match;
    if (match === 'id') return this.#byId(idIn(content));
    const ids = new Set(keysIn(content, match).flatMap((key) => this.#idsWith(key, match)));
    const [only, ...others] = ids;
    if (others.length > 0) return { kind: 'several', ids: [...ids] };
    return this.#one(only);
  }

  #idsWith(key: string, match: Exclude<ImportMatch, 'id'>): readonly string[] {
    return [...this.#entries.find(key)]
      .map((entry) => this.#index.contactAt(entry))
      .filter((contact) => keysOf(contact, match).includes(key))
      .map(({ id }) => id)
      .reverse();
  }

  #byId(id: string | undefined): Match {
    const found = this.#one(id);
    return found.kind === 'none' ? this.#one(id?.trim()) : found;
  }

  #one(id: string | undefined): Match {
    const contact = id === undefined ? undefined : this.#index.contact(id);
    return contact ? { kind: 'one', contact } : { kind: 'none' };
  }
}

/** As it stands there, with spaces around it. */
function idIn(content: ContactContent): string | undefined {
  return content.kind === 'draft' ? content.draft.id : content.contact.id;
}

function keysIn(content: ContactContent, match: Exclude<ImportMatch, 'id'>): readonly string[] {
  const contact = content.kind === 'draft' ? newContact('', content.draft) : content.contact;
  return keysOf(contact, match);
}

/** By what others may know a contact: each account as messenger and chatId, or each phone number. */
function keysOf(contact: Contact, match: Exclude<ImportMatch, 'id'>): readonly string[] {
  if (match === 'phone') return phoneNumbers(contact);
  return rowsOf(contact).flatMap(({ chatType, chatId }) =>
    textOf(chatId) === '' ? [] : [`${textOf(chatType)} ${textOf(chatId)}`],
  );
}
