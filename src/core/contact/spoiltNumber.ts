/** What a spreadsheet makes of a long number when it shows it in a narrow column and saves what it shows. */
const exponent = /^[+-]?\d+([.,]\d+)?e\+\d+$/i;

/** Whether a spreadsheet has spoilt this number ("7,9E+10"): which it was nobody knows. */
export function isSpoilt(value: string): boolean {
  return exponent.test(value.trim());
}
