import type { AccountId } from '../../core/accountId.ts';
import type { Subscription } from '../../core/book/listeners.ts';

/** The sessions of the accounts, as far as a watch needs to know them (`Accounts`). */
export interface Sessions<Session> {
  onDidOpen(listener: (session: Session) => void): Subscription;
  onDidChange(listener: () => void): Subscription;
  /** The account's session as it is now. */
  opened(id: AccountId): Session | undefined;
}

/**
 * Watches each session for as long as it lasts: until its account has another one, or is disconnected. Whoever held on
 * to it longer would keep all that was read in it.
 */
export class SessionWatch<Session extends { readonly accountId: AccountId }> {
  readonly #watched = new Map<
    AccountId,
    { readonly session: Session; readonly end: Subscription }
  >();
  readonly #registrations: readonly Subscription[];

  /** @param watch begins to watch a session; what it returns ends that */
  constructor(sessions: Sessions<Session>, watch: (session: Session) => Subscription) {
    this.#registrations = [
      sessions.onDidOpen((session) => {
        this.#end(session.accountId);
        this.#watched.set(session.accountId, { session, end: watch(session) });
      }),
      sessions.onDidChange(() => {
        for (const [id, { session }] of this.#watched) {
          if (sessions.opened(id) !== session) this.#end(id);
        }
      }),
    ];
  }

  dispose(): void {
    for (const registration of this.#registrations) registration.dispose();
    for (const id of [...this.#watched.keys()]) this.#end(id);
  }

  #end(id: AccountId): void {
    this.#watched.get(id)?.end.dispose();
    this.#watched.delete(id);
  }
}
