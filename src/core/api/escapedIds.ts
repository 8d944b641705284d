/** What a path holds as `%2F`, `%5C` or `%25`; the last one apart where a second decoding would find something. */
const escapes = /%[0-9a-f]{2}|[/\\%]/gi;

/**
 * What one server was seen to do with ids that hold `/`, `\` or `%`. Whether it decodes them within a path is
 * undocumented, and servers and proxies exist that answer 404 whatever the id. So its 404 proves nothing until it has
 * found a contact by an id with the same characters.
 */
export class EscapedIds {
  readonly #decoded = new Set<string>();

  /** Takes note that a contact with this id was found under its own address. */
  noteFound(id: string): void {
    for (const part of escapesOf(id)) this.#decoded.add(part);
  }

  /** Whether a 404 under the address of `id` means that there is no such contact. */
  isConclusive(id: string): boolean {
    return escapesOf(id).every((part) => this.#decoded.has(part)) && !isTidied(id);
  }

  /** Whether finding a contact by the id `example` would make a 404 for `id` conclusive. */
  wouldProve(example: string, id: string): boolean {
    const proven = new Set([...this.#decoded, ...escapesOf(example)]);
    return escapesOf(id).every((part) => proven.has(part)) && !isTidied(id);
  }
}

/** What ids have in common that a server treats alike; undefined for an id whose 404 is never conclusive. */
export function escapesKindOf(id: string): string | undefined {
  return isTidied(id) ? undefined : escapesOf(id).sort().join('');
}

/** Each kind once. */
function escapesOf(id: string): string[] {
  const found = id.match(escapes) ?? [];
  return [...new Set(found.map((part) => (part.length > 1 ? '%..' : part)))];
}

/** Whether servers that decode the id may still take it for another: `a//b` for `a/b`, `a/../b` for `b`. */
function isTidied(id: string): boolean {
  const steps = id.split(/[/\\]/);
  return steps.length > 1 && steps.some((step) => /^\.{0,2}$/.test(step));
}
