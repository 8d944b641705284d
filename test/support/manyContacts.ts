import type { Contact } from '../../src/core/contact/contact.ts';

const firstNames = [
  'Анна',
  'Иван',
  'Алёна',
  'José',
  'Mary',
  'Юрий',
  'Зоя',
  'Пётр',
  'Diego',
  'Emma',
];
const lastNames = ['Петров', 'Смирнов', 'Gómez', 'Ортега', 'Miller', 'Ефимов', 'Белов', 'Цветков'];
/** The ids of those who are responsible for them. */
const people = ['504101', '504102', '504103'];

/** A contact with invented data; the same for the same number, from 0. Every 997th has no messenger. */
export function invented(number: number): Contact {
  const of = <T>(list: readonly T[], step: number): T | undefined =>
    list[Math.floor(number / step) % list.length];
  const phone = `79${String((number * 7_919_317) % 1_000_000_000).padStart(9, '0')}`;
  const telegram = {
    chatType: 'telegram',
    chatId: String(number * 31),
    username: `user_${number}`,
  };
  return {
    id: `crm-${number.toString().padStart(7, '0')}`,
    responsibleUserId: of(people, 5),
    name: `${of(lastNames, 1)} ${of(firstNames, 8)}`,
    contactData:
      number % 997 === 0
        ? []
        : [{ chatType: 'whatsapp', chatId: phone }, ...(number % 3 === 0 ? [telegram] : [])],
    ...(number % 2 === 0 && { uri: `https://crm.example.com/contacts/${number}` }),
  };
}

/** So many contacts with invented data. */
export const inventedContacts = (count: number): readonly Contact[] =>
  Array.from({ length: count }, (_, number) => invented(number));
