import * as l10n from '@vscode/l10n';
import type { FormUsers } from '../../protocol/contactForm.ts';

/** One choice of the responsible person. */
export interface PersonOption {
  readonly label: string;
  readonly value: string;
  readonly description: string;
}

/** The people to choose from, by name; `current` is among them even if it is no user. */
export function personOptions(users: FormUsers, current: string): PersonOption[] {
  const known = users.kind === 'list' ? users.users : [];
  const names = new Set<string>();
  const namesakes = new Set<string>();
  for (const { name } of known) (names.has(name) ? namesakes : names).add(name);
  const options = known.map(({ id, name }) => ({
    label: name.trim() === '' || namesakes.has(name) ? `${name} (${id})`.trim() : name,
    value: id,
    description: id,
  }));
  if (current === '' || known.some(({ id }) => id === current)) return options;
  const label = users.kind === 'list' ? l10n.t('{0} (not in the list of users)', current) : current;
  return [{ label, value: current, description: '' }, ...options];
}

/** The id of the first person whose name or id holds `words`; undefined if none does. */
export function personMatching(
  options: readonly PersonOption[],
  words: string,
): string | undefined {
  const wanted = words.trim().toLocaleLowerCase();
  if (wanted === '') return undefined;
  const labels = options.map(({ label, value }) => ({ text: label.toLocaleLowerCase(), value }));
  return (
    labels.find(({ text }) => text.startsWith(wanted)) ??
    labels.find(({ text, value }) => text.includes(wanted) || value.toLocaleLowerCase() === wanted)
  )?.value;
}
