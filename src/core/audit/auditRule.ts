import type { CountryCode } from 'libphonenumber-js/min';
import type { Contact } from '../contact/contact.ts';
import type { PhoneFacts } from './phoneFacts.ts';

/** What a rule or a fix is worth: nobody could mean it otherwise, or somebody should look. */
export type Certainty = 'certain' | 'likely';

/** The worst first. */
export const severities = ['error', 'warning', 'info'] as const;

/** Error: the API would refuse it. Warning: doubtful. Info: worth a look. */
export type Severity = (typeof severities)[number];

/** What rules know beside the contact. */
export interface AuditContext {
  readonly phones: PhoneFacts;
  /** Of numbers that are written without a country's code; undefined if none is set. */
  readonly country: CountryCode | undefined;
  /** The ids of the account's users; undefined where they are not known: then nobody is missed there. */
  readonly userIds: ReadonlySet<string> | undefined;
  /** Whether the rule of this id is to be looked at. */
  readonly isOn: (ruleId: string) => boolean;
}

/** A place of a contact at which a rule has found something. */
export interface Found {
  /** JSON pointer of the value within the contact. */
  readonly pointer: string;
  /** A sentence for people. May repeat a value of the card: not for logs. */
  readonly message: string;
  /** The other contacts that it is about, if any. */
  readonly others?: readonly OtherContact[];
}

/** Another contact that a problem is about. */
export interface OtherContact {
  readonly id: string;
  /** What to call it. Not for logs. */
  readonly title: string;
}

/** A contact without one of its problems. */
export interface Fix {
  readonly after: Contact;
  /** A likely one is a guess: it is made only where somebody chose it, for one problem or for a kind. */
  readonly certainty: Certainty;
}

/** How a rule is told to people. */
export interface RuleWords {
  /** A few words, for a list of rules. */
  readonly title: string;
  /** A sentence. */
  readonly meaning: string;
  /** A value that it reports. */
  readonly example: string;
}

/**
 * One rule about contacts. Most look at one contact by `check`; one without it is about a problem that `validateContact`
 * finds under the same id, or about several contacts at once.
 */
export interface AuditRule {
  readonly id: string;
  readonly severity: Severity;
  readonly certainty: Certainty;
  /** Asked for when they are needed: texts are not known before. */
  readonly words: () => RuleWords;
  readonly check?: (contact: Contact, context: AuditContext) => readonly Found[];
  /** Undefined if nobody can tell what is right here. */
  readonly fix?: (contact: Contact, pointer: string, context: AuditContext) => Fix | undefined;
}
