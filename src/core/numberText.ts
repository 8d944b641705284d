/** A whole number with the separators of a language, such as 12,345; the machine's own if the language is unknown. */
export function numberText(value: number, language: string): string {
  try {
    return new Intl.NumberFormat(language).format(value);
  } catch {
    return new Intl.NumberFormat().format(value);
  }
}
