import type { IdMap } from '../book/idMap.ts';
import { mapById } from '../book/mapById.ts';
import { TimeSlices } from '../book/timeSlices.ts';
import type { Clock, Logger, Storage } from '../ports.ts';
import type { ChangeItem, ChangeSet } from './changeSet.ts';
import { JournalError } from './journalError.ts';
import {
  encodeLine,
  type JournalItem,
  type JournalLine,
  type JournalOutcome,
  type ProcessName,
} from './journalLine.ts';
import type { Outcome } from './outcome.ts';
import { resultOf } from './reportedOperation.ts';

/** Keeps what an operation is about to change, so that it can be taken back and, after a crash, be finished. */
export interface Journal {
  /**
   * Writes the items as they were just seen, with those that were set aside, and resolves once they are on disk. Rejects
   * with a JournalError if they cannot be kept: then nothing may be sent.
   * @param ready what is about to be sent; if there is none, the operation has ended with this
   * @param setAside the outcomes of all other items
   */
  begin(
    changeSet: ChangeSet,
    ready: readonly ChangeItem[],
    setAside: readonly Outcome[],
  ): Promise<JournalEntry>;
}

/** The journal of one operation under way. What it cannot write is logged: the items are on disk, and the guard tells the rest. */
export interface JournalEntry {
  /** Names the operation within its account; absent where nothing is kept. */
  readonly operationId?: string;
  /** These are about to be sent. */
  sending(ids: readonly string[]): Promise<void>;
  /** What became of all items; the operation has ended. */
  end(outcomes: readonly Outcome[]): Promise<void>;
}

/** A journal that keeps nothing: for users who have switched the history off. */
export const noJournal: Journal = {
  begin: async () => ({ sending: async () => {}, end: async () => {} }),
};

interface JournalParts {
  /** The folder of the account that is written to. */
  readonly storageOf: (accountId: ChangeSet['accountId']) => Storage;
  readonly clock: Clock;
  readonly logger: Logger;
  /** The one that writes. */
  readonly process: ProcessName;
  /** From 0 to 1 (Math.random). */
  readonly random: () => number;
}

/** A journal with a file for each operation, which this process alone writes to until it ends; see `settleOperation`. */
export function createJournal(parts: JournalParts): Journal {
  return {
    async begin(changeSet, ready, setAside) {
      const { accountId, operation, undoes, continues, file: sentFile } = changeSet;
      const { clock, logger } = parts;
      const time = clock.now();
      const operationId = newOperationId(time, parts.random());
      const file = journalFile(operationId);
      const storage = parts.storageOf(accountId);
      const slices = new TimeSlices();
      const sent = await mapById(ready, slices);
      const begin: JournalLine = {
        kind: 'begin',
        accountId,
        operation,
        time,
        ...parts.process,
        ...(undoes !== undefined && { undoes }),
        ...(continues !== undefined && { continues }),
        ...(sentFile && { file: sentFile }),
      };
      const outcomesSetAside = await mapById(setAside, slices);
      function* lines(): Generator<JournalLine> {
        yield begin;
        yield* itemLines(changeSet, sent, outcomesSetAside);
        yield { kind: 'ready' };
        if (ready.length === 0) yield { kind: 'end', time };
      }
      try {
        await appendLines(storage, file, lines());
      } catch (error) {
        await storage.remove(file).catch(() => undefined);
        throw new JournalError('The journal could not be written', { cause: error });
      }
      const add = async (more: Iterable<JournalLine>) => {
        try {
          await appendLines(storage, file, more);
        } catch (error) {
          const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
          logger.warn('The journal could not be continued', { account: accountId, code });
        }
      };
      return {
        operationId,
        sending: (ids) => add([{ kind: 'sending', ids }]),
        end: async (outcomes) => {
          if (ready.length === 0) return;
          function* ends(): Generator<JournalLine> {
            for (const outcome of outcomes) {
              const item = sent.get(outcome.id);
              if (item) yield outcomeLine(item, outcome, changeSet);
            }
            yield { kind: 'end', time: clock.now() };
          }
          await add(ends());
        },
      };
    },
  };
}

const ending = '.ndjson';

/** So many lines are written at a time: making their text takes some milliseconds. */
const linesAtATime = 1000;

/** The name of an operation's file. */
export function journalFile(operationId: string): string {
  return `${operationId}${ending}`;
}

/** The operation whose file this is; undefined for other files. Operations sort by the time they began. */
export function operationIdOf(file: string): string | undefined {
  return file.endsWith(ending) ? file.slice(0, -ending.length) : undefined;
}

/** When the operation of this name began, in milliseconds since 1970; undefined if it is not one that a journal gave. */
export function operationTimeOf(operationId: string): number | undefined {
  const [, stamp] = /^([0-9a-z]{9})-[0-9a-z]{6}$/.exec(operationId) ?? [];
  return stamp === undefined ? undefined : Number.parseInt(stamp, 36);
}

function newOperationId(time: number, random: number): string {
  const stamp = Math.floor(time).toString(36).padStart(9, '0');
  const mark = Math.floor(random * 36 ** 6)
    .toString(36)
    .padStart(6, '0');
  return `${stamp}-${mark}`;
}

/** In the order of the change set, so that what failed is found in the order of its file. */
function* itemLines(
  changeSet: ChangeSet,
  sent: Pick<IdMap<ChangeItem>, 'get'>,
  outcomes: Pick<IdMap<Outcome>, 'get'>,
): Generator<JournalLine> {
  const { items, leftOut = [] } = changeSet;
  for (const item of items) {
    const outcome = outcomes.get(item.id);
    const ready = sent.get(item.id);
    if (ready) yield { kind: 'item', ...contactsOf(ready) };
    else if (outcome) {
      yield { ...contactsOf(item), ...outcomeLine(item, outcome, changeSet), kind: 'aside' };
    }
  }
  for (const { state, ...wish } of leftOut) yield { kind: 'aside', ...wish, outcome: state };
}

/** Rejects as the storage does. What was written until then stays: without its end it can be read all the same. */
async function appendLines(
  storage: Storage,
  file: string,
  lines: Iterable<JournalLine>,
): Promise<void> {
  let texts: string[] = [];
  for (const line of lines) {
    texts.push(encodeLine(line));
    if (texts.length < linesAtATime) continue;
    await storage.append(file, texts.join(''));
    texts = [];
  }
  if (texts.length > 0) await storage.append(file, texts.join(''));
}

function contactsOf({ id, before, after }: ChangeItem): Omit<JournalItem, 'kind'> {
  return { id, ...(before && { before }), ...(after && { after }) };
}

function outcomeLine(item: ChangeItem, outcome: Outcome, changeSet: ChangeSet): JournalOutcome {
  const { state, ...result } = resultOf(item, outcome, changeSet);
  return { kind: 'outcome', id: item.id, outcome: outcome.kind, ...result };
}
