/** A cell as it stands in a table whose cells may stand in quotation marks. */
export function quotedCell(cell: string, separator: string): string {
  return cell.includes(separator) || /["\r\n]/.test(cell)
    ? `"${cell.replaceAll('"', '""')}"`
    : cell;
}
