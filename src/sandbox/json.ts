/** A JSON object whose keys nobody has checked yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** A contact as it is held: any JSON object with a string `id`, even one that the API would refuse to write. */
export type StoredContact = JsonObject & { readonly id: string };

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isStoredContact(value: unknown): value is StoredContact {
  return isJsonObject(value) && typeof value['id'] === 'string';
}

/** The value in a request body; `undefined` if it is empty, not UTF-8 or not JSON. A byte order mark is not JSON. */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
