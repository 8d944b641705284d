import { createHash, type Hash } from 'node:crypto';
import type { AccountId } from '../../accountId.ts';
import { readAccountId } from '../../accountId.ts';
import { isObject } from '../../contact/contact.ts';
import type { ContactIndex } from '../search/contactIndex.ts';

/*
 * A cache is a file of lines, each of them JSON in UTF-8: the head, a contact a line, the end. The end has a fixed
 * length, so that it is found without looking at all lines, and vouches for every byte before it.
 */

const version = 1;
/** So many bytes are written at once: other work waits for no more than a few milliseconds. */
const pieceSize = 1 << 16;
const newLine = Buffer.from('\n');

/** Whose contacts these are, and when the scan that found them began (ms since 1970). */
export interface CacheHead {
  readonly accountId: AccountId;
  readonly at: number;
}

/** Why a cache cannot be used. */
export type CacheDamage =
  | 'no cache'
  | 'other version'
  | 'other account'
  | 'cut or altered'
  | 'no contact';

/**
 * The cache of all contacts of an index, in its order. They may change while the pieces are asked for: each is taken as it is when its
 * turn comes.
 */
export function* cachePieces({ accountId, at }: CacheHead, index: ContactIndex): Generator<Buffer> {
  const hash = createHash('sha256');
  const waiting: Buffer[] = [];
  let length = 0;
  let contacts = 0;
  const add = (...parts: readonly Buffer[]) => {
    for (const part of parts) {
      waiting.push(part);
      length += part.length;
    }
  };
  const piece = () => {
    const joined = Buffer.concat(waiting.splice(0), length);
    length = 0;
    hash.update(joined);
    return joined;
  };
  add(Buffer.from(JSON.stringify({ wazzupCache: version, accountId, at })), newLine);
  for (const packed of index.packed()) {
    add(packed, newLine);
    contacts += 1;
    if (length >= pieceSize) yield piece();
  }
  yield piece();
  yield Buffer.from(cacheEnd(contacts, hash));
}

/** Reads the head line of a cache; a damage where it is no head of ours. */
export function readHead(line: string): CacheHead | CacheDamage {
  const head = parsed(line);
  if (!isObject(head) || head['wazzupCache'] === undefined) return 'no cache';
  if (head['wazzupCache'] !== version) return 'other version';
  const { accountId: id, at } = head;
  const accountId = typeof id === 'string' ? readAccountId(id) : undefined;
  return accountId && typeof at === 'number' ? { accountId, at } : 'no cache';
}

/** The value of a line; undefined if it is no JSON. */
export function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** The last line. @param hash SHA-256 of all bytes before it, which is ended by this */
export function cacheEnd(contacts: number, hash: Hash): string {
  const number = String(contacts).padStart(10, '0');
  const checksum = hash.update(number).digest('hex');
  return `${JSON.stringify({ contacts: number, checksum })}\n`;
}

/** The length of the last line in bytes. */
export const endLength = cacheEnd(0, createHash('sha256')).length;

/** The number of contacts that a last line gives. */
export function contactsOfEnd(end: string): number {
  return Number(/"(\d{10})"/.exec(end)?.[1]);
}
