import * as l10n from '@vscode/l10n';
import { isObject, rowKeys, textOf } from '../../core/contact/contact.ts';
import { placeLabel } from '../../core/contact/fieldLabel.ts';
import { jsonPointer } from '../../core/contact/jsonPointer.ts';
import type { MergeConflict } from '../../core/contact/mergeContacts.ts';
import { quoted } from '../../core/contact/quoted.ts';
import { shownText } from '../../core/contact/shownText.ts';

/** A value is shown up to so many UTF-16 units, so that a question stays one. */
const shownLength = 120;

/** The place of a conflict as the form names it: "Name", "Messenger 2". */
export function conflictPlace({ field, row }: MergeConflict): string {
  return placeLabel(row === undefined ? jsonPointer(field) : jsonPointer(field, row - 1));
}

/** One side's value in a line, for people. */
export function conflictValue(value: unknown): string {
  if (value === undefined || value === '') return l10n.t('nothing');
  const words = Array.isArray(value) ? value.map(rowWords).join('; ') : rowWords(value);
  return shownText(words, shownLength);
}

function rowWords(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (!isObject(value)) return JSON.stringify(value) ?? '';
  const texts = rowKeys.map((key) => textOf(value[key])).filter((text) => text !== '');
  return texts.length > 0 ? texts.join(' ') : JSON.stringify(value);
}
