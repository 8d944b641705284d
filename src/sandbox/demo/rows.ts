import type { JsonObject } from '../json.ts';
import { mix, type Random, type Shares } from '../random.ts';
import type { Culture, Person } from './names.ts';
import { demoPhone } from './phones.ts';
import { scatter } from './scatter.ts';

type PersonalType = 'whatsapp' | 'telegram' | 'viber' | 'instagram' | 'vk' | 'avito' | 'max';
type GroupType = 'whatsgroup' | 'telegroup' | 'maxgroup';

/** VK, Avito and MAX are at home in Russia: elsewhere hardly anybody is there. */
const personalTypes: Readonly<Record<Culture, Shares<PersonalType>>> = {
  russian: [
    ['whatsapp', 25],
    ['telegram', 22],
    ['max', 16],
    ['vk', 14],
    ['instagram', 9],
    ['avito', 8],
    ['viber', 6],
  ],
  spanish: [
    ['whatsapp', 50],
    ['instagram', 26],
    ['telegram', 18],
    ['viber', 4],
    ['vk', 1],
  ],
  english: [
    ['whatsapp', 44],
    ['instagram', 24],
    ['telegram', 22],
    ['viber', 8],
    ['vk', 1],
  ],
};
const groupTypes: Readonly<Record<Culture, Shares<GroupType>>> = {
  russian: [
    ['whatsgroup', 1],
    ['telegroup', 1],
    ['maxgroup', 1],
  ],
  spanish: [
    ['whatsgroup', 2],
    ['telegroup', 1],
  ],
  english: [
    ['whatsgroup', 2],
    ['telegroup', 1],
  ],
};

/** What rows are made for. */
export interface RowOwner {
  readonly person: Person;
  /** Makes phones, numbers and account names differ from those of all others. */
  readonly position: number;
  readonly seed: number;
  readonly isCompany: boolean;
}

/** One to five rows, no messenger twice. */
export function demoRows(owner: RowOwner, random: Random): JsonObject[] {
  const { culture } = owner.person;
  const luck = random.below(100);
  const wanted = luck < 48 ? 1 : luck < 76 ? 2 : luck < 92 ? 3 : luck < 98 ? 4 : 5;
  const types = new Set<PersonalType | GroupType>();
  while (types.size < wanted) {
    types.add(
      random.chance(owner.isCompany ? 0.45 : 0.01)
        ? random.weighted(groupTypes[culture])
        : random.weighted(personalTypes[culture]),
    );
  }
  const phone = demoPhone(culture, owner.position, mix(owner.seed, 5));
  return [...types].map((chatType) => demoRow(chatType, owner, phone, random));
}

function demoRow(
  chatType: PersonalType | GroupType,
  owner: RowOwner,
  phone: string,
  random: Random,
): JsonObject {
  const { person, position, seed } = owner;
  const handle = (): string => `${person.handle()}${handleNumber(position, mix(seed, 6))}`;
  const number = (length: number, series: number): string => {
    const lowest = 10 ** (length - 1);
    return String(lowest + scatter(position, 9 * lowest, mix(seed, series)));
  };
  switch (chatType) {
    case 'whatsapp':
    case 'viber':
      return { chatType, chatId: phone };
    case 'instagram':
      return { chatType, chatId: random.chance(0.8) ? handle() : handle().replaceAll('.', '_') };
    case 'telegram':
      return {
        chatType,
        chatId: number(9, 7),
        ...(random.chance(0.55) ? { username: handle().replaceAll('.', '_') } : {}),
        ...(random.chance(0.4) ? { phone } : {}),
      };
    case 'max':
      return { chatType, chatId: number(8, 8) };
    case 'vk':
      return { chatType, chatId: number(9, 9) };
    case 'avito':
      return { chatType, chatId: `u2i-${random.hex(8)}~${random.hex(12)}` };
    case 'whatsgroup':
      return { chatType, chatId: `${phone}-16${random.digits(8)}` };
    case 'telegroup':
      return { chatType, chatId: `-100${random.digits(10)}` };
    case 'maxgroup':
      return { chatType, chatId: `-${random.digits(11)}` };
  }
}

/** The shorter, the earlier the position. */
function handleNumber(position: number, shift: number): string {
  const round = Math.floor(position / 1000);
  const place = String(scatter(position, 1000, shift));
  return round === 0 ? place : `${round}${place.padStart(3, '0')}`;
}
