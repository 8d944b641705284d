import * as l10n from '@vscode/l10n';
import { type LiveProblem, type LiveRules, liveProblems } from '../../core/audit/liveProblems.ts';
import type { NameKey } from '../../core/contact/problemWords.ts';

/** What is known of a card beside its value. */
export interface CardFacts {
  readonly isNew: boolean;
  /** The id that the document's address names; undefined for a file on disk. */
  readonly fixedId: string | undefined;
  /** The ids of the account's users, where they are known. */
  readonly userIds?: ReadonlySet<string> | undefined;
  /** Undefined while they cannot be looked at. */
  readonly rules?: LiveRules | undefined;
  /** How problems name keys (as they stand in JSON). */
  readonly nameKey?: NameKey | undefined;
}

/**
 * The problems of a card's value, and an id that is not its document's. `fixedId` is the id that the document's address names: another id would
 * make a second contact, since writing goes by id.
 */
export function problemsOfCard(value: unknown, options: CardFacts): readonly LiveProblem[] {
  const { isNew, fixedId, userIds, rules, nameKey } = options;
  const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : undefined;
  const exists = !isNew && fixedId !== undefined && id === fixedId;
  const problems = liveProblems(value, { isNew, exists, userIds, nameKey }, rules);
  if (fixedId === undefined || id === fixedId) return problems;
  return [
    {
      pointer: id === undefined ? '' : '/id',
      rule: 'fixedId',
      severity: 'error',
      message: l10n.t('This is the card of the contact {0}: its id cannot be changed.', fixedId),
    },
    ...problems.filter((problem) => problem.pointer !== '/id'),
  ];
}
