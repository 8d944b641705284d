import type { Contact } from '../../contact/contact.ts';
import { newContact } from '../import/applyDraft.ts';
import { type ImportRow, idOfRow } from '../import/importRow.ts';

/** The contact that a row is about, as far as the row says; its id may be blank. */
export function contactOfRow(row: ImportRow): Contact {
  const { content } = row;
  if (content.kind === 'contact') return content.contact;
  const id = idOfRow(row) ?? '';
  return content.kind === 'draft' ? newContact(id, content.draft) : { id };
}
