import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ChangeSet } from '../../core/change/changeSet.ts';
import type { Outcome } from '../../core/change/outcome.ts';
import type { Contact } from '../../core/contact/contact.ts';
import { contactTitle } from '../../core/contact/describeContact.ts';
import { type FileProblem, readLongContactFile } from '../../core/transfer/contactFile.ts';
import { type EditPlan, planEditedText } from '../../core/transfer/planEditedText.ts';
import type { EditedSelection } from '../documents/editedSelections.ts';
import { readOnlyWords } from '../documents/saveWords.ts';
import { selectionText } from '../documents/selectionText.ts';
import { agreeToChanges } from '../ui/agreeToChanges.ts';
import { countText } from '../ui/countText.ts';
import { showReport } from '../ui/showReport.ts';
import { UserError } from '../ui/userError.ts';
import { applyWithProgress } from './applyWithProgress.ts';
import type { CommandServices } from './commandServices.ts';
import { undoOf } from './deleteContacts.ts';
import { showInEditors } from './showInEditors.ts';

/**
 * Sends what was changed in the text of a selection, once the user has agreed. Waits for the answer as long as it takes.
 * Rejects with words unless all of it was seen to be in Wazzup; what was is not sent again by the next save.
 */
export async function saveSelection(
  services: CommandServices,
  uri: vscode.Uri,
  selection: EditedSelection,
  text: string,
): Promise<void> {
  const { accountId, base, format } = selection;
  const { signal } = new AbortController();
  const file = await readLongContactFile(text, format, { exists: true, onlyIds: base }, signal);
  const plan = await planEditedText(accountId, file, base, signal);
  if ('errors' in plan) throw new UserError(refusedWords(plan.errors));
  const { changeSet } = plan;
  if (changeSet.items.length === 0) {
    vscode.window.setStatusBarMessage(l10n.t('Nothing was changed, so nothing was sent.'), 8000);
    return;
  }
  mustTakeChanges(services, selection);
  if (selection.asks && !(await isAgreed(services, plan))) {
    throw new UserError(l10n.t('Nothing was sent. Your changes stay in the text.'));
  }
  const title = l10n.t('Sending contacts');
  const { outcomes, operation } = await applyWithProgress(services, title, changeSet);
  showInEditors(services, changeSet, outcomes);
  void showReport(services, [operation], undoOf(services, [operation]));
  const done = savedContacts(changeSet, outcomes);
  const now = new Map([...base, ...done.map((contact) => [contact.id, contact] as const)]);
  services.selections.learn(uri, now, await selectionText(format, now.values()));
  if (done.length < changeSet.items.length) throw new UserError(notAllWords(changeSet, done));
}

function mustTakeChanges({ accounts }: CommandServices, { accountId }: EditedSelection): void {
  // Where another window has made the account read-only, this one shows it now.
  accounts.lookForChanges();
  if (!accounts.find(accountId)) {
    throw new UserError(l10n.t('This Wazzup account is not connected any more.'));
  }
  if (accounts.isReadOnly(accountId)) throw new UserError(readOnlyWords());
}

async function isAgreed(
  services: CommandServices,
  { changeSet, unchanged, missing }: EditPlan,
): Promise<boolean> {
  const name = services.accounts.find(changeSet.accountId)?.name ?? changeSet.accountId;
  const [item, ...others] = changeSet.items;
  const question =
    item?.before && others.length === 0
      ? l10n.t('Send the changes of "{0}" to "{1}"?', contactTitle(item.before), name)
      : l10n.t('Send {0} changed contacts to "{1}"?', countText(changeSet.items.length), name);
  return await agreeToChanges(services, {
    question,
    button: l10n.t('Send'),
    changeSet,
    unchanged: 0,
    notes: [
      ...(unchanged > 0 ? [l10n.t('Not changed, so not sent: {0}', countText(unchanged))] : []),
      ...(missing > 0
        ? [l10n.t('Not in the text any more, so they stay as they are: {0}', countText(missing))]
        : []),
    ],
  });
}

/** The contacts that Wazzup was seen to hold as they were wanted. */
function savedContacts({ items }: ChangeSet, outcomes: readonly Outcome[]): readonly Contact[] {
  const wanted = new Map(items.map(({ id, after }) => [id, after]));
  return outcomes.flatMap((outcome) => {
    if (outcome.kind !== 'done') return [];
    return outcome.now ?? wanted.get(outcome.id) ?? [];
  });
}

/** VS Code puts the file's name before it. */
function refusedWords(errors: readonly FileProblem[]): string {
  const [first] = errors;
  const { line, message } = first ?? { line: 1, message: '' };
  return errors.length === 1
    ? l10n.t('Nothing was sent. Line {0}: {1}', line, message)
    : l10n.t('Nothing was sent: {0} problems. Line {1}: {2}', errors.length, line, message);
}

function notAllWords({ items }: ChangeSet, done: readonly Contact[]): string {
  return l10n.t(
    '{0} of {1} changed contacts were not saved: the report says why. The next save sends only these.',
    countText(items.length - done.length),
    countText(items.length),
  );
}
