import path from 'node:path';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { SentFile } from '../../core/change/changeSet.ts';
import { type Report, reportOf } from '../../core/change/report.ts';
import { rowsFile } from '../../core/transfer/failedFile.ts';
import type { ImportPlan } from '../../core/transfer/import/importPlan.ts';
import { planImport } from '../../core/transfer/import/planImport.ts';
import type { Source } from '../../core/transfer/read/source.ts';
import { sourceErrorReason } from '../../core/transfer/read/sourceError.ts';
import { sourceErrorWords } from '../../core/transfer/read/sourceWords.ts';
import type { ColumnField } from '../../core/transfer/table/columnField.ts';
import { matchColumns } from '../../core/transfer/table/matchColumns.ts';
import type { AccountRecord } from '../accounts/accountRecord.ts';
import { readWholeList } from '../search/readWholeList.ts';
import { fileBytes } from '../transfer/fileBytes.ts';
import { TreeNode } from '../tree/treeNode.ts';
import { withProgressWhenSlow } from '../ui/progress.ts';
import { UserError } from '../ui/userError.ts';
import { changeMany } from './changeMany.ts';
import { accountArgument, uriArgument } from './commandArguments.ts';
import type { CommandServices } from './commandServices.ts';
import { type ImportChoices, importArguments } from './importArguments.ts';
import { importNotes, leftOutText } from './importNotes.ts';
import { pickColumns, pickImportFile, pickMatch, pickMode } from './importQuestions.ts';
import { pickWritableAccount } from './writableAccount.ts';

/** So many records are looked at before anything is asked. */
const sampled = 20;

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
  const uri = uriArgument(target) ?? (await pickImportFile());
  const look = await lookAt(uri);
  const choices = await choicesFor(services, look, given);
  const plan = await planFor(services, account, uri, look, choices);
  return await carryOut(services, account, uri, plan, { asks: given?.mode === undefined });
}

/** What a file holds, found out before anything is asked. */
interface Look {
  readonly shape: Source['shape'];
  /** The cells of the first lines of a table. */
  readonly cells: readonly (readonly string[])[];
  readonly lineBreak: '\n' | '\r\n';
}

async function lookAt(uri: vscode.Uri): Promise<Look> {
  const stop = new AbortController();
  try {
    const { shape, records } = await open(uri, stop.signal);
    const cells: (readonly string[])[] = [];
    for await (const record of records) {
      if (record.kind !== 'cells' || cells.push(record.cells) >= sampled) break;
    }
    // Tables and vCards have the one by their standards, whatever this one has.
    const isJson = shape.kind === 'json' || shape.kind === 'ndjson';
    return { shape, cells, lineBreak: isJson ? '\n' : '\r\n' };
  } catch (error) {
    throw readable(error, uri);
  } finally {
    stop.abort(new vscode.CancellationError());
  }
}

async function open(uri: vscode.Uri, signal: AbortSignal): Promise<Source> {
  const { openSource } = await import('../../core/transfer/read/openSource.ts');
  return await openSource(fileBytes(uri, signal), path.posix.basename(uri.path), signal);
}

/** A failure in words, if it is one of the file. */
function readable(error: unknown, uri: vscode.Uri): unknown {
  const reason = sourceErrorReason(error);
  if (reason) return new UserError(sourceErrorWords(reason));
  const isOfSystem = error instanceof Error && ('code' in error || 'errno' in error);
  return isOfSystem && !(error instanceof UserError)
    ? new UserError(l10n.t('The file cannot be read: {0}', uri.fsPath), { cause: error })
    : error;
}

/** How the file is understood, and what is done with it. */
interface Choices extends ImportChoices {
  readonly columns: readonly string[];
  readonly fields: readonly (ColumnField | undefined)[];
}

async function choicesFor(
  { columnMemory }: CommandServices,
  { shape, cells }: Look,
  given: ReturnType<typeof importArguments>,
): Promise<Choices> {
  const columns = columnNames(shape, cells);
  const header = shape.kind === 'table' ? shape.header : undefined;
  const remembered = header && columnMemory.find(header);
  const guess = given?.columns ?? remembered ?? matchColumns(columns);
  const shown = columns.map((name, index) => ({
    name,
    samples: cells.flatMap((row) => row[index] || []).slice(0, 3),
  }));
  const asks = columns.length > 0 && given?.mode === undefined;
  const fields = asks ? await pickColumns(shown, guess) : guess;
  if (asks && header) await columnMemory.remember(header, fields);
  if (columns.length > 0 && fields.every((field) => field === undefined)) {
    throw new UserError(l10n.t('Nothing can be imported: no column of the table has a meaning.'));
  }
  const hasIds = columns.length === 0 || fields.includes('id');
  const mode = given?.mode ?? (await pickMode());
  const match = given?.match ?? (given?.mode && hasIds ? 'id' : await pickMatch(hasIds));
  return { columns, fields, mode, match };
}

function columnNames(
  shape: Source['shape'],
  cells: readonly (readonly string[])[],
): readonly string[] {
  if (shape.kind !== 'table') return [];
  const width = Math.max(0, ...cells.map((row) => row.length));
  return (
    shape.header ?? Array.from({ length: width }, (_, index) => l10n.t('Column {0}', index + 1))
  );
}

async function planFor(
  { accounts, clock, settings }: CommandServices,
  account: AccountRecord,
  uri: vscode.Uri,
  { shape, lineBreak }: Look,
  { columns, fields, mode, match }: Choices,
): Promise<ImportPlan> {
  const session = await accounts.open(account.id);
  const name = path.posix.basename(uri.path);
  return await withProgressWhenSlow(l10n.t('Reading "{0}"', name), clock, async (signal) => {
    const users = await session.users.users({ signal });
    await readWholeList(session, clock, signal);
    const { importRows } = await import('../../core/transfer/import/importRows.ts');
    const reading = { columns, fields, users, country: settings.defaultCountry };
    try {
      const rows = importRows(await open(uri, signal), reading);
      const file = { uri: uri.toString(), lineBreak, ...formOf(shape) };
      const { index } = session.book.search;
      return await planImport(rows, { accountId: account.id, index, mode, match, file, signal });
    } catch (error) {
      signal.throwIfAborted();
      throw readable(error, uri);
    }
  });
}

function formOf(shape: Source['shape']): Pick<SentFile, 'format' | 'header'> {
  switch (shape.kind) {
    case 'json':
      return { format: 'contacts' };
    case 'ndjson':
    case 'vcard':
      return { format: shape.kind };
    case 'table':
      return shape.header
        ? {
            format: 'table',
            header: shape.header.map(quoted(shape.separator)).join(shape.separator),
          }
        : { format: 'table' };
  }
}

function quoted(separator: string): (name: string) => string {
  return (name) =>
    name.includes(separator) || /["\r\n]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name;
}

async function carryOut(
  services: CommandServices,
  account: AccountRecord,
  uri: vscode.Uri,
  plan: ImportPlan,
  { asks }: { readonly asks: boolean },
): Promise<Report | undefined> {
  const { changeSet, invalid, unchanged } = plan;
  const name = path.posix.basename(uri.path);
  const count = changeSet.items.length;
  const showLeftOut = async () => {
    const sources = invalid.map(({ source }) => source);
    await services.leftOut.show(l10n.t('Left out of {0}', name), {
      text: leftOutText(plan, name),
      file: rowsFile(changeSet.file, sources),
      source: uri,
    });
  };
  if (count === 0) {
    void tellNothing(account, invalid.length, showLeftOut);
    return withInvalid(reportOf([]), plan);
  }
  const question =
    count === 1
      ? l10n.t('Import 1 contact of "{0}" into "{1}"?', name, account.name)
      : l10n.t(
          'Import {0} contacts of "{1}" into "{2}"?',
          count.toLocaleString(vscode.env.language),
          name,
          account.name,
        );
  const planned = {
    question,
    button: l10n.t('Import'),
    changeSet,
    unchanged,
    notes: importNotes(plan, vscode.env.language),
    ...(invalid.length > 0 && { more: { label: l10n.t('Show Left Out'), show: showLeftOut } }),
  };
  const report = await changeMany(services, planned, {
    title: l10n.t('Importing contacts'),
    nothing: nothingWords(account),
    asks,
  });
  return report && withInvalid(report, plan);
}

/** What cannot be imported is refused, too: whoever calls from code has no preview that says so. */
function withInvalid(report: Report, { invalid }: ImportPlan): Report {
  const rows = invalid.map(({ line, id = '', reason }) => ({
    id,
    reason: l10n.t('Line {0}: {1}', line, reason),
  }));
  return { ...report, rejected: [...report.rejected, ...rows] };
}

function nothingWords({ name }: AccountRecord): string {
  return l10n.t('Nothing was sent: there is nothing in the file that "{0}" does not hold.', name);
}

async function tellNothing(
  account: AccountRecord,
  invalid: number,
  showLeftOut: () => Promise<void>,
): Promise<void> {
  if (invalid === 0) {
    await vscode.window.showInformationMessage(nothingWords(account));
    return;
  }
  const show = l10n.t('Show Left Out');
  const words = l10n.t(
    'Nothing was sent: {0} rows of the file cannot be imported.',
    invalid.toLocaleString(vscode.env.language),
  );
  if ((await vscode.window.showWarningMessage(words, show)) === show) await showLeftOut();
}
