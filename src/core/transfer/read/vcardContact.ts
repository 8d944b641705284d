import ICAL from 'ical.js';
import type { ContactRow } from '../../contact/contact.ts';
import { chatProperty, responsibleProperty } from '../vcardProperties.ts';
import { wantedVcardLines } from './vcardLines.ts';
import { messengerRow } from './vcardMessenger.ts';

/**
 * A contact from a vCard of any version. In one of ours the messenger accounts are those that it names; in others each
 * number is one of WhatsApp, as it is written there. What the card lacks is left out, the id too. Throws where it is no
 * vCard.
 *
 * @param lines between BEGIN and END
 */
export function contactOfVcard(lines: readonly string[]): Readonly<Record<string, unknown>> {
  const wanted = wantedVcardLines(lines);
  const isVersion = (line: string) => /^version[:;]/i.test(line);
  // ical.js knows a vCard 4.0 by its first line.
  const version = wanted.find(isVersion)?.trim() ?? 'VERSION:3.0';
  const others = wanted.filter((line) => !isVersion(line));
  const text = ['BEGIN:VCARD', version, ...others, 'END:VCARD'].join('\r\n');
  const card = ICAL.Component.fromString(text);
  const all = (name: string) => card.getAllProperties(name).map(textOfProperty);
  const given = {
    id: all('uid')[0],
    name: all('fn').find((name) => name !== '') ?? nameOf(card),
    responsibleUserId: all(responsibleProperty)[0],
    uri: all('url')[0],
  };
  const own = all(chatProperty).map((json): unknown => JSON.parse(json));
  return {
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value)),
    contactData: own.length > 0 ? own : foreignRows(card),
  };
}

function textOfProperty(property: ICAL.Property): string {
  return flat(property.getFirstValue());
}

/** "Anna Maria Petrova" of `N:Petrova;Anna;Maria;;`. */
function nameOf(card: ICAL.Component): string {
  const parts: unknown = card.getFirstPropertyValue('n');
  if (!Array.isArray(parts)) return flat(parts);
  const [family, given, middle] = parts.map(flat);
  return [given, middle, family].filter(Boolean).join(' ');
}

function flat(value: unknown): string {
  if (Array.isArray(value)) return value.map(flat).filter(Boolean).join(' ');
  return value === null || value === undefined ? '' : String(value);
}

function foreignRows(card: ICAL.Component): readonly ContactRow[] {
  const numbers = card.getAllProperties('tel').map((property): ContactRow => {
    const [number = ''] = textOfProperty(property).replace(/^tel:/i, '').split(/;ext=/i);
    return { chatType: 'whatsapp', chatId: number.trim() };
  });
  const accounts = ['impp', 'socialprofile', 'x-socialprofile']
    .flatMap((name) => card.getAllProperties(name))
    .map((property) => {
      const said = ['x-service-type', 'service-type', 'type'].map((name) =>
        flat(property.getParameter(name)),
      );
      return messengerRow(
        said.join(' '),
        textOfProperty(property),
        flat(property.getParameter('x-user')),
      );
    });
  const rows = new Map<string, ContactRow>();
  for (const row of [...numbers, ...accounts]) {
    if (row && Object.values(row).every(Boolean))
      rows.set(JSON.stringify(Object.entries(row).map(bare)), row);
  }
  return [...rows.values()];
}

/** "+7 901 111-22-33" and "79011112233" are one account. */
function bare([key, value]: [string, unknown]): string {
  const text = String(value);
  return `${key} ${/^[+\d() .-]+$/.test(text) ? text.replace(/\D/g, '') : text}`;
}
