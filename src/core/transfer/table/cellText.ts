/** A spreadsheet takes a cell that begins so for a formula, or cuts it off there; `'` says that it is none. */
const risky = /^[=+\-@\t\r\n']/;
/** Numbers as people write them are no formulas: they stay as they are. */
const number = /^[+-]?\d[\d ().-]*$/;

/** A value as it stands in a cell, where no program takes it for a formula. `valueOfCell` gives it back. */
export function cellOfValue(value: string): string {
  return risky.test(value) && !number.test(value) ? `'${value}` : value;
}

/** What `cellOfValue` was given. A cell of another origin loses a leading `'` only where that guards something. */
export function valueOfCell(cell: string): string {
  return cell.startsWith("'") && risky.test(cell.slice(1)) ? cell.slice(1) : cell;
}
