import { type Answer, emptyAnswer, jsonAnswer, textAnswer } from './answer.ts';
import type { Checked } from './checkedEntity.ts';
import { errorAnswer } from './errorAnswer.ts';
import { parseJson } from './json.ts';
import type { Variants } from './variants.ts';

/** What contacts and users have in common when they are written and deleted in batches. */
export interface Collection<T extends { readonly id: string }> {
  /** The error code for elements that are refused. */
  readonly invalidCode: string;
  check(value: unknown): Checked<T>;
  get(id: string): T | undefined;
  /** Stores the value or, without one, deletes the id. */
  change(id: string, value: T | undefined): void;
  /** A reason to refuse values that are each in order. */
  refuses?(
    values: readonly T[],
  ): { readonly code: string; readonly description: string } | undefined;
  /** A stored value as a read shows it. */
  shown(value: T): unknown;
}

const batchLimit = 100;

interface Refused {
  readonly index: number;
  readonly fields: readonly string[];
}

/**
 * `POST` of an array: adds and updates by id. Judged in this order, and nothing is stored if anything is refused: more
 * than 100 elements, elements and their fields, equal ids (500), what the collection itself refuses.
 */
export function upsert<T extends { readonly id: string }>(
  body: Uint8Array,
  collection: Collection<T>,
  variants: Variants,
): Answer {
  const elements = readBatch(body, collection.invalidCode, variants);
  if (!Array.isArray(elements)) return elements;
  const good: T[] = [];
  const refused: Refused[] = [];
  for (const [index, element] of elements.entries()) {
    const checked = collection.check(element);
    if ('value' in checked) good.push(merged(checked.value, collection, variants));
    else refused.push({ index, fields: checked.fields });
  }
  const areAllGood = refused.length === 0;
  if (areAllGood && new Set(good.map((value) => value.id)).size < good.length) {
    return emptyAnswer(500, elements.length);
  }
  if (areAllGood || variants.partial === 'store') {
    const refusal = collection.refuses?.(good);
    if (refusal) {
      return errorAnswer({ status: 400, ...refusal }, variants.errorShape, elements.length);
    }
    for (const value of good) collection.change(value.id, value);
  }
  return areAllGood
    ? stored(good.map(collection.shown), variants)
    : invalid(collection.invalidCode, variants, elements.length, refused);
}

/** `PATCH …/bulk_delete`: the ids that are unknown come back, each once, in the order of the request. */
export function bulkDelete<T extends { readonly id: string }>(
  body: Uint8Array,
  collection: Collection<T>,
  variants: Variants,
): Answer {
  const elements = readBatch(body, collection.invalidCode, variants);
  if (!Array.isArray(elements)) return elements;
  const refused = [...elements.entries()]
    .filter(([, id]) => typeof id !== 'string' || id === '')
    .map(([index]) => ({ index, fields: [] }));
  if (refused.length > 0) {
    return invalid(collection.invalidCode, variants, elements.length, refused);
  }
  const unknown: string[] = [];
  for (const id of new Set(elements.filter((element) => typeof element === 'string'))) {
    if (collection.get(id)) collection.change(id, undefined);
    else unknown.push(id);
  }
  return jsonAnswer(200, unknown, elements.length);
}

/** `DELETE` of one. */
export function deleteOne<T extends { readonly id: string }>(
  id: string,
  collection: Collection<T>,
  variants: Variants,
): Answer {
  if (!collection.get(id)) return emptyAnswer(404);
  collection.change(id, undefined);
  const status = Number(variants.deleteStatus);
  return status === 204 || variants.deleteBody === 'empty'
    ? emptyAnswer(status)
    : jsonAnswer(status, {});
}

/** Under `update=merge` a given top-level key replaces, an absent one stays. */
function merged<T extends { readonly id: string }>(
  value: T,
  collection: Collection<T>,
  variants: Variants,
): T {
  return variants.update === 'merge' ? { ...collection.get(value.id), ...value } : value;
}

function readBatch(body: Uint8Array, invalidCode: string, variants: Variants): unknown[] | Answer {
  const parsed = parseJson(body);
  if (!Array.isArray(parsed) || parsed.length === 0) return invalid(invalidCode, variants, 0);
  if (parsed.length <= batchLimit) return parsed;
  return errorAnswer(
    {
      status: 400,
      code: `TOO_${variants.tooMany}_ENTITIES`,
      description: `No more than ${batchLimit} entities per request`,
      data: { count: parsed.length, limit: batchLimit },
    },
    variants.errorShape,
    parsed.length,
  );
}

function invalid(
  code: string,
  variants: Variants,
  entities: number,
  data?: readonly Refused[],
): Answer {
  const description = data ? 'Some entities have invalid fields' : 'The body must be a JSON array';
  const error = { status: 400, code, description };
  return errorAnswer(data ? { ...error, data } : error, variants.errorShape, entities);
}

function stored(values: readonly unknown[], variants: Variants): Answer {
  const status = Number(variants.postStatus);
  switch (variants.postBody) {
    case 'empty':
      return emptyAnswer(status, values.length);
    case 'array':
      return jsonAnswer(status, [], values.length);
    case 'object':
      return jsonAnswer(status, {}, values.length);
    case 'text':
      return textAnswer(status, 'OK', values.length);
    case 'contacts':
      return jsonAnswer(status, values, values.length);
  }
}
