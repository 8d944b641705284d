import * as l10n from '@vscode/l10n';
import type { AccountId } from '../../core/accountId.ts';
import { isObject } from '../../core/contact/contact.ts';
import type { ImportMatch, ImportMode } from '../../core/transfer/import/importPlan.ts';
import { type ColumnField, readColumnField } from '../../core/transfer/table/columnField.ts';
import { UserError } from '../ui/userError.ts';
import { accountArgument, textArgument, textsArgument } from './commandArguments.ts';

/** What an import does with contacts, and how it knows them. */
export interface ImportChoices {
  readonly mode: ImportMode;
  readonly match: ImportMatch;
}

/** What is not asked any more. */
interface ImportArguments extends Partial<ImportChoices> {
  readonly accountId?: AccountId;
  /** What the columns mean, from left to right. */
  readonly columns?: readonly (ColumnField | undefined)[];
}

const modes: readonly ImportMode[] = ['create', 'createAndUpdate', 'update', 'skipExisting'];
const matches: readonly ImportMatch[] = ['id', 'account', 'phone'];

/**
 * The options of an import called from code; undefined where there are none, as from a menu, which passes the selected
 * files there. Rejects with words what cannot be understood.
 */
export function importArguments(options: unknown): ImportArguments | undefined {
  if (!isObject(options) || 'groupId' in options) return undefined;
  const accountId = accountArgument(options);
  const mode = choice(options, 'mode', modes);
  const match = choice(options, 'match', matches);
  const columns = textsArgument(options, 'columns')?.map((name) => {
    const field = readColumnField(name);
    if (field || name === '') return field;
    throw new UserError(l10n.t('"{0}" is no field of a contact.', name));
  });
  return {
    ...(accountId && { accountId }),
    ...(mode && { mode }),
    ...(match && { match }),
    ...(columns && { columns }),
  };
}

function choice<Value extends string>(
  options: unknown,
  key: string,
  values: readonly Value[],
): Value | undefined {
  const text = textArgument(options, key);
  if (text === undefined) return undefined;
  const found = values.find((value) => value === text);
  if (found) return found;
  throw new UserError(l10n.t('"{0}" must be one of {1}.', key, values.join(', ')));
}
