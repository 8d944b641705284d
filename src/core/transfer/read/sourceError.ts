/** Why a file as a whole cannot be read, or not further. */
export type SourceErrorReason =
  | { readonly kind: 'empty' }
  /** It has zero bytes or is otherwise no text. */
  | { readonly kind: 'binary' }
  | { readonly kind: 'excel' | 'zip' | 'pdf' | 'image' | 'markup' }
  /** It is nearly all UTF-8: bytes that are not would turn into other letters. `line` is the first that has any. */
  | { readonly kind: 'brokenEncoding'; readonly line: number }
  /** JSON without a list of contacts. */
  | { readonly kind: 'noList' };

/** Rejects `openSource` and the records. `sourceErrorReason` knows it; its message is for developers. */
export class SourceError extends Error {
  readonly reason: SourceErrorReason;

  constructor(reason: SourceErrorReason) {
    super(`The file cannot be read: ${reason.kind}`);
    this.name = 'SourceError';
    this.reason = reason;
  }
}

/** By name: the part that reads files is loaded on its own and has a class `SourceError` of its own. */
export function sourceErrorReason(error: unknown): SourceErrorReason | undefined {
  return error instanceof Error && error.name === 'SourceError' && 'reason' in error
    ? (error as SourceError).reason
    : undefined;
}
