/** The colours an account can have. Each names a colour of the user's theme: `charts.red` and so on. */
export const accountColors = ['red', 'orange', 'yellow', 'green', 'blue', 'purple'] as const;

export type AccountColor = (typeof accountColors)[number];

/** The colour that `value` names, as it is stored and as commands take it; undefined if it names none. */
export function readAccountColor(value: unknown): AccountColor | undefined {
  return accountColors.find((color) => color === value);
}

/** The id of the theme's colour. */
export function themeColorId(color: AccountColor): string {
  return `charts.${color}`;
}
