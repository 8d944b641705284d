import type { Culture } from './names.ts';

const americanAreas = [
  '201',
  '202',
  '206',
  '212',
  '213',
  '215',
  '303',
  '305',
  '312',
  '313',
  '314',
  '323',
  '347',
  '404',
  '408',
  '415',
  '503',
  '512',
  '602',
  '609',
  '612',
  '615',
  '617',
  '619',
  '646',
  '702',
  '704',
  '713',
  '718',
  '720',
  '773',
  '786',
  '801',
  '808',
  '813',
  '816',
  '832',
  '858',
  '907',
  '917',
];

/**
 * An invented phone number, digits only: in the style of the documentation's 7901 111 22 33, in the ranges that the United
 * States (555-01xx) and Ofcom (7700 900xxx) keep for fiction, and the Spanish ones in the documentation's style again.
 * Numbers of one culture repeat only after 1,000,000 (Russian), 100,000 (Spanish) or 5,000 (English) positions.
 */
export function demoPhone(culture: Culture, position: number): string {
  switch (culture) {
    case 'russian': {
      const digits = shuffled(position, 1_000_000, 48_271, 6);
      return `79${digits.slice(0, 2)}111${digits.slice(2)}`;
    }
    case 'spanish': {
      const digits = shuffled(position, 100_000, 48_271, 5);
      return `346${digits.slice(0, 2)}111${digits.slice(2)}`;
    }
    case 'english': {
      const digits = shuffled(position, 5_000, 1_637, 4);
      const area = americanAreas[Number(digits.slice(0, 2))];
      const rest = digits.slice(2);
      return area ? `1${area}55501${rest}` : `447700900${Number(digits) % 1000}`.padEnd(12, '0');
    }
  }
}

/** Spreads positions over 0…`size`-1 without meeting twice, as long as `factor` shares no divisor with `size`. */
function shuffled(position: number, size: number, factor: number, length: number): string {
  return String(((position % size) * factor) % size).padStart(length, '0');
}
