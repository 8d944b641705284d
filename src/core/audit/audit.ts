import { IdMap } from '../book/idMap.ts';
import type { TimeSlices } from '../book/timeSlices.ts';
import type { Contact } from '../contact/contact.ts';
import { auditContact, type Finding } from './auditContact.ts';
import type { AuditContext, AuditRule, Severity } from './auditRule.ts';
import { auditRules } from './auditRules.ts';
import { sharedChatFindings } from './sharedChatFindings.ts';
import { SharedChats } from './sharedChats.ts';

/** A problem of a contact, without words: of a million contacts all are kept. */
export interface AuditProblem {
  readonly ruleId: string;
  /** Of the contact. */
  readonly id: string;
  /** JSON pointer of the value within the contact. */
  readonly path: string;
  readonly severity: Severity;
}

type Kept = Omit<AuditProblem, 'id'>;

/** What was found in a contact. */
interface FoundIn {
  readonly place: number;
  readonly problems: readonly Kept[];
}

/** What the rules find in all contacts of an account, kept up to date contact by contact. */
export class Audit {
  readonly context: AuditContext;
  readonly #found = new IdMap<FoundIn>();
  readonly #shared: SharedChats;
  readonly #contactOf: (id: string) => Contact | undefined;
  /** Equal places share one text. */
  readonly #paths = new Map<string, string>();
  #checked = 0;
  #faulty = 0;
  #places = 0;

  /** @param contactOf a contact as it is now; undefined once it is gone */
  constructor(context: AuditContext, contactOf: (id: string) => Contact | undefined) {
    this.context = context;
    this.#contactOf = contactOf;
    this.#shared = new SharedChats(contactOf);
  }

  /** How often a contact was looked at. */
  get checked(): number {
    return this.#checked;
  }

  /** How many contacts had problems when these were last asked for. */
  get faulty(): number {
    return this.#faulty;
  }

  /**
   * Looks at a contact as it is now: what was found in it before is forgotten.
   *
   * @param place where it stands among all, from 0: in this order problems are told
   */
  check(contact: Contact, place: number): void {
    this.#checked += 1;
    this.#places = Math.max(this.#places, place + 1);
    if (this.context.isOn('sharedChat')) this.#shared.add(contact);
    const findings = auditContact(contact, this.context);
    if (findings.length === 0) this.#found.delete(contact.id);
    else this.#found.set(contact.id, { place, problems: findings.map((one) => this.#kept(one)) });
  }

  /** Looks at one contact after the other; other work goes on meanwhile. */
  async checkAll(contacts: Iterable<Contact>, slices: TimeSlices): Promise<void> {
    let place = 0;
    for (const contact of contacts) {
      await slices.next();
      this.check(contact, place);
      place += 1;
    }
  }

  /** Forgets what was found in contacts that are gone. */
  async forgetGone(slices: TimeSlices): Promise<void> {
    const gone: string[] = [];
    for (const ids of [this.#found.keys(), this.#shared.candidates]) {
      for (const id of ids) {
        await slices.next();
        if (!this.#contactOf(id)) gone.push(id);
      }
    }
    for (const id of gone) {
      await slices.next();
      this.#found.delete(id);
      this.#shared.remove(id);
    }
  }

  /** What is found in a contact as it is given, with words. */
  findingsOf(contact: Contact): readonly Finding[] {
    return [...auditContact(contact, this.context), ...this.sharedBy(contact)];
  }

  /** Of the chats of a contact as it is given: which others have them, too. */
  sharedBy(contact: Contact): readonly Finding[] {
    return this.context.isOn('sharedChat')
      ? sharedChatFindings(this.#shared.othersOf(contact), this.#contactOf)
      : [];
  }

  /** All problems in the order of the contacts; last those of several contacts at once, these side by side. */
  async problems(slices: TimeSlices): Promise<readonly AuditProblem[]> {
    const ids = new Array<string | undefined>(this.#places);
    for (const id of this.#found.keys()) {
      await slices.next();
      ids[this.#found.get(id)?.place ?? 0] = id;
    }
    const problems: AuditProblem[] = [];
    for (const id of ids) {
      await slices.next();
      if (id === undefined) continue;
      for (const kept of this.#found.get(id)?.problems ?? []) problems.push({ id, ...kept });
    }
    let faulty = this.#found.size;
    for (const id of this.#shared.sharing()) {
      await slices.next();
      const contact = id === undefined ? undefined : this.#contactOf(id);
      if (id === undefined || !contact) continue;
      if (!this.#found.has(id)) faulty += 1;
      for (const finding of this.sharedBy(contact)) problems.push({ id, ...this.#kept(finding) });
    }
    this.#faulty = faulty;
    return problems;
  }

  #kept({ rule, pointer, severity }: Finding): Kept {
    const path = this.#paths.get(pointer) ?? pointer;
    this.#paths.set(path, path);
    return { ruleId: rule.id, path, severity };
  }
}

/** The contacts of each rule that has found something, in the order of the rules. */
export async function idsByRule(
  problems: readonly AuditProblem[],
  slices: TimeSlices,
): Promise<ReadonlyMap<AuditRule, readonly string[]>> {
  const ids = new Map<string, string[]>();
  const last = new Map<string, string>();
  for (const { ruleId, id } of problems) {
    await slices.next();
    // The problems of a contact by one rule come one after the other.
    if (last.get(ruleId) === id) continue;
    last.set(ruleId, id);
    const some = ids.get(ruleId);
    if (some) some.push(id);
    else ids.set(ruleId, [id]);
  }
  return new Map(
    auditRules.flatMap((rule) => {
      const some = ids.get(rule.id);
      return some ? [[rule, some] as const] : [];
    }),
  );
}
