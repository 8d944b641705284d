import { setImmediate as turn } from 'node:timers/promises';

/** What a job took beside what was there before, in bytes. */
export interface MemoryUse {
  /** At most, of all looks: what could not be thrown away at that moment. */
  readonly held: number;
  /** What the process had from the system before, and at most meanwhile: with garbage that was not collected yet. */
  readonly residentBefore: number;
  readonly residentPeak: number;
}

/** Between two looks at what is held, which take as long as a collection of all garbage, so many are at the process. */
const looksBetween = 200;

/** Watches the memory of this process, which must run with `--expose-gc`. */
export class MemoryWatch {
  readonly #heldBefore: number;
  readonly #residentBefore = process.memoryUsage.rss();
  #held = 0;
  #residentPeak = this.#residentBefore;
  #looks = 0;

  private constructor(heldBefore: number) {
    this.#heldBefore = heldBefore;
  }

  static async start(): Promise<MemoryWatch> {
    // What is outside the heap goes with a later collection than what holds it.
    for (let round = 0; round < 3; round += 1) {
      heldNow();
      await turn();
    }
    return new MemoryWatch(heldNow());
  }

  /** Is called often while the job goes on. */
  look(): void {
    this.#residentPeak = Math.max(this.#residentPeak, process.memoryUsage.rss());
    this.#looks += 1;
    if (this.#looks % looksBetween === 0) this.#held = Math.max(this.#held, heldNow());
  }

  /** Is called while the result is still in memory. */
  end(): MemoryUse {
    this.#residentPeak = Math.max(this.#residentPeak, process.memoryUsage.rss());
    return {
      held: Math.max(this.#held, heldNow()) - this.#heldBefore,
      residentBefore: this.#residentBefore,
      residentPeak: this.#residentPeak,
    };
  }
}

function heldNow(): number {
  if (!globalThis.gc) throw new Error('run it with --expose-gc');
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
