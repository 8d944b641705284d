import type { CountryCode } from 'libphonenumber-js/min';
import { sameContact } from '../../contact/compareContacts.ts';
import { type Contact, type ContactRow, textOf } from '../../contact/contact.ts';
import { cardFields } from './fullestCard.ts';
import { type SaidValue, uniteRows } from './uniteRows.ts';

/** What cards that are merged say differently, so that somebody has to choose. */
export interface MergeChoice {
  readonly field: (typeof cardFields)[number] | 'username' | 'phone';
  /** The messenger account that has this username or phone. */
  readonly row?: ContactRow;
  /** Two at least; the first is that of the card that is kept, if it has one. */
  readonly values: readonly SaidValue[];
}

/** Several cards in one. */
export interface CardMerge {
  /** In the order in which they are asked. Empty: nobody has to choose. */
  readonly choices: readonly MergeChoice[];
  /** The card that is kept, with what it gets. @param decide gives one of the values of each choice */
  resolve(decide: (choice: MergeChoice) => string): Contact;
}

/**
 * Unites cards in the first of them: each messenger account once, and what only one of them has. A blank text is none.
 *
 * @param country of numbers without a country's code
 */
export function uniteCards(
  cards: readonly [Contact, ...Contact[]],
  country: CountryCode | undefined,
): CardMerge {
  const [kept] = cards;
  const fields = cardFields.map((field) => ({ field, values: saidOf(cards, field) }));
  const rows = uniteRows(cards, country).map(({ row, open }) => ({
    row,
    choices: open.map(({ key, values }): MergeChoice => ({ field: key, row, values })),
  }));
  const asked = fields.filter(({ values }) => values.length > 1);
  return {
    choices: [...asked, ...rows.flatMap(({ choices }) => choices)],
    resolve(decide) {
      const texts = fields.flatMap(({ field, values }) => {
        const choice = asked.find((one) => one.field === field);
        const value = choice ? decide(choice) : values[0]?.value;
        return value === undefined ? [] : [[field, value] as const];
      });
      const contactData = rows.map(({ row, choices }) => ({
        ...row,
        ...Object.fromEntries(choices.map((choice) => [choice.field, decide(choice)])),
      }));
      const merged: Contact = {
        ...kept,
        ...Object.fromEntries(texts),
        ...(rows.length > 0 && { contactData }),
      };
      // As it was read, where nothing is added to it.
      return sameContact(merged, kept) ? kept : merged;
    },
  };
}

function saidOf(
  cards: readonly Contact[],
  field: (typeof cardFields)[number],
): readonly SaidValue[] {
  const values = new Map<string, string[]>();
  for (const card of cards) {
    const value = textOf(card[field]);
    if (value.trim() === '') continue;
    const ids = values.get(value);
    if (ids) ids.push(card.id);
    else values.set(value, [card.id]);
  }
  return [...values].map(([value, ids]) => ({ value, ids }));
}
