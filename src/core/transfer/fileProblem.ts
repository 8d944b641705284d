import type { Problem } from '../contact/problem.ts';
import type { TextRange } from './textLines.ts';

/** Something wrong or doubtful at a place of a file. */
export interface FileProblem extends TextRange {
  /** A file with an error is not sent. */
  readonly severity: Problem['severity'];
  /** A sentence for people. May repeat a value of the file: not for logs. */
  readonly message: string;
}
