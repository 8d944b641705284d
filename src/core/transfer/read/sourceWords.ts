import * as l10n from '@vscode/l10n';
import { readJson } from '../../contact/parseContactText.ts';
import type { BrokenRecord } from './source.ts';
import type { SourceErrorReason } from './sourceError.ts';

/** A sentence for people: what is wrong with a record. May repeat a value of it: not for logs. */
export function brokenRecordWords({ problem, source }: BrokenRecord): string {
  switch (problem) {
    case 'unclosedQuote':
      return l10n.t(
        'The quotation mark that opens a cell here is closed nowhere: what follows is not read.',
      );
    case 'textAfterQuote':
      return l10n.t(
        'Text follows the closing quotation mark of a cell: within a cell in quotation marks write "" for ".',
      );
    case 'zeroByte':
      return l10n.t('There is a zero byte in this line: the file is damaged, or it is no text.');
    case 'tooLong':
      return l10n.t(
        'This is too long for a contact, a closing mark is probably missing: what follows is not read.',
      );
    case 'notJson':
      return jsonWords(source);
    case 'notVcard':
      return l10n.t('This is not a valid vCard.');
    case 'unclosedVcard':
      return l10n.t('This vCard has no END:VCARD.');
    case 'unclosedJson':
      return l10n.t('The file ends in the middle: the closing bracket is missing.');
    case 'strayText':
      return l10n.t('This does not belong to any contact: remove it.');
  }
}

function jsonWords(source: string): string {
  const read = readJson(source);
  const [first] = 'syntax' in read ? read.syntax : [];
  return first?.message ?? l10n.t('This is not valid JSON.');
}

/** A sentence or two for people: why a file cannot be read, and what to do. */
export function sourceErrorWords(reason: SourceErrorReason): string {
  switch (reason.kind) {
    case 'empty':
      return l10n.t('The file is empty.');
    case 'binary':
      return l10n.t('This is not a text file: contacts are read from CSV, JSON, NDJSON and vCard.');
    case 'excel':
      return l10n.t('This is an Excel workbook: save it as CSV (UTF-8) and choose that file.');
    case 'zip':
      return l10n.t('This is an archive: unpack it and choose the file in it.');
    case 'pdf':
      return l10n.t('This is a PDF: contacts are read from CSV, JSON, NDJSON and vCard.');
    case 'image':
      return l10n.t('This is a picture: contacts are read from CSV, JSON, NDJSON and vCard.');
    case 'markup':
      return l10n.t(
        'This is a web page or XML, although its name may say otherwise: open it in a spreadsheet and save it as CSV (UTF-8).',
      );
    case 'brokenEncoding':
      return l10n.t(
        'Line {0} is not valid UTF-8 although the file begins so: save it as UTF-8 once more.',
        reason.line,
      );
    case 'noList':
      return l10n.t('There is no list of contacts in this file.');
  }
}
