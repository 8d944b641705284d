/// <reference path="./contactSchema.d.ts" />
import type { ErrorObject } from 'ajv';
import { validate } from './contact.schema.json?validate';
import { isObject, textOf } from './contact.ts';
import { contactDoubts } from './contactDoubts.ts';
import { pointerSteps } from './jsonPointer.ts';
import { hasErrors, type Problem, type ProblemRule } from './problem.ts';
import { type NameKey, problemWords } from './problemWords.ts';
import { isSpoilt } from './spoiltNumber.ts';
import type { ValidationOptions } from './validationOptions.ts';

export { hasErrors };

/**
 * Everything that is wrong or doubtful about a contact, at once: errors in the order of the schema, then
 * warnings. Errors are what the documented API refuses; lengths count UTF-16 code units, which is never
 * fewer than characters. Of several errors of one value the first is told.
 *
 * Where the documentation disagrees with itself: MAX may have a phone (documentation of 2026) and then
 * needs no chatId, with a warning, since older rules refuse it; Telegram needs one of chatId, username and
 * phone, with a warning where chatId is missing, since newer pages require it; chat types that are not
 * documented are kept, with a warning. A username or phone with another messenger is kept when read, but
 * the API refuses it in a save: an error that says to remove it. An id that is too long is an error too, but
 * not of a contact that exists: it could never be corrected.
 *
 * @param value a parsed JSON value, of any type
 */
export function validateContact(
  value: unknown,
  options: ValidationOptions = {},
): readonly Problem[] {
  const found = validate(value) ? [] : (validate.errors ?? []);
  const errors = firstOfEachValue(
    found.flatMap((error) => problemOf(error, options.nameKey) ?? []),
  );
  const doubts = isObject(value) ? contactDoubts(value, options) : [];
  return [...(options.exists ? errors.filter((error) => !isLongId(error)) : errors), ...doubts];
}

/** A doubt takes its place where the contact exists. */
function isLongId({ pointer, rule }: Problem): boolean {
  return pointer === '/id' && rule === 'tooLong';
}

/** Conditional rules come first in ajv's list, so that "remove the phone" wins over "the phone has a plus". */
function firstOfEachValue(problems: readonly Problem[]): readonly Problem[] {
  const seen = new Set<string>();
  return problems.filter(({ pointer, key = '' }) => {
    const place = `${pointer}\n${key}`;
    if (seen.has(place)) return false;
    seen.add(place);
    return true;
  });
}

/** Undefined for errors that only repeat another one ("if" reports that "then" failed). */
function problemOf(error: ErrorObject, nameKey: NameKey | undefined): Problem | undefined {
  const { instancePath, parentSchema, data } = error;
  const broken = ruleOf(error);
  if (broken === undefined) return undefined;
  const isNumber = broken === 'chatIdDigits' || broken === 'phoneDigits';
  const rule = isNumber && isSpoilt(textOf(data)) ? 'spoiltNumber' : broken;
  const missingKey = error.keyword === 'required' ? textOf(error.params['missingProperty']) : '';
  return {
    pointer: instancePath,
    rule,
    severity: 'error',
    message: problemWords(
      {
        rule,
        key: missingKey || (pointerSteps(instancePath).at(-1) ?? ''),
        value: data,
        limit: Number(error.params['limit']),
        messenger: textOf(parentSchema?.['messenger']),
      },
      nameKey,
    ),
    ...(missingKey === '' ? {} : { key: missingKey }),
  };
}

const ruleOfKeyword: Readonly<Record<string, ProblemRule>> = {
  required: 'missing',
  type: 'type',
  maxLength: 'tooLong',
  minLength: 'empty',
  minItems: 'noRows',
  not: 'missing',
};

/** The schema names the rule beside a keyword ("problems") where the keyword alone does not tell it. */
function ruleOf({ keyword, data, params, parentSchema }: ErrorObject): ProblemRule | undefined {
  const named: unknown = parentSchema?.['problems'];
  const rule = isObject(named) ? named[keyword] : undefined;
  if (isNamedRule(rule)) return rule;
  const isField = params['type'] !== 'object';
  return keyword === 'type' && data === null && isField ? 'missing' : ruleOfKeyword[keyword];
}

const namedRules = [
  'blank',
  'usernameAt',
  'phoneDigits',
  'chatIdDigits',
  'chatIdAt',
  'telegramAddress',
  'maxAddress',
  'usernameNotAllowed',
  'phoneNotAllowed',
] as const satisfies readonly ProblemRule[];

function isNamedRule(value: unknown): value is (typeof namedRules)[number] {
  const rules: readonly unknown[] = namedRules;
  return rules.includes(value);
}
