import { isOutdated } from '../book/search/contactFlags.ts';
import type { ContactIndex } from '../book/search/contactIndex.ts';
import { EntrySet } from '../book/search/entrySet.ts';
import type { TimeSlices } from '../book/timeSlices.ts';
import type { Contact } from '../contact/contact.ts';
import { Audit, type AuditProblem, idsByRule } from './audit.ts';
import { type AuditContext, type AuditRule, severities } from './auditRule.ts';
import { auditRule } from './auditRules.ts';
import { sharedChat } from './rules/sharedChat.ts';

/** What was found in the contacts of an account, and what is to be looked at since. */
export class AccountAudit {
  readonly audit: Audit;
  readonly #index: ContactIndex;
  /** Entries of the index before this one were looked at. */
  #seen = 0;
  #size = -1;
  #checked: number;
  #problems: readonly AuditProblem[];
  #byRule: ReadonlyMap<AuditRule, readonly string[]>;

  /**
   * @param index of all contacts of the account
   * @param before what is told until this one is brought up to date for the first time
   */
  constructor(context: AuditContext, index: ContactIndex, before?: AccountAudit) {
    this.audit = new Audit(context, (id) => index.contact(id));
    this.#index = index;
    this.#checked = before?.checked ?? 0;
    this.#problems = before?.problems ?? [];
    this.#byRule = before?.byRule ?? new Map();
  }

  /** How many contacts were looked at when it was last brought up to date. */
  get checked(): number {
    return this.#checked;
  }

  get problems(): readonly AuditProblem[] {
    return this.#problems;
  }

  /** The ids of the contacts in which a rule has found something, in the order of the rules. */
  get byRule(): ReadonlyMap<AuditRule, readonly string[]> {
    return this.#byRule;
  }

  /** Whether contacts were read, changed or deleted since it was last brought up to date. */
  get isOutdated(): boolean {
    return this.#seen !== this.#index.length || this.#size !== this.#index.size;
  }

  /** Looks at what is new since the last time, without any request. Rejects when it is called off: it can go on later. */
  async update(slices: TimeSlices, onProgress?: (checked: number) => void): Promise<void> {
    const index = this.#index;
    for (; this.#seen < index.length; this.#seen += 1) {
      if ((index.flagsOf(this.#seen) & isOutdated) === 0) {
        this.audit.check(index.contactAt(this.#seen), index.placeOf(this.#seen));
      }
      const wait = slices.next();
      if (!wait) continue;
      onProgress?.(this.#seen);
      await wait;
    }
    const { size } = index;
    await this.audit.forgetGone(slices);
    this.#problems = await this.audit.problems(slices);
    this.#byRule = await idsByRule(this.#problems, slices);
    this.#size = size;
    this.#checked = size;
  }

  /** The entries of the index whose contacts have a chat that others have, too. */
  async sharing(slices: TimeSlices): Promise<EntrySet> {
    const entries = new EntrySet();
    for (const id of this.#byRule.get(sharedChat) ?? []) {
      await slices.next();
      const entry = this.#index.entryOf(id);
      if (entry !== undefined) entries.add(entry);
    }
    return entries;
  }

  /** The ids of contacts with a problem that can be fixed, in their order. */
  *fixableIds(): Generator<string> {
    let last: string | undefined;
    for (const { id, ruleId } of this.#problems) {
      // Those of a contact come one after the other.
      if (id === last || !auditRule(ruleId)?.fix) continue;
      last = id;
      yield id;
    }
  }

  /** The ids of so many contacts with a problem, at most: those with the worst problems first. */
  async worst(most: number, slices: TimeSlices): Promise<ReadonlySet<string>> {
    const ids = new Set<string>();
    for (const wanted of severities) {
      for (const { id, severity } of this.#problems) {
        await slices.next();
        if (ids.size === most) return ids;
        if (severity === wanted) ids.add(id);
      }
    }
    return ids;
  }

  /** The contacts of these ids as they are now. */
  *contactsOf(ids: Iterable<string>): Generator<Contact> {
    for (const id of ids) {
      const contact = this.#index.contact(id);
      if (contact) yield contact;
    }
  }
}
