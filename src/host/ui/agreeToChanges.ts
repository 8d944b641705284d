import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import {
  type ChangeItem,
  type ChangeSet,
  isUpsert,
  type LeftOut,
} from '../../core/change/changeSet.ts';
import type { Contact } from '../../core/contact/contact.ts';
import { contactText } from '../../core/contact/contactText.ts';
import { contactTitle } from '../../core/contact/describeContact.ts';
import { contactExtension, contactUri } from '../documents/contactUri.ts';
import type { ReadOnlyTexts } from '../documents/readOnlyTexts.ts';
import { askModal } from './askModal.ts';

/** So many differences are shown: more nobody looks through, and each is two documents. */
const mostShown = 200;

/** So many reasons why contacts are left out are told. */
const mostReasons = 3;

/** What a change set will do, for whoever has to agree. */
export interface PlannedChanges {
  /** What is asked: "Send 12 contacts to …?" */
  readonly question: string;
  /** The button that means yes. */
  readonly button: string;
  readonly changeSet: ChangeSet;
  /** Contacts that are as wanted already. */
  readonly unchanged: number;
  /** What else the user should know, a line each. */
  readonly notes?: readonly string[];
  /** What else can be looked at before one agrees. */
  readonly more?: { readonly label: string; readonly show: () => Promise<void> };
}

/**
 * Shows what a change set will do before anything of it is sent: counts, and the differences where the user wants to see
 * them. Whether the user agreed.
 */
export async function agreeToChanges(
  { texts }: { readonly texts: ReadOnlyTexts },
  planned: PlannedChanges,
): Promise<boolean> {
  const { question, button, changeSet, more } = planned;
  const detail = changeCounts(planned).join('\n');
  const answer = await askModal(question, detail, [
    [button, 'apply'] as const,
    ...(changeSet.items.length > 0 ? [[l10n.t('Show Differences'), 'show'] as const] : []),
    ...(more ? [[more.label, 'more'] as const] : []),
  ]);
  if (answer === undefined || answer === 'apply') return answer === 'apply';
  await (answer === 'more' ? more?.show() : showDifferences(texts, question, changeSet));
  const cancel = l10n.t('Cancel');
  const agreed = await vscode.window.showInformationMessage(question, button, cancel);
  return agreed === button;
}

/** "3 are new." and so on; nothing of what does not happen. */
function changeCounts({ changeSet, unchanged, notes = [] }: PlannedChanges): string[] {
  const { items, leftOut = [] } = changeSet;
  const countOf = (suits: (item: ChangeItem) => boolean) => items.filter(suits).length;
  const created = countOf((item) => isUpsert(item) && item.before === undefined);
  const deleted = countOf((item) => !isUpsert(item));
  const text = (count: number) => count.toLocaleString(vscode.env.language);
  const lines: readonly (readonly [number, string])[] = [
    [created, l10n.t('New: {0}', text(created))],
    [
      items.length - created - deleted,
      l10n.t('Changed: {0}', text(items.length - created - deleted)),
    ],
    [deleted, l10n.t('Deleted: {0}', text(deleted))],
    [unchanged, l10n.t('As wanted already: {0}', text(unchanged))],
    [leftOut.length, l10n.t('Left out: {0}', text(leftOut.length))],
  ];
  return [
    ...lines.filter(([count]) => count > 0).map(([, words]) => words),
    ...reasonsOf(leftOut),
    ...notes,
  ];
}

/** Why contacts are left out, the most frequent reasons first, with how often; the report names them for each contact. */
function reasonsOf(leftOut: readonly LeftOut[]): string[] {
  const counts = new Map<string, number>();
  for (const { reason } of leftOut) {
    if (reason !== undefined) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, mostReasons)
    .map(([reason, count]) => `– ${reason} (${count.toLocaleString(vscode.env.language)})`);
}

/** Shows what a change set will do as differences in an editor, up to so many as somebody looks through. */
export async function showDifferences(
  texts: ReadOnlyTexts,
  title: string,
  { accountId, items }: ChangeSet,
): Promise<void> {
  const textOf = (contact: Contact | undefined) => contact && contactText(contact);
  const resources = items.slice(0, mostShown).map(({ id, before, after }) => {
    const name = `${contactTitle(after ?? before ?? { id })}${contactExtension}`;
    return [contactUri(accountId, id), ...texts.putStates(name, textOf(before), textOf(after))];
  });
  const shown =
    items.length > mostShown
      ? l10n.t('{0} (the first {1})', title, mostShown.toLocaleString(vscode.env.language))
      : title;
  await vscode.commands.executeCommand('vscode.changes', shown, resources);
}
