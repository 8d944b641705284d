import { readJson } from '../../contact/parseContactText.ts';
import type { SourceShape } from './source.ts';
import type { SourceErrorReason } from './sourceError.ts';

/** Of gzip, 7-Zip and RAR. */
const archiveMarks = ['\x1f\x8b', '7z\xbc\xaf', 'Rar!'];

/** What a file is by its first bytes, where these say that it is no text of contacts. */
export function foreignFormat(head: Uint8Array): SourceErrorReason | undefined {
  const start = String.fromCharCode(...head.subarray(0, 16));
  if (start.startsWith('PK\x03\x04')) {
    const names = new TextDecoder('latin1').decode(head);
    return { kind: /\[Content_Types\]\.xml|xl\//.test(names) ? 'excel' : 'zip' };
  }
  if (start.startsWith('\xd0\xcf\x11\xe0')) return { kind: 'excel' };
  if (archiveMarks.some((mark) => start.startsWith(mark))) return { kind: 'zip' };
  if (start.startsWith('%PDF-')) return { kind: 'pdf' };
  if (/^(?:\x89PNG|\xff\xd8\xff|GIF8|RIFF....WEBP)/s.test(start)) return { kind: 'image' };
  return undefined;
}

/**
 * What kind of contacts a text holds: by how it begins where that is certain, else by the name of the file.
 *
 * @param head the beginning of the text
 * @returns "markup" for a web page or XML
 */
export function guessFormat(head: string, fileName: string): SourceShape['kind'] | 'markup' {
  const start = head.trimStart();
  const named = formatOfName(fileName);
  if (/^begin:vcard\s/i.test(start)) return 'vcard';
  if (/^<(?:[?!]|html|meta|table|head|body)/i.test(start)) return 'markup';
  if (/^\[\s*(?:[{\]]|$)/.test(start)) return 'json';
  if (/^\{\s*(?:["}]|$)/.test(start)) return formatOfObject(start, named);
  return named ?? 'table';
}

function formatOfName(fileName: string): SourceShape['kind'] | undefined {
  switch (/\.([^.]*)$/.exec(fileName.toLowerCase())?.[1]) {
    case 'json':
      return 'json';
    case 'ndjson':
    case 'jsonl':
      return 'ndjson';
    case 'vcf':
      return 'vcard';
    default:
      return undefined;
  }
}

/** An object alone is JSON; if a whole one stands on the first line and something on the next, there is one a line. */
function formatOfObject(start: string, named: SourceShape['kind'] | undefined): 'json' | 'ndjson' {
  const [first = '', ...others] = start.split(/\r\n?|\n/);
  const isSeveral = others.some((line) => line.trim() !== '');
  if (isSeveral && 'value' in readJson(first.trim())) return 'ndjson';
  if (isSeveral && named === 'ndjson') return first.trim() === '{' ? 'json' : 'ndjson';
  return named === 'ndjson' ? 'ndjson' : 'json';
}
