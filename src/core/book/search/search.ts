import { TimeSlices } from '../timeSlices.ts';
import { BestHits } from './bestHits.ts';
import { asksForProblems, compileTerms, isCertain, type TermTest } from './compileTerms.ts';
import { isOutdated } from './contactFlags.ts';
import type { ContactIndex } from './contactIndex.ts';
import type { PersonNames } from './personNames.ts';
import { phraseRanks, phraseTest } from './phrase.ts';
import { personScore, scoreOf } from './score.ts';
import { isWantedText, type QueryTerm, type TextTerm } from './searchQuery.ts';

export interface SearchOptions {
  readonly signal: AbortSignal;
  /** How many of the best to return; without it all are. */
  readonly limit?: number;
  /** Whether to count all that fit also where only the best are returned. */
  readonly countsAll?: boolean;
  readonly people: PersonNames;
}

/** Gets each entry that fits, once, with its score, in no order; returns whether to go on. */
type TakeMatch = (entry: number, score: number) => boolean;

/** The entries of an index that fit a query. */
export interface SearchResult {
  /** The best ones, best first. */
  readonly entries: readonly number[];
  /** How many fit; if `isCut`, at least so many. */
  readonly total: number;
  /** Whether the search ended before it had seen all, because there were more than anybody looks at. */
  readonly isCut: boolean;
}

/** After so many contacts that fit a search for the best ones ends. */
const enough = 20_000;

/**
 * Finds the contacts that all terms fit, best first: whole fields before beginnings of fields, of words, and the rest;
 * names before numbers, accounts, ids, links and responsible people; of several words, names that have them one after the
 * other as they were typed; what fits alike in the order of the list. Without terms all fit. Lets other work go on every
 * few milliseconds. Rejects with the signal's reason when it is aborted.
 */
export async function search(
  index: ContactIndex,
  terms: readonly QueryTerm[],
  { signal, limit = Number.POSITIVE_INFINITY, countsAll = false, people }: SearchOptions,
): Promise<SearchResult> {
  const endless = Number.POSITIVE_INFINITY;
  const most = countsAll || limit === endless ? endless : enough;
  const best = new BestHits(limit, (entry) => index.placeOf(entry));
  const phraseRank = phraseTest(terms, index);
  let total = 0;
  const take = (entry: number, score: number): boolean => {
    best.add(entry, phraseRank ? score * phraseRanks + phraseRank(entry) : score);
    total += 1;
    return total < most;
  };
  const slices = new TimeSlices(signal);
  await forEachMatch(index, terms, people, take, slices);
  return { entries: await best.entries(slices), total, isCut: total >= most };
}

/** Tells each contact that all terms fit, in no order; all, if there are none. Rejects as `search` does. */
export async function forEachMatch(
  index: ContactIndex,
  terms: readonly QueryTerm[],
  people: PersonNames,
  take: TakeMatch,
  slices: TimeSlices,
): Promise<void> {
  while (index.prepareNext()) await slices.next();
  if (terms.some(asksForProblems)) await index.problems.ready();
  const primary = widest(terms);
  const tests = compileTerms(
    terms.filter((term) => term !== primary),
    index,
    people,
  );
  // What is read meanwhile is not ready for search.
  const end = index.prepared;
  // One text may be in several columns.
  const taken = primary && new Uint8Array(end);
  const takeOnce = (entry: number, score: number): boolean => {
    if (entry >= end || (index.flagsOf(entry) & isOutdated) !== 0 || taken?.[entry] === 1) {
      return true;
    }
    const sum = sumOf(entry, score, tests);
    if (sum === undefined) return true;
    if (taken) taken[entry] = 1;
    return take(entry, sum);
  };
  if (primary) await searchText(index, primary, people, takeOnce, slices);
  else await lookThrough(index, (entry) => takeOnce(entry, 0), slices);
}

async function searchText(
  index: ContactIndex,
  term: TextTerm,
  people: PersonNames,
  take: TakeMatch,
  slices: TimeSlices,
): Promise<void> {
  let goesOn = true;
  for (const { column, text } of term.places) {
    const texts = index.columns[column];
    for (let block = 0; block < texts.blockCount && goesOn; block++) {
      await slices.next();
      texts.search(block, text, (entry, rank) => {
        goesOn = !isCertain(term, index, entry) || take(entry, scoreOf(rank, column));
        return goesOn;
      });
    }
  }
  const responsible = people.whoFit(term.person, index.people);
  if (responsible.size === 0 || !goesOn) return;
  await lookThrough(
    index,
    (entry) => !responsible.has(index.responsibleOf(entry)) || take(entry, personScore),
    slices,
  );
}

/** Until `look` returns false. */
async function lookThrough(
  index: ContactIndex,
  look: (entry: number) => boolean,
  slices: TimeSlices,
): Promise<void> {
  const end = index.prepared;
  for (let entry = 0; entry < end; entry++) {
    if (entry % 256 === 0) await slices.next();
    if (!look(entry)) return;
  }
}

function sumOf(entry: number, score: number, tests: readonly TermTest[]): number | undefined {
  let sum = score;
  for (const test of tests) {
    const one = test(entry);
    if (one === undefined) return undefined;
    sum += one;
  }
  return sum;
}

/** The text that will fit the fewest contacts. */
function widest(terms: readonly QueryTerm[]): TextTerm | undefined {
  return terms
    .filter(isWantedText)
    .reduce<TextTerm | undefined>(
      (one, other) => (one && one.person.length >= other.person.length ? one : other),
      undefined,
    );
}
