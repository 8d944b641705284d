import type { SentFile } from '../change/changeSet.ts';
import type { ReportedItem, ReportedOperation } from '../change/reportedOperation.ts';
import { contactLine, contactText } from '../contact/contactText.ts';
import type { ContactFile, ContactFileFormat } from './contactFile.ts';

/** A file to be written. */
export interface NewFile {
  /** Without a folder. */
  readonly name: string;
  readonly text: string;
}

/** The text of each contact as it stands in the file, by id. */
export function sourceTexts({ text, contacts }: ContactFile): ReadonlyMap<string, string> {
  return new Map(
    contacts.map(({ contact, offset, length }) => [
      contact.id,
      text.slice(offset, offset + length),
    ]),
  );
}

/**
 * What failed of operations of one kind, as a file to correct and send or run again: of a file that was sent, in its
 * format and each contact as it stood there; of a deletion by ids, the ids; else the contacts.
 * @returns undefined if nothing failed
 */
export function failedFile(operations: readonly ReportedOperation[]): NewFile | undefined {
  const [first] = operations;
  const items = operations.flatMap((one) => one.items).filter(({ state }) => state !== 'done');
  if (!first || items.length === 0) return undefined;
  if (first.operation === 'deleteByIds') {
    return { name: 'failed-ids.txt', text: idsText(items.map(({ id }) => id)) };
  }
  const { file } = first;
  return {
    name: file ? nameOfFailed(file.uri) : 'failed.contacts.json',
    text: contactsText(items, file ?? { format: 'contacts', lineBreak: '\n' }),
  };
}

/** `spring.contacts.json` → `spring.failed.contacts.json`: what it holds is told by the end of the name. */
function nameOfFailed(uri: string): string {
  const [path = ''] = uri.split(/[?#]/);
  const name = decoded(path.slice(path.lastIndexOf('/') + 1));
  const [, stem = name, extension = ''] =
    /^(.*?)(\.contacts?\.json|\.contacts\.ndjson|\.[^.]*)?$/is.exec(name) ?? [];
  return `${stem}.failed${extension}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Rows of a file that were not taken, in its own form, to correct and import again. */
export function rowsFile(file: SentFile, sources: readonly string[]): NewFile {
  return { name: nameOfFailed(file.uri), text: textOfSources(sources, file) };
}

type Form = Pick<SentFile, 'format' | 'lineBreak' | 'header'>;

function contactsText(items: readonly ReportedItem[], form: Form): string {
  const { format, lineBreak } = form;
  const texts = items.flatMap((item) => {
    if (item.source !== undefined) return [item.source];
    return format === 'table' || format === 'vcard' ? [] : [freshText(item, { format, lineBreak })];
  });
  return textOfSources(texts, form);
}

function textOfSources(sources: readonly string[], { format, lineBreak, header }: Form): string {
  if (format === 'contacts') {
    return `[${lineBreak}${sources.map(indented).join(`,${lineBreak}`)}${lineBreak}]${lineBreak}`;
  }
  // A spreadsheet knows by the mark that this is UTF-8.
  const head = format === 'table' ? ['\uFEFF', ...(header ? [`${header}${lineBreak}`] : [])] : [];
  return [...head, ...sources.map((source) => `${source}${lineBreak}`)].join('');
}

/** Of a contact of which it is not known how it stood in the file, or that stood in none. */
function freshText(
  { id, before, after }: ReportedItem,
  { format, lineBreak }: { readonly format: ContactFileFormat; readonly lineBreak: string },
): string {
  const contact = after ?? before ?? { id };
  const lines = contactText(contact).trimEnd().split('\n');
  switch (format) {
    case 'contact':
      return lines.join(lineBreak);
    case 'contacts':
      return lines.join(`${lineBreak}  `);
    case 'ndjson':
      return contactLine(contact);
  }
}

/** As its last line is, so that it stands as it stood; by two spaces if it has one line only. */
export function indented(text: string): string {
  const last = text.slice(text.lastIndexOf('\n') + 1);
  return last === text ? `  ${text}` : `${/^[ \t]*/.exec(last)?.[0] ?? ''}${text}`;
}

/** One id a line; a JSON array where an id would not come back from that. */
function idsText(ids: readonly string[]): string {
  const isPlain = ids.every((id) => id.trim() === id && !/[\r\n]/.test(id) && !id.startsWith('['));
  return isPlain ? ids.map((id) => `${id}\n`).join('') : `${JSON.stringify(ids, undefined, 2)}\n`;
}
