import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { DuplicateGroup } from '../../core/audit/duplicates/duplicateGroup.ts';
import type { Contact } from '../../core/contact/contact.ts';
import { numberText } from '../../core/numberText.ts';
import { withoutIcons } from '../search/withoutIcons.ts';
import { pickOne } from '../ui/pickOne.ts';
import { cardCount, namesOf, sharedText } from './duplicateWords.ts';

/** So many groups are listed: nobody goes through more, and each is some texts. */
const mostListed = 1000;

interface GroupItem extends vscode.QuickPickItem {
  readonly group?: DuplicateGroup;
  /** Shows the other list: that of the groups that were set aside, or the one without them. */
  readonly isSwitch?: true;
}

interface GroupList {
  readonly accountName: string;
  readonly groups: readonly DuplicateGroup[];
  /** The cards of these ids that are still known. */
  cardsOf(ids: readonly string[]): readonly Contact[];
  /** Tells of ids whether their group was set aside. */
  checker(): (ids: readonly string[]) => boolean;
  setAside(ids: readonly string[]): Promise<void>;
  bringBack(ids: readonly string[]): Promise<void>;
}

/**
 * Shows groups of cards that may be one person's, until one is picked. Groups can be set aside there, and brought back.
 *
 * @param active the one that is highlighted at first
 * @returns undefined if the list was closed
 */
export async function pickGroup(
  list: GroupList,
  active: DuplicateGroup | undefined,
): Promise<DuplicateGroup | undefined> {
  for (let showsAside = false; ; showsAside = !showsAside) {
    const items = itemsOf(list, showsAside);
    const picked = await pickOne({
      title: showsAside
        ? l10n.t('Not Duplicates in "{0}"', list.accountName)
        : l10n.t('Duplicates in "{0}"', list.accountName),
      placeholder: l10n.t('Choose the cards to merge; nothing is merged by itself'),
      items,
      active: items.find(({ group }) => group !== undefined && group === active),
      onItemButton: async ({ group }) => {
        if (group && showsAside) await list.bringBack(group.ids);
        else if (group) await list.setAside(group.ids);
        return itemsOf(list, showsAside);
      },
    });
    if (!picked || 'button' in picked) return undefined;
    if (!picked.item.isSwitch) return picked.item.group;
  }
}

function itemsOf(list: GroupList, showsAside: boolean): readonly GroupItem[] {
  const isAside = list.checker();
  const aside = list.groups.filter(({ ids }) => isAside(ids));
  const offered = list.groups.filter(({ ids }) => !isAside(ids));
  const shown = showsAside ? aside : offered;
  const sections = [
    {
      label: l10n.t('same messenger account'),
      groups: shown.filter(({ evidence, isCrowd }) => evidence === 'account' && !isCrowd),
    },
    {
      label: l10n.t('same phone number in another messenger'),
      groups: shown.filter(({ evidence, isCrowd }) => evidence === 'phone' && !isCrowd),
    },
    {
      label: l10n.t('too many to be one person'),
      groups: shown.filter(({ isCrowd }) => isCrowd),
    },
  ];
  const rows = sections.flatMap(({ label, groups }) => groups.map((group) => ({ label, group })));
  const listed = rows.slice(0, mostListed);
  const items = listed.flatMap(({ label, group }, index): readonly GroupItem[] => {
    const isFirst = listed[index - 1]?.label !== label;
    const separator = { label, kind: vscode.QuickPickItemKind.Separator };
    return [...(isFirst ? [separator] : []), itemOf(list, group, showsAside)];
  });
  return [
    ...items,
    ...(rows.length > mostListed ? [moreItem(rows.length - mostListed)] : []),
    ...switchItems(showsAside, showsAside ? offered.length : aside.length),
  ];
}

function itemOf(list: GroupList, group: DuplicateGroup, showsAside: boolean): GroupItem {
  const count = cardCount(group.ids.length, vscode.env.language);
  if (group.isCrowd) {
    return {
      label: count,
      detail: `${sharedText(group)} · ${l10n.t('show them in the Contacts view')}`,
      buttons: [buttonOf(showsAside)],
      group,
    };
  }
  return {
    label: withoutIcons(namesOf(list.cardsOf(group.ids))),
    description: count,
    detail: withoutIcons(sharedText(group)),
    buttons: [buttonOf(showsAside)],
    group,
  };
}

function buttonOf(showsAside: boolean): vscode.QuickInputButton {
  return showsAside
    ? { iconPath: new vscode.ThemeIcon('discard'), tooltip: l10n.t('Offer Again') }
    : { iconPath: new vscode.ThemeIcon('circle-slash'), tooltip: l10n.t('Not a Duplicate') };
}

function moreItem(count: number): GroupItem {
  const words = l10n.t('… and {0} more groups', numberText(count, vscode.env.language));
  return { label: words, kind: vscode.QuickPickItemKind.Separator };
}

function switchItems(showsAside: boolean, others: number): readonly GroupItem[] {
  if (!showsAside && others === 0) return [];
  const separator = { label: '', kind: vscode.QuickPickItemKind.Separator };
  const count = numberText(others, vscode.env.language);
  const label = showsAside
    ? `$(arrow-left) ${l10n.t('Back to the duplicates ({0})', count)}`
    : `$(circle-slash) ${l10n.t('Show what was set aside ({0})', count)}`;
  return [separator, { label, isSwitch: true, alwaysShow: true }];
}
