import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ChangeSet, SentFile } from '../../core/change/changeSet.ts';
import type { Outcome } from '../../core/change/outcome.ts';
import { planUpsert } from '../../core/change/planChanges.ts';
import { outcomeReason, type Report, reportOf } from '../../core/change/report.ts';
import { reportOfOperations } from '../../core/change/reportedOperation.ts';
import { toWritable } from '../../core/contact/writableContact.ts';
import {
  type ContactFile,
  offsetOfField,
  readContactFile,
} from '../../core/transfer/contactFile.ts';
import { sourceTexts } from '../../core/transfer/failedFile.ts';
import type { AccountRecord } from '../accounts/accountRecord.ts';
import { contactUri, parseContactUri } from '../documents/contactUri.ts';
import { formatOf } from '../editors/contactLanguages.ts';
import { TreeNode } from '../tree/treeNode.ts';
import type { AnswerProblem } from '../ui/answerProblems.ts';
import { askModal } from '../ui/askModal.ts';
import { countText } from '../ui/countText.ts';
import { showReport } from '../ui/showReport.ts';
import { UserError } from '../ui/userError.ts';
import { applyWithProgress } from './applyWithProgress.ts';
import { accountArgument, uriArgument } from './commandArguments.ts';
import type { CommandServices } from './commandServices.ts';
import { lookUpContacts } from './lookUpContacts.ts';
import { activeUri } from './targets.ts';
import { pickWritableAccount } from './writableAccount.ts';

/** Send File to Wazzup… `(uri, {accountId})` → report. What is in the editor is sent, saved or not. */
export async function upsertFile(
  services: CommandServices,
  [target, options]: readonly unknown[],
): Promise<Report | undefined> {
  const document = await openFile(fileArgument(target) ?? activeUri());
  const format = formatOf(document);
  if (parseContactUri(document.uri)) {
    throw new UserError(l10n.t('This is the card of a contact: save it, and it is sent.'));
  }
  if (services.selections.find(document.uri)) {
    throw new UserError(l10n.t('This is a text of contacts in Wazzup: save it, and it is sent.'));
  }
  if (!format) {
    throw new UserError(
      l10n.t('Only files named *.contact.json, *.contacts.json or *.contacts.ndjson can be sent.'),
    );
  }
  const file = readContactFile(document.getText(), format);
  if (file.problems.some(({ severity }) => severity === 'error')) await refuse(document, file);
  if (file.contacts.length === 0) {
    throw new UserError(l10n.t('Nothing was sent: there are no contacts in the file.'));
  }
  // The explorer passes the selected files there.
  const named = Array.isArray(options) ? undefined : accountArgument(options);
  const account = await pickWritableAccount(services, named);
  const changeSet = await plan(services, account, file, {
    uri: document.uri.toString(),
    format,
    lineBreak: document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n',
  });
  if (changeSet.items.length === 0) {
    void vscode.window.showInformationMessage(
      l10n.t(
        'All contacts of the file are in "{0}" already, just so. Nothing was sent.',
        account.name,
      ),
    );
    return reportOf([]);
  }
  if (named === undefined && !(await confirmSending(account, changeSet))) return undefined;
  const title = l10n.t('Sending contacts');
  const { outcomes, operation } = await applyWithProgress(services, title, changeSet);
  await showRefused(services, document, refusedPlaces(file, outcomes));
  const sent = outcomes.filter(({ kind }) => kind === 'done' || kind === 'unknown');
  services.files.reload(sent.map(({ id }) => contactUri(account.id, id)));
  void showReport(services, [operation]);
  return await reportOfOperations([operation]);
}

function fileArgument(target: unknown): vscode.Uri | undefined {
  const uri = uriArgument(target);
  if (!uri && target !== undefined && target !== null && !(target instanceof TreeNode)) {
    throw new UserError(l10n.t('The file to send must be given as an address (Uri).'));
  }
  return uri;
}

async function openFile(uri: vscode.Uri | undefined): Promise<vscode.TextDocument> {
  if (!uri) throw new UserError(l10n.t('Open or select the file that is to be sent.'));
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch (error) {
    throw new UserError(
      (await exists(uri))
        ? l10n.t(
            'The file cannot be read: {0}. It must be text and at most 50 MB long; a longer one can be sent in parts.',
            uri.fsPath,
          )
        : l10n.t('There is no such file: {0}', uri.fsPath),
      { cause: error },
    );
  }
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  return await vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}

/** Shows the file, where the Problems panel has each problem at its place, and rejects with the first. */
async function refuse(document: vscode.TextDocument, file: ContactFile): Promise<never> {
  const errors = file.problems.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  await vscode.window.showTextDocument(document, { preview: false });
  const line = document.positionAt(first?.offset ?? 0).line + 1;
  const words = first?.message ?? '';
  throw new UserError(
    errors.length === 1
      ? l10n.t('Nothing was sent. Line {0}: {1}', line, words)
      : l10n.t(
          'Nothing was sent: {0} problems in the file. Line {1}: {2}',
          errors.length,
          line,
          words,
        ),
  );
}

async function plan(
  services: CommandServices,
  account: AccountRecord,
  file: ContactFile,
  sentFile: SentFile,
): Promise<ChangeSet> {
  const wanted = file.contacts.flatMap(({ contact }) => {
    const writable = toWritable(contact);
    return 'contact' in writable ? [writable.contact] : [];
  });
  const ids = wanted.map(({ id }) => id);
  const { found } = await lookUpContacts(services, account, ids);
  const { changeSet } = planUpsert(account.id, 'upsertFile', wanted, found);
  return { ...changeSet, file: sentFile, texts: sourceTexts(file) };
}

async function confirmSending(account: AccountRecord, { items }: ChangeSet): Promise<boolean> {
  const changed = items.filter(({ before }) => before !== undefined).length;
  const question =
    items.length === 1
      ? l10n.t('Send 1 contact to "{0}"?', account.name)
      : l10n.t('Send {0} contacts to "{1}"?', countText(items.length), account.name);
  const detail = l10n.t(
    '{0} are new, {1} are changed.',
    countText(items.length - changed),
    countText(changed),
  );
  return (await askModal(question, detail, [[l10n.t('Send'), true]])) ?? false;
}

/** The problems of a file last as long as it is open, so it is shown. */
async function showRefused(
  { answerProblems }: CommandServices,
  document: vscode.TextDocument,
  problems: readonly AnswerProblem[],
): Promise<void> {
  if (problems.length > 0) {
    await vscode.window.showTextDocument(document, { preview: false, preserveFocus: true });
  }
  answerProblems.show(document, problems);
}

function refusedPlaces(file: ContactFile, outcomes: readonly Outcome[]): readonly AnswerProblem[] {
  const indexes = new Map(file.contacts.map(({ contact }, index) => [contact.id, index]));
  return outcomes.flatMap((outcome) => {
    const index = indexes.get(outcome.id);
    if (outcome.kind !== 'rejected' || index === undefined) return [];
    const fields = outcome.fields.length > 0 ? outcome.fields : ['id'];
    return fields.flatMap((field) => {
      const place = offsetOfField(file, index, field);
      return place ? [{ ...place, message: outcomeReason(outcome) }] : [];
    });
  });
}
