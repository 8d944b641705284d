/**
 * A contact card as it was read. The API documents the types below, but real cards lack values or hold
 * unknown keys, so each value is `unknown` until one of the accessors or the validator has looked at it,
 * and keys that are not listed here stay in the object. Never changed in place.
 */
export interface Contact {
  readonly id: string;
  readonly responsibleUserId?: unknown;
  readonly name?: unknown;
  readonly contactData?: unknown;
  readonly uri?: unknown;
}

/** One messenger account of a contact, as read. */
export interface ContactRow {
  readonly chatType?: unknown;
  readonly chatId?: unknown;
  readonly username?: unknown;
  readonly phone?: unknown;
}

/** A contact that may be sent: it passed validation and holds documented keys only, none of them null. */
export interface WritableContact extends Contact {
  readonly id: string;
  readonly responsibleUserId: string;
  readonly name: string;
  readonly contactData: readonly WritableRow[];
  readonly uri?: string;
}

/** One messenger account of a contact that may be sent. */
export interface WritableRow extends ContactRow {
  readonly chatType: string;
  readonly chatId?: string;
  readonly username?: string;
  readonly phone?: string;
}

/** The chat types that the documentation names. Others are kept as they are. */
export const chatTypes = [
  'whatsapp',
  'whatsgroup',
  'viber',
  'instagram',
  'telegram',
  'telegroup',
  'vk',
  'avito',
  'max',
  'maxgroup',
] as const;

/**
 * A messenger as `chatType` names it, if it is documented: a card may name others. Transports of channels (wapi, tgapi)
 * are none.
 */
export type ChatType = (typeof chatTypes)[number];

/** The documented keys of a contact, in the order of the documentation. */
export const contactKeys = ['id', 'responsibleUserId', 'name', 'contactData', 'uri'] as const;

/** The documented keys of a row of `contactData`, in the order of the documentation. */
export const rowKeys = ['chatType', 'chatId', 'username', 'phone'] as const;

/** `value` if it is a string, else "". */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The rows of `contactData` that are objects; none where the card has none. */
export function rowsOf(contact: Contact): readonly ContactRow[] {
  return Array.isArray(contact.contactData)
    ? contact.contactData.filter((row): row is ContactRow => isObject(row))
    : [];
}

/** The chat types of a contact that the documentation does not name, each once. */
export function undocumentedChatTypes(contact: Contact): ReadonlySet<string> {
  const documented: readonly string[] = chatTypes;
  const named = rowsOf(contact).map(({ chatType }) => textOf(chatType));
  return new Set(named.filter((chatType) => !documented.includes(chatType)));
}

/** Whether `value` is a JSON object. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
