/**
 * What a file and an account say of each other. A row of the file is named by its place, from 0; a contact of the account
 * by its id. Each row is in one of the lists, and each contact in one at most: one that a row is about which was not
 * compared is in none.
 */
export interface Comparison {
  /** Rows about contacts that the account does not have. */
  readonly onlyInFile: readonly number[];
  /** Contacts that no row is about, in the order of the account's list. */
  readonly onlyInWazzup: readonly string[];
  readonly different: readonly ComparedPair[];
  /** Pairs of which the account says all that the file says. */
  readonly same: readonly ComparedPair[];
  /** Rows that say nothing certain about a contact. Nothing is guessed. */
  readonly notCompared: readonly NotCompared[];
}

/** A row, and the one contact that it is about. */
export interface ComparedPair {
  readonly place: number;
  readonly id: string;
}

/** A row that was not compared. In words: `notComparedWords`. */
export interface NotCompared {
  readonly place: number;
  readonly reason: NotComparedReason;
}

export type NotComparedReason =
  /** It cannot be read, or a value of it cannot be taken. */
  | { readonly kind: 'invalid' }
  /** It has nothing that contacts are known by. */
  | { readonly kind: 'nothingToFind' }
  /** It fits several contacts of the account. */
  | { readonly kind: 'severalContacts'; readonly ids: readonly string[] }
  /** Other rows are about the same contact. */
  | { readonly kind: 'severalRows'; readonly id: string; readonly lines: readonly number[] }
  /** It fits no contact, but another one has its id. */
  | { readonly kind: 'idTaken'; readonly id: string };
