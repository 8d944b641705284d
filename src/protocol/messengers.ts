import * as l10n from '@vscode/l10n';
import { type ChatType, chatTypes } from '../core/contact/contact.ts';

/** The fields of a row beside `chatType`. */
export type RowField = 'chatId' | 'username' | 'phone';

/** Whether the documentation names this chat type. */
export function isKnownChatType(chatType: string): chatType is ChatType {
  return chatTypes.some((known) => known === chatType);
}

/** The messenger's name for people; an unknown chat type is its own name. */
export function messengerName(chatType: string): string {
  if (!isKnownChatType(chatType)) return chatType;
  switch (chatType) {
    case 'whatsapp':
      return 'WhatsApp';
    case 'whatsgroup':
      return l10n.t('WhatsApp group');
    case 'viber':
      return 'Viber';
    case 'instagram':
      return 'Instagram';
    case 'telegram':
      return 'Telegram';
    case 'telegroup':
      return l10n.t('Telegram group');
    case 'vk':
      return 'VK';
    case 'avito':
      return 'Avito';
    case 'max':
      return 'MAX';
    case 'maxgroup':
      return l10n.t('MAX group');
  }
}

/** What belongs into `chatId` for this chat type, in a few words, as documented for each messenger. */
export function chatIdHint(chatType: string): string {
  switch (chatType) {
    case 'whatsapp':
    case 'viber':
      return l10n.t('Phone number, digits only with country code: 79011112233');
    case 'instagram':
      return l10n.t('Account name without @');
    case 'telegram':
      return l10n.t('Id from an incoming message; a username or phone is enough');
    case 'max':
      return l10n.t('Id from an incoming message; usually a number');
    case 'whatsgroup':
    case 'telegroup':
    case 'maxgroup':
      return l10n.t('Group id from an incoming message');
    case 'vk':
    case 'avito':
      return l10n.t('Id from an incoming message');
    default:
      return l10n.t('Kept as it is: the documentation does not name this messenger');
  }
}

/** The fields that a row of this chat type may use, as documented: `phone` for MAX in its newest version only. */
export function rowFields(chatType: string): readonly RowField[] {
  switch (chatType) {
    case 'telegram':
      return ['chatId', 'username', 'phone'];
    case 'max':
      return ['chatId', 'phone'];
    default:
      return ['chatId'];
  }
}
