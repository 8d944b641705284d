import type { LogFacts } from '../../core/ports.ts';
import type { LogLine } from '../log/recentLines.ts';
import { maskedFact, Pseudonyms } from './masked.ts';

/** Facts by name, in the order in which they are shown. */
export type Facts = readonly (readonly [name: string, value: string | number | boolean])[];

/** What a report is made of. */
export interface Diagnostics {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly versions: Facts;
  readonly settings: Facts;
  /** Of each connected account: its id, and facts that name nobody. */
  readonly accounts: readonly { readonly id: string; readonly facts: Facts }[];
  /** Oldest first. */
  readonly lines: readonly LogLine[];
}

/**
 * What helps to find a fault, as Markdown that can be pasted into a public issue: no name, number, key or address of
 * anybody, ids only as words that stand for them in this report alone. In English whatever the language is, for those
 * who read reports.
 */
export function diagnosticsReport({
  at,
  versions,
  settings,
  accounts,
  lines,
}: Diagnostics): string {
  const pseudonyms = new Pseudonyms();
  const sections = [
    `# Contacts for Wazzup: diagnostics\n\n${new Date(at).toISOString()}. Ids are replaced by hashes of this report alone.`,
    section('Versions', list(versions)),
    section('Settings', list(settings)),
    section(
      'Accounts',
      accounts.map(({ id, facts }) => `- ${pseudonyms.of(id)}: ${inline(facts)}`),
    ),
    section('Last log lines', fenced(lines.map((line) => logged(line, pseudonyms)))),
  ];
  return `${sections.join('\n\n')}\n`;
}

function section(title: string, lines: readonly string[]): string {
  return `## ${title}\n\n${lines.length > 0 ? lines.join('\n') : 'None.'}`;
}

const list = (facts: Facts) => facts.map(([name, value]) => `- ${name}: ${value}`);

const inline = (facts: Facts) => facts.map(([name, value]) => `${name} ${value}`).join(', ');

const fenced = (lines: readonly string[]) => (lines.length > 0 ? ['```text', ...lines, '```'] : []);

function logged({ at, level, event, facts }: LogLine, pseudonyms: Pseudonyms): string {
  return [new Date(at).toISOString(), `[${level}]`, event, ...masked(facts, pseudonyms)].join(' ');
}

function masked(facts: LogFacts, pseudonyms: Pseudonyms): readonly string[] {
  return Object.entries(facts).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${maskedFact(name, value, pseudonyms)}`],
  );
}
