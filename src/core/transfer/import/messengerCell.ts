import type { CountryCode } from 'libphonenumber-js/min';
import type { ChatType, ContactRow } from '../../contact/contact.ts';
import { isSpoilt } from '../../contact/spoiltNumber.ts';
import { readPhone } from './phoneDigits.ts';

/** A row of `contactData`, with what it shows of the cell; or why the cell is none. */
export type MessengerReading =
  | { readonly row: ContactRow; readonly shown: string }
  | { readonly reason: 'spoilt' | 'notANumber' };

/** Addresses of profiles, of which the last part names the person. */
const profile =
  /^(?:https?:\/\/)?(?:www\.)?(?:t\.me|telegram\.me|instagram\.com|vk\.com|wa\.me)\/([^/?#]+)/i;

/** An account in a messenger as people write it: a number, a name with or without "@", the address of a profile. */
export function readMessengerCell(
  chatType: ChatType,
  text: string,
  country: CountryCode | undefined,
): MessengerReading {
  const value = profile.exec(text)?.[1] ?? text;
  if (isSpoilt(value)) return { reason: 'spoilt' };
  switch (chatType) {
    case 'whatsapp':
    case 'viber': {
      const read = readPhone(value, country);
      return 'reason' in read ? read : rowOf({ chatType, chatId: read.digits }, read.digits);
    }
    case 'telegram':
    case 'max':
      return byNumberOrName(chatType, value, country);
    case 'instagram': {
      const name = value.replace(/^@/, '');
      return rowOf({ chatType, chatId: name }, name);
    }
    case 'vk': {
      // The address of a profile without a name of its own.
      const id = value.replace(/^id(?=\d+$)/, '');
      return rowOf({ chatType, chatId: id }, id);
    }
    default:
      return rowOf({ chatType, chatId: value }, value);
  }
}

/** There a number may be a phone or the messenger's own id: with "+", spaces or brackets it is a phone. */
function byNumberOrName(
  chatType: 'telegram' | 'max',
  value: string,
  country: CountryCode | undefined,
): MessengerReading {
  if (/^\d+$/.test(value)) return rowOf({ chatType, chatId: value }, value);
  if (/^[+\d(]/.test(value)) {
    const read = readPhone(value, country);
    return 'reason' in read ? read : rowOf({ chatType, phone: read.digits }, read.digits);
  }
  const name = value.replace(/^@/, '');
  return chatType === 'telegram'
    ? rowOf({ chatType, username: name }, name)
    : rowOf({ chatType, chatId: name }, name);
}

function rowOf(row: ContactRow, shown: string): MessengerReading {
  return { row, shown };
}
