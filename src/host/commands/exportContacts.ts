import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { PersonNames } from '../../core/book/search/personNames.ts';
import { readQuery } from '../../core/book/search/searchQuery.ts';
import type { Contact } from '../../core/contact/contact.ts';
import { shownText } from '../../core/contact/shownText.ts';
import { surveyContacts } from '../../core/transfer/export/surveyContacts.ts';
import type { AccountRecord } from '../accounts/accountRecord.ts';
import type { AccountSession } from '../accounts/accountSession.ts';
import { contactScheme } from '../documents/contactUri.ts';
import { readWholeList } from '../search/readWholeList.ts';
import { writeWholeFile } from '../transfer/writeWholeFile.ts';
import { TreeNode } from '../tree/treeNode.ts';
import { type Progress, withProgress } from '../ui/progress.ts';
import { UserError } from '../ui/userError.ts';
import { accountArgument, textArgument } from './commandArguments.ts';
import type { CommandServices } from './commandServices.ts';
import {
  type ExportForm,
  type ExportScope,
  exportTargetArgument,
  formArgument,
  pickForm,
  pickScope,
  pickTarget,
} from './exportQuestions.ts';
import { pickAccount } from './pickAccount.ts';

/** What an export has written. */
interface ExportResult {
  /** How many contacts the file holds. */
  readonly exported: number;
  /** The ids of those of which the format cannot hold all that Wazzup showed. */
  readonly reduced: readonly string[];
}

/**
 * Export… `({accountId, uri, format, query?})` → how many contacts were written. From a row of the tree: what is selected,
 * or the account. A file is written as a whole or not at all, and holds "all" only if every page was read.
 */
export async function exportContacts(
  services: CommandServices,
  args: readonly unknown[],
): Promise<ExportResult> {
  const { accounts, logger, view } = services;
  const [argument] = args;
  const isFromCode = argument !== undefined && !(argument instanceof TreeNode);
  const selected = isFromCode ? [] : await view.selectedContacts(...args);
  const account = await pickAccount(services, accountArgument(argument) ?? selected[0]?.accountId);
  if (selected.some(({ accountId }) => accountId !== account.id)) {
    throw new UserError(l10n.t('Export the contacts of one account at a time.'));
  }
  const scope: ExportScope = isFromCode
    ? { kind: 'matching', query: textArgument(argument, 'query') ?? '' }
    : await pickScope(account, {
        contacts: selected.map(({ contact }) => contact),
        query: view.filterOf(account.id),
        isChosen: argument instanceof TreeNode,
      });
  const given = exportTargetArgument(argument);
  const form = formArgument(argument, given) ?? (await pickForm());
  const target = given ?? (await pickTarget(account, form));
  if (target.scheme === contactScheme) {
    throw new UserError(l10n.t('This is a contact in Wazzup: choose a file on disk.'));
  }
  const session = await accounts.open(account.id);
  const title = l10n.t('Exporting contacts of "{0}"', account.name);
  const result = await withProgress(title, (signal, progress) =>
    write(services, session, { scope, form, target, signal, progress }),
  );
  const { exported, reduced } = result;
  const facts = { account: account.id, format: form.format, contacts: exported };
  logger.info('Contacts exported', { ...facts, reduced: reduced.length });
  void tell(account, target, result);
  return result;
}

interface Writing {
  readonly scope: ExportScope;
  readonly form: ExportForm;
  readonly target: vscode.Uri;
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

async function write(
  services: CommandServices,
  session: AccountSession,
  { scope, form, target, signal, progress }: Writing,
): Promise<ExportResult> {
  await session.users.users({ signal });
  const contacts =
    scope.kind === 'selected'
      ? scope.contacts
      : await matching(services, session, scope.query, signal, progress);
  progress.report({ message: l10n.t('writing') });
  const survey = await surveyContacts(contacts, form.format, signal);
  const { exportPieces } = await import('../../core/transfer/export/exportPieces.ts');
  const { known } = session.users;
  const pieces = exportPieces(form.format, contacts, survey, {
    separator: form.separator,
    ...(known && { nameOf: (id) => session.users.nameOf(id) }),
  });
  try {
    await writeWholeFile(target, pieces, signal);
  } catch (error) {
    signal.throwIfAborted();
    throw new UserError(l10n.t('The file could not be written: {0}', target.fsPath), {
      cause: error,
    });
  }
  return { exported: survey.count, reduced: survey.reduced };
}

/** The contacts that fit a query, made one after the other as often as they are gone through. */
async function matching(
  { clock }: CommandServices,
  session: AccountSession,
  query: string,
  signal: AbortSignal,
  progress: Progress,
): Promise<Iterable<Contact>> {
  const { search } = session.book;
  await readWholeList(session, clock, signal, progress);
  const people = new PersonNames(session.users.known);
  const entries = await search.entries(readQuery(query), { signal, people });
  return {
    *[Symbol.iterator]() {
      for (const entry of entries) yield search.index.contactAt(entry);
    },
  };
}

async function tell(
  account: AccountRecord,
  target: vscode.Uri,
  { exported, reduced }: ExportResult,
): Promise<void> {
  const open = l10n.t('Open File');
  const done =
    exported === 1
      ? l10n.t('1 contact of "{0}" was exported.', account.name)
      : l10n.t(
          '{0} contacts of "{1}" were exported.',
          exported.toLocaleString(vscode.env.language),
          account.name,
        );
  const answer =
    reduced.length === 0
      ? await vscode.window.showInformationMessage(done, open)
      : await vscode.window.showWarningMessage(`${done} ${reducedText(reduced)}`, open);
  if (answer === open) await vscode.commands.executeCommand('vscode.open', target);
}

function reducedText(ids: readonly string[]): string {
  const named = ids.slice(0, 3).map((id) => shownText(id));
  const list = ids.length > named.length ? `${named.join(', ')}, …` : named.join(', ');
  return ids.length === 1
    ? l10n.t(
        'One odd card ({0}) is not whole in this file, which has no place for empty or unusual values. JSON has.',
        list,
      )
    : l10n.t(
        '{0} odd cards ({1}) are not whole in this file, which has no place for empty or unusual values. JSON has.',
        ids.length.toLocaleString(vscode.env.language),
        list,
      );
}
