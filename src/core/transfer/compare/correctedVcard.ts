import type { Contact } from '../../contact/contact.ts';
import { isHeldBy } from '../export/heldByFormat.ts';
import { vcardPieces } from '../export/vcardPieces.ts';
import { type ImportRow, idOfRow } from '../import/importRow.ts';
import { unwantedVcardLines } from '../read/vcardLines.ts';
import type { RecordWriter } from './recordWriter.ts';

/** VCards, one after the other. */
export const vcardRecords: RecordWriter = {
  begin: '',
  between: '\r\n',
  end: '\r\n',
  empty: '',
  kept: ({ source }) => source,
  corrected: (row, contact) => ({
    text: correctedCard(row, { ...contact, id: idOfRow(row) || contact.id }),
    isWhole: isHeldBy('vcard', contact),
  }),
  added: (contact) => ({ text: cardText(contact), isWhole: isHeldBy('vcard', contact) }),
};

function cardText(contact: Contact): string {
  return [...vcardPieces([contact])].join('').trimEnd();
}

/** What the card of the file says beside a contact (a photo, an address) stays; so does its version, which tells how. */
function correctedCard({ source }: ImportRow, contact: Contact): string {
  const lines = source.split(/\r\n?|\n/);
  const version = lines.find((line) => /^version[:;]/i.test(line));
  const own = cardText(contact).split('\r\n').slice(1, -1);
  return [
    'BEGIN:VCARD',
    ...(version ? [version, ...own.filter((line) => !line.startsWith('VERSION:'))] : own),
    ...unwantedVcardLines(lines.slice(1, -1)),
    'END:VCARD',
  ].join('\r\n');
}
