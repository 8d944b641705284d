import { jsonPointer } from './jsonPointer.ts';
import type { Problem, ProblemRule } from './problem.ts';
import { problemWords } from './problemWords.ts';

/** The documented limit of an id, in UTF-16 code units. */
export const idLimit = 100;

/** Above this length the API is said to refuse a new id, against its documentation. In UTF-16 code units. */
export const newIdLimit = 64;

/**
 * What is wrong with `id` as the id of a new contact: blank and more than 100 UTF-16 code units are
 * errors (documented limit), more than 64 (seen by others) and dots alone are warnings. Existing
 * contacts keep their ids, whatever they are.
 */
export function checkContactId(id: string): Problem[] {
  const error =
    id.trim() === '' ? ('blank' as const) : id.length > idLimit ? ('tooLong' as const) : undefined;
  if (error === undefined) return newIdDoubts(id);
  return [
    {
      pointer: jsonPointer('id'),
      rule: error,
      severity: 'error',
      message: problemWords({ rule: error, key: 'id', value: id, limit: idLimit }),
    },
  ];
}

/** What is doubtful about the id of a contact that does not exist yet; the schema finds what is wrong. */
export function newIdDoubts(id: string): Problem[] {
  const rules = [
    ...(id.length > newIdLimit && id.length <= idLimit ? (['longId'] as const) : []),
    ...(id === '.' || id === '..' ? (['idNotAddressable'] as const) : []),
  ];
  return rules.map((rule) => idDoubt(rule, id));
}

/** What is doubtful about the id of a contact that exists, which cannot be changed any more. */
export function keptIdDoubts(id: string): Problem[] {
  return id.length > idLimit ? [idDoubt('longKeptId', id)] : [];
}

function idDoubt(rule: ProblemRule, id: string): Problem {
  return {
    pointer: jsonPointer('id'),
    rule,
    severity: 'warning',
    message: problemWords({ rule, key: 'id', value: id, limit: idLimit }),
  };
}
