import {
  type CountryCode,
  getCountries,
  getCountryCallingCode,
  Metadata,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/min';

/** What a number of digits is; `digits` is the number that is probably meant. */
export type PhoneJudgement =
  | { readonly kind: 'fine' }
  /** A Russian or Kazakh number by its national 8. Certain if no country has a number like it as it stands. */
  | { readonly kind: 'eightForSeven'; readonly digits: string; readonly isCertain: boolean }
  /** No country has numbers like it. Certain if all that is too much is the 00 before it. */
  | { readonly kind: 'impossible'; readonly digits?: string; readonly isCertain?: boolean }
  /** A number that messengers may know otherwise; or, with `hasPrefix`, with what is dialled within its country only. */
  | { readonly kind: 'otherSpelling'; readonly digits: string; readonly hasPrefix?: true };

/** What is known of the phone numbers of the world. */
export interface PhoneFacts {
  /**
   * @param digits nothing but digits, as a chatId of WhatsApp has them: with the country's code
   * @param country of numbers that may stand without its code
   */
  judge(digits: string, country: CountryCode | undefined): PhoneJudgement;
  /** The number, with the country's code, that these digits are within the country; undefined if it has none like it. */
  within(country: CountryCode | undefined, digits: string): string | undefined;
}

const fine: PhoneJudgement = { kind: 'fine' };

/** @returns what judges numbers; keep it, since it remembers how long the numbers of each country are */
export function createPhoneFacts(): PhoneFacts {
  const lengths = lengthsByCode();
  let last: { readonly question: string; readonly answer: PhoneJudgement } | undefined;
  return {
    judge(digits, country) {
      if (isPlain(digits, lengths)) return spellingInMessengers(digits) ?? fine;
      // Several rules ask about the same number.
      const question = `${digits} ${country}`;
      if (last?.question !== question) last = { question, answer: judgeOdd(digits, country) };
      return last.answer;
    },
    within(country, digits) {
      const number = country && parsePhoneNumberFromString(digits, country);
      return number?.isValid() ? number.number.slice(1) : undefined;
    },
  };
}

/** How many digits may follow each calling code; of several countries with one, those of the first, as the others have them. */
function lengthsByCode(): ReadonlyMap<string, readonly number[]> {
  const lengths = new Map<string, readonly number[]>();
  const metadata = new Metadata();
  for (const country of getCountries()) {
    const code = getCountryCallingCode(country);
    if (lengths.has(code)) continue;
    metadata.selectNumberingPlan(country);
    lengths.set(code, metadata.numberingPlan?.possibleLengths() ?? []);
  }
  return lengths;
}

/** The usual case, told without the long way through the library: a calling code, and as many digits as follow it. */
function isPlain(digits: string, lengths: ReadonlyMap<string, readonly number[]>): boolean {
  if (isEleven(digits)) return false;
  for (let length = 1; length <= 3; length++) {
    const possible = lengths.get(digits.slice(0, length));
    if (possible) return possible.includes(digits.length - length) && digits[length] !== '0';
  }
  return false;
}

function judgeOdd(digits: string, country: CountryCode | undefined): PhoneJudgement {
  const withoutZeros = digits.replace(/^00/, '');
  const number = parsePhoneNumberFromString(`+${withoutZeros}`);
  const isPossible = number?.isPossible() === true;
  const read = number?.number.slice(1);
  if (isPossible && read !== undefined) {
    if (withoutZeros !== digits) return { kind: 'impossible', digits: read, isCertain: true };
    if (read === digits && (number?.isValid() || !isEightForSeven(digits))) {
      return spellingInMessengers(digits) ?? fine;
    }
    if (read !== digits && !isEightForSeven(digits)) {
      return (
        spellingInMessengers(digits) ?? { kind: 'otherSpelling', digits: read, hasPrefix: true }
      );
    }
  }
  if (isEightForSeven(digits)) {
    const isCertain = !isPossible && (country === 'RU' || country === 'KZ');
    return { kind: 'eightForSeven', digits: `7${digits.slice(1)}`, isCertain };
  }
  if (isPossible) return fine;
  const mobile = spellingInMessengers(digits);
  if (mobile) return mobile;
  const national = country && parsePhoneNumberFromString(digits, country);
  // With the country's code it rather lacks a digit.
  return national?.isValid() && !digits.startsWith(national.countryCallingCode)
    ? { kind: 'impossible', digits: national.number.slice(1) }
    : { kind: 'impossible' };
}

/** 8 and ten more: Russian, or of a country in the east of Asia. */
function isEleven(digits: string): boolean {
  return digits.length === 11 && digits.startsWith('8');
}

function isEightForSeven(digits: string): boolean {
  return isEleven(digits) && parsePhoneNumberFromString(`+7${digits.slice(1)}`)?.isValid() === true;
}

/**
 * Mobile numbers that WhatsApp knows by one digit more or less than people write, some in this way and some in the other:
 * Brazil's ninth digit, Argentina's 9 and Mexico's 1 after the country's code.
 */
function spellingInMessengers(digits: string): PhoneJudgement | undefined {
  if (/^55[1-9]\d[6-9]\d{7}$/.test(digits)) {
    return { kind: 'otherSpelling', digits: `${digits.slice(0, 4)}9${digits.slice(4)}` };
  }
  if (/^54[1-8]\d{9}$/.test(digits)) {
    return { kind: 'otherSpelling', digits: `549${digits.slice(2)}` };
  }
  if (/^521\d{10}$/.test(digits)) {
    return { kind: 'otherSpelling', digits: `52${digits.slice(3)}` };
  }
  return undefined;
}
