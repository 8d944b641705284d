import type { Contact } from '../contact/contact.ts';
import type { AuditContext, Fix } from './auditRule.ts';
import { valueAt, withValue } from './cardValue.ts';

/** Writes a number as the API wants it, if it can be told which one it is. */
export function numberFix(
  contact: Contact,
  pointer: string,
  { phones, country }: AuditContext,
): Fix | undefined {
  const value = valueAt(contact, pointer);
  const digits = typeof value === 'string' ? digitsOf(value) : undefined;
  if (digits === undefined || typeof value !== 'string') return undefined;
  // Who writes a plus has thought about the country.
  const hasPlus = value.trim().startsWith('+');
  const judgement = phones.judge(digits, country);
  const fixed = (number: string, isCertain: boolean): Fix => ({
    after: withValue(contact, pointer, number),
    certainty: isCertain ? 'certain' : 'likely',
  });
  switch (judgement.kind) {
    case 'fine': {
      // Without a plus it may be a number at home that only looks like one of another country.
      const home = hasPlus ? digits : (phones.within(country, digits) ?? digits);
      return fixed(home, home === digits);
    }
    case 'otherSpelling':
      // Where it was written with other characters, those alone are taken out.
      return digits === value || judgement.hasPrefix
        ? fixed(judgement.digits, false)
        : fixed(digits, true);
    case 'eightForSeven':
      return fixed(judgement.digits, judgement.isCertain && !hasPlus);
    case 'impossible': {
      const isSure = judgement.isCertain === true;
      return judgement.digits === undefined || (hasPlus && !isSure)
        ? undefined
        : fixed(judgement.digits, isSure);
    }
  }
}

/** The digits of a number as people and spreadsheets write it; undefined of what is none. */
function digitsOf(value: string): string | undefined {
  // A spreadsheet that takes it for an amount adds these zeros.
  const number = value.trim().replace(/^(\d{7,15})[.,]0{1,2}$/, '$1');
  return /^\+?[\d\s().\-–—/]+$/.test(number) ? number.replace(/\D/g, '') : undefined;
}
