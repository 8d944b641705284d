import { givenValue, isSameRow, rowKey } from './compareContacts.ts';
import { isObject } from './contact.ts';
import type { MergePart } from './mergeContacts.ts';

/** Stands for the same row in several versions. */
type RowName = string;

/** The rows of one version by their names, in its order. */
type NamedRows = ReadonlyMap<RowName, unknown>;

/**
 * Merges two versions of the rows of `contactData`, in the order of the version that was reordered, else in that of
 * `mine`. Undefined if both were reordered, each in another way: then only the whole can be chosen.
 *
 * The API names no rows. One that is equal in two versions is the same row, else one of the same chat, else of the same
 * messenger, else at the same place.
 */
export function mergeRows(
  base: readonly unknown[],
  mine: readonly unknown[],
  theirs: readonly unknown[],
): readonly MergePart[] | undefined {
  const before = new Map(base.map((row, index) => [`base ${index}`, row]));
  const ours = nameRows(mine, 'mine', [[before, ways]]);
  const additions = new Map([...ours].filter(([name]) => !before.has(name)));
  const others = nameRows(theirs, 'theirs', [
    [before, ways],
    [additions, ways.slice(0, 2)],
  ]);

  const [original, my, their] = [namesOf(before), namesOf(ours), namesOf(others)];
  const isMineMoved = !isSameOrder(original, my);
  const isTheirsMoved = !isSameOrder(original, their);
  if (isMineMoved && isTheirsMoved && !isSameOrder(my, their)) return undefined;
  const order = isTheirsMoved && !isMineMoved ? united(their, my) : united(my, their);

  const places = new Map([...placesOf(their), ...placesOf(my)]);
  return order.flatMap((name) =>
    mergeRow(before.get(name), ours.get(name), others.get(name), places.get(name) ?? 0),
  );
}

function namesOf(rows: NamedRows): readonly RowName[] {
  return [...rows.keys()];
}

/** Counted from 1. */
function placesOf(names: readonly RowName[]): readonly (readonly [RowName, number])[] {
  return names.map((name, index) => [name, index + 1]);
}

/** Nothing if the row was removed. */
function mergeRow(
  before: unknown,
  mine: unknown,
  theirs: unknown,
  row: number,
): readonly MergePart[] {
  const decided = decide(before, mine, theirs);
  if (!decided) return [{ conflict: { field: 'contactData', row, mine, theirs } }];
  return decided.value === undefined ? [] : [decided];
}

function decide(
  before: unknown,
  mine: unknown,
  theirs: unknown,
): { readonly value: unknown } | undefined {
  if (isSameRow(mine, theirs) || isSameRow(before, theirs)) return { value: mine };
  if (isSameRow(before, mine)) return { value: theirs };
  return undefined;
}

/**
 * By what a row is known again; undefined if it cannot be known by that.
 * @param previous the last row before it that is known already: what takes the place of another stands where that stood
 */
type Way = (row: unknown, previous: RowName | undefined) => string | undefined;

const ways: readonly Way[] = [
  (row) => (isObject(row) ? rowKey(row) : JSON.stringify(row)),
  (row) => {
    const [chatType, chatId] = [textValue(row, 'chatType'), textValue(row, 'chatId')];
    return chatType && chatId ? JSON.stringify([chatType, chatId]) : undefined;
  },
  (row, previous) => {
    const chatType = textValue(row, 'chatType');
    return chatType && JSON.stringify([previous ?? null, chatType]);
  },
  (_row, previous) => previous ?? '',
];

/** Gives each row the name of the row in one of the known versions that it was made from, each once, or a new one. */
function nameRows(
  rows: readonly unknown[],
  version: string,
  known: readonly (readonly [NamedRows, readonly Way[]])[],
): NamedRows {
  const names: (RowName | undefined)[] = rows.map(() => undefined);
  for (const [earlier, itsWays] of known) {
    for (const way of itsWays) {
      const taken = new Set(names);
      const free = new Map<string, RowName[]>();
      let previous: RowName | undefined;
      for (const [name, row] of earlier) {
        if (taken.has(name)) previous = name;
        else append(free, way(row, previous), name);
      }
      previous = undefined;
      for (const [index, row] of rows.entries()) {
        const key = names[index] === undefined ? way(row, previous) : undefined;
        previous = names[index] ?? previous;
        if (key !== undefined) names[index] = free.get(key)?.shift();
      }
    }
  }
  return new Map(rows.map((row, index) => [names[index] ?? `${version} ${index}`, row]));
}

function append(lists: Map<string, RowName[]>, key: string | undefined, name: RowName): void {
  if (key === undefined) return;
  const list = lists.get(key);
  if (list) list.push(name);
  else lists.set(key, [name]);
}

/** Whether the names that both hold come in the same order. */
function isSameOrder(a: readonly RowName[], b: readonly RowName[]): boolean {
  const [inA, inB] = [new Set(a), new Set(b)];
  const others = b.filter((name) => inA.has(name));
  return a.filter((name) => inB.has(name)).every((name, index) => name === others[index]);
}

/** All names in the order of the first list; each that only the second has comes after the one before it there. */
function united(leading: readonly RowName[], following: readonly RowName[]): readonly RowName[] {
  const isLeading = new Set(leading);
  const after = new Map<RowName, RowName[]>();
  let last: RowName | undefined;
  for (const name of following) {
    if (isLeading.has(name)) last = name;
    else append(after, last ?? '', name);
  }
  return [
    ...(after.get('') ?? []),
    ...leading.flatMap((name) => [name, ...(after.get(name) ?? [])]),
  ];
}

function textValue(row: unknown, key: string): string | undefined {
  const value = isObject(row) ? givenValue(row, key) : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
}
