import type { TextRange } from './textLines.ts';

/** Something wrong or doubtful at a place of a file. */
export interface FileProblem extends TextRange {
  /** A file with an error is not sent. */
  readonly severity: 'error' | 'warning' | 'info';
  /** A sentence for people. May repeat a value of the file: not for logs. */
  readonly message: string;
  /** The kind of the problem; absent for broken JSON and what concerns a whole file. */
  readonly rule?: string;
}
