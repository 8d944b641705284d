import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { AuditRule } from '../../core/audit/auditRule.ts';
import type { FixPlan } from '../../core/audit/planFixes.ts';
import { numberText } from '../../core/numberText.ts';
import type { PlannedChanges } from '../ui/agreeToChanges.ts';

const text = (count: number) => numberText(count, vscode.env.language);

/** What is asked before fixes are sent. */
export function plannedFixes(
  accountName: string,
  { changeSet, changedChats, guessed, unchanged }: FixPlan,
  rule: AuditRule | undefined,
): PlannedChanges {
  const count = text(changeSet.items.length);
  return {
    question: rule
      ? l10n.t('Fix "{0}" in {1} contacts of "{2}"?', rule.words().title, count, accountName)
      : l10n.t('Fix all that is certain in {0} contacts of "{1}"?', count, accountName),
    button: guessed > 0 ? l10n.t('Fix by Guesses') : l10n.t('Fix'),
    changeSet,
    unchanged: 0,
    notes: [
      ...(guessed > 0
        ? [
            l10n.t(
              'A guess, which may be wrong: {0}. Look at the differences first.',
              text(guessed),
            ),
          ]
        : []),
      ...(changedChats > 0
        ? [l10n.t('Another chat id, which leads to another chat: {0}', text(changedChats))]
        : []),
      ...(unchanged.length > 0
        ? [l10n.t('Not certain, so to be looked at one by one: {0}', text(unchanged.length))]
        : []),
      l10n.t('A CRM that still has the old values may write them back.'),
    ],
  };
}

/** What is said where nothing is to be sent. */
export function nothingToFix({ unchanged }: FixPlan): string {
  return unchanged.length > 0
    ? l10n.t(
        'Nothing was sent: it is not certain what is right there. Open the cards and look at them one by one.',
      )
    : l10n.t('Nothing was sent: there is nothing of the kind to fix.');
}

/**
 * Lets the user choose between what is certain and all with guesses, where there are both. Rejects with a cancellation if
 * the list is closed.
 */
export async function chooseFixes(
  certain: FixPlan,
  withGuesses: FixPlan,
  { words }: AuditRule,
): Promise<FixPlan> {
  if (withGuesses.guessed === 0) return certain;
  if (certain.changeSet.items.length === 0) return withGuesses;
  const items = [
    {
      label: l10n.t('Only what is certain'),
      description: text(certain.changeSet.items.length),
      plan: certain,
    },
    {
      label: l10n.t('Guesses, too'),
      description: text(withGuesses.changeSet.items.length),
      detail: l10n.t(
        'A guess, which may be wrong: {0}. Look at the differences first.',
        text(withGuesses.guessed),
      ),
      plan: withGuesses,
    },
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: l10n.t('Fix "{0}"', words().title),
    placeHolder: l10n.t('Nothing is sent before you have agreed to it.'),
  });
  if (!picked) throw new vscode.CancellationError();
  return picked.plan;
}
