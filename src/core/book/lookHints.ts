import type { IdMap } from './idMap.ts';
import type { Rows } from './rows.ts';

/** Where in the list (from 0) contacts were last seen, by id. */
export type Offsets = Pick<IdMap<number>, 'get' | 'has' | 'size' | 'entries'>;

/** What is known beforehand, so that looking for contacts needs fewer requests. */
export interface LookHints {
  /** The number of contacts in the account. */
  readonly count: number | undefined;
  /** Where these contacts were last seen; those that were not are left out. */
  readonly offsetsOf: (ids: readonly string[]) => Promise<Offsets>;
  /** The id of any contact that was read and passes the test. */
  readonly someId: (test: (id: string) => boolean) => string | undefined;
}

/** What `rows` can tell. */
export function lookHintsOf(rows: Rows): LookHints {
  return {
    count: rows.count,
    offsetsOf: (ids) => rows.offsetsOf(ids),
    someId: (test) => {
      for (const id of rows.contacts.keys()) if (test(id)) return id;
      return undefined;
    },
  };
}
