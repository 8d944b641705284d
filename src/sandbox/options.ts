import type { Variants } from './variants.ts';

export interface RateLimit {
  /** Requests a key may make in one window. */
  readonly requests: number;
  /** Length of a window; fractions are allowed. */
  readonly seconds: number;
}

/** What a sandbox is started with. Every name but `now` is a flag of the command line. */
export interface SandboxOptions {
  /** Port on 127.0.0.1; 0 takes any free one. */
  readonly port: number;
  /** Generated contacts, the oddities among them; without it 1000, or none where `load` is given. */
  readonly contacts?: number;
  readonly users: number;
  /** The same seed, `contacts`, `users` and `clean` give the same data, byte for byte. */
  readonly seed: number;
  /** Demo data without the oddities it otherwise holds. */
  readonly clean: boolean;
  /** A file with a JSON array or NDJSON of contacts, taken as they are. */
  readonly load?: string;
  /** The key to accept; without it a random one. */
  readonly key?: string;
  /** Milliseconds that every answer under `/v3` waits, plus 0…`jitter` at random. */
  readonly latency: number;
  readonly jitter: number;
  readonly rate: RateLimit;
  readonly variants: Partial<Variants>;
  /** `METHOD:PATHREGEX:KIND[:PROBABILITY]` or `…:every-N`. */
  readonly faults: readonly string[];
  /** A file that gets one JSON line for each request under `/v3`. */
  readonly log?: string;
  /** Milliseconds on a clock that never goes back, for the rate limit and `lag`. */
  readonly now: () => number;
}

export const defaultOptions: SandboxOptions = {
  port: 0,
  users: 7,
  seed: 1,
  clean: false,
  latency: 0,
  jitter: 0,
  rate: { requests: 500, seconds: 5 },
  variants: {},
  faults: [],
  now: () => performance.now(),
};

/** Ids have room for this many generated contacts. */
export const maxContacts = 20_000_000;
/** User phones stay different up to this many generated users. */
export const maxUsers = 10_000;
