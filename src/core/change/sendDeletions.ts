import type { ApiConnection, CallOptions } from '../api/connection.ts';
import { isAddressable } from '../api/readRoutes.ts';
import { bulkDeleteContacts, deleteContact } from '../api/writeRoutes.ts';
import type { DeleteItem } from './changeSet.ts';
import { isRefusal } from './requestFailure.ts';
import { accepted, type ChunkResult, failedDeletions, type SentItem } from './sentItem.ts';

/** Deletes up to 100 contacts by one request. Never rejects. */
export async function sendBulkDeletion(
  items: readonly DeleteItem[],
  connection: ApiConnection,
  call: CallOptions,
): Promise<ChunkResult> {
  try {
    const ids = items.map((item) => item.id);
    const { notFound } = await bulkDeleteContacts(connection, ids, call);
    const absent = new Set(notFound);
    const sent = items.map(
      (item): SentItem => ({ item, answer: absent.has(item.id) ? 'absent' : 'accepted' }),
    );
    return { sent };
  } catch (error) {
    const sent = isRefusal(error) ? [] : failedDeletions(items, error);
    return { sent, failure: { error } };
  }
}

/** Deletes one contact by its own route, or by the bulk route if its id cannot stand in a path. Never rejects. */
export async function sendDeletion(
  item: DeleteItem,
  connection: ApiConnection,
  call: CallOptions,
): Promise<ChunkResult> {
  if (!isAddressable(item.id)) return sendBulkDeletion([item], connection, call);
  try {
    const answer = await deleteContact(connection, item.id, call);
    if (answer === 'deleted') return { sent: accepted([item]) };
  } catch (error) {
    const sent = isRefusal(error) ? [] : failedDeletions([item], error);
    return { sent, failure: { error } };
  }
  // Undocumented whether the server decodes these within a path; the guard has just seen the contact.
  if (/[/\\%]/.test(item.id)) return sendBulkDeletion([item], connection, call);
  return { sent: [{ item, answer: 'absent' }] };
}
