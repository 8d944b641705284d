import type { Random } from './random.ts';

const kinds = [
  '500',
  '503',
  '429',
  'reset',
  '500-before',
  '503-before',
  '429-before',
  'reset-before',
  '500-after',
  '503-after',
  'reset-after',
  'truncate',
  'hang',
  'garbage',
] as const;

type WrittenKind = (typeof kinds)[number];
type Before = `${string}-before`;

/** What goes wrong. Without `-after` nothing has been done, save for `truncate` and `garbage`, which spoil the true answer. */
export type FaultKind = Exclude<WrittenKind, Before>;

export interface Fault {
  /** In capitals, or `*` for all. */
  readonly method: string;
  /** Searched in the path as received, without `/v3` and query. */
  readonly path: RegExp;
  readonly kind: FaultKind;
  /** How many of the matching requests it strikes. */
  readonly when: { readonly probability: number } | { readonly every: number };
}

/** Reads `METHOD:PATHREGEX:KIND[:PROBABILITY]` or `…:every-N`; the regular expression may hold colons. */
export function parseFault(spec: string): Fault | { readonly problem: string } {
  const problem = (why: string) => ({ problem: `Fault "${spec}": ${why}` });
  const [method = '', ...rest] = spec.split(':');
  if (!/^(\*|[A-Za-z]+)$/.test(method)) return problem('it starts with a method or *.');
  const last = rest.at(-1) ?? '';
  const when = isKind(last) ? { probability: 1 } : parseWhen(last);
  const kind = isKind(last) ? last : rest.at(-2);
  if (kind === undefined || !isKind(kind))
    return problem(`the kind is one of ${kinds.join(', ')}.`);
  if (!when) return problem(`"${last}" is neither a probability from 0 to 1 nor every-N.`);
  const pattern = rest.slice(0, isKind(last) ? -1 : -2);
  if (pattern.length === 0) return problem('the path is missing.');
  try {
    const path = new RegExp(pattern.join(':'));
    return { method: method.toUpperCase(), path, kind: withoutBefore(kind), when };
  } catch {
    return problem('the path is no regular expression.');
  }
}

function parseWhen(text: string): Fault['when'] | undefined {
  const every = /^every-([1-9]\d{0,8})$/.exec(text)?.[1];
  if (every !== undefined) return { every: Number(every) };
  const probability = /^(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : Number.NaN;
  return probability <= 1 ? { probability } : undefined;
}

function isKind(text: string): text is WrittenKind {
  return kinds.some((kind) => kind === text);
}

function withoutBefore(kind: WrittenKind): FaultKind {
  switch (kind) {
    case '500-before':
      return '500';
    case '503-before':
      return '503';
    case '429-before':
      return '429';
    case 'reset-before':
      return 'reset';
    default:
      return kind;
  }
}

/** The faults in force, each with its count of the requests that it matched. */
export class FaultPlan {
  #entries: { readonly fault: Fault; seen: number }[] = [];

  constructor(faults: readonly Fault[]) {
    this.replace(faults);
  }

  replace(faults: readonly Fault[]): void {
    this.#entries = faults.map((fault) => ({ fault, seen: 0 }));
  }

  /** Starts every count anew. */
  resetCounts(): void {
    for (const entry of this.#entries) entry.seen = 0;
  }

  /** The first fault that strikes this request; all that match it count it. */
  strike(method: string, path: string, random: Random): FaultKind | undefined {
    let struck: FaultKind | undefined;
    for (const entry of this.#entries) {
      const { fault } = entry;
      if ((fault.method !== '*' && fault.method !== method) || !fault.path.test(path)) continue;
      entry.seen += 1;
      const strikes =
        'every' in fault.when
          ? entry.seen % fault.when.every === 0
          : random.chance(fault.when.probability);
      if (strikes) struck ??= fault.kind;
    }
    return struck;
  }
}
