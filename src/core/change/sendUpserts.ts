import { ApiError } from '../api/apiError.ts';
import type { ApiConnection, CallOptions } from '../api/connection.ts';
import { upsertContacts } from '../api/writeRoutes.ts';
import type { UpsertItem } from './changeSet.ts';
import type { Rejected } from './outcome.ts';
import { isRefusal } from './requestFailure.ts';
import { type ChunkResult, inDoubt } from './sentItem.ts';

/**
 * Creates or updates up to 100 contacts. One bad contact makes the server refuse the request, and it is
 * undocumented whether it stores the others all the same. So they are sent again without those it named:
 * an upsert of what is stored already changes nothing. Never rejects.
 */
export async function sendUpserts(
  items: readonly UpsertItem[],
  connection: ApiConnection,
  call: CallOptions,
): Promise<ChunkResult> {
  const rejected: Rejected[] = [];
  let left = items;
  while (left.length > 0) {
    try {
      const contacts = left.map((item) => item.after);
      await upsertContacts(connection, contacts, call);
      return { sent: left.map((item) => ({ item, answer: 'accepted' })), rejected };
    } catch (error) {
      const named = rejectedOf(left, error);
      if (named.size === 0) {
        const untouched = isRefusal(error) && left === items;
        return { sent: untouched ? [] : inDoubt(left, error), rejected, failure: { error } };
      }
      rejected.push(...named.values());
      left = left.filter((item) => !named.has(item.id));
    }
  }
  return { sent: [], rejected };
}

/**
 * The contacts that `error` names, by id. None if it names a position outside the request: positions are
 * documented without saying where they start, so then none of them can be trusted.
 */
function rejectedOf(items: readonly UpsertItem[], error: unknown): ReadonlyMap<string, Rejected> {
  const rejected = new Map<string, Rejected>();
  if (!(error instanceof ApiError) || error.reason !== 'invalid') return rejected;
  for (const { index, fields } of error.invalid ?? []) {
    const item = items[index];
    if (!item) return new Map();
    rejected.set(item.id, { kind: 'rejected', id: item.id, fields, error });
  }
  return rejected;
}
