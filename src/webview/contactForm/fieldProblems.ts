import type { FormProblem } from '../../protocol/contactForm.ts';

/** The problems of a card, sorted to the places where the form shows them. */
export interface SortedProblems {
  readonly errors: number;
  readonly warnings: number;
  /** By the pointer of a field, of a row, or of `/contactData`; errors first. */
  readonly at: ReadonlyMap<string, readonly FormProblem[]>;
  /** Those that have no place of their own. */
  readonly others: readonly FormProblem[];
  /** The place of the first problem from above, errors before warnings. */
  readonly first: string | undefined;
}

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
  return {
    errors,
    warnings: problems.length - errors,
    at,
    others,
    first: firstPlace(errorsFirst),
  };
}

function placeOf(pointer: string): string | undefined {
  if (topFields.includes(pointer) || pointer === '/contactData') return pointer;
  const field = /^\/contactData\/\d+\/(?:chatType|chatId|username|phone)$/.exec(pointer);
  return (field ?? /^\/contactData\/\d+/.exec(pointer))?.[0];
}

function firstPlace(errorsFirst: readonly FormProblem[]): string | undefined {
  const [first] = errorsFirst;
  const places = errorsFirst
    .filter(({ severity }) => severity === first?.severity)
    .map(({ pointer }) => placeOf(pointer))
    .filter((place) => place !== undefined);
  return topFields.find((field) => places.includes(field)) ?? places.toSorted(byRow)[0];
}

function byRow(one: string, other: string): number {
  return rowNumber(one) - rowNumber(other);
}

function rowNumber(place: string): number {
  return Number(/^\/contactData\/(\d+)/.exec(place)?.[1] ?? -1);
}

function rank({ severity }: FormProblem): number {
  return severity === 'error' ? 0 : 1;
}
