import * as l10n from '@vscode/l10n';
import { type Node, parseTree } from 'jsonc-parser';
import { type Contact, isObject } from '../contact/contact.ts';
import { jsonPointer, nodeAtPointer } from '../contact/jsonPointer.ts';
import { readContact } from '../contact/readContact.ts';
import { validateContact } from '../contact/validateContact.ts';
import { type ContactElement, type ContactFileFormat, contactElements } from './contactElements.ts';
import type { FileProblem } from './fileProblem.ts';
import { TextLines, type TextRange } from './textLines.ts';

export type { ContactFileFormat, FileProblem };

/** A contact of a file, and where it stands. */
export interface FileContact extends TextRange {
  readonly contact: Contact;
  /** JSON pointer to it within the file; "" where it is the whole file or a whole line. */
  readonly pointer: string;
}

/** A file as `readContactFile` understood it. It holds personal data, in `text` and in the words of its problems. */
export interface ContactFile {
  readonly text: string;
  /** The elements that have a usable id, in the order of the file, whatever else is wrong with them. */
  readonly contacts: readonly FileContact[];
  /** Everything that is wrong or doubtful, broken JSON included, in the order of the file. */
  readonly problems: readonly FileProblem[];
}

/** Reads and validates a file of contacts. It may be sent if none of the problems is an error. */
export function readContactFile(text: string, format: ContactFileFormat): ContactFile {
  const lines = new TextLines(text);
  const { elements, problems: unreadable } = contactElements(text, format, lines);
  const contacts: FileContact[] = [];
  // Never pushed one and all: there may be more of them than a call may have arguments.
  const problems: FileProblem[] = [...unreadable];
  const placesById = new Map<string, TextRange[]>();
  for (const element of elements) {
    for (const problem of problemsOf(element, lines)) problems.push(problem);
    const contact = readContact(element.value);
    if (!contact) continue;
    contacts.push({ contact, pointer: element.pointer, ...rangeOf(element, element.node, lines) });
    const id = nodeAtPointer(element.node, '/id') ?? element.node;
    const places = placesById.get(contact.id) ?? [];
    places.push(rangeOf(element, id, lines));
    placesById.set(contact.id, places);
  }
  for (const [id, places] of placesById) {
    for (const problem of repetitions(id, places)) problems.push(problem);
  }
  problems.sort((a, b) => a.offset - b.offset);
  return { text, contacts, problems };
}

/**
 * Where the server means when it refuses a field of the contact at `index` of `file.contacts`. How it names
 * values within rows is undocumented ("contactData", "contactData.chatId", "contactData[0].chatId"), so the
 * name is followed as far as it leads; one that leads nowhere is the whole contact.
 * @returns undefined if there is no such contact.
 */
export function offsetOfField(
  file: ContactFile,
  index: number,
  field: string,
): TextRange | undefined {
  const place = file.contacts[index];
  if (!place) return undefined;
  const text = file.text.slice(place.offset, place.offset + place.length);
  let node = parseTree(text);
  for (const step of field.split(/[.[\]]+/)) {
    const next = node && nodeAtPointer(node, jsonPointer(step));
    if (!next) break;
    node = next;
  }
  const { offset = 0, length = 0 } = node ?? {};
  const linesBefore = text.slice(0, offset).split('\n').length - 1;
  return { line: place.line + linesBefore, offset: place.offset + offset, length };
}

function problemsOf(element: ContactElement, lines: TextLines): readonly FileProblem[] {
  if (!isObject(element.value)) {
    const message = l10n.t('A contact is one object in braces, but this is something else.');
    return [{ severity: 'error', message, ...rangeOf(element, element.node, lines) }];
  }
  return validateContact(element.value).map(({ pointer, severity, message }) => {
    const node = nodeAtPointer(element.node, pointer) ?? element.node;
    return { severity, message, ...rangeOf(element, node, lines) };
  });
}

/** An error at each place where `id` stands, if there are several: which of them counts would be chance. */
function repetitions(id: string, places: readonly TextRange[]): readonly FileProblem[] {
  const [first, second] = places;
  if (!first || !second) return [];
  return places.map((place) => {
    const { line } = place === first ? second : first;
    const message = l10n.t(
      'The id "{0}" stands on line {1} too: a file may name a contact once.',
      id,
      line,
    );
    return { ...place, severity: 'error', message };
  });
}

function rangeOf({ base }: ContactElement, node: Node, lines: TextLines): TextRange {
  return lines.range(base + node.offset, node.length);
}
