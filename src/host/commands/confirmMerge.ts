import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { notRestorable } from '../../core/audit/duplicates/planMerge.ts';
import type { ChangeSet } from '../../core/change/changeSet.ts';
import { sameContact } from '../../core/contact/compareContacts.ts';
import type { Contact } from '../../core/contact/contact.ts';
import { contactTitle } from '../../core/contact/describeContact.ts';
import { cardText, titleWithId } from '../duplicates/duplicateWords.ts';
import { showDifferences } from '../ui/agreeToChanges.ts';
import { askModal } from '../ui/askModal.ts';
import type { CommandServices } from './commandServices.ts';
import { typesCount } from './confirmDeletion.ts';

interface MergeFacts {
  readonly accountName: string;
  /** The first is kept. */
  readonly cards: readonly [Contact, ...Contact[]];
  readonly merged: Contact;
  readonly changeSet: ChangeSet;
  /** Whether the cards have something in common. */
  readonly areDuplicates: boolean;
}

/**
 * Asks before cards are merged, with the names of those that are deleted; also when called from code. The differences can
 * be looked at first; then it asks once more.
 */
export async function confirmMerge(services: CommandServices, facts: MergeFacts): Promise<boolean> {
  const { settings, texts } = services;
  const { accountName, cards, changeSet } = facts;
  const [kept, ...others] = cards;
  const question = l10n.t(
    'Merge {0} contacts of "{1}" into "{2}"?',
    cards.length,
    accountName,
    contactTitle(kept),
  );
  const detail = detailLines(services, facts).join('\n');
  const merge = [l10n.t('Merge'), 'merge'] as const;
  const show = [l10n.t('Show Differences'), 'show'] as const;
  let answer = await askModal(question, detail, [merge, show]);
  if (answer === 'show') {
    await showDifferences(texts, question, changeSet);
    const goOn = l10n.t('Merge…');
    const agreed = await vscode.window.showInformationMessage(question, goOn, l10n.t('Cancel'));
    answer = agreed === goOn ? await askModal(question, detail, [merge]) : undefined;
  }
  if (answer !== 'merge') return false;
  return (
    others.length < settings.confirmTypedCountFrom || (await typesCount(others.length, accountName))
  );
}

function detailLines(
  { accounts, history }: CommandServices,
  { cards, merged, changeSet: { accountId }, areDuplicates }: MergeFacts,
): readonly string[] {
  const [kept, ...others] = cards;
  const lost = notRestorable(cards);
  const users = accounts.opened(accountId)?.users;
  const result = cardText(merged, (id) => users?.nameOf(id));
  return [
    sameContact(kept, merged)
      ? l10n.t('Kept as it is: {0}', titleWithId(kept))
      : l10n.t('Kept, with what the others have: {0}', titleWithId(kept)),
    l10n.t('Deleted: {0}', others.map(titleWithId).join(', ')),
    l10n.t('Result: {0}', [contactTitle(merged), result].join(' · ')),
    ...(areDuplicates
      ? []
      : ['', l10n.t('They share no messenger account and no phone number: is it one person?')]),
    '',
    l10n.t('Nothing is deleted before Wazzup was seen to hold the card that is kept.'),
    history.isKept
      ? l10n.t('The chats stay. The History view can bring all cards back.')
      : l10n.t('Wazzup deletes contacts for good. The chats stay.'),
    ...(history.isKept && lost.length > 0
      ? [
          l10n.t(
            'It cannot bring back {0}: Wazzup takes no such contacts.',
            lost.map(titleWithId).join(', '),
          ),
        ]
      : []),
    l10n.t('A CRM that still has the others may write them back: merge them there, too.'),
  ];
}
