import type { AccountId } from '../../core/accountId.ts';
import type { User } from '../../core/api/readRoutes.ts';
import type { Clock } from '../../core/ports.ts';

/** Users that could not be read are read again no sooner than after this many milliseconds. */
const retryMs = 30_000;
/** Whoever asks for nothing but users waits for them this long, in milliseconds. */
const patienceMs = 2000;

interface UserSource {
  /** The account's users if they were read. */
  known(accountId: AccountId): readonly User[] | undefined;
  /** Reads them. Never rejects. */
  read(accountId: AccountId): Promise<unknown>;
  readonly clock: Clock;
}

/**
 * The names of people for those who cannot wait for them, as completion and hover: what is known now, while the rest is
 * read in the background.
 */
export class UserNames {
  readonly #source: UserSource;
  readonly #readings = new Map<
    AccountId,
    { readonly begun: number; readonly done: Promise<unknown> }
  >();

  constructor(source: UserSource) {
    this.#source = source;
  }

  /** The users as far as they are known; begins to read them if they are not, and it was not tried just before. */
  now(accountId: AccountId): readonly User[] | undefined {
    const { clock, known, read } = this.#source;
    const users = known(accountId);
    if (users) return users;
    const begun = this.#readings.get(accountId)?.begun ?? Number.NEGATIVE_INFINITY;
    if (clock.now() - begun >= retryMs) {
      this.#readings.set(accountId, { begun: clock.now(), done: read(accountId) });
    }
    return undefined;
  }

  /** The same, but waits a moment for what is just being read. */
  async soon(accountId: AccountId): Promise<readonly User[] | undefined> {
    const users = this.now(accountId);
    const reading = this.#readings.get(accountId);
    if (users || !reading) return users;
    const patience = new AbortController();
    const tooLate = this.#source.clock.sleep(patienceMs, patience.signal).catch(() => undefined);
    await Promise.race([reading.done, tooLate]);
    patience.abort();
    return this.#source.known(accountId);
  }

  /** The account was opened anew, and what was tried before says nothing. */
  forget(accountId: AccountId): void {
    this.#readings.delete(accountId);
  }
}
