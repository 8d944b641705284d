import type { ChangeSet, SentFile } from '../../change/changeSet.ts';
import type { ValueChange } from './importRow.ts';

/** What to do with contacts that the account has already, and with those that it has not. */
export type ImportMode =
  /** Create the new ones; one that is there already is an error. */
  | 'create'
  /** Create the new ones and change the others. */
  | 'createAndUpdate'
  /** Change those that are there; one that is not is passed over. */
  | 'update'
  /** Create the new ones and pass over the others. */
  | 'skipExisting';

/** By what a row of the file is known to be a contact of the account. */
export type ImportMatch = 'id' | 'account' | 'phone';

/** A row that cannot be imported. */
export interface InvalidRow {
  readonly line: number;
  readonly source: string;
  /** The id it gives, if it gives one. */
  readonly id: string | undefined;
  /** In words for people; may quote the row: not for logs. */
  readonly reason: string;
}

/** What an import will do. */
export interface ImportPlan {
  readonly changeSet: ChangeSet & { readonly file: SentFile };
  /** Rows that say what the account holds already. */
  readonly unchanged: number;
  /** Rows that the mode passes over. */
  readonly passedOver: number;
  readonly invalid: readonly InvalidRow[];
  /** Values that are written otherwise than in the file. */
  readonly changes: readonly (ValueChange & { readonly line: number })[];
}
