import type { FormProblem } from '../../protocol/contactForm.ts';

/** The problems of a card, sorted to the places where the form shows them. */
export interface SortedProblems {
  readonly errors: number;
  readonly warnings: number;
  /** By the pointer of a field, of a row, or of `/contactData`; errors first. */
  readonly at: ReadonlyMap<string, readonly FormProblem[]>;
  /** Those that have no place of their own. */
  readonly others: readonly FormProblem[];
  /** All of them, errors before warnings, each from above. */
  readonly inOrder: readonly PlacedProblem[];
}

/** A problem with the pointer of the field, row or list that shows it; undefined for one without a place of its own. */
export interface PlacedProblem {
  readonly problem: FormProblem;
  readonly place: string | undefined;
}

/** In the order in which the form shows them. */
const topFields = ['/name', '/responsibleUserId', '/uri', '/id'];

/** Sorts `problems` to fields, rows, and the rest. A problem deep inside a row belongs to the row. */
export function sortProblems(problems: readonly FormProblem[]): SortedProblems {
  const at = new Map<string, FormProblem[]>();
  const others: FormProblem[] = [];
  const errorsFirst = [...problems].sort((a, b) => rank(a) - rank(b));
  for (const problem of errorsFirst) {
    const place = placeOf(problem.pointer);
    if (place === undefined) others.push(problem);
    else at.set(place, [...(at.get(place) ?? []), problem]);
  }
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const placed = problems.map((problem) => ({ problem, place: placeOf(problem.pointer) }));
  return {
    errors,
    warnings: problems.length - errors,
    at,
    others,
    inOrder: placed.sort(
      (a, b) => rank(a.problem) - rank(b.problem) || height(a.place) - height(b.place),
    ),
  };
}

function placeOf(pointer: string): string | undefined {
  if (topFields.includes(pointer) || pointer === '/contactData') return pointer;
  const field = /^\/contactData\/\d+\/(?:chatType|chatId|username|phone)$/.exec(pointer);
  return (field ?? /^\/contactData\/\d+/.exec(pointer))?.[0];
}

/** Where a place stands in the form, counted from above: the fields, the list of messengers, its rows. */
function height(place: string | undefined): number {
  if (place === undefined) return Number.MAX_SAFE_INTEGER;
  const field = topFields.indexOf(place);
  return field < 0 ? topFields.length + 1 + rowNumber(place) : field;
}

function rowNumber(place: string): number {
  return Number(/^\/contactData\/(\d+)/.exec(place)?.[1] ?? -1);
}

function rank({ severity }: FormProblem): number {
  return severity === 'error' ? 0 : 1;
}
