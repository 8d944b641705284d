import { type Checked, isAbsent, isFilled, unknownKeys } from './checkedEntity.ts';
import { isJsonObject, type JsonObject, type StoredContact } from './json.ts';
import { checkRow } from './rowRules.ts';
import type { Variants } from './variants.ts';

export interface ContactRules {
  readonly variants: Variants;
  /** Whether a user with that id exists; asked only under `strictUsers=on`. */
  readonly isUser: (id: string) => boolean;
}

const knownKeys = new Set(['id', 'responsibleUserId', 'name', 'contactData', 'uri']);

/** Judges one element of a `POST /contacts`. What is accepted holds the documented keys only, in documented order. */
export function checkContact(value: unknown, rules: ContactRules): Checked<StoredContact> {
  if (!isJsonObject(value)) return { fields: [] };
  const { variants } = rules;
  const fields: string[] = [];
  const { id, responsibleUserId, name, uri } = value;
  const idIsGood = isFilled(id, Number(variants.idLimit));
  if (!idIsGood) fields.push('id');
  if (
    !isFilled(responsibleUserId, 100) ||
    (variants.strictUsers === 'on' && !rules.isUser(responsibleUserId))
  ) {
    fields.push('responsibleUserId');
  }
  if (!isFilled(name, 200)) fields.push('name');
  const rows = checkRows(value['contactData'], variants);
  if ('fields' in rows) fields.push(...rows.fields);
  const hasUri = !isAbsent(uri, variants) && uri !== '';
  if (hasUri && !(typeof uri === 'string' && uri.length <= 200)) fields.push('uri');
  fields.push(...unknownKeys(value, knownKeys, variants));
  if (fields.length > 0 || !idIsGood || 'fields' in rows) return { fields };
  return {
    value: { id, responsibleUserId, name, contactData: rows.value, ...(hasUri ? { uri } : {}) },
  };
}

function checkRows(value: unknown, variants: Variants): Checked<readonly JsonObject[]> {
  if (!Array.isArray(value) || value.length === 0) return { fields: ['contactData'] };
  const problems: string[] = [];
  const rows: JsonObject[] = [];
  for (const element of value) {
    const row = checkRow(element, variants);
    if ('value' in row) rows.push(row.value);
    else problems.push(...row.fields);
  }
  if (problems.length === 0 && rows.length === value.length) return { value: rows };
  return { fields: [...new Set(problems)] };
}
