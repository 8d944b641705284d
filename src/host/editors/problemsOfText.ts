import { parseTree } from 'jsonc-parser';
import type { OtherContact, Severity } from '../../core/audit/auditRule.ts';
import { nodeAtPointer } from '../../core/contact/jsonPointer.ts';
import { readJson } from '../../core/contact/parseContactText.ts';
import {
  type ContactFileFormat,
  type FileOptions,
  readLongContactFile,
} from '../../core/transfer/contactFile.ts';
import { type CardFacts, problemsOfCard } from './problemsOfCard.ts';
import { sharedInFile } from './sharedInFile.ts';

/** A problem at its place in a text. */
export interface TextProblem {
  /** In UTF-16 code units from the beginning of the text. */
  readonly offset: number;
  /** In UTF-16 code units; may be 0. */
  readonly length: number;
  readonly severity: Severity;
  readonly message: string;
  /** The rule that is broken; absent for broken JSON and what concerns a whole file. */
  readonly rule?: string;
  /** The other contacts of the account that it is about, if any. */
  readonly others?: readonly OtherContact[] | undefined;
}

/**
 * The problems of a text of contacts that may be long: other work goes on meanwhile. Rejects with the signal's reason.
 *
 * @param looksForShared whether chats are told that several contacts of the text have
 */
export async function problemsOfFile(
  text: string,
  format: ContactFileFormat,
  options: FileOptions,
  signal: AbortSignal,
  looksForShared = false,
): Promise<readonly TextProblem[]> {
  const file = await readLongContactFile(text, format, options, signal);
  return looksForShared ? [...file.problems, ...(await sharedInFile(file, signal))] : file.problems;
}

/**
 * The problems of an account's card: broken JSON, or those of its value, each on the value it is about, or
 * on the row or object where something is missing.
 */
export function problemsOfCardText(text: string, options: CardFacts): readonly TextProblem[] {
  const read = readJson(text);
  if ('syntax' in read) return read.syntax.map((problem) => ({ ...problem, severity: 'error' }));
  const root = parseTree(text);
  return problemsOfCard(read.value, options).map(({ pointer, severity, message, rule, others }) => {
    const { offset, length } = (root && nodeAtPointer(root, pointer)) ??
      root ?? { offset: 0, length: text.length };
    return { offset, length, severity, message, rule, others };
  });
}
