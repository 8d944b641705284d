import type { NameKey } from './problemWords.ts';

/** How a contact is looked at. */
export interface ValidationOptions {
  /** The contact does not exist yet, so its id may still be chosen (false). */
  readonly isNew?: boolean;
  /** The account holds a contact with this id, so its server takes the id, however long it is (false). */
  readonly exists?: boolean;
  /** The ids of the account's users; undefined where they are not known. */
  readonly userIds?: ReadonlySet<string> | undefined;
  /** How problems name keys (as they stand in JSON). */
  readonly nameKey?: NameKey | undefined;
}
