import { type Contact, rowsOf, textOf } from '../../contact/contact.ts';

/** What a card says of its contact beside the messengers. */
export const cardFields = ['name', 'responsibleUserId', 'uri'] as const;

/** The card that has the most filled in; of equal ones the first. */
export function fullestCard(cards: readonly [Contact, ...Contact[]]): Contact {
  const fullness = (card: Contact) =>
    rowsOf(card).length + cardFields.filter((field) => textOf(card[field]).trim() !== '').length;
  return cards.reduce((fullest, card) => (fullness(card) > fullness(fullest) ? card : fullest));
}
