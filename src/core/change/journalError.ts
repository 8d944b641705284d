/** The journal could not be written, so that nothing was sent. */
export class JournalError extends Error {
  override readonly name = 'JournalError';

  /** The system's code, such as ENOSPC. */
  get code(): string {
    const { cause } = this;
    return cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
  }
}
