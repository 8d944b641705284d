import { homedir } from 'node:os';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Contact } from '../../core/contact/contact.ts';
import { shownText } from '../../core/contact/shownText.ts';
import { numberText } from '../../core/numberText.ts';
import {
  type ExportFormat,
  exportFormats,
  type Separator,
} from '../../core/transfer/export/exportFormat.ts';
import type { AccountRecord } from '../accounts/accountRecord.ts';
import { UserError } from '../ui/userError.ts';
import { optionArgument, textArgument } from './commandArguments.ts';

/** Which contacts to write: all that fit a query ("" for all of the account), or those that were selected. */
export type ExportScope =
  | { readonly kind: 'matching'; readonly query: string }
  | { readonly kind: 'selected'; readonly contacts: readonly Contact[] };

/** How to write them. */
export interface ExportForm {
  readonly format: ExportFormat;
  /** Of a table. */
  readonly separator: Separator;
}

/** The ends of the files' names; of several the first is the one for a new file. */
const extensions: Readonly<Record<ExportFormat, readonly [string, ...string[]]>> = {
  csv: ['csv', 'tsv'],
  json: ['contacts.json', 'json'],
  ndjson: ['contacts.ndjson', 'ndjson', 'jsonl'],
  vcard: ['vcf'],
};

/** The file that an options argument names. Rejects what is no address. */
export function exportTargetArgument(argument: unknown): vscode.Uri | undefined {
  const uri = optionArgument(argument, 'uri');
  if (uri === undefined || uri instanceof vscode.Uri) return uri;
  throw new UserError(l10n.t('The file to write must be given as an address (Uri).'));
}

/** The form that an options argument asks for by its format, or by the end of the file's name. */
export function formArgument(
  argument: unknown,
  target: vscode.Uri | undefined,
): ExportForm | undefined {
  const named = textArgument(argument, 'format');
  const isTabbed = /\.tsv$/i.test(target?.path ?? '');
  const separator = isTabbed ? '\t' : localSeparator();
  if (named !== undefined) {
    const wanted = named.toLowerCase();
    const format = exportFormats.find(
      (known) => known === wanted || extensions[known].some((end) => end === wanted),
    );
    if (format) return { format, separator: wanted === 'tsv' ? '\t' : separator };
    throw new UserError(
      l10n.t('"{0}" is no format: choose one of {1}.', named, exportFormats.join(', ')),
    );
  }
  const format = exportFormats.find((one) =>
    extensions[one].some((end) => target?.path.toLowerCase().endsWith(`.${end}`)),
  );
  return format && { format, separator };
}

interface ScopeChoices {
  /** What is selected in the tree. */
  readonly contacts: readonly Contact[];
  /** What the account is filtered by; "" if it is not. */
  readonly query: string;
  /** Whether a row was named, so that nothing is left to ask. */
  readonly isChosen: boolean;
}

/** What of the account to write. Asks where there is a choice. */
export async function pickScope(
  account: AccountRecord,
  { contacts, query, isChosen }: ScopeChoices,
): Promise<ExportScope> {
  const all: ExportScope = { kind: 'matching', query: '' };
  const selected: ExportScope = { kind: 'selected', contacts };
  if (isChosen) return contacts.length > 0 ? selected : all;
  const items = [
    ...(contacts.length > 0
      ? [{ label: l10n.t('Selected Contacts'), description: count(contacts), scope: selected }]
      : []),
    ...(query === ''
      ? []
      : [
          {
            label: l10n.t('All That Match the Filter'),
            description: shownText(query),
            scope: { kind: 'matching', query } as const,
          },
        ]),
    { label: l10n.t('All Contacts of "{0}"', account.name), description: '', scope: all },
  ];
  if (items.length === 1) return all;
  const picked = await vscode.window.showQuickPick(items, { title: l10n.t('Export Which?') });
  if (!picked) throw new vscode.CancellationError();
  return picked.scope;
}

function count(contacts: readonly Contact[]): string {
  return numberText(contacts.length, vscode.env.language);
}

/** Asks in which form to write. */
export async function pickForm(): Promise<ExportForm> {
  const csv = (separator: Separator, label: string) => ({
    label,
    description: l10n.t('a table, for Excel and other programs'),
    form: { format: 'csv', separator } as const,
  });
  const tables = [
    csv(';', l10n.t('CSV, separated by semicolons')),
    csv(',', l10n.t('CSV, separated by commas')),
    csv('\t', l10n.t('CSV, separated by tabs')),
  ];
  // What a spreadsheet here takes for a table comes first.
  tables.sort((a, b) => rank(a.form.separator) - rank(b.form.separator));
  const form = (format: ExportFormat): ExportForm => ({ format, separator: localSeparator() });
  const items = [
    ...tables,
    {
      label: 'JSON',
      description: l10n.t('all that Wazzup showed, one field a line'),
      form: form('json'),
    },
    {
      label: 'NDJSON',
      description: l10n.t('all that Wazzup showed, one contact a line'),
      form: form('ndjson'),
    },
    { label: 'vCard 4', description: l10n.t('for address books'), form: form('vcard') },
  ];
  const picked = await vscode.window.showQuickPick(items, { title: l10n.t('Export as') });
  if (!picked) throw new vscode.CancellationError();
  return picked.form;
}

/** Asks where to write. */
export async function pickTarget(
  account: AccountRecord,
  { format, separator }: ExportForm,
): Promise<vscode.Uri> {
  const [usual, ...others] = extensions[format];
  const extension = separator === '\t' && format === 'csv' ? 'tsv' : usual;
  // What a file's name may not have on some system.
  const name = account.name.replace(/[\\/:*?"<>|\p{Cc}]/gu, '_');
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const base = folder?.uri ?? vscode.Uri.file(path.join(homedir()));
  const picked = await vscode.window.showSaveDialog({
    title: l10n.t('Export Contacts'),
    defaultUri: vscode.Uri.joinPath(base, `${name}.${extension}`),
    filters: { [format.toUpperCase()]: [usual, ...others] },
  });
  if (!picked) throw new vscode.CancellationError();
  return picked;
}

function rank(separator: Separator): number {
  return separator === localSeparator() ? 0 : separator === '\t' ? 2 : 1;
}

/** Where numbers have a decimal comma spreadsheets separate cells by semicolons. */
export function localSeparator(): Separator {
  const decimal = new Intl.NumberFormat(vscode.env.language).format(1.5);
  return decimal.includes(',') ? ';' : ',';
}
