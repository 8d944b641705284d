import type { Culture } from './names.ts';
import { scatter } from './scatter.ts';

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

/** Numbers that nobody has: 555-01xx in these areas of the United States, and Ofcom's 7700 900xxx. */
const fictionNumbers = 5_000;

/**
 * An invented phone number, digits only: in the style of the documentation's 7901 111 22 33, be it Russian or Spanish, and for
 * English speakers in the ranges kept for fiction, or, once these are used up, in American exchanges 11x, which do not exist.
 * Numbers of one culture repeat only after 10,000,000 (Russian), 1,000,000 (Spanish) or 4,000,000 (English) positions.
 */
export function demoPhone(culture: Culture, position: number, shift: number): string {
  switch (culture) {
    case 'russian': {
      const { digits, middle } = inRounds(position, 1_000_000, shift);
      return `79${digits.slice(0, 2)}${middle}${digits.slice(2)}`;
    }
    case 'spanish': {
      const { digits, middle } = inRounds(position, 100_000, shift);
      return `346${digits.slice(0, 2)}${middle}${digits.slice(2)}`;
    }
    case 'english':
      return position < fictionNumbers
        ? fictionPhone(scatter(position, fictionNumbers, shift))
        : americanPhone(position - fictionNumbers, shift);
  }
}

function fictionPhone(place: number): string {
  const area = americanAreas[Math.floor(place / 100)];
  return area
    ? `1${area}55501${String(place % 100).padStart(2, '0')}`
    : `447700900${String(place % 1000).padStart(3, '0')}`;
}

function americanPhone(position: number, shift: number): string {
  const { digits, middle } = inRounds(position, americanAreas.length * 10_000, shift);
  return `1${americanAreas[Number(digits.slice(0, 2))]}${middle}${digits.slice(2)}`;
}

/** `digits` tell the positions of one round apart, and `middle` (111, 112 … 119, 110) its rounds. */
function inRounds(
  position: number,
  size: number,
  shift: number,
): { readonly digits: string; readonly middle: string } {
  const digits = String(scatter(position, size, shift)).padStart(String(size - 1).length, '0');
  return { digits, middle: `11${(1 + Math.floor(position / size)) % 10}` };
}
