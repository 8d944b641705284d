import { chatTypes, rowsOf, textOf } from '../../contact/contact.ts';
import { anyMessenger, messengerFlag, otherMessenger } from './contactFlags.ts';
import type { ContactIndex } from './contactIndex.ts';

/** Tells in which messengers the contact of an entry is, as `chatType` names them; "" alone if it is in none. */
export function messengerLookup(index: ContactIndex): (entry: number) => ReadonlySet<string> {
  // There may be a million contacts, and few kinds of them.
  const known = new Map<number, ReadonlySet<string>>();
  return (entry) => {
    const flags = index.flagsOf(entry) & anyMessenger;
    if ((flags & otherMessenger) !== 0) {
      return orNone(rowsOf(index.contactAt(entry)).map(({ chatType }) => textOf(chatType)));
    }
    const messengers =
      known.get(flags) ?? orNone(chatTypes.filter((type) => (flags & messengerFlag(type)) !== 0));
    known.set(flags, messengers);
    return messengers;
  };
}

function orNone(chatTypes: readonly string[]): ReadonlySet<string> {
  const named = new Set(chatTypes.filter((chatType) => chatType !== ''));
  return named.size > 0 ? named : new Set(['']);
}
