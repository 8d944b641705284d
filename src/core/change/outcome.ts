import type { ApiError } from '../api/apiError.ts';
import type { FieldChange } from '../contact/compareContacts.ts';
import type { Contact } from '../contact/contact.ts';

/**
 * What became of one item of a change set. Only `done` is success.
 * An `error` is an ApiError, the reason of a cancelled signal, or whatever the key's store threw.
 */
export type Outcome = Done | Conflict | Rejected | NotFound | Unknown | NotStarted;

/** Read back: the account holds what was wanted, or the deleted contact is gone. */
export interface Done {
  readonly kind: 'done';
  readonly id: string;
  /** The contact as it was read back, with what of it was sent and is not shown; absent after a deletion. */
  readonly now?: Contact;
  /**
   * What could not be checked because the server's answers leave out `username` and `phone`: all that was
   * sent and not shown. Absent where everything was seen.
   */
  readonly unseen?: readonly FieldChange[];
}

/** Not sent, because the server holds something else than `before`, as far as is known. */
export interface Conflict {
  readonly kind: 'conflict';
  readonly id: string;
  /** What the change was made on; absent for a contact that was to be created. */
  readonly before?: Contact;
  /** What the server holds, with what we wrote before and it does not show; absent if the contact is gone. */
  readonly theirs?: Contact;
  /** What we wrote before and the server does not show, if sending would have taken just that away. */
  readonly unseen?: readonly FieldChange[];
}

/** The server refused this contact, and does not hold it as it was sent. */
export interface Rejected {
  readonly kind: 'rejected';
  readonly id: string;
  /** The names of the refused fields as the server spells them; empty if it named none. */
  readonly fields: readonly string[];
  readonly error: ApiError;
}

/** To be deleted, but it was gone already. */
export interface NotFound {
  readonly kind: 'notFound';
  readonly id: string;
}

/** Sent, and not confirmed by what was read afterwards. It may still be carried out. */
export interface Unknown {
  readonly kind: 'unknown';
  readonly id: string;
  /** Why the request or the reading back failed; absent if the server answered both as if all were well. */
  readonly error?: unknown;
  /** What the server holds, as last read; absent if it could not be found. */
  readonly now?: Contact;
  /** From what was sent to `now`; absent for a deletion. */
  readonly differences?: readonly FieldChange[];
  /** The server was seen to show `username` and `phone`: what of them is missing in `now`, it does not hold. */
  readonly showsDetails?: true;
}

/** Never sent, or refused before it was looked at: the contact was not touched. */
export interface NotStarted {
  readonly kind: 'notStarted';
  readonly id: string;
  /** Absent if it could not be found out what the account holds, because the list kept changing. */
  readonly error?: unknown;
}
