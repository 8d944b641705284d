import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** So many digits at the end two spellings of one number have in common; what has less is no number of a person. */
const endLength = 7;

/** The end of a number in digits, which is the same however the number is written. Undefined for what is no number. */
export function numberEnd(text: string): string | undefined {
  const digits = digitsOf(text);
  return digits === undefined || digits.length < endLength ? undefined : digits.slice(-endLength);
}

/**
 * The digits of a number with its country's code. Wazzup documents numbers that have one: what is no number of any
 * country is taken for one of `country`, so that 8 900… is 7900… in Russia. Undefined for what is no number; its digits
 * as they are where no country has such numbers.
 */
export function wholeNumber(text: string, country: CountryCode | undefined): string | undefined {
  const digits = digitsOf(text);
  if (digits === undefined || text.trim().startsWith('+')) return digits;
  if (!country || parsePhoneNumberFromString(`+${digits}`)?.isValid()) return digits;
  const national = parsePhoneNumberFromString(digits, country);
  return national?.isValid() ? national.number.slice(1) : digits;
}

function digitsOf(text: string): string | undefined {
  const value = text.trim();
  if (!/^\+?[\d\s().\-–—/]+$/.test(value)) return undefined;
  return value.replace(/\D/g, '').replace(/^00/, '') || undefined;
}
