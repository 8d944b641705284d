import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type Report, reportOf } from '../../core/change/report.ts';
import { reportOfOperations } from '../../core/change/reportedOperation.ts';
import { numberText } from '../../core/numberText.ts';
import type { OpenComparison } from '../comparison/openComparison.ts';
import { showReport } from '../ui/showReport.ts';
import type { CommandServices } from './commandServices.ts';
import { comparedEntries, idsOnlyInWazzup } from './comparedEntries.ts';
import { confirmDeletion } from './confirmDeletion.ts';
import { deleteConfirmed, undoOf } from './deleteContacts.ts';
import { mustBeWritable } from './writableAccount.ts';

/**
 * Delete from Wazzup `({ids}?)` → report: contacts that are only there, of what is selected in the Comparison view. Asks as
 * every deletion does; undefined if the user does not agree.
 */
export async function deleteOnlyInWazzup(
  services: CommandServices,
  args: readonly unknown[],
): Promise<Report | undefined> {
  const { comparison, entries } = comparedEntries(services, args);
  const { account, session } = comparison.parts;
  mustBeWritable(services, account.id);
  const { index } = session.book.search;
  const contacts = idsOnlyInWazzup(entries).flatMap((id) => index.contact(id) ?? []);
  if (contacts.length === 0) {
    void vscode.window.showInformationMessage(
      l10n.t('Nothing was deleted: nothing that is selected is only in Wazzup.'),
    );
    return reportOf([]);
  }
  const { settings, history } = services;
  const isAgreed = await confirmDeletion(account.name, contacts, {
    isKept: history.isKept,
    typedFrom: settings.confirmTypedCountFrom,
    ...noteOn(comparison),
  });
  if (!isAgreed) return undefined;
  const operation = await deleteConfirmed(services, {
    accountId: account.id,
    operation: 'delete',
    contacts,
  });
  void showReport(services, [operation], undoOf(services, [operation]));
  await comparison.update();
  return await reportOfOperations([operation]);
}

function noteOn({ result }: OpenComparison): { readonly note?: string } {
  const count = result.notCompared.length;
  if (count === 0) return {};
  const note = l10n.t(
    'Rows of the file that were not compared: {0}. They may be about some of these.',
    numberText(count, vscode.env.language),
  );
  return { note };
}
