import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { fullestCard } from '../../core/audit/duplicates/fullestCard.ts';
import type { CardMerge, MergeChoice } from '../../core/audit/duplicates/uniteCards.ts';
import type { Contact } from '../../core/contact/contact.ts';
import { contactTitle } from '../../core/contact/describeContact.ts';
import { shownText } from '../../core/contact/shownText.ts';
import { withoutIcons } from '../search/withoutIcons.ts';
import { pickOne } from '../ui/pickOne.ts';
import { cardText, choicePlace, choiceValue, titleWithId } from './duplicateWords.ts';

/** Cards that are to be merged; the first is kept. */
export type MergedCards = readonly [Contact, ...Contact[]];

/** What the user wants to become of cards. */
export interface MergeWish {
  readonly cards: MergedCards;
  /** The first of the cards, as it shall be. */
  readonly merged: Contact;
}

interface MergeFacts {
  /** Unites cards in the first of them. */
  readonly unite: (cards: MergedCards) => CardMerge;
  readonly nameOf: (userId: string) => string | undefined;
}

/**
 * Asks which card is kept, and what becomes of all that the cards say differently, with a way back. Undefined if the user
 * gives it up, "other" if they picked what `other` offers instead.
 */
export async function askMerge(
  cards: MergedCards,
  facts: MergeFacts,
  other?: string,
): Promise<MergeWish | 'other' | undefined> {
  let wanted = cards;
  let kept = fullestCard(cards);
  for (;;) {
    const answer = await pickKept(wanted, kept, facts, other);
    if (!answer || answer === 'other') return answer;
    [kept] = answer;
    const merge = facts.unite(answer);
    const chosen = await chooseValues(answer, merge.choices, facts);
    if (chosen === undefined) return undefined;
    if (chosen !== 'back') {
      const texts = new Map(merge.choices.map((choice, index) => [choice, chosen[index] ?? '']));
      return { cards: answer, merged: merge.resolve((choice) => texts.get(choice) ?? '') };
    }
    wanted = inOrderOf(cards, answer);
  }
}

interface CardItem extends vscode.QuickPickItem {
  /** Absent in what is offered instead of a merge. */
  readonly card?: Contact;
}

/** The cards that are merged, the kept one first. Others can be left out there, as long as two are left. */
async function pickKept(
  cards: MergedCards,
  kept: Contact,
  facts: MergeFacts,
  other: string | undefined,
): Promise<MergedCards | 'other' | undefined> {
  const leaveOut: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon('circle-slash'),
    tooltip: l10n.t('Leave Out of This Merge'),
  };
  let left: readonly Contact[] = cards;
  const items = (): readonly CardItem[] => [
    ...left.map((card) => ({
      label: withoutIcons(contactTitle(card)),
      description: withoutIcons(shownText(card.id)),
      detail: withoutIcons(cardText(card, facts.nameOf)),
      buttons: left.length > 2 ? [leaveOut] : [],
      card,
    })),
    ...(other === undefined
      ? []
      : [{ label: '', kind: vscode.QuickPickItemKind.Separator }, { label: other }]),
  ];
  const first = items();
  const picked = await pickOne({
    title: stepTitle(cards, 1, facts.unite(cards).choices.length + 1),
    placeholder: l10n.t('Which card is kept? It gets what the others have; those are deleted'),
    items: first,
    active: first.find(({ card }) => card === kept),
    onItemButton: async ({ card }) => {
      left = left.filter((one) => one !== card);
      return items();
    },
  });
  if (!picked || 'button' in picked) return undefined;
  const { card } = picked.item;
  if (!card) return 'other';
  return [card, ...left.filter((one) => one !== card)];
}

/** A value for each choice, in their order; "back" to the step before the first. Undefined if it was given up. */
async function chooseValues(
  cards: MergedCards,
  choices: readonly MergeChoice[],
  facts: MergeFacts,
): Promise<readonly string[] | 'back' | undefined> {
  const chosen: string[] = [];
  for (let index = 0; index < choices.length; ) {
    const choice = choices[index];
    if (!choice) break;
    const items = choice.values.map(({ value, ids }) => ({
      label: withoutIcons(choiceValue(choice, value, facts.nameOf)),
      description: withoutIcons(whose(cards, ids)),
      value,
    }));
    const picked = await pickOne({
      title: stepTitle(cards, index + 2, choices.length + 1),
      placeholder: l10n.t('Which {0} is kept?', choicePlace(choice)),
      items,
      active: items.find(({ value }) => value === chosen[index]),
      buttons: [vscode.QuickInputButtons.Back],
    });
    if (!picked) return undefined;
    if ('item' in picked) {
      chosen[index] = picked.item.value;
      index += 1;
    } else if (index === 0) return 'back';
    else index -= 1;
  }
  return chosen;
}

function stepTitle(cards: readonly Contact[], step: number, steps: number): string {
  const title = l10n.t('Merge {0} Contacts', cards.length);
  return steps === 1 ? title : l10n.t('{0} ({1} of {2})', title, step, steps);
}

function whose(cards: readonly Contact[], ids: readonly string[]): string {
  return cards
    .filter(({ id }) => ids.includes(id))
    .map(titleWithId)
    .join(', ');
}

/** Those that are still to be merged, where they stood. */
function inOrderOf(all: MergedCards, left: MergedCards): MergedCards {
  const [first, ...others] = all.filter((card) => left.includes(card));
  return first ? [first, ...others] : left;
}
