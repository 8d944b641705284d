import type { Contact } from '../../contact/contact.ts';
import { validateContact } from '../../contact/validateContact.ts';
import { Listeners, type Subscription } from '../listeners.ts';
import { EntrySet } from './entrySet.ts';

/** One thing that is wrong or doubtful about a contact. */
export interface EntryProblem {
  /** Its name, in any case. */
  readonly rule: string;
  readonly severity: 'error' | 'warning' | 'info';
}

/** Finds what is wrong with a contact. */
export type ProblemFinder = (contact: Contact) => readonly EntryProblem[];

/** What is found of any kind. */
const anything = 'any';

/** In which entries of an index problems are found. Each entry is looked at once, when somebody asks about it. */
export class EntryProblems {
  readonly #contactAt: (entry: number) => Contact;
  #find: ProblemFinder = (contact) => validateContact(contact, { exists: true });
  #load: (() => Promise<ProblemFinder>) | undefined;
  #seen = new EntrySet();
  /** By rule, by severity, and of any kind. */
  #found = new Map<string, EntrySet>();
  #shared: { readonly names: ReadonlySet<string>; readonly entries: EntrySet } | undefined;

  readonly #listeners = new Listeners<void>();

  constructor(contactAt: (entry: number) => Contact) {
    this.#contactAt = contactAt;
  }

  /** Forgets what was found. From the next `ready` on it is what this finds; until then, and without this, `validateContact`. */
  findBy(load: () => Promise<ProblemFinder>): void {
    this.#load = load;
    this.#listeners.tell();
  }

  /** When `has` can be asked. Rejects as the loading does, which is tried again the next time. */
  async ready(): Promise<void> {
    for (let load = this.#load; load; load = this.#load) {
      const find = await load();
      if (this.#load !== load) continue;
      this.#load = undefined;
      this.#find = find;
      this.#seen = new EntrySet();
      this.#found = new Map();
    }
  }

  /** Takes the place of what it was told before: what only all contacts together show. */
  tellShared({ rule, severity }: EntryProblem, entries: EntrySet): void {
    this.#shared = { names: new Set(namesOf({ rule, severity })), entries };
    this.#listeners.tell();
  }

  /** Tells when something else may be found from now on. */
  onDidChange(listener: () => void): Subscription {
    return this.#listeners.add(listener);
  }

  /** @param name of a rule, in any case; a severity; or "any" */
  has(entry: number, name: string): boolean {
    if (!this.#seen.has(entry)) this.#look(entry);
    const wanted = name.toLowerCase();
    if (this.#found.get(wanted)?.has(entry)) return true;
    return this.#shared?.names.has(wanted) === true && this.#shared.entries.has(entry);
  }

  #look(entry: number): void {
    this.#seen.add(entry);
    for (const problem of this.#find(this.#contactAt(entry))) {
      for (const name of namesOf(problem)) this.#entriesOf(name).add(entry);
    }
  }

  #entriesOf(name: string): EntrySet {
    const known = this.#found.get(name) ?? new EntrySet();
    this.#found.set(name, known);
    return known;
  }
}

function namesOf({ rule, severity }: EntryProblem): readonly string[] {
  return [rule.toLowerCase(), severity, anything];
}
