import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { chatTypes, rowKeys } from '../../core/contact/contact.ts';
import { shownText } from '../../core/contact/shownText.ts';
import type { ImportMatch, ImportMode } from '../../core/transfer/import/importPlan.ts';
import { type ColumnField, plainFields } from '../../core/transfer/table/columnField.ts';
import { messengerName } from '../../protocol/messengers.ts';
import { withoutIcons } from '../search/withoutIcons.ts';

/** A column of a table as the user sees it. */
export interface ShownColumn {
  readonly name: string;
  /** What stands in its first rows. */
  readonly samples: readonly string[];
}

/** Asks for a file of contacts. @param button what is done with it */
export async function pickFile(title: string, button: string): Promise<vscode.Uri> {
  const [uri] =
    (await vscode.window.showOpenDialog({
      title,
      openLabel: button,
      canSelectMany: false,
      filters: {
        [l10n.t('Contacts')]: ['csv', 'tsv', 'txt', 'json', 'ndjson', 'jsonl', 'vcf'],
        [l10n.t('All files')]: ['*'],
      },
    })) ?? [];
  if (!uri) throw new vscode.CancellationError();
  return uri;
}

/** Shows what the columns are taken for, with samples, until the user is content with it. */
export async function pickColumns(
  columns: readonly ShownColumn[],
  guess: readonly (ColumnField | undefined)[],
): Promise<readonly (ColumnField | undefined)[]> {
  let fields = guess;
  for (;;) {
    const items = [
      {
        label: `$(check) ${l10n.t('Go on')}`,
        detail: l10n.t('The columns are understood right.'),
        index: -1,
      },
      ...columns.map(({ name, samples }, index) => ({
        label: withoutIcons(shownText(name)),
        description: `→ ${fieldWords(fields[index])}`,
        detail: withoutIcons(samples.map((sample) => shownText(sample)).join(' · ')),
        index,
      })),
    ];
    const picked = await vscode.window.showQuickPick(items, {
      title: l10n.t('What the Columns Mean'),
      placeHolder: l10n.t('Choose a column to correct what it means'),
      ignoreFocusOut: true,
      matchOnDescription: true,
    });
    if (!picked) throw new vscode.CancellationError();
    if (picked.index < 0) return fields;
    const field = await pickField(columns[picked.index]?.name ?? '');
    fields = fields.map((old, index) => (index === picked.index ? field : old));
  }
}

async function pickField(column: string): Promise<ColumnField | undefined> {
  const numbered = [1, 2, 3].flatMap((number) =>
    rowKeys.map((key): ColumnField => `${key}${number}`),
  );
  const fields: readonly (ColumnField | undefined)[] = [
    undefined,
    ...plainFields,
    ...chatTypes,
    ...numbered,
  ];
  const picked = await vscode.window.showQuickPick(
    fields.map((field) => ({ label: fieldWords(field), field })),
    { title: l10n.t('"{0}" Is', shownText(column)), ignoreFocusOut: true },
  );
  if (!picked) throw new vscode.CancellationError();
  return picked.field;
}

/** What a column is taken for, in words. */
function fieldWords(field: ColumnField | undefined): string {
  switch (field) {
    case undefined:
      return l10n.t('not used');
    case 'id':
      return l10n.t('Id');
    case 'name':
      return l10n.t('Name');
    case 'firstName':
      return l10n.t('First name');
    case 'lastName':
      return l10n.t('Last name');
    case 'responsibleUserId':
      return l10n.t('Responsible, by id');
    case 'responsible':
      return l10n.t('Responsible, by name');
    case 'uri':
      return l10n.t('Link to the CRM');
    default:
      return chatTypes.some((known) => known === field) ? messengerName(field) : field;
  }
}

/** Asks what to do with contacts that the account has already, and with others. */
export async function pickMode(): Promise<ImportMode> {
  const items: readonly (vscode.QuickPickItem & { readonly mode: ImportMode })[] = [
    { label: l10n.t('Create and update'), mode: 'createAndUpdate' },
    { label: l10n.t('Update only'), detail: l10n.t('New ones are passed over.'), mode: 'update' },
    {
      label: l10n.t('Skip existing'),
      detail: l10n.t('New ones are created, the others stay as they are.'),
      mode: 'skipExisting',
    },
    {
      label: l10n.t('Create only'),
      detail: l10n.t('One that is there already is an error.'),
      mode: 'create',
    },
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: l10n.t('What Shall Be Done?'),
    ignoreFocusOut: true,
  });
  if (!picked) throw new vscode.CancellationError();
  return picked.mode;
}

/** Asks by what a row is known to be a contact of the account. */
export async function pickMatch(hasIds: boolean): Promise<ImportMatch> {
  const byId = {
    label: l10n.t('By id'),
    detail: l10n.t('The id of the CRM, as the account has it.'),
    match: 'id' as const,
  };
  const others = [
    {
      label: l10n.t('By messenger account'),
      detail: l10n.t('The same chat id in the same messenger.'),
      match: 'account' as const,
    },
    {
      label: l10n.t('By phone number'),
      detail: l10n.t('The same number in any messenger.'),
      match: 'phone' as const,
    },
  ];
  const picked = await vscode.window.showQuickPick(hasIds ? [byId, ...others] : others, {
    title: l10n.t('How Are Contacts Known Again?'),
    ignoreFocusOut: true,
  });
  if (!picked) throw new vscode.CancellationError();
  return picked.match;
}
