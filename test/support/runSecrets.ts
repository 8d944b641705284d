import { appendFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The environment variable that names the file in which a run notes what must not be found anywhere after it. */
export const secretsVariable = 'WAZZUP_TEST_SECRETS';

/** What a run used and what may be left of it in few places only. */
export interface RunSecrets {
  /** API keys: in VS Code's secret storage alone. */
  readonly keys: ReadonlySet<string>;
  /** Phone numbers and chat ids that cannot be anything else: ten digits or more. */
  readonly numbers: ReadonlySet<string>;
  /** Words with such a number that are no secret. */
  readonly examples: ReadonlySet<string>;
}

const unmistakable = /^\d{10,}$/;

/** What our own texts say with numbers in them, in any language, as "country code: 79011112233": such words tell nothing. */
const exampleWords = () =>
  readdirSync('l10n').flatMap(
    (name) => readFileSync(path.join('l10n', name), 'utf8').match(/.{8}\d{10,}/g) ?? [],
  );

/** Notes the keys of a sandbox that the run has started. */
export function noteKeys(...keys: readonly string[]): void {
  note({ keys });
}

/** Notes the numbers of contacts that a sandbox holds, or that were put into it. */
export function noteNumbers(contacts: unknown): void {
  if (!process.env[secretsVariable]) return;
  const numbers = new Set<string>();
  collectNumbers(contacts, numbers);
  note({ numbers: [...numbers] });
}

/** What was noted in a file. */
export function readRunSecrets(file: string): RunSecrets {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
  const notes = lines.map(
    (line): { readonly keys?: readonly string[]; readonly numbers?: readonly string[] } =>
      JSON.parse(line),
  );
  return {
    keys: new Set(notes.flatMap(({ keys }) => keys ?? [])),
    numbers: new Set(notes.flatMap(({ numbers }) => numbers ?? [])),
    examples: new Set(exampleWords()),
  };
}

function note(secrets: Readonly<Record<string, readonly string[]>>): void {
  const file = process.env[secretsVariable];
  if (file) appendFileSync(file, `${JSON.stringify(secrets)}\n`);
}

/** The texts of digits in `chatId` and `phone`, however deep. */
function collectNumbers(value: unknown, into: Set<string>): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, part] of Object.entries(value)) {
    const isNumber = (key === 'chatId' || key === 'phone') && typeof part === 'string';
    if (isNumber && unmistakable.test(part)) into.add(part);
    collectNumbers(part, into);
  }
}
