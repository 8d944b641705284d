import type { AccountId } from '../accountId.ts';
import type { Contact } from '../contact/contact.ts';
import type { Operation } from './changeSet.ts';
import { decodeLines, type JournalLine } from './journalLine.ts';
import type { Outcome } from './outcome.ts';

/** One operation as its journal tells it. */
export interface OperationRecord {
  readonly operationId: string;
  readonly accountId: AccountId;
  readonly operation: Operation;
  /** When it began, in milliseconds since 1970. */
  readonly time: number;
  /** Of the process that carried it out. */
  readonly pid: number;
  /** The operation that this one took back. */
  readonly undoes?: string;
  readonly items: readonly RecordedItem[];
  /** Whether its end is in the journal. Where it is not, the program ended in the midst of it, or it is still running. */
  readonly isFinished: boolean;
}

/** One contact of an operation: no `before` was created, no `after` was deleted. */
export interface RecordedItem {
  readonly id: string;
  readonly before?: Contact;
  readonly after?: Contact;
  /** `waiting`: not sent as far as the journal tells; `sent`: on its way, and nothing is known of its arrival. */
  readonly state: 'waiting' | 'sent' | Outcome['kind'];
  /** What the account held afterwards where that is not `after`. */
  readonly now?: Contact;
  readonly reason?: string;
}

/**
 * What a journal's text tells, however far it was written. Undefined if it ends before the first request could have
 * been sent: then nothing happened.
 */
export function readRecord(operationId: string, text: string): OperationRecord | undefined {
  let begin: Extract<JournalLine, { readonly kind: 'begin' }> | undefined;
  let isReady = false;
  let isFinished = false;
  const items = new Map<string, RecordedItem>();
  const update = (id: string, change: Partial<RecordedItem>) => {
    const item = items.get(id);
    if (item) items.set(id, { ...item, ...change });
  };
  for (const line of decodeLines(text)) {
    switch (line.kind) {
      case 'begin':
        begin = line;
        break;
      case 'item': {
        const { kind, ...item } = line;
        items.set(line.id, { ...item, state: 'waiting' });
        break;
      }
      case 'ready':
        isReady = true;
        break;
      case 'sending':
        for (const id of line.ids) update(id, { state: 'sent' });
        break;
      case 'outcome': {
        const { kind, id, outcome, ...more } = line;
        update(id, { ...more, state: outcome });
        break;
      }
      case 'end':
        isFinished = true;
        break;
    }
  }
  if (!begin || !isReady) return undefined;
  const { kind, ...facts } = begin;
  return { operationId, ...facts, items: [...items.values()], isFinished };
}
