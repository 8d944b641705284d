import { TextDecoder } from 'node:util';

/** The properties of a card that say something about a contact. */
const wanted =
  /^(?:[\w-]+\.)?(?:version|uid|fn|n|tel|url|impp|socialprofile|x-socialprofile|x-wazzup-[\w-]+)[;:]/i;
const isQuotedPrintable = /^[^:]*;(?:encoding=)?quoted-printable[;:]/i;

/** A value of a contact has some hundreds of UTF-16 code units; reading long lines takes `ical.js` long. */
const longestProperty = 20_000;

/**
 * What of a card `ical.js` is to read, one property a line: no photos, and nothing of what other programs write in ways
 * of their own. Parameters and quoted-printable text of vCard 2.1 become those of 3.0. Throws at a line that is too long.
 */
export function wantedVcardLines(lines: readonly string[]): readonly string[] {
  const properties: string[][] = [];
  /** The lines of the property that is read; none are kept of those that nobody wants. */
  let parts: string[] = [];
  let isQuoted = false;
  let goesOn = false;
  for (const line of lines) {
    if (goesOn) {
      parts.push(line);
    } else if (/^[ \t]/.test(line)) {
      parts.push(line.slice(1));
    } else {
      parts = [line];
      isQuoted = isQuotedPrintable.test(line);
      if (wanted.test(line)) properties.push(parts);
    }
    goesOn = isQuoted && line.endsWith('=');
    // The line break that it stands for is none of the text.
    if (goesOn) parts.push(parts.pop()?.slice(0, -1) ?? '');
  }
  return properties.map((property) => {
    const line = property.join('');
    if (line.length > longestProperty) throw new RangeError('a property is too long');
    return asVersion3(line);
  });
}

/** The other lines of a card, as they stand there. */
export function unwantedVcardLines(lines: readonly string[]): readonly string[] {
  const others: string[] = [];
  let isWanted = false;
  let isQuoted = false;
  let goesOn = false;
  for (const line of lines) {
    if (!goesOn && !/^[ \t]/.test(line)) {
      isWanted = wanted.test(line);
      isQuoted = isQuotedPrintable.test(line);
    }
    if (!isWanted) others.push(line);
    goesOn = isQuoted && line.endsWith('=');
  }
  return others;
}

function asVersion3(line: string): string {
  const [, name, parameters, value] =
    /^([^:;]+)((?:;[^:;="]+|;[^:;="]+=[^:;"]*)+):(.*)$/s.exec(line) ?? [];
  if (name === undefined || parameters === undefined || value === undefined) return line;
  const all = parameters.slice(1).split(';');
  if (!all.some((one) => !one.includes('=') || /^(?:encoding|charset)=/i.test(one))) return line;
  const kept = all
    .filter(
      (one) => !/^(?:(?:encoding|charset|language)=|quoted-printable$|base64$|8bit$)/i.test(one),
    )
    .map((one) => (one.includes('=') ? `;${one}` : `;TYPE=${one}`));
  const charset = all.find((one) => /^charset=/i.test(one))?.slice('charset='.length);
  const text = isQuotedPrintable.test(line) ? decoded(value, charset) : value;
  return `${name}${kept.join('')}:${text.replace(/\r\n?|\n/g, '\\n')}`;
}

function decoded(text: string, charset = 'utf-8'): string {
  const bytes = text
    .replace(/[^\0-\x7f]/gu, (letter) => encodeURIComponent(letter).replaceAll('%', '='))
    .replace(/=([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return decoderOf(charset).decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)));
}

function decoderOf(charset: string): TextDecoder {
  try {
    return new TextDecoder(charset);
  } catch {
    return new TextDecoder('utf-8');
  }
}
