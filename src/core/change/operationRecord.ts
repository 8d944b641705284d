import { decodeLines, type JournalLine } from './journalLine.ts';
import type { ReportedItem, ReportedOperation } from './reportedOperation.ts';

/** One operation as its journal tells it. */
export interface OperationRecord extends ReportedOperation {
  readonly operationId: string;
  /** Of the process that carried it out. */
  readonly pid: number;
  /** Whether its end is in the journal. Where it is not, the program ended in the midst of it, or it is still running. */
  readonly isFinished: boolean;
}

/**
 * What a journal's text tells, however far it was written. Undefined if it ends before the first request could have
 * been sent: then nothing happened.
 */
export function readRecord(operationId: string, text: string): OperationRecord | undefined {
  let begin: Extract<JournalLine, { readonly kind: 'begin' }> | undefined;
  let isReady = false;
  let isFinished = false;
  const items = new Map<string, ReportedItem>();
  const update = (id: string, change: Partial<ReportedItem>) => {
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
      case 'aside': {
        const { kind, outcome, ...item } = line;
        items.set(line.id, { ...item, state: outcome, isSetAside: true });
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
