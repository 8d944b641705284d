import { givenValue } from '../../contact/compareContacts.ts';
import { type Contact, contactKeys, isObject } from '../../contact/contact.ts';
import { contactLine, contactText } from '../../contact/contactText.ts';
import { readJson } from '../../contact/parseContactText.ts';
import { readContact } from '../../contact/readContact.ts';
import { indented } from '../export/jsonPieces.ts';
import { indented as indentedSource } from '../failedFile.ts';
import type { ImportRow } from '../import/importRow.ts';
import type { RecordWriter } from './recordWriter.ts';

/** Elements of a JSON array. */
export const jsonRecords: RecordWriter = {
  begin: '[\n',
  between: ',\n',
  end: '\n]\n',
  empty: '[]\n',
  kept: ({ source }) => indentedSource(source),
  corrected: (row, contact) => ({
    text: indented(contactText(correctedContact(row, contact))),
    isWhole: true,
  }),
  added: (contact) => ({ text: indented(contactText(contact)), isWhole: true }),
};

/** Contacts as JSON, one a line. */
export const ndjsonRecords: RecordWriter = {
  begin: '',
  between: '\n',
  end: '\n',
  empty: '',
  kept: ({ source }) => source,
  corrected: (row, contact) => ({
    text: contactLine(correctedContact(row, contact)),
    isWhole: true,
  }),
  added: (contact) => ({ text: contactLine(contact), isWhole: true }),
};

/** With the keys of the file that the API does not document. */
function correctedContact({ source }: ImportRow, contact: Contact): Contact {
  const read = readJson(source);
  const value = 'value' in read && isObject(read.value) ? read.value : {};
  const others = Object.entries(value).filter(
    ([key]) => !contactKeys.some((known) => known === key),
  );
  const own = contactKeys.flatMap((key) => {
    const given = givenValue(contact, key);
    return given === undefined ? [] : [[key, given] as const];
  });
  const id = readContact(value)?.id ?? contact.id;
  return { ...Object.fromEntries([...own, ...others]), id };
}
