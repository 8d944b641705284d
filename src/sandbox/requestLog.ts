import { appendFileSync, closeSync, openSync } from 'node:fs';

/** One request under `/v3`, as a line of the log tells it. */
export interface LogLine {
  /** ISO 8601, when the request came. */
  readonly time: string;
  readonly method: string;
  /** As received, without query. */
  readonly path: string;
  /** Without the question mark. */
  readonly query: string;
  /** Null where no status was sent. */
  readonly status: number | null;
  /** Contacts, users, channels or ids that were sent or returned. */
  readonly entities: number;
  /** Milliseconds from the request to its answer. */
  readonly ms: number;
}

export interface RequestLog {
  write(line: LogLine): void;
  close(): void;
}

/** A log that keeps nothing. */
export const noLog: RequestLog = { write: () => {}, close: () => {} };

/**
 * Appends to a file, a line before each answer, so that whoever has the answer finds its line. The secrets are blotted
 * out wherever they stand as a word of their own. Throws if the file cannot be opened.
 */
export function openLog(file: string, secrets: readonly string[]): RequestLog {
  let descriptor: number | undefined = openSync(file, 'a');
  const words = secrets.map(wordPattern);
  const blotted = (text: string) => words.reduce((rest, word) => rest.replace(word, '***'), text);
  return {
    write(line) {
      if (descriptor === undefined) return;
      const { path, query } = line;
      const safe = { ...line, path: blotted(path), query: blotted(query) };
      appendFileSync(descriptor, `${JSON.stringify(safe)}\n`);
    },
    close() {
      if (descriptor !== undefined) closeSync(descriptor);
      descriptor = undefined;
    },
  };
}

/** A short key, such as a test may choose, must not blot out parts of words. */
function wordPattern(secret: string): RegExp {
  const literal = secret.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  return new RegExp(`(?<![\\w-])${literal}(?![\\w-])`, 'g');
}
