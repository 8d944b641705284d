import * as vscode from 'vscode';
import { type AccountId, readAccountId } from '../../core/accountId.ts';
import { isObject } from '../../core/contact/contact.ts';

/** The string under `key` of an options argument, if it is one. */
export function textArgument(argument: unknown, key: string): string | undefined {
  const value = isObject(argument) ? argument[key] : undefined;
  return typeof value === 'string' ? value : undefined;
}

/** The account named by an options argument `{accountId}`. */
export function accountArgument(argument: unknown): AccountId | undefined {
  const text = textArgument(argument, 'accountId');
  return text === undefined ? undefined : readAccountId(text);
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
