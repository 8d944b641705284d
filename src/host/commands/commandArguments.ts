import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type AccountId, readAccountId } from '../../core/accountId.ts';
import { isObject } from '../../core/contact/contact.ts';
import { isHistoryNode } from '../history/historyView.ts';
import { TreeNode } from '../tree/treeNode.ts';
import { UserError } from '../ui/userError.ts';

/**
 * What an options argument holds under `key`; undefined where there are none, as from a row of the tree or a file.
 * Rejects what is no options: taking it for none would do something else than was asked for.
 */
export function optionArgument(argument: unknown, key: string): unknown {
  if (argument === undefined || argument === null) return undefined;
  if (argument instanceof TreeNode || argument instanceof vscode.Uri) return undefined;
  if (isObject(argument)) return argument[key] ?? undefined;
  throw new UserError(
    l10n.t('This command takes its options as an object, for example {"accountId": "…"}.'),
  );
}

/** The string under `key` of an options argument; undefined if it is not given. Rejects anything else there. */
export function textArgument(argument: unknown, key: string): string | undefined {
  return textValue(optionArgument(argument, key), key);
}

/** An argument that must be text if it is given; `name` is what the words call it. */
export function textValue(value: unknown, name: string): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return value;
  throw new UserError(l10n.t('"{0}" must be text.', name));
}

/** The account named by an options argument `{accountId}`, or of a row of the tree. Rejects what cannot name one. */
export function accountArgument(argument: unknown): AccountId | undefined {
  return argument instanceof TreeNode
    ? argument.accountId
    : namedAccount(textArgument(argument, 'accountId'));
}

/** The account that `text` names; undefined if it is undefined. Rejects what cannot name one. */
export function namedAccount(text: string | undefined): AccountId | undefined {
  if (text === undefined) return undefined;
  const accountId = readAccountId(text);
  if (!accountId) throw new UserError(l10n.t('There is no connected account "{0}".', text));
  return accountId;
}

/** The list of strings under `key` of an options argument; undefined if it is not given. Rejects anything else there. */
export function textsArgument(argument: unknown, key: string): readonly string[] | undefined {
  const value = optionArgument(argument, key);
  if (value === undefined) return undefined;
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
  throw new UserError(l10n.t('"{0}" must be a list of texts.', key));
}

/** The truth value under `key` of an options argument; undefined if it is not given. Rejects anything else there. */
export function flagArgument(argument: unknown, key: string): boolean | undefined {
  const value = optionArgument(argument, key);
  if (value === undefined || typeof value === 'boolean') return value;
  throw new UserError(l10n.t('"{0}" must be true or false.', key));
}

/** The argument as an address, if it is one. */
export function uriArgument(argument: unknown): vscode.Uri | undefined {
  return argument instanceof vscode.Uri ? argument : undefined;
}

/**
 * Whether a command was called by a user: from the palette or a key without arguments, from a row, or from a menu, which
 * passes the file it was opened on with the selected ones or the editor's place after it.
 */
export function isFromUser(args: readonly unknown[]): boolean {
  const [first, second] = args;
  if (first instanceof TreeNode || isHistoryNode(first)) return true;
  if (args.every((arg) => arg === undefined || arg === null)) return true;
  const isMenu = Array.isArray(second) || (isObject(second) && 'groupId' in second);
  return first instanceof vscode.Uri && isMenu;
}
