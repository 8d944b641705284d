import { readJson } from '../../contact/parseContactText.ts';
import { type Place, placeAfter } from './lineBreaks.ts';
import { ownText } from './ownText.ts';
import type { SourceRecord } from './source.ts';

/** A text that should be one JSON value. Where it is none, the record stands where the first mistake is. */
export function jsonRecord(text: string, place: Place): SourceRecord {
  const source = ownText(text);
  const read = readJson(source);
  if ('value' in read) return { kind: 'value', ...place, value: read.value, source };
  const mistake = placeAfter(source.slice(0, read.syntax[0]?.offset), place);
  return { kind: 'broken', ...mistake, problem: 'notJson', source };
}
