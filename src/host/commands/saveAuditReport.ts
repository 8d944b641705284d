import { homedir } from 'node:os';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { AccountAudit } from '../../core/audit/accountAudit.ts';
import { auditRule } from '../../core/audit/auditRules.ts';
import type { ReportHead } from '../../core/audit/reportPieces.ts';
import { reportRows } from '../../core/audit/reportRows.ts';
import { numberText } from '../../core/numberText.ts';
import type { AccountRecord } from '../accounts/accountRecord.ts';
import { contactScheme } from '../documents/contactUri.ts';
import { writeWholeFile } from '../transfer/writeWholeFile.ts';
import { withProgressWhenSlow } from '../ui/progress.ts';
import { UserError } from '../ui/userError.ts';
import { checkContacts } from './checkContacts.ts';
import { accountArgument, optionArgument } from './commandArguments.ts';
import type { CommandServices } from './commandServices.ts';
import { localSeparator } from './exportQuestions.ts';
import { pickAccount } from './pickAccount.ts';

/**
 * Save Report of Problems… `({accountId, uri})` → the file's address: a table if its name ends with `.csv`, else Markdown.
 * An account that was not checked yet is checked first.
 */
export async function saveAuditReport(
  services: CommandServices,
  [argument]: readonly unknown[],
): Promise<vscode.Uri> {
  const named = optionArgument(argument, 'uri');
  if (named !== undefined && !(named instanceof vscode.Uri)) {
    throw new UserError(l10n.t('"uri" must be an address (Uri).'));
  }
  const account = await pickAccount(services, accountArgument(argument));
  const found = services.audits.of(account.id) ?? (await checkContacts(services, account));
  const target = named ?? (await pickTarget(account));
  if (target.scheme === contactScheme) {
    throw new UserError(l10n.t('This is a contact in Wazzup: choose a file on disk.'));
  }
  await write(services, account, found, target);
  if (named === undefined) await vscode.commands.executeCommand('vscode.open', target);
  return target;
}

async function pickTarget({ name }: AccountRecord): Promise<vscode.Uri> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const base = folder?.uri ?? vscode.Uri.file(homedir());
  // What a file's name may not have on some system.
  const plain = l10n.t('Problems of {0}', name).replace(/[\\/:*?"<>|\p{Cc}]/gu, '_');
  const picked = await vscode.window.showSaveDialog({
    title: l10n.t('Save Report of Problems'),
    defaultUri: vscode.Uri.joinPath(base, `${plain}.csv`),
    filters: { CSV: ['csv'], Markdown: ['md'] },
  });
  if (!picked) throw new vscode.CancellationError();
  return picked;
}

async function write(
  { clock }: CommandServices,
  account: AccountRecord,
  found: AccountAudit,
  target: vscode.Uri,
): Promise<void> {
  const { csvReport, markdownReport } = await import('../../core/audit/reportPieces.ts');
  const rows = reportRows(found);
  const head = headOf(account, found);
  const pieces = target.path.toLowerCase().endsWith('.csv')
    ? csvReport(rows, head, localSeparator())
    : markdownReport(rows, head);
  try {
    await withProgressWhenSlow(l10n.t('Saving the report of problems'), clock, (signal) =>
      writeWholeFile(target, pieces, signal),
    );
  } catch (error) {
    if (error instanceof vscode.CancellationError) throw error;
    throw new UserError(l10n.t('The file could not be written: {0}', target.fsPath), {
      cause: error,
    });
  }
}

function headOf({ name }: AccountRecord, found: AccountAudit): ReportHead {
  const { language } = vscode.env;
  const counts = new Map([...found.byRule].map(([{ id }, ids]) => [id, ids.length]));
  const when = new Date().toLocaleString(language, { dateStyle: 'medium', timeStyle: 'short' });
  return {
    title: l10n.t('Problems in the contacts of "{0}", {1}', name, when),
    countOf: (ruleId) => numberText(counts.get(ruleId) ?? 0, language),
    titleOf: (ruleId) => auditRule(ruleId)?.words().title ?? ruleId,
    meaningOf: (ruleId) => auditRule(ruleId)?.words().meaning ?? '',
  };
}
