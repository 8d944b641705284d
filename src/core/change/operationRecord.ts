import { IdMap } from '../book/idMap.ts';
import { TimeSlices } from '../book/timeSlices.ts';
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
  const reading = new RecordReading(operationId);
  for (const line of decodeLines(text)) reading.take(line);
  return reading.record();
}

/** The same of a text that may be about a quarter of a million contacts: lets other work go on every few milliseconds. */
export async function readLongRecord(
  operationId: string,
  text: string,
): Promise<OperationRecord | undefined> {
  const reading = new RecordReading(operationId);
  const slices = new TimeSlices();
  for (const line of decodeLines(text)) {
    await slices.next();
    reading.take(line);
  }
  return reading.record();
}

class RecordReading {
  readonly #operationId: string;
  readonly #items: ReportedItem[] = [];
  readonly #places = new IdMap<number>();
  readonly #claims = new Map<string, Holder>();
  #begin: Extract<JournalLine, { readonly kind: 'begin' }> | undefined;
  #isReady = false;
  #isFinished = false;

  constructor(operationId: string) {
    this.#operationId = operationId;
  }

  take(line: JournalLine): void {
    switch (line.kind) {
      case 'begin':
        this.#begin = line;
        break;
      case 'item': {
        const { kind, ...item } = line;
        this.#put({ ...item, state: 'waiting' });
        break;
      }
      case 'aside': {
        const { kind, outcome, ...item } = line;
        this.#put({ ...item, state: outcome, isSetAside: true });
        break;
      }
      case 'ready':
        this.#isReady = true;
        break;
      case 'sending':
        for (const id of line.ids) this.#update(id, { state: 'sent' });
        break;
      case 'outcome': {
        const { kind, id, outcome, ...more } = line;
        this.#update(id, { ...more, state: outcome });
        break;
      }
      case 'claim': {
        const { kind, ...holder } = line;
        this.#claims.set(line.claim, holder);
        break;
      }
      case 'release':
        this.#claims.delete(line.claim);
        break;
      case 'end':
        this.#isFinished = true;
        break;
    }
  }

  record(): OperationRecord | undefined {
    if (!this.#begin || !this.#isReady) return undefined;
    const { kind, pid, mark, ...facts } = this.#begin;
    const beginner = { pid, ...(mark !== undefined && { mark }), time: facts.time };
    return {
      operationId: this.#operationId,
      ...facts,
      holders: [beginner, ...this.#claims.values()],
      items: this.#items,
      isFinished: this.#isFinished,
    };
  }

  #put(item: ReportedItem): void {
    const place = this.#places.get(item.id) ?? this.#items.length;
    this.#places.set(item.id, place);
    this.#items[place] = item;
  }

  #update(id: string, change: Partial<ReportedItem>): void {
    const place = this.#places.get(id);
    const item = place === undefined ? undefined : this.#items[place];
    if (place !== undefined && item) this.#items[place] = { ...item, ...change };
  }
}
