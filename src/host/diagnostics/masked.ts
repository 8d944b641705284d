import { createHash, randomBytes } from 'node:crypto';

/** Facts of a log line that are words of ours or of the system: each says what happened, none says to whom. */
const plainFacts: ReadonlySet<string> = new Set([
  'code',
  'edit',
  'error',
  'format',
  'kind',
  'level',
  'method',
  'operation',
  'reason',
  'route',
]);

/** From so many digits on it may be somebody's number. */
const longNumber = /\d{6,}/g;

/** Stands for ids in one report: the same id is the same word there, another one in the next, and nobody can tell whose. */
export class Pseudonyms {
  readonly #salt = randomBytes(16);

  /** `#` and eight hexadecimal digits. */
  of(id: string): string {
    const hash = createHash('sha256').update(this.#salt).update(id);
    return `#${hash.digest('hex').slice(0, 8)}`;
  }
}

/** A text without long numbers, and without the folders of the paths in it: they name people and companies. */
export function withoutNumbersAndFolders(text: string): string {
  const withoutFolders = text.replace(
    /(?:file:\/\/)?(?:[A-Za-z]:)?[\w.~@+-]*(?:[\\/][\w.~@+ -]*)+[\\/]/g,
    '',
  );
  return withoutFolders.replace(longNumber, '…');
}

/** The value of a fact, by its name, as others may see it. Numbers are counts, times and positions. */
export function maskedFact(
  name: string,
  value: string | number | boolean,
  pseudonyms: Pseudonyms,
): string {
  if (typeof value !== 'string') return String(value);
  if (name === 'at') return withoutNumbersAndFolders(value);
  return plainFacts.has(name) ? value.replace(longNumber, '…') : pseudonyms.of(value);
}
