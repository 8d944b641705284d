import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type AccountId, readAccountId } from '../../core/accountId.ts';
import { isObject } from '../../core/contact/contact.ts';
import { UserError } from '../ui/userError.ts';

/** The string under `key` of an options argument, if it is one. */
export function textArgument(argument: unknown, key: string): string | undefined {
  const value = isObject(argument) ? argument[key] : undefined;
  return typeof value === 'string' ? value : undefined;
}

/** The account named by an options argument `{accountId}`. Rejects what cannot name one. */
export function accountArgument(argument: unknown): AccountId | undefined {
  return namedAccount(textArgument(argument, 'accountId'));
}

/** The account that `text` names; undefined if it is undefined. Rejects what cannot name one. */
export function namedAccount(text: string | undefined): AccountId | undefined {
  if (text === undefined) return undefined;
  const accountId = readAccountId(text);
  if (!accountId) throw new UserError(l10n.t('There is no connected account "{0}".', text));
  return accountId;
}

/** The list of strings under `key` of an options argument, if it is one. */
export function textsArgument(argument: unknown, key: string): readonly string[] | undefined {
  const value = isObject(argument) ? argument[key] : undefined;
  return Array.isArray(value) && value.every((item) => typeof item === 'string')
    ? value
    : undefined;
}

/** The argument as an address, if it is one. */
export function uriArgument(argument: unknown): vscode.Uri | undefined {
  return argument instanceof vscode.Uri ? argument : undefined;
}
