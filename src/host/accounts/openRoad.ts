import type { AccountId } from '../../core/accountId.ts';
import type { Road } from '../../core/change/applyChangeSet.ts';
import type { Journal } from '../../core/change/journal.ts';
import type { RoadAccount } from '../../core/change/roadAccount.ts';
import type { Clock, Logger } from '../../core/ports.ts';
import type { Accounts } from './accounts.ts';

/** The road for writes over the opened accounts: each change set finds the account that it names, and no other. */
export class OpenRoad implements Road {
  readonly #accounts: Accounts;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly logger: Logger;

  constructor(accounts: Accounts, journal: Journal, clock: Clock, logger: Logger) {
    this.#accounts = accounts;
    this.journal = journal;
    this.clock = clock;
    this.logger = logger;
  }

  accountOf(accountId: AccountId): RoadAccount {
    const session = this.#accounts.opened(accountId);
    if (!session) throw new Error('the account of a change set is opened before it is applied');
    return session;
  }
}
