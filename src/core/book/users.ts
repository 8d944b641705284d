import { ApiError } from '../api/apiError.ts';
import type { ApiConnection, CallOptions } from '../api/connection.ts';
import { listUsers, type User } from '../api/readRoutes.ts';
import { Listeners, type Subscription } from './listeners.ts';
import { SharedTask } from './sharedTask.ts';

/**
 * The employees of an account, to show names instead of ids. One request to /users when first asked for (more where
 * the server answers in pages), none to /contacts. Documented to hold active users only: a contact may name others.
 */
export class UserDirectory {
  readonly #connection: ApiConnection;
  readonly #listeners = new Listeners<void>();
  #names = new Map<string, string>();
  #known: readonly User[] | undefined;
  #failure: ApiError | undefined;
  #reading: SharedTask<void> | undefined;

  constructor(connection: ApiConnection) {
    this.#connection = connection;
  }

  /** The users in the server's order, if they were read. */
  get known(): readonly User[] | undefined {
    return this.#known;
  }

  /** Why the last reading failed, if it did. */
  get failure(): ApiError | undefined {
    return this.#failure;
  }

  /** The name of a user; undefined if it is not known, or empty. */
  nameOf(id: string): string | undefined {
    return this.#names.get(id) || undefined;
  }

  /**
   * The users, read when they are asked for the first time or the last reading failed. Undefined if they cannot be
   * read: the ids still serve. Rejects only with the signal's reason.
   */
  async users(call: CallOptions): Promise<readonly User[] | undefined> {
    return this.#known ?? (await this.reload(call));
  }

  /** Reads the users again; a failure keeps those known before. Rejects only with the signal's reason. */
  async reload(call: CallOptions): Promise<readonly User[] | undefined> {
    if (!this.#reading || this.#reading.isCalledOff) {
      this.#reading = new SharedTask((signal) => this.#read({ ...call, signal }));
    }
    await this.#reading.join(call.signal);
    return this.#known;
  }

  /** Tells when names became known or changed. */
  onDidChange(listener: () => void): Subscription {
    return this.#listeners.add(listener);
  }

  async #read(call: CallOptions): Promise<void> {
    try {
      const users = await listUsers(this.#connection, call);
      const isNew = !this.#known || !sameUsers(this.#known, users);
      this.#known = users;
      this.#names = new Map(users.map(({ id, name }) => [id, name]));
      this.#failure = undefined;
      if (isNew) this.#listeners.tell();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.#failure = error;
    } finally {
      this.#reading = undefined;
    }
  }
}

function sameUsers(some: readonly User[], others: readonly User[]): boolean {
  return (
    some.length === others.length &&
    some.every(({ id, name }, index) => id === others[index]?.id && name === others[index]?.name)
  );
}
