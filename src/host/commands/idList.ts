/**
 * The ids in a text: a JSON array of strings, or one id a line (white space around it is not part of it, empty lines do
 * not count). Commas do not separate: an id may hold one.
 */
export function readIdList(text: string): readonly string[] {
  const trimmed = text.replace(/^\uFEFF/, '').trim();
  if (trimmed.startsWith('[')) {
    try {
      const parsed: unknown = JSON.parse(trimmed);
      if (Array.isArray(parsed) && parsed.every((id) => typeof id === 'string' && id !== '')) {
        return parsed;
      }
    } catch {
      // Not JSON after all: an id may begin with a bracket.
    }
  }
  return trimmed
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
