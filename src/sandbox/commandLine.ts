import { parseArgs } from 'node:util';
import { parseFault } from './faults.ts';
import { maxContacts, maxUsers, type RateLimit, type SandboxOptions } from './options.ts';
import { parseVariant, type Variants, variantValues } from './variants.ts';

/** What the flags ask for: a server, the explanation of the flags, or nothing that makes sense. */
export type CommandLine =
  | { readonly kind: 'start'; readonly options: Partial<SandboxOptions> }
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly problem: string };

class WrongFlag extends Error {}

/** Reads the flags, which are what follows the program on the command line. */
export function parseCommandLine(flags: readonly string[]): CommandLine {
  try {
    const { values } = parseArgs({ args: [...flags], options: flagTypes, strict: true });
    return values.help ? { kind: 'help' } : { kind: 'start', options: toOptions(values) };
  } catch (error) {
    if (!(error instanceof WrongFlag || error instanceof TypeError)) throw error;
    return { kind: 'wrong', problem: error.message };
  }
}

const flagTypes = {
  port: { type: 'string' },
  contacts: { type: 'string' },
  users: { type: 'string' },
  seed: { type: 'string' },
  clean: { type: 'boolean' },
  load: { type: 'string' },
  key: { type: 'string' },
  latency: { type: 'string' },
  jitter: { type: 'string' },
  rate: { type: 'string' },
  variant: { type: 'string', multiple: true },
  fault: { type: 'string', multiple: true },
  log: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

type FlagValues = ReturnType<typeof parseArgs<{ options: typeof flagTypes }>>['values'];

const maxDelay = 3_600_000;

function toOptions(values: FlagValues): Partial<SandboxOptions> {
  const { port, contacts, users, seed, load, key, latency, jitter, rate, log } = values;
  return {
    ...(port === undefined ? {} : { port: wholeNumber('port', port, 65_535) }),
    ...(contacts === undefined ? {} : { contacts: wholeNumber('contacts', contacts, maxContacts) }),
    ...(users === undefined ? {} : { users: wholeNumber('users', users, maxUsers) }),
    ...(seed === undefined ? {} : { seed: wholeNumber('seed', seed, Number.MAX_SAFE_INTEGER) }),
    ...(values.clean ? { clean: true } : {}),
    ...(load === undefined ? {} : { load }),
    ...(key === undefined ? {} : { key: readKey(key) }),
    ...(latency === undefined ? {} : { latency: wholeNumber('latency', latency, maxDelay) }),
    ...(jitter === undefined ? {} : { jitter: wholeNumber('jitter', jitter, maxDelay) }),
    ...(rate === undefined ? {} : { rate: readRate(rate) }),
    variants: readVariants(values.variant ?? []),
    faults: readFaults(values.fault ?? []),
    ...(log === undefined ? {} : { log }),
  };
}

function wholeNumber(name: string, text: string, highest: number): number {
  if (/^\d+$/.test(text) && Number(text) <= highest) return Number(text);
  throw new WrongFlag(`--${name} takes a whole number from 0 to ${highest}, not "${text}".`);
}

function readKey(text: string): string {
  if (/^[\x21-\x7e]+$/.test(text)) return text;
  throw new WrongFlag('--key takes printable characters without spaces.');
}

function readRate(text: string): RateLimit {
  const [, requests, seconds] = /^(\d{1,9})\/(\d{1,6}(?:\.\d{1,3})?)$/.exec(text) ?? [];
  if (Number(requests) > 0 && Number(seconds) > 0) {
    return { requests: Number(requests), seconds: Number(seconds) };
  }
  throw new WrongFlag(`--rate takes N/SECONDS, such as 500/5, not "${text}".`);
}

function readVariants(texts: readonly string[]): Partial<Variants> {
  return Object.assign(
    {},
    ...texts.map((text) => {
      const variant = parseVariant(text);
      if ('problem' in variant) throw new WrongFlag(`--variant: ${variant.problem}`);
      return variant;
    }),
  );
}

function readFaults(specs: readonly string[]): readonly string[] {
  for (const spec of specs) {
    const fault = parseFault(spec);
    if ('problem' in fault) throw new WrongFlag(`--fault: ${fault.problem}`);
  }
  return specs;
}

/** The explanation of the flags. */
export const helpText = `A stand-in for the Wazzup contacts API on the loopback interface, with demo contacts.
The first line of its output is {"url":…,"key":…,"sidecarKey":…}; it runs until SIGINT or SIGTERM.

  --port N               port on 127.0.0.1; 0 takes any free one (0)
  --contacts N           generated contacts (1000; none with --load)
  --users N              generated users (7)
  --seed N               the same seed gives the same data (1)
  --clean                no oddities among the generated contacts
  --load FILE            contacts from a JSON array or NDJSON, as they are
  --key S                the key to accept (a random one)
  --latency MS           every answer waits so long (0)
  --jitter MS            plus 0 to MS at random (0)
  --rate N/SECONDS       rate limit for each key (500/5)
  --variant NAME=VALUE   a switchable decision; may be repeated:
${Object.entries(variantValues)
  .map(([name, values]) => `                           ${name}=${values.join('|')}`)
  .join('\n')}
                           lag=MS
  --fault SPEC           METHOD:PATHREGEX:KIND[:PROBABILITY] or …:every-N; may be repeated.
                         KIND: 500, 503, 429, reset (or 500-before …), 500-after, 503-after,
                         reset-after, truncate, hang, garbage
  --log FILE             append one JSON line for each request

Control, without a key: GET /__sandbox/stats, GET|POST|DELETE /__sandbox/contacts,
POST /__sandbox/faults, POST /__sandbox/reset
`;
