import contactSchema from '../../core/contact/contact.schema.json';

/** A JSON Schema (draft-07) as the language service takes it: an object of any shape. */
export type Schema = Readonly<Record<string, unknown>>;

/** Where the schemas are known under; nothing is ever fetched from there. */
export const contactSchemaUri = 'wazzup-schema:/contact.schema.json';
export const contactsSchemaUri = 'wazzup-schema:/contacts.schema.json';

/** The schema of one contact, as the form and the validation use it. */
export const oneContact: Schema = contactSchema;

/** The schema of a list of contacts. */
export const manyContacts: Schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  type: 'array',
  items: { $ref: contactSchemaUri },
};
