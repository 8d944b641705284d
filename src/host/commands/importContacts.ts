import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Report } from '../../core/change/report.ts';
import type { ImportPlan } from '../../core/transfer/import/importPlan.ts';
import { planImport } from '../../core/transfer/import/planImport.ts';
import type { ColumnField } from '../../core/transfer/table/columnField.ts';
import type { AccountRecord } from '../accounts/accountRecord.ts';
import { readWholeList } from '../search/readWholeList.ts';
import {
  type FileLook,
  fileNameOf,
  lookAtFile,
  openFile,
  readableError,
  sentFileOf,
} from '../transfer/lookAtFile.ts';
import { TreeNode } from '../tree/treeNode.ts';
import { withProgressWhenSlow } from '../ui/progress.ts';
import { carryOutImport } from './carryOutImport.ts';
import { chooseColumns } from './chooseColumns.ts';
import { accountArgument, uriArgument } from './commandArguments.ts';
import type { CommandServices } from './commandServices.ts';
import { type ImportChoices, importArguments } from './importArguments.ts';
import { pickFile, pickMatch, pickMode } from './importQuestions.ts';
import { pickWritableAccount } from './writableAccount.ts';

/**
 * Import… `(uri, {accountId, mode?, match?, columns?})` → report, with the rows that cannot be imported. Reads the file, shows what it would do, and sends
 * nothing before the user agrees; called with all of its options from code it asks nothing.
 */
export async function importContacts(
  services: CommandServices,
  [target, options]: readonly unknown[],
): Promise<Report | undefined> {
  const given = importArguments(options);
  const named =
    given?.accountId ?? (target instanceof TreeNode ? accountArgument(target) : undefined);
  const account = await pickWritableAccount(services, named);
  const uri = uriArgument(target) ?? (await pickFile(l10n.t('Import Contacts'), l10n.t('Import')));
  const look = await lookAtFile(uri);
  const choices = await choicesFor(services, look, given);
  const plan = await planFor(services, account, uri, look, choices);
  return await carryOutImport(services, {
    uri,
    plan,
    question: questionOf(plan.changeSet.items.length, fileNameOf(uri), account),
    button: l10n.t('Import'),
    title: l10n.t('Importing contacts'),
    nothing: l10n.t(
      'Nothing was sent: there is nothing in the file that "{0}" does not hold.',
      account.name,
    ),
    asks: given?.mode === undefined,
  });
}

/** How the file is understood, and what is done with it. */
interface Choices extends ImportChoices {
  readonly columns: readonly string[];
  readonly fields: readonly (ColumnField | undefined)[];
}

async function choicesFor(
  services: CommandServices,
  look: FileLook,
  given: ReturnType<typeof importArguments>,
): Promise<Choices> {
  const { columns, fields, hasIds } = await chooseColumns(services, look, {
    given: given?.columns,
    asks: given?.mode === undefined,
  });
  const mode = given?.mode ?? (await pickMode());
  const match = given?.match ?? (given?.mode && hasIds ? 'id' : await pickMatch(hasIds));
  return { columns, fields, mode, match };
}

async function planFor(
  { accounts, clock, settings }: CommandServices,
  account: AccountRecord,
  uri: vscode.Uri,
  look: FileLook,
  { columns, fields, mode, match }: Choices,
): Promise<ImportPlan> {
  const session = await accounts.open(account.id);
  const title = l10n.t('Reading "{0}"', fileNameOf(uri));
  return await withProgressWhenSlow(title, clock, async (signal) => {
    const users = await session.users.users({ signal });
    await readWholeList(session, clock, signal);
    const { importRows } = await import('../../core/transfer/import/importRows.ts');
    const reading = { columns, fields, users, country: settings.defaultCountry };
    try {
      const rows = importRows(await openFile(uri, signal), reading);
      const file = sentFileOf(uri, look);
      const { index } = session.book.search;
      return await planImport(rows, { accountId: account.id, index, mode, match, file, signal });
    } catch (error) {
      signal.throwIfAborted();
      throw readableError(error, uri);
    }
  });
}

function questionOf(count: number, name: string, account: AccountRecord): string {
  return count === 1
    ? l10n.t('Import 1 contact of "{0}" into "{1}"?', name, account.name)
    : l10n.t(
        'Import {0} contacts of "{1}" into "{2}"?',
        count.toLocaleString(vscode.env.language),
        name,
        account.name,
      );
}
