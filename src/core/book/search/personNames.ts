import type { User } from '../../api/readRoutes.ts';
import { type FoldedText, foldText } from './foldText.ts';

/** The names of people who may be responsible for contacts. */
export class PersonNames {
  readonly #names: ReadonlyMap<string, string>;

  /** @param users the account's list of users, as far as it is known */
  constructor(users: readonly User[] = []) {
    this.#names = new Map(users.map(({ id, name }) => [id, name]));
  }

  /** The name of a person, if known. */
  nameOf(id: string): string | undefined {
    return this.#names.get(id) || undefined;
  }

  /** The ids of the people on the list of users. */
  get listed(): readonly string[] {
    return [...this.#names.keys()];
  }

  /** The numbers of those people whose name or id holds a text. @param people numbers by id */
  whoFit(text: FoldedText, people: ReadonlyMap<string, number>): ReadonlySet<number> {
    const wanted = Buffer.from(text).toString('latin1');
    const fitting = [...people].filter(([id]) =>
      [id, this.#names.get(id) ?? ''].some((one) => latin1(one).includes(wanted)),
    );
    return new Set(fitting.map(([, number]) => number));
  }
}

function latin1(text: string): string {
  return Buffer.from(foldText(text)).toString('latin1');
}
