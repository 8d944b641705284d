import { TimeSlices } from '../book/timeSlices.ts';
import type { OperationRecord } from './operationRecord.ts';
import { isInEffect } from './planUndo.ts';
import { itemTitle, type ReportedItem, type StateCounts } from './reportedOperation.ts';

/** What is told of an operation without its contacts: as small for a quarter of a million of them as for one. */
export interface OperationSummary extends Omit<OperationRecord, 'items'> {
  readonly counts: StateCounts;
  /** How many it was about: those for which something was sent, or all if nothing was. */
  readonly size: number;
  /** What the only one of these is called; of a merge of several, the one that is kept. */
  readonly name?: string;
  /** Whether something of it can be taken back. */
  readonly canUndo: boolean;
}

/** Keeps nothing of the operation's contacts but a name. Lets other work go on in between. */
export async function summaryOf(record: OperationRecord): Promise<OperationSummary> {
  const { items, ...facts } = record;
  const slices = new TimeSlices();
  const counts = new Map<ReportedItem['state'], number>();
  const [sent, setAside] = [new Told(record.operation), new Told(record.operation)];
  let canUndo = false;
  for (const item of items) {
    await slices.next();
    counts.set(item.state, (counts.get(item.state) ?? 0) + 1);
    (item.isSetAside ? setAside : sent).take(item);
    canUndo ||= isInEffect(item, record);
  }
  const { size, name } = sent.size > 0 ? sent : setAside;
  return { ...facts, counts, size, ...(name !== undefined && { name }), canUndo };
}

/** Whether something of it is, or may be, as it was to be. */
export function hasEffect({ counts }: OperationSummary): boolean {
  return [...counts.keys()].some(
    (state) => state !== 'conflict' && state !== 'rejected' && state !== 'notStarted',
  );
}

/** Contacts that an operation is told by. */
class Told {
  readonly #isMerge: boolean;
  #size = 0;
  #first: ReportedItem | undefined;
  #kept: ReportedItem | undefined;

  constructor(operation: OperationRecord['operation']) {
    this.#isMerge = operation === 'merge';
  }

  get size(): number {
    return this.#size;
  }

  get name(): string | undefined {
    const named = this.#size === 1 ? this.#first : this.#isMerge && this.#kept;
    return named ? itemTitle(named) : undefined;
  }

  take(item: ReportedItem): void {
    this.#size += 1;
    this.#first ??= item;
    if (item.after) this.#kept ??= item;
  }
}
