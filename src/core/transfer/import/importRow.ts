import type { Contact, ContactRow } from '../../contact/contact.ts';
import type { BrokenRecord } from '../read/source.ts';

/** What a row of a file says of a contact. What it does not say stays as it is. */
export interface Draft {
  /** As it stands there, with spaces around it. */
  readonly id?: string;
  readonly name?: string;
  readonly responsibleUserId?: string;
  readonly uri?: string;
  /** Messengers it names; those that it does not name stay. */
  readonly rows: readonly ContactRow[];
}

/** Why a value of a row is not taken. */
export type ValueReason =
  /** A spreadsheet has turned a number into "7,9E+10" or rounded it: which it was nobody knows. */
  | 'spoilt'
  /** It stands where a phone number is expected, and is none. */
  | 'notANumber'
  /** No user of the account has this name. */
  | 'unknownUser'
  /** Several users of the account have this name. */
  | 'ambiguousUser';

/** A value that is not taken, and with it the row. */
export interface ValueProblem {
  /** As the file calls its column. */
  readonly column: string;
  readonly value: string;
  readonly reason: ValueReason;
}

/** A value that is written otherwise than it stands in the file. */
export interface ValueChange {
  readonly column: string;
  readonly from: string;
  readonly to: string;
}

/** What a row says of one contact. */
export type ContactContent =
  | { readonly kind: 'draft'; readonly draft: Draft; readonly problems: readonly ValueProblem[] }
  /** A whole contact: what the account holds of it is replaced. */
  | { readonly kind: 'contact'; readonly contact: Contact };

/** One contact of a file as it was understood. It holds personal data. */
export interface ImportRow {
  /** Where it begins, from 1. */
  readonly line: number;
  /** Its text as it stands in the file. */
  readonly source: string;
  readonly content:
    | ContactContent
    /** No contact at all. */
    | { readonly kind: 'notAContact' }
    | { readonly kind: 'broken'; readonly record: BrokenRecord };
  readonly changes: readonly ValueChange[];
}

/** Whether a row says something of a contact. */
export function isContactContent(content: ImportRow['content']): content is ContactContent {
  return content.kind === 'draft' || content.kind === 'contact';
}

/** The id that a row gives; undefined or blank if it gives none. */
export function idOfRow({ content }: ImportRow): string | undefined {
  switch (content.kind) {
    case 'draft':
      return content.draft.id?.trim();
    case 'contact':
      return content.contact.id;
    default:
      return undefined;
  }
}
