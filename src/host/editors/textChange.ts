/** Replaces `length` UTF-16 units of the text at `offset`. */
export interface TextChange {
  readonly offset: number;
  readonly length: number;
  readonly content: string;
}

/** `text` with `changes`, which must not overlap. */
export function applyChanges(text: string, changes: readonly TextChange[]): string {
  return [...changes]
    .sort((a, b) => b.offset - a.offset)
    .reduce(
      (result, { offset, length, content }) =>
        result.slice(0, offset) + content + result.slice(offset + length),
      text,
    );
}
