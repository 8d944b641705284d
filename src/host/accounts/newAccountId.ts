import { randomBytes } from 'node:crypto';
import { type AccountId, readAccountId } from '../../core/accountId.ts';

/** An id that no other account has. */
export function newAccountId(): AccountId {
  const id = readAccountId(randomBytes(5).toString('hex'));
  if (!id) throw new Error('hexadecimal digits make an account id');
  return id;
}
