import type { AccountId } from '../accountId.ts';
import { type Contact, isObject } from '../contact/contact.ts';
import { readContact } from '../contact/readContact.ts';
import { type Operation, operations, type SentFile } from './changeSet.ts';
import type { Outcome } from './outcome.ts';
import type { ItemResult } from './reportedOperation.ts';

/** A process of this computer. */
export interface ProcessName {
  readonly pid: number;
  /** Tells it from all others that had the same number or will have it; absent where the system offers no such thing. */
  readonly mark?: string;
}

/** What a journal says of one operation, in the order in which it happens. */
export type JournalLine =
  | ({
      readonly kind: 'begin';
      readonly accountId: AccountId;
      readonly operation: Operation;
      /** Milliseconds since 1970. */
      readonly time: number;
      /** The operation that this one takes back. */
      readonly undoes?: string;
      /** The interrupted operation whose rest this one carries out. */
      readonly continues?: string;
      /** The file that is sent. */
      readonly file?: SentFile;
    } & ProcessName)
  | JournalItem
  | JournalAside
  /** All items are above: the first request may be on its way from now on. */
  | { readonly kind: 'ready' }
  /** These may be on their way. */
  | { readonly kind: 'sending'; readonly ids: readonly string[] }
  | JournalOutcome
  | JournalClaim
  /** Who claimed it has not settled it. */
  | { readonly kind: 'release'; readonly claim: string }
  /** Nothing more will be sent. */
  | { readonly kind: 'end'; readonly time: number };

/** A process is about to settle what another one left unfinished. */
export interface JournalClaim extends ProcessName {
  readonly kind: 'claim';
  /** Names it within the operation. */
  readonly claim: string;
  readonly time: number;
}

/** One contact as it was, and as it is to be; see `ChangeItem`. */
export interface JournalItem {
  readonly kind: 'item';
  readonly id: string;
  readonly before?: Contact;
  readonly after?: Contact;
}

/** One contact for which nothing is sent, and why. */
export interface JournalAside extends Omit<JournalItem, 'kind'>, Omit<JournalOutcome, 'kind'> {
  readonly kind: 'aside';
  /** What the contact is called, where no state of it is kept. */
  readonly name?: string;
}

/** What became of one item. */
export interface JournalOutcome extends Omit<ItemResult, 'state'> {
  readonly kind: 'outcome';
  readonly id: string;
  readonly outcome: Outcome['kind'];
}

/** One line of text, with its end. */
export function encodeLine(line: JournalLine): string {
  return `${JSON.stringify(line)}\n`;
}

/** The lines of a journal's text. One that was cut off by a crash is passed over; more may have been added after it. */
export function* decodeLines(text: string): Generator<JournalLine> {
  for (let start = 0, end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
    const line = decodeLine(text.slice(start, end));
    if (line) yield line;
    start = end + 1;
  }
}

function decodeLine(text: string): JournalLine | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Cut off in the midst of writing.
    return undefined;
  }
  return isObject(value) ? readLine(value) : undefined;
}

function readLine(value: Readonly<Record<string, unknown>>): JournalLine | undefined {
  const { kind, id, time, ids, operation, accountId, undoes, continues, file, claim, name } = value;
  const by = readProcess(value);
  switch (kind) {
    case 'begin':
      return typeof accountId === 'string' &&
        isOperation(operation) &&
        typeof time === 'number' &&
        by
        ? {
            kind,
            accountId: accountId as AccountId,
            operation,
            time,
            ...by,
            ...(typeof undoes === 'string' && { undoes }),
            ...(typeof continues === 'string' && { continues }),
            ...(isSentFile(file) && { file }),
          }
        : undefined;
    case 'item':
      return typeof id === 'string'
        ? { kind, id, ...contactUnder(value, 'before'), ...contactUnder(value, 'after') }
        : undefined;
    case 'aside': {
      const outcome = readOutcome(value);
      const contacts = { ...contactUnder(value, 'before'), ...contactUnder(value, 'after') };
      const named = typeof name === 'string' && { name };
      return outcome && { ...outcome, kind, ...contacts, ...named };
    }
    case 'ready':
      return { kind };
    case 'sending':
      return Array.isArray(ids) && ids.every((one) => typeof one === 'string')
        ? { kind, ids }
        : undefined;
    case 'outcome':
      return readOutcome(value);
    case 'claim':
      return typeof claim === 'string' && typeof time === 'number' && by
        ? { kind, claim, time, ...by }
        : undefined;
    case 'release':
      return typeof claim === 'string' ? { kind, claim } : undefined;
    case 'end':
      return typeof time === 'number' ? { kind, time } : undefined;
    default:
      return undefined;
  }
}

function readProcess({ pid, mark }: Readonly<Record<string, unknown>>): ProcessName | undefined {
  if (typeof pid !== 'number') return undefined;
  return typeof mark === 'string' ? { pid, mark } : { pid };
}

const outcomes: readonly string[] = [
  'done',
  'conflict',
  'rejected',
  'notFound',
  'unknown',
  'notStarted',
] satisfies readonly Outcome['kind'][];

function readOutcome(value: Readonly<Record<string, unknown>>): JournalOutcome | undefined {
  const { id, outcome, reason, source } = value;
  if (typeof id !== 'string' || !isOutcome(outcome)) return undefined;
  return {
    kind: 'outcome',
    id,
    outcome,
    ...(typeof reason === 'string' && { reason }),
    ...(typeof source === 'string' && { source }),
    ...contactUnder(value, 'now'),
  };
}

function contactUnder<Key extends string>(
  value: Readonly<Record<string, unknown>>,
  key: Key,
): { readonly [K in Key]?: Contact };
function contactUnder(
  value: Readonly<Record<string, unknown>>,
  key: string,
): Readonly<Record<string, Contact>> {
  const contact = readContact(value[key]);
  return contact ? { [key]: contact } : {};
}

const isOperation = (value: unknown): value is Operation =>
  typeof value === 'string' && (operations as readonly string[]).includes(value);

const isOutcome = (value: unknown): value is Outcome['kind'] =>
  typeof value === 'string' && outcomes.includes(value);

const fileFormats = [
  'contact',
  'contacts',
  'ndjson',
  'table',
  'vcard',
] satisfies readonly SentFile['format'][];

function isSentFile(value: unknown): value is SentFile {
  if (!isObject(value)) return false;
  const { uri, format, lineBreak, header } = value;
  return (
    typeof uri === 'string' &&
    fileFormats.some((known) => known === format) &&
    (lineBreak === '\n' || lineBreak === '\r\n') &&
    (header === undefined || typeof header === 'string')
  );
}
