/** A text of a quick pick as it is: VS Code would draw an icon where it names one. */
export function withoutIcons(text: string): string {
  return text.replaceAll('$(', '\\$(');
}
