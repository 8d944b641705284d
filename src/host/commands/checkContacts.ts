import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { AccountAudit } from '../../core/audit/accountAudit.ts';
import { numberText } from '../../core/numberText.ts';
import type { AccountRecord } from '../accounts/accountRecord.ts';
import { readCountText } from '../tree/readCountText.ts';
import { withProgress } from '../ui/progress.ts';
import type { CommandServices } from './commandServices.ts';

/** Checks an account under a notification with a Cancel button. */
export async function checkContacts(
  { accounts, audits }: CommandServices,
  account: AccountRecord,
): Promise<AccountAudit> {
  const session = await accounts.open(account.id);
  const { search } = session.book;
  return await withProgress(
    l10n.t('Checking the contacts of "{0}"', account.name),
    async (signal, progress) => {
      const { language } = vscode.env;
      const watch = search.onDidChange(() => {
        const reading = search.progress;
        if (!reading) return;
        progress.report({ message: readCountText(reading.read, reading.count, language) });
      });
      try {
        return await audits.check(session, signal, (checked) =>
          progress.report({ message: l10n.t('looked at: {0}', numberText(checked, language)) }),
        );
      } finally {
        watch.dispose();
      }
    },
  );
}
