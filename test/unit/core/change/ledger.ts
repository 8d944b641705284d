import { isDeepStrictEqual } from 'node:util';
import type { WriteWorld } from './writeWorld.ts';

/** A change of one contact that the sandbox has carried out. */
export interface Write {
  readonly by: 'us' | 'them';
  readonly id: string;
  /** What was replaced or deleted; undefined: nothing was there. */
  readonly before: unknown;
  readonly after: unknown;
}

/** Everything that has really happened to the contacts of a sandbox, in that order, whatever anybody was told. */
export class Ledger {
  readonly writes: Write[] = [];
  readonly #world: WriteWorld;
  #held: ReadonlyMap<string, unknown>;

  constructor(world: WriteWorld, held: ReadonlyMap<string, unknown>) {
    this.#world = world;
    this.#held = held;
  }

  /** What is there now. */
  get held(): ReadonlyMap<string, unknown> {
    return this.#held;
  }

  /** Takes down what is different from the last time. */
  async note(by: Write['by']): Promise<void> {
    const now = await this.#world.held();
    for (const id of new Set([...this.#held.keys(), ...now.keys()])) {
      const [before, after] = [this.#held.get(id), now.get(id)];
      if (!isDeepStrictEqual(before, after)) this.writes.push({ by, id, before, after });
    }
    this.#held = now;
  }
}
