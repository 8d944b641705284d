const plain = /^[\p{L}\p{N}_@+=-]$/u;

/**
 * A contact id as one segment of a path. URI paths decode `%2F` to `/`, and `.`, `..`, `\`, `?`, `#` and spaces mean
 * something to one program or another, so all but letters, digits and a few signs become `~` and the four hexadecimal
 * digits of their UTF-16 code unit. A dot stays a dot except at the start.
 */
export function encodeContactId(id: string): string {
  return Array.from({ length: id.length }, (_, index) => {
    const unit = id.charAt(index);
    const isPlain = plain.test(unit) || (unit === '.' && index > 0);
    return isPlain ? unit : `~${id.charCodeAt(index).toString(16).padStart(4, '0')}`;
  }).join('');
}

/** The id that was encoded as `segment`, or undefined if no id is encoded like that. */
export function decodeContactId(segment: string): string | undefined {
  const id = segment.replace(/~([0-9a-f]{4})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return id !== '' && encodeContactId(id) === segment ? id : undefined;
}
