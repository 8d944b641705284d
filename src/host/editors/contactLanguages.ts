import type { ContactFileFormat } from '../../core/transfer/contactFile.ts';

/** The languages of contact files, as contributed, and what each holds. */
const formats = new Map<string, ContactFileFormat>([
  ['wazzup-contact', 'contact'],
  ['wazzup-contacts', 'contacts'],
  ['wazzup-contacts-ndjson', 'ndjson'],
]);

export const contactLanguages: readonly string[] = [...formats.keys()];

/** What a document of this language holds; undefined if the language is none of ours. */
export function formatOf(languageId: string): ContactFileFormat | undefined {
  return formats.get(languageId);
}
