/** Who holds a value: the ids of contacts by values, each once. */
export class Holders {
  readonly #ids = new Map<string, string | string[]>();

  /** Takes note that a contact holds a value. What is said of one contact and value has to be said in one go. */
  add(value: string, id: string): void {
    const known = this.#ids.get(value);
    if (known === undefined) this.#ids.set(value, id);
    else if (typeof known === 'string') {
      if (known !== id) this.#ids.set(value, [known, id]);
    } else if (known.at(-1) !== id) known.push(id);
  }

  /** The values that several contacts hold. */
  *shared(): Generator<readonly [value: string, ids: readonly string[]]> {
    for (const [value, ids] of this.#ids) if (typeof ids !== 'string') yield [value, ids];
  }
}
