import { ContactBook } from './contactBook.ts';
import type { ContactSource } from './contactStore.ts';
import { type Fault, FaultPlan } from './faults.ts';
import type { StoredContact } from './json.ts';
import type { SandboxOptions } from './options.ts';
import { type Random, randomFrom } from './random.ts';
import { RateLimits } from './rateLimits.ts';
import { type User, UserBook } from './users.ts';
import { defaultVariants, type Variants } from './variants.ts';

/** What a sandbox holds before the first request. */
export interface StartingData {
  readonly source: ContactSource;
  /** Contacts that replace or join those of the source. */
  readonly seeded: readonly StoredContact[];
  readonly users: readonly User[];
}

/** All that changes while a sandbox runs. */
export class SandboxState {
  readonly variants: Variants;
  readonly faults: FaultPlan;
  readonly #start: StartingData;
  readonly #options: SandboxOptions;
  #contacts: ContactBook;
  #users: UserBook;
  #limits: RateLimits;
  #requests = new Map<string, number>();
  #random: Random;

  constructor(start: StartingData, options: SandboxOptions, faults: readonly Fault[]) {
    this.variants = { ...defaultVariants, ...options.variants };
    this.faults = new FaultPlan(faults);
    this.#start = start;
    this.#options = options;
    this.#contacts = this.#freshContacts();
    this.#users = new UserBook(start.users);
    this.#limits = new RateLimits(options.rate, options.now);
    this.#random = randomFrom(options.seed);
  }

  get contacts(): ContactBook {
    return this.#contacts;
  }

  get users(): UserBook {
    return this.#users;
  }

  get limits(): RateLimits {
    return this.#limits;
  }

  /** Decides chances and jitter: the same requests meet the same luck. */
  get random(): Random {
    return this.#random;
  }

  /** Requests so far by method and route template, in the order of their first appearance. */
  get requests(): ReadonlyMap<string, number> {
    return this.#requests;
  }

  countRequest(name: string): void {
    this.#requests.set(name, (this.#requests.get(name) ?? 0) + 1);
  }

  /** Contacts, users, statistics, rate windows and fault counters as at the start. */
  reset(): void {
    this.#contacts = this.#freshContacts();
    this.#users = new UserBook(this.#start.users);
    this.#limits = new RateLimits(this.#options.rate, this.#options.now);
    this.#requests = new Map();
    this.#random = randomFrom(this.#options.seed);
    this.faults.resetCounts();
  }

  #freshContacts(): ContactBook {
    const { lag } = this.variants;
    return new ContactBook(this.#start.source, this.#start.seeded, { lag, now: this.#options.now });
  }
}
