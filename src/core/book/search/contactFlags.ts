import { type Contact, chatTypes, rowsOf, textOf } from '../../contact/contact.ts';

/** What is known of an entry at a glance, as bits of one number. */
export type ContactFlags = number;

/** The contact was changed or deleted since. */
export const isOutdated = 1;
/** It has a link. */
export const hasUri = 2;
/** It has a row with something to write to: a chatId, a username or a phone. */
export const hasChat = 4;
const firstMessenger = 8;

/** The bit of a messenger; all that are not documented share one. */
export function messengerFlag(chatType: string): ContactFlags {
  const known: readonly string[] = chatTypes;
  const index = known.indexOf(chatType);
  return firstMessenger * 2 ** (index < 0 ? known.length : index);
}

/** The bit that all messengers share that are not documented. */
export const otherMessenger: ContactFlags = messengerFlag('');
/** The bits of all messengers. */
export const anyMessenger: ContactFlags = chatTypes.reduce(
  (flags, chatType) => flags | messengerFlag(chatType),
  otherMessenger,
);

/** The flags of a contact as it was read. */
export function flagsOf(contact: Contact): ContactFlags {
  let flags = textOf(contact.uri) === '' ? 0 : hasUri;
  for (const row of rowsOf(contact)) {
    const isUsable = [row.chatId, row.username, row.phone].some((text) => textOf(text) !== '');
    if (isUsable) flags |= hasChat;
    flags |= messengerFlag(textOf(row.chatType));
  }
  return flags;
}
