import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { isSpoilt } from '../../contact/spoiltNumber.ts';

/** A phone number as the API wants it, or why it is none. */
export type PhoneReading =
  | { readonly digits: string }
  | { readonly reason: 'spoilt' | 'notANumber' };

/**
 * The digits of a number with its country's code: "+7 (901) 111-22-33" and "8 901 111-22-33" are 79011112233 in Russia.
 * What is no number of that country is taken with its digits as they are.
 *
 * @param country of numbers that are written without a country's code
 */
export function readPhone(text: string, country: CountryCode | undefined): PhoneReading {
  const value = text.trim();
  if (isSpoilt(value)) return { reason: 'spoilt' };
  if (!/^\+?[\d\s().\-–—/]+$/.test(value)) return { reason: 'notANumber' };
  const digits = value.replace(/\D/g, '').replace(/^00/, '');
  if (digits.length < 5 || digits.length > 15) return { reason: 'notANumber' };
  const isInternational = value.startsWith('+') || value.startsWith('00');
  const national =
    isInternational || !country ? undefined : parsePhoneNumberFromString(value, country);
  return { digits: national?.isValid() ? national.number.slice(1) : digits };
}
