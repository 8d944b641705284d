/** Nothing was sent for a contact because of what became of the others that it was to be merged with. */
export class WithheldError extends Error {
  override readonly name = 'WithheldError';
  /** `changed`: one of them is not as it was any more; `unconfirmed`: the one that is kept was not seen to hold its data. */
  readonly reason: 'changed' | 'unconfirmed';

  constructor(reason: WithheldError['reason']) {
    super(reason);
    this.reason = reason;
  }
}
