import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import {
  type ComparisonResult,
  comparisonResult,
} from '../../core/transfer/compare/comparisonResult.ts';
import type { OpenComparison } from '../comparison/openComparison.ts';
import { lookAtFile } from '../transfer/lookAtFile.ts';
import { TreeNode } from '../tree/treeNode.ts';
import { UserError } from '../ui/userError.ts';
import { chooseColumns } from './chooseColumns.ts';
import { accountArgument, isFromUser, uriArgument } from './commandArguments.ts';
import type { CommandServices } from './commandServices.ts';
import { importArguments } from './importArguments.ts';
import { pickFile, pickMatch } from './importQuestions.ts';
import { pickAccount } from './pickAccount.ts';
import { type ComparisonWish, readComparison } from './readComparison.ts';

/**
 * Compare with File… `(uri, {accountId?, match?, columns?})` → `ComparisonResult`. From a menu or the palette it asks
 * what it needs to know; called with a file from code it takes the columns by their names, or as they were corrected the
 * last time, and knows contacts by their id, or by their accounts where the file has no ids. Shows the Comparison view.
 */
export async function compareFile(
  services: CommandServices,
  args: readonly unknown[],
): Promise<ComparisonResult | undefined> {
  const comparison = await readComparison(services, await wishOf(services, args));
  await services.comparison.show(comparison);
  if (!isFromUser(args)) return await resultOf(comparison);
  await services.comparison.focus();
  return undefined;
}

/** Compare Again: the file as it is by now, with what is known of the account, or is read again if that is old. */
export async function compareAgain(services: CommandServices): Promise<void> {
  const { current } = services.comparison;
  if (!current) throw new UserError(nothingComparedWords());
  const { account, uri, file, match } = current.parts;
  const look = await lookAtFile(uri);
  const isAsBefore = headerOf(look.shape) === headerOf(file.shape);
  const { columns, fields } = isAsBefore
    ? file.reading
    : await chooseColumns(services, look, { given: undefined, asks: true });
  const wish = { account, uri, look, columns, fields, match };
  await services.comparison.show(await readComparison(services, wish));
}

/** Where a command is about a comparison, and there is none. */
export function nothingComparedWords(): string {
  return l10n.t('Nothing is compared now: run "Wazzup: Compare with File…" first.');
}

async function wishOf(
  services: CommandServices,
  args: readonly unknown[],
): Promise<ComparisonWish> {
  const [target, options] = args;
  const asks = isFromUser(args);
  const given = importArguments(options);
  const uriGiven = fileArgument(target);
  const named =
    given?.accountId ?? (target instanceof TreeNode ? accountArgument(target) : undefined);
  const account = await pickAccount(services, named);
  const uri = uriGiven ?? (await pickFile(l10n.t('Compare with File'), l10n.t('Compare')));
  const look = await lookAtFile(uri);
  const { columns, fields, hasIds } = await chooseColumns(services, look, {
    given: given?.columns,
    asks: asks && given?.columns === undefined,
  });
  const usual = hasIds ? 'id' : 'account';
  const match = given?.match ?? (asks ? await pickMatch(hasIds) : usual);
  return { account, uri, look, columns, fields, match };
}

function fileArgument(target: unknown): vscode.Uri | undefined {
  const uri = uriArgument(target);
  if (!uri && target !== undefined && target !== null && !(target instanceof TreeNode)) {
    throw new UserError(l10n.t('The file to compare must be given as an address (Uri).'));
  }
  return uri;
}

async function resultOf({ result, parts }: OpenComparison): Promise<ComparisonResult> {
  const { signal } = new AbortController();
  return await comparisonResult(result, parts.file.rows, parts.session.book.search.index, signal);
}

function headerOf(shape: OpenComparison['parts']['file']['shape']): string {
  return JSON.stringify(shape.kind === 'table' ? ['table', shape.header] : [shape.kind]);
}
