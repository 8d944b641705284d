import type { JsonObject } from '../json.ts';
import type { Random } from '../random.ts';
import type { Person } from './names.ts';
import { demoPhone } from './phones.ts';

/** Chat types of people, the frequent ones several times. */
const personalTypes = [
  'whatsapp',
  'whatsapp',
  'whatsapp',
  'whatsapp',
  'whatsapp',
  'telegram',
  'telegram',
  'telegram',
  'telegram',
  'viber',
  'instagram',
  'instagram',
  'vk',
  'vk',
  'avito',
  'max',
  'max',
] as const;
const groupTypes = ['whatsgroup', 'telegroup', 'maxgroup'] as const;

type ChatType = (typeof personalTypes)[number] | (typeof groupTypes)[number];

/** What rows are made for. */
export interface RowOwner {
  readonly person: Person;
  /** Makes phones and account names differ from those of all others. */
  readonly position: number;
  readonly isCompany: boolean;
}

/** One to five rows, no messenger twice. */
export function demoRows(owner: RowOwner, random: Random): JsonObject[] {
  const luck = random.below(100);
  const wanted = luck < 48 ? 1 : luck < 76 ? 2 : luck < 92 ? 3 : luck < 98 ? 4 : 5;
  const types = new Set<ChatType>();
  while (types.size < wanted) {
    types.add(
      random.chance(owner.isCompany ? 0.45 : 0.01)
        ? random.pick(groupTypes)
        : random.pick(personalTypes),
    );
  }
  const phone = demoPhone(owner.person.culture, owner.position);
  return [...types].map((chatType) => demoRow(chatType, owner, phone, random));
}

function demoRow(chatType: ChatType, owner: RowOwner, phone: string, random: Random): JsonObject {
  const { person, position } = owner;
  const handle = (): string => `${person.handle()}${position % 100}`;
  switch (chatType) {
    case 'whatsapp':
    case 'viber':
      return { chatType, chatId: phone };
    case 'instagram':
      return { chatType, chatId: random.chance(0.8) ? handle() : handle().replaceAll('.', '_') };
    case 'telegram':
      return {
        chatType,
        chatId: random.digits(9),
        ...(random.chance(0.55) ? { username: handle().replaceAll('.', '_') } : {}),
        ...(random.chance(0.4) ? { phone } : {}),
      };
    case 'max':
      return { chatType, chatId: random.digits(8) };
    case 'vk':
      return { chatType, chatId: random.digits(9) };
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
