import type * as vscode from 'vscode';
import type { ContactFileFormat } from '../../core/transfer/contactFile.ts';

/** The language of one card. */
export const cardLanguage = 'wazzup-contact';

/** The language of files with a contact in each line. */
export const ndjsonLanguage = 'wazzup-contacts-ndjson';

/** The language of files with an array of contacts. */
const arrayLanguage = 'wazzup-contacts';

/** The languages of contact files, as contributed, and what each holds. */
const formats = new Map<string, ContactFileFormat>([
  [cardLanguage, 'contact'],
  [arrayLanguage, 'contacts'],
  [ndjsonLanguage, 'ndjson'],
]);

/** The language of a file of several contacts. */
export function languageOf(format: Exclude<ContactFileFormat, 'contact'>): string {
  return format === 'ndjson' ? ndjsonLanguage : arrayLanguage;
}

export const contactLanguages: readonly string[] = [...formats.keys()];

/** How the names of contact files end, for users who have associated these names with another language. */
const endings: readonly (readonly [string, ContactFileFormat])[] = [
  ['.contact.json', 'contact'],
  ['.contacts.json', 'contacts'],
  ['.contacts.ndjson', 'ndjson'],
];

/** What a document holds by its language, else by its name; undefined if neither is one of ours. */
export function formatOf({
  languageId,
  uri,
}: Pick<vscode.TextDocument, 'languageId' | 'uri'>): ContactFileFormat | undefined {
  const named = endings.find(([ending]) => uri.path.toLowerCase().endsWith(ending));
  return formats.get(languageId) ?? named?.[1];
}
