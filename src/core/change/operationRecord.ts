import { decodeLines, type JournalLine, type ProcessName } from './journalLine.ts';
import type { ReportedItem, ReportedOperation } from './reportedOperation.ts';

/** One operation as its journal tells it. */
export interface OperationRecord extends ReportedOperation {
  readonly operationId: string;
  /** Who began it, then who claimed it since and did not release it, in that order. */
  readonly holders: readonly Holder[];
  /** Whether its end is in the journal. Where it is not, the program ended in the midst of it, or it is still running. */
  readonly isFinished: boolean;
}

/** A process that has an operation in hand, unless it has ended since. */
export interface Holder extends ProcessName {
  /** Since when, in milliseconds since 1970. */
  readonly time: number;
  /** Absent for the one that began it. */
  readonly claim?: string;
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
  const claims = new Map<string, Holder>();
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
      case 'claim': {
        const { kind, ...holder } = line;
        claims.set(line.claim, holder);
        break;
      }
      case 'release':
        claims.delete(line.claim);
        break;
      case 'end':
        isFinished = true;
        break;
    }
  }
  if (!begin || !isReady) return undefined;
  const { kind, pid, mark, ...facts } = begin;
  const beginner = { pid, ...(mark !== undefined && { mark }), time: begin.time };
  return {
    operationId,
    ...facts,
    holders: [beginner, ...claims.values()],
    items: [...items.values()],
    isFinished,
  };
}
