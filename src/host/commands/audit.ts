import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { AccountAudit } from '../../core/audit/accountAudit.ts';
import type { AuditProblem } from '../../core/audit/audit.ts';
import { numberText } from '../../core/numberText.ts';
import type { AccountRecord } from '../accounts/accountRecord.ts';
import { listedWords, mostListedCards } from '../editors/checkedCards.ts';
import { checkContacts } from './checkContacts.ts';
import { accountArgument } from './commandArguments.ts';
import type { CommandServices } from './commandServices.ts';
import { pickAccount } from './pickAccount.ts';

/** What a check has found. */
interface AuditResult {
  /** How many contacts were looked at: all of the account. */
  readonly checked: number;
  readonly problems: readonly AuditProblem[];
  /** In how many contacts each rule has found something, by the id of the rule. */
  readonly counts: Readonly<Record<string, number>>;
}

/** Check Contacts for Problems `({accountId})` → what was found. Rejects with words where not all contacts can be read. */
export async function audit(
  services: CommandServices,
  [argument]: readonly unknown[],
): Promise<AuditResult> {
  const account = await pickAccount(services, accountArgument(argument));
  const found = await checkContacts(services, account);
  const { checked, problems, byRule } = found;
  services.logger.info('Contacts checked', {
    account: account.id,
    contacts: checked,
    problems: problems.length,
  });
  void tell(services, account, found);
  const counts = Object.fromEntries([...byRule].map(([{ id }, ids]) => [id, ids.length]));
  return { checked, problems, counts };
}

async function tell(
  services: CommandServices,
  account: AccountRecord,
  { checked, problems, audit: { faulty } }: AccountAudit,
): Promise<void> {
  const text = (count: number) => numberText(count, vscode.env.language);
  if (problems.length === 0) {
    const none = l10n.t('No problems in the {0} contacts of "{1}".', text(checked), account.name);
    void vscode.window.showInformationMessage(none);
    return;
  }
  const show = l10n.t('Show');
  const save = l10n.t('Save Report…');
  const words = l10n.t(
    'Problems in {0} of the {1} contacts of "{2}".',
    text(faulty),
    text(checked),
    account.name,
  );
  const left = faulty > mostListedCards ? ` ${listedWords(vscode.env.language)}` : '';
  const answer = await vscode.window.showWarningMessage(`${words}${left}`, show, save);
  if (answer === show) await services.view.revealProblems(account.id);
  if (answer !== save) return;
  // As its row does: what fails is shown.
  const row = await services.view.problemsNode(account.id);
  await vscode.commands.executeCommand('wazzup.saveAuditReport', row);
}
