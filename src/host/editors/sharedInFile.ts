import { parseTree } from 'jsonc-parser';
import { sharedChatFindings } from '../../core/audit/sharedChatFindings.ts';
import { SharedChats } from '../../core/audit/sharedChats.ts';
import { TimeSlices } from '../../core/book/timeSlices.ts';
import { nodeAtPointer } from '../../core/contact/jsonPointer.ts';
import type { ContactFile, FileContact } from '../../core/transfer/contactFile.ts';
import type { TextProblem } from './problemsOfText.ts';

/** The chats that several contacts of a file have, each at its row. Rejects with the signal's reason. */
export async function sharedInFile(
  { text, contacts }: ContactFile,
  signal: AbortSignal,
): Promise<readonly TextProblem[]> {
  const slices = new TimeSlices(signal);
  const places = new Map<string, FileContact>();
  const contactOf = (id: string) => places.get(id)?.contact;
  const chats = new SharedChats(contactOf);
  for (const place of contacts) {
    await slices.next();
    places.set(place.contact.id, place);
    chats.add(place.contact);
  }
  const problems: TextProblem[] = [];
  for (const id of chats.sharing()) {
    await slices.next();
    const place = id === undefined ? undefined : places.get(id);
    if (!place) continue;
    const { contact, offset, length } = place;
    const root = parseTree(text.slice(offset, offset + length));
    for (const finding of sharedChatFindings(chats.othersOf(contact), contactOf)) {
      const node = root && nodeAtPointer(root, finding.pointer);
      const { severity, message, rule } = finding;
      const at = { offset: offset + (node?.offset ?? 0), length: node?.length ?? length };
      problems.push({ ...at, severity, message, rule: rule.id });
    }
  }
  return problems;
}
