import type { ContactRow } from '../../contact/contact.ts';

/** So many cards are one person's at most; more have something in common that means nothing, such as a placeholder. */
export const mostMerged = 20;

/** Cards that may be the same person's. */
export interface DuplicateGroup {
  /** Whether they share accounts of one messenger, or phone numbers only, in whatever messenger. */
  readonly evidence: 'account' | 'phone';
  /** Two at least, each once, by code units. */
  readonly ids: readonly string[];
  /** What two or more of them share, in its usual spelling: an account of a messenger, or a `phone` of none. */
  readonly shared: readonly ContactRow[];
  /** More than `mostMerged`: not to be merged in one go. */
  readonly isCrowd: boolean;
}
