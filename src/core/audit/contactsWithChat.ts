import { isOutdated } from '../book/search/contactFlags.ts';
import type { ContactIndex } from '../book/search/contactIndex.ts';
import { foldText } from '../book/search/foldText.ts';
import type { TimeSlices } from '../book/timeSlices.ts';
import { type Chat, chatsOf } from './chat.ts';

/**
 * The ids of all contacts of an index that have a chat: for accounts of which no `SharedChats` are kept. Goes through the
 * texts of all contacts, in slices. Rejects with the signal's reason.
 */
export async function contactsWithChat(
  { key, name }: Chat,
  index: ContactIndex,
  slices: TimeSlices,
): Promise<readonly string[]> {
  while (index.prepareNext()) await slices.next();
  const places = [
    { column: index.columns.number, text: foldText(name.replace(/\D/g, '')) },
    { column: index.columns.account, text: foldText(name) },
  ];
  const entries: number[] = [];
  for (const { column, text } of places) {
    for (let block = 0; block < column.blockCount; block++) {
      await slices.next();
      column.search(block, text, (entry, rank) => {
        // Only a whole text can be the name of this chat.
        if (rank === 0) entries.push(entry);
        return true;
      });
    }
  }
  const ids = new Set<string>();
  for (const entry of entries) {
    await slices.next();
    if ((index.flagsOf(entry) & isOutdated) !== 0) continue;
    const contact = index.contactAt(entry);
    if (chatsOf(contact).has(key)) ids.add(contact.id);
  }
  return [...ids];
}
