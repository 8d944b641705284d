import { createHash } from 'node:crypto';
import type { AccountId } from '../../accountId.ts';
import type { Contact } from '../../contact/contact.ts';
import { readContact } from '../../contact/readContact.ts';
import type { OpenedCache } from './cacheFile.ts';
import {
  type CacheDamage,
  cacheEnd,
  contactsOfEnd,
  endLength,
  parsed,
  readHead,
} from './cacheFormat.ts';

/** In bytes: a file that goes on without a line break is none of ours. */
const longestHead = 4096;

interface ReadCacheOptions {
  readonly accountId: AccountId;
  readonly signal: AbortSignal;
  /** Gets the contacts in parts; returns whether to go on. */
  readonly take: (contacts: readonly Contact[]) => boolean;
}

/** How many contacts it holds, and when the scan that found them began (ms since 1970), or why it cannot be used. */
export type CacheReading =
  | { readonly contacts: number; readonly at: number }
  | { readonly damage: CacheDamage };

/**
 * Reads a cache. The whole of it is checked before the first contact is handed over. Lets other work go on; keeps no
 * more than a piece in memory. Rejects with the signal's reason, and with the system's error.
 */
export async function readCache(
  opened: OpenedCache,
  { accountId, signal, take }: ReadCacheOptions,
): Promise<CacheReading> {
  const head = await headOf(opened);
  if (typeof head === 'string') return { damage: head };
  if (head.accountId !== accountId) return { damage: 'other account' };
  const told = await checkedContacts(opened, signal);
  if (told === undefined) return { damage: 'cut or altered' };
  // The head, then the contacts, then the end.
  let line = 0;
  for await (const lines of linesOf(opened)) {
    signal.throwIfAborted();
    const own = lines.slice(line === 0 ? 1 : 0, told + 1 - line);
    line += lines.length;
    const contacts = own.flatMap((text) => readContact(parsed(text)) ?? []);
    if (contacts.length < own.length) return { damage: 'no contact' };
    if (contacts.length > 0 && !take(contacts)) break;
  }
  return { contacts: told, at: head.at };
}

async function headOf(opened: OpenedCache): Promise<ReturnType<typeof readHead>> {
  let begun: Buffer = Buffer.alloc(0);
  for await (const piece of opened.pieces()) {
    begun = Buffer.concat([begun, piece]);
    const end = begun.indexOf('\n');
    if (end >= 0) return readHead(begun.toString('utf8', 0, end));
    if (begun.length > longestHead) break;
  }
  return 'no cache';
}

/** The number of contacts in a cache that is as it was written; undefined if it is not. */
async function checkedContacts(
  opened: OpenedCache,
  signal: AbortSignal,
): Promise<number | undefined> {
  const hash = createHash('sha256');
  let held: Buffer = Buffer.alloc(0);
  for await (const piece of opened.pieces()) {
    signal.throwIfAborted();
    const joined = Buffer.concat([held, piece]);
    const before = Math.max(0, joined.length - endLength);
    hash.update(joined.subarray(0, before));
    held = joined.subarray(before);
  }
  const end = held.toString('latin1');
  const contacts = contactsOfEnd(end);
  return end === cacheEnd(contacts, hash) ? contacts : undefined;
}

/** The lines, some at a time. What comes after the last line break is none. */
async function* linesOf(opened: OpenedCache): AsyncGenerator<readonly string[]> {
  let begun: Buffer[] = [];
  for await (const piece of opened.pieces()) {
    const end = piece.lastIndexOf('\n');
    if (end < 0) {
      begun.push(piece);
      continue;
    }
    yield Buffer.concat([...begun, piece.subarray(0, end)])
      .toString('utf8')
      .split('\n');
    begun = [piece.subarray(end + 1)];
  }
}
