import * as l10n from '@vscode/l10n';
import { parseTree } from 'jsonc-parser';
import { TimeSlices } from '../book/timeSlices.ts';
import { type Contact, isObject } from '../contact/contact.ts';
import { jsonPointer, nodeAtPointer } from '../contact/jsonPointer.ts';
import { readContact } from '../contact/readContact.ts';
import { validateContact } from '../contact/validateContact.ts';
import type { ValidationOptions } from '../contact/validationOptions.ts';
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

/** A problem of one contact of a file. */
export interface ContactProblem extends Pick<FileProblem, 'severity' | 'message'> {
  /** JSON pointer of the value within the contact. */
  readonly pointer: string;
  readonly rule: string;
}

/** How a file is looked at. */
export interface FileOptions extends ValidationOptions {
  /** Finds what is wrong with a contact; `validateContact` if undefined. */
  readonly problemsOf?:
    | ((value: unknown, options: ValidationOptions) => readonly ContactProblem[])
    | undefined;
  /** The contacts that the file may name; any if undefined. */
  readonly onlyIds?: { has(id: string): boolean } | undefined;
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
export function readContactFile(
  text: string,
  format: ContactFileFormat,
  options: FileOptions = {},
): ContactFile {
  const steps = readSteps(text, format, options);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

/** The same for a text that may be long: other work goes on every few milliseconds. Rejects with the signal's reason. */
export async function readLongContactFile(
  text: string,
  format: ContactFileFormat,
  options: FileOptions,
  signal: AbortSignal,
): Promise<ContactFile> {
  const slices = new TimeSlices(signal);
  const steps = readSteps(text, format, options);
  let step = steps.next();
  while (!step.done) {
    await slices.next();
    step = steps.next();
  }
  return step.value;
}

function* readSteps(
  text: string,
  format: ContactFileFormat,
  options: FileOptions,
): Generator<undefined, ContactFile> {
  const lines = new TextLines(text);
  let contacts: FileContact[] = [];
  // Never pushed one and all: there may be more of them than a call may have arguments.
  let problems: FileProblem[] = [];
  const byId = new Map<string, FileContact[]>();
  const reading = contactElements(text, format, lines);
  let step = reading.next();
  for (; !step.done; step = reading.next()) {
    yield;
    const element = step.value;
    if (!element) continue;
    for (const problem of problemsOf(element, lines, options)) problems.push(problem);
    const contact = readContact(element.value);
    if (!contact) continue;
    const range = lines.range(element.offset, element.json.length);
    const place = { contact, pointer: element.pointer, ...range };
    contacts.push(place);
    const others = byId.get(contact.id);
    if (others) others.push(place);
    else byId.set(contact.id, [place]);
  }
  const { problems: unreadable, isBroken } = step.value;
  if (isBroken) [contacts, problems] = [[], []];
  for (const problem of unreadable) problems.push(problem);
  for (const [id, places] of isBroken ? [] : byId) {
    yield;
    for (const problem of problemsOfId(id, places, text, lines, options)) problems.push(problem);
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

function problemsOf(
  { value, json, offset }: ContactElement,
  lines: TextLines,
  options: FileOptions,
): readonly FileProblem[] {
  if (!isObject(value)) {
    const message = l10n.t('A contact is one object in braces, but this is something else.');
    return [{ severity: 'error', message, ...lines.range(offset, json.length) }];
  }
  const problems = (options.problemsOf ?? validateContact)(value, options);
  // Most contacts have none: their values need not be found.
  const root = problems.length > 0 ? parseTree(json) : undefined;
  return problems.map(({ pointer, severity, message, rule }) => {
    const node = (root && nodeAtPointer(root, pointer)) ?? root;
    const range = lines.range(offset + (node?.offset ?? 0), node?.length ?? json.length);
    return { severity, message, rule, ...range };
  });
}

/** What is wrong with an id beyond its form: it stands for nobody of the text, or for several. */
function problemsOfId(
  id: string,
  contacts: readonly FileContact[],
  text: string,
  lines: TextLines,
  { onlyIds }: FileOptions,
): readonly FileProblem[] {
  const isStrange = onlyIds !== undefined && !onlyIds.has(id);
  if (!isStrange && contacts.length < 2) return [];
  const places = contacts.map((contact) => placeOfId(contact, text, lines));
  return [
    ...(isStrange ? places.map((place) => strangeId(id, place)) : []),
    ...repetitions(id, places),
  ];
}

function placeOfId({ offset, length }: FileContact, text: string, lines: TextLines): TextRange {
  const root = parseTree(text.slice(offset, offset + length));
  const id = root && nodeAtPointer(root, '/id');
  return id ? lines.range(offset + id.offset, id.length) : lines.range(offset, length);
}

function strangeId(id: string, place: TextRange): FileProblem {
  const message = l10n.t(
    'There was no contact with the id "{0}" in this text: ids cannot be changed, and contacts cannot be added here.',
    id,
  );
  return { ...place, severity: 'error', message };
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
