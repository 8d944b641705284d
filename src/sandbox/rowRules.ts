import { type Checked, isAbsent, isDigits, unknownKeys } from './checkedEntity.ts';
import { isJsonObject, type JsonObject } from './json.ts';
import type { Variants } from './variants.ts';

const englishPageTypes = ['whatsapp', 'whatsgroup', 'viber', 'instagram', 'telegram'];
const chatTypes: Readonly<Record<Variants['chatTypes'], ReadonlySet<unknown>>> = {
  all: new Set([...englishPageTypes, 'telegroup', 'vk', 'avito', 'max', 'maxgroup']),
  english: new Set(englishPageTypes),
};
const knownKeys = new Set(['chatType', 'chatId', 'username', 'phone']);

/** Judges one row of `contactData`; what is refused is named as the `fields` variant asks for. */
export function checkRow(row: unknown, variants: Variants): Checked<JsonObject> {
  if (!isJsonObject(row)) return { fields: ['contactData'] };
  const { chatType } = row;
  const [chatId, username, phone] = ['chatId', 'username', 'phone'].map((key) =>
    isAbsent(row[key], variants) ? undefined : row[key],
  );
  const bad: string[] = [];
  if (!chatTypes[variants.chatTypes].has(chatType)) bad.push('chatType');
  if (
    chatId === undefined
      ? needsChatId(chatType, { username, phone }, variants)
      : !isChatId(chatType, chatId)
  ) {
    bad.push('chatId');
  }
  if (username !== undefined && !(chatType === 'telegram' && isHandle(username))) {
    bad.push('username');
  }
  if (phone !== undefined && !(takesPhone(chatType, variants) && isDigits(phone)))
    bad.push('phone');
  bad.push(...unknownKeys(row, knownKeys, variants));
  if (bad.length > 0) {
    return {
      fields: variants.fields === 'top' ? ['contactData'] : bad.map((key) => `contactData.${key}`),
    };
  }
  return {
    value: {
      chatType,
      ...(chatId === undefined ? {} : { chatId }),
      ...(username === undefined ? {} : { username }),
      ...(phone === undefined ? {} : { phone }),
    },
  };
}

/** Whether a row without chatId is refused. One page asks it of every messenger, another lets Telegram do with any of three. */
function needsChatId(
  chatType: unknown,
  { username, phone }: { readonly username: unknown; readonly phone: unknown },
  variants: Variants,
): boolean {
  if (chatType === 'telegram' && variants.telegram === 'old') {
    return username === undefined && phone === undefined;
  }
  return !(chatType === 'max' && variants.max === 'phone' && phone !== undefined);
}

function isChatId(chatType: unknown, chatId: unknown): boolean {
  if (chatType === 'whatsapp' || chatType === 'viber') return isDigits(chatId);
  if (chatType === 'instagram') return isHandle(chatId);
  return typeof chatId === 'string' && chatId !== '';
}

/** An account name, which is written without the leading `@`. */
function isHandle(value: unknown): boolean {
  return typeof value === 'string' && value !== '' && !value.startsWith('@');
}

function takesPhone(chatType: unknown, variants: Variants): boolean {
  return chatType === 'telegram' || (chatType === 'max' && variants.max === 'phone');
}
