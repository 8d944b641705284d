import { readFile } from 'node:fs/promises';
import { isStoredContact, type StoredContact } from './json.ts';

/** A file of contacts that cannot be taken in; the message is for the one who named the file. */
export class LoadError extends Error {}

/**
 * Reads a JSON array or NDJSON of contacts, each taken as it is: all it needs is a string `id`. Where an id appears
 * twice, the later contact wins.
 * @throws LoadError if the file cannot be read or holds anything else
 */
export async function loadContacts(file: string): Promise<StoredContact[]> {
  const text = (await readText(file)).replace(/^\uFEFF/, '');
  const isArray = /^\s*\[/.test(text);
  const elements = isArray ? parseArray(text, file) : parseLines(text, file);
  return elements.map(({ value, place }) => {
    if (isStoredContact(value)) return value;
    throw new LoadError(`${file}, ${place}: a contact must be an object with a string "id".`);
  });
}

interface Element {
  readonly value: unknown;
  /** Where in the file it stands, in words. */
  readonly place: string;
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new LoadError(`Cannot read ${file}: ${reason(error)}`);
  }
}

function parseArray(text: string, file: string): Element[] {
  try {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed)
      ? parsed.map((value: unknown, index) => ({ value, place: `element ${index + 1}` }))
      : [];
  } catch (error) {
    throw new LoadError(`${file} is not JSON: ${reason(error)}`);
  }
}

function parseLines(text: string, file: string): Element[] {
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const place = `line ${index + 1}`;
    try {
      return [{ value: JSON.parse(line), place }];
    } catch (error) {
      throw new LoadError(`${file}, ${place} is not JSON: ${reason(error)}`);
    }
  });
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
