import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type Report, reportOf } from '../../core/change/report.ts';
import { reportedOperation, reportOfOperations } from '../../core/change/reportedOperation.ts';
import { countText } from '../ui/countText.ts';
import { showReport } from '../ui/showReport.ts';
import { UserError } from '../ui/userError.ts';
import { accountArgument, textsArgument } from './commandArguments.ts';
import type { CommandServices } from './commandServices.ts';
import { confirmDeletion } from './confirmDeletion.ts';
import { deleteConfirmed, undoOf } from './deleteContacts.ts';
import { readIdList } from './idList.ts';
import { leftOutOf, lookUpContacts } from './lookUpContacts.ts';
import { pickWritableAccount } from './writableAccount.ts';

/** Delete Contacts by Id… `({accountId, ids})`: ids from the clipboard or a file → report, with the ids not found. */
export async function deleteByIds(
  services: CommandServices,
  [argument]: readonly unknown[],
): Promise<Report | undefined> {
  const named = accountArgument(argument);
  const account = await pickWritableAccount(services, named);
  const ids = [...new Set(textsArgument(argument, 'ids') ?? (await inputIds(account.name)))];
  if (ids.length === 0) return reportOf([]);
  const read = await lookUpContacts(services, account, ids);
  const { found, missing } = read;
  const leftOut = leftOutOf(ids, read);
  const contacts = ids.flatMap((id) => found.get(id) ?? []);
  const note =
    missing.length > 0
      ? l10n.t('{0} of the ids are not in this account.', countText(missing.length))
      : undefined;
  const facts = {
    isKept: services.history.isKept,
    typedFrom: services.settings.confirmTypedCountFrom,
  };
  const about = note === undefined ? facts : { ...facts, note };
  if (contacts.length > 0 && !(await confirmDeletion(account.name, contacts, about))) {
    return undefined;
  }
  const accountId = account.id;
  const operation = 'deleteByIds';
  const done =
    contacts.length > 0
      ? await deleteConfirmed(services, { accountId, operation, contacts, leftOut })
      : await reportedOperation({ accountId, operation, items: [], leftOut }, [], {
          time: services.clock.now(),
        });
  void showReport(services, [done], undoOf(services, [done]));
  return await reportOfOperations([done]);
}

async function inputIds(accountName: string): Promise<readonly string[]> {
  const fromClipboard = l10n.t('Ids in the Clipboard');
  const fromFile = l10n.t('Ids in a File…');
  const picked = await vscode.window.showQuickPick(
    [
      { label: fromClipboard, detail: l10n.t('One id a line, or a JSON array.') },
      { label: fromFile, detail: l10n.t('A text file with one id a line, or a JSON array.') },
    ],
    { title: l10n.t('Delete Contacts of "{0}" by Id', accountName) },
  );
  if (!picked) throw new vscode.CancellationError();
  const text =
    picked.label === fromFile ? await readPickedFile() : await vscode.env.clipboard.readText();
  const ids = readIdList(text);
  if (ids.length === 0) {
    throw new UserError(
      l10n.t('There are no ids in it. Expected is one id a line, or a JSON array.'),
    );
  }
  return ids;
}

async function readPickedFile(): Promise<string> {
  const [uri] = (await vscode.window.showOpenDialog({ canSelectMany: false })) ?? [];
  if (!uri) throw new vscode.CancellationError();
  return Buffer.from(await vscode.workspace.fs.readFile(uri)).toString('utf8');
}
