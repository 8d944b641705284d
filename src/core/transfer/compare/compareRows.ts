import { IdMap } from '../../book/idMap.ts';
import type { ContactIndex } from '../../book/search/contactIndex.ts';
import { TimeSlices } from '../../book/timeSlices.ts';
import { takeOver } from '../import/applyDraft.ts';
import type { ImportMatch } from '../import/importPlan.ts';
import { type ImportRow, idOfRow, isContactContent } from '../import/importRow.ts';
import { Matcher } from '../import/matcher.ts';
import type { ComparedPair, Comparison, NotCompared, NotComparedReason } from './comparison.ts';
import { fieldDifferences } from './fieldDifferences.ts';
import type { PackedRows } from './packedRows.ts';

interface CompareOptions {
  /** All contacts of the account. */
  readonly index: ContactIndex;
  /** By what a row is known to be about a contact. */
  readonly match: ImportMatch;
  readonly signal: AbortSignal;
}

/**
 * Compares a file with all contacts of an account: what a row does not name is not compared, and neither is the order of
 * messengers. Lets other work go on every few milliseconds. Rejects with the signal's reason.
 */
export async function compareRows(rows: PackedRows, options: CompareOptions): Promise<Comparison> {
  const { index, signal } = options;
  const comparer = new Comparer(rows, index, await Matcher.of(options));
  const slices = new TimeSlices(signal);
  for (let place = 0; place < rows.length; place++) {
    await slices.next();
    comparer.compare(place);
  }
  for (let place = 0; place < rows.length; place++) {
    await slices.next();
    comparer.sortIn(place);
  }
  const onlyInWazzup: string[] = [];
  for (const json of index.packed()) {
    await slices.next();
    const { id }: { readonly id: string } = JSON.parse(json.toString());
    if (!comparer.isNamed(id)) onlyInWazzup.push(id);
  }
  return { ...comparer.lists, onlyInWazzup };
}

/** What a row says by itself. The contact that is only in the file may have no id. */
type Finding =
  | { readonly kind: 'different' | 'same'; readonly id: string }
  | { readonly kind: 'onlyInFile'; readonly id: string | undefined }
  | NotComparedReason;

class Comparer {
  readonly #rows: PackedRows;
  readonly #index: ContactIndex;
  readonly #matcher: Matcher;
  readonly #findings: Finding[] = [];
  /** The rows about each contact, of the account or not. */
  readonly #places = new IdMap<number[]>();
  /** Contacts that rows may be about which are not compared. */
  readonly #doubtful = new IdMap<true>();
  readonly #onlyInFile: number[] = [];
  readonly #different: ComparedPair[] = [];
  readonly #same: ComparedPair[] = [];
  readonly #notCompared: NotCompared[] = [];

  constructor(rows: PackedRows, index: ContactIndex, matcher: Matcher) {
    this.#rows = rows;
    this.#index = index;
    this.#matcher = matcher;
  }

  get lists(): Omit<Comparison, 'onlyInWazzup'> {
    return {
      onlyInFile: this.#onlyInFile,
      different: this.#different,
      same: this.#same,
      notCompared: this.#notCompared,
    };
  }

  /** Whether a row is about the contact, or may be. */
  isNamed(id: string): boolean {
    return this.#places.has(id) || this.#doubtful.has(id);
  }

  /** Compares a row by itself: to be called for every one in its turn, before the first is sorted in. */
  compare(place: number): void {
    const finding = this.#findingOf(this.#rows.at(place));
    this.#findings.push(finding);
    if (isCompared(finding) && finding.id !== undefined) {
      const places = this.#places.get(finding.id);
      if (places) places.push(place);
      else this.#places.set(finding.id, [place]);
    } else if (finding.kind === 'severalContacts') {
      for (const id of finding.ids) this.#doubtful.set(id, true);
    } else if (finding.kind === 'idTaken') {
      this.#doubtful.set(finding.id, true);
    }
  }

  /** Puts a row into its list, now that all are known. */
  sortIn(place: number): void {
    const finding = this.#findings[place];
    if (!finding) return;
    if (!isCompared(finding)) {
      this.#notCompared.push({ place, reason: finding });
      return;
    }
    const { id } = finding;
    const places = id === undefined ? [] : (this.#places.get(id) ?? []);
    if (id !== undefined && places.length > 1) {
      const others = places.slice(0, mostLines + 1).filter((one) => one !== place);
      const lines = others.slice(0, mostLines).map((one) => this.#rows.at(one).line);
      this.#notCompared.push({ place, reason: { kind: 'severalRows', id, lines } });
      return;
    }
    if (finding.kind === 'onlyInFile') this.#onlyInFile.push(place);
    else if (finding.kind === 'different') this.#different.push({ place, id: finding.id });
    else this.#same.push({ place, id: finding.id });
  }

  #findingOf(row: ImportRow): Finding {
    const { content } = row;
    if (!isContactContent(content)) return { kind: 'invalid' };
    const match = this.#matcher.find(content);
    if (content.kind === 'draft' && content.problems.length > 0) {
      const ids =
        match.kind === 'several' ? match.ids : match.kind === 'one' ? [match.contact.id] : [];
      for (const id of ids) this.#doubtful.set(id, true);
      return { kind: 'invalid' };
    }
    if (match.kind === 'several') return { kind: 'severalContacts', ids: match.ids };
    if (match.kind === 'one') {
      const { contact } = match;
      const isSame = fieldDifferences(contact, takeOver(contact, content)).length === 0;
      return { kind: isSame ? 'same' : 'different', id: contact.id };
    }
    if (!this.#matcher.canFind(content)) return { kind: 'nothingToFind' };
    const id = idOfRow(row) || undefined;
    return id !== undefined && this.#index.has(id)
      ? { kind: 'idTaken', id }
      : { kind: 'onlyInFile', id };
  }
}

/** So many other lines about the same contact are named. */
const mostLines = 5;

function isCompared(finding: Finding): finding is Exclude<Finding, NotComparedReason> {
  return finding.kind === 'different' || finding.kind === 'same' || finding.kind === 'onlyInFile';
}
