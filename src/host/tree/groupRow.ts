import * as l10n from '@vscode/l10n';
import type { ContactGroup } from '../../core/book/search/groupContacts.ts';
import type { Grouping } from '../../core/book/search/searchQuery.ts';
import { shownText } from '../../core/contact/shownText.ts';
import { numberText } from '../../core/numberText.ts';
import { messengerName } from '../../protocol/messengers.ts';

/** Who may be responsible. */
export interface GroupNames {
  /** The name of a user, if known. */
  nameOf(id: string): string | undefined;
  /** The users of the account; undefined if they could not be read. */
  readonly listed: readonly { readonly id: string }[] | undefined;
}

/** What the tree says of a group. */
export interface GroupRowText {
  readonly label: string;
  /** The number of contacts, and what is odd. */
  readonly description: string;
  /** The id where the label is a name. */
  readonly detail: string;
  /** Whether nobody of this id works here (any more). */
  readonly isUnlisted: boolean;
}

/** The texts of a group's row. */
export function groupRow(
  { key, count }: ContactGroup,
  by: Grouping,
  names: GroupNames,
  language: string,
): GroupRowText {
  const isUnlisted = isUnlistedKey(key, by, names);
  const facts = [
    numberText(count, language),
    ...(isUnlisted ? [l10n.t('not in the list of users')] : []),
  ];
  const label = labelOf(key, by, names);
  return {
    label,
    description: facts.join(' · '),
    detail: by === 'responsible' && label !== key ? shownText(key) : '',
    isUnlisted,
  };
}

/** Groups as people look for them: by name, then who is not in the list of users, then the contacts without any. */
export function sortGroups(
  groups: readonly ContactGroup[],
  by: Grouping,
  names: GroupNames,
  language: string,
): readonly ContactGroup[] {
  const { compare } = collatorOf(language);
  const rankOf = (key: string) => (key === '' ? 2 : isUnlistedKey(key, by, names) ? 1 : 0);
  return groups
    .map((group) => ({ group, rank: rankOf(group.key), label: labelOf(group.key, by, names) }))
    .sort(
      (one, other) =>
        one.rank - other.rank ||
        compare(one.label, other.label) ||
        (one.group.key < other.group.key ? -1 : 1),
    )
    .map(({ group }) => group);
}

function labelOf(key: string, by: Grouping, { nameOf }: GroupNames): string {
  if (by === 'messenger')
    return key === '' ? l10n.t('No messenger') : shownText(messengerName(key));
  return key === '' ? l10n.t('No responsible person') : shownText(nameOf(key) ?? key);
}

function isUnlistedKey(key: string, by: Grouping, { listed }: GroupNames): boolean {
  return (
    by === 'responsible' &&
    key !== '' &&
    listed !== undefined &&
    !listed.some(({ id }) => id === key)
  );
}

function collatorOf(language: string): Intl.Collator {
  try {
    return new Intl.Collator(language, { numeric: true });
  } catch {
    return new Intl.Collator(undefined, { numeric: true });
  }
}
