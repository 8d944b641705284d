import type { AccountId } from '../../core/accountId.ts';
import type { RefreshReport } from '../../core/book/refreshReport.ts';

/** What a refresh of one or several accounts came to. */
export interface Refreshed {
  readonly reports: ReadonlyMap<AccountId, RefreshReport>;
  /** Why the first account failed that did; all were tried. */
  readonly failure?: { readonly error: unknown };
}
