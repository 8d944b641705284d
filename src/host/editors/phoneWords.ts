import { findNodeAtLocation, getLocation, parseTree } from 'jsonc-parser';
import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { JsonScope } from './jsonScope.ts';

/** Messengers whose chatId is a phone number, as documented. */
const phoneMessengers: readonly unknown[] = ['whatsapp', 'viber'];

/**
 * The number at this place as people write it, with its country in their language; undefined where there is none, or
 * none that could be anybody's.
 */
export function phoneMeaning(
  scope: JsonScope,
  offset: number,
  language: string,
): string | undefined {
  const location = getLocation(scope.text, offset);
  const value: unknown = location.previousNode?.value;
  if (location.isAtPropertyKey || typeof value !== 'string') return undefined;
  const within = scope.isList ? ['*'] : [];
  const isPhone = location.matches([...within, 'contactData', '*', 'phone']);
  const isChatId = location.matches([...within, 'contactData', '*', 'chatId']);
  if (!isPhone && !(isChatId && isOfPhoneMessenger(scope, location.path))) return undefined;
  return phoneWords(value, language);
}

/** A number of digits with the country's code, spaced as in its country: "+7 901 111 22 33 · Russia". */
export function phoneWords(digits: string, language: string): string | undefined {
  if (!/^\d{5,15}$/.test(digits)) return undefined;
  const number = parsePhoneNumberFromString(`+${digits}`);
  if (!number?.isPossible()) return undefined;
  const country = number.country && countryName(number.country, language);
  return [number.formatInternational(), ...(country ? [country] : [])].join(' · ');
}

function countryName(country: CountryCode, language: string): string | undefined {
  try {
    return new Intl.DisplayNames([language, 'en'], { type: 'region' }).of(country);
  } catch {
    // A language that this system does not know.
    return country;
  }
}

/** Whether the row that holds this path is of a messenger that goes by numbers. */
function isOfPhoneMessenger(scope: JsonScope, path: readonly (string | number)[]): boolean {
  const root = parseTree(scope.text);
  const chatType = root && findNodeAtLocation(root, [...path.slice(0, -1), 'chatType']);
  return phoneMessengers.includes(chatType?.value);
}
