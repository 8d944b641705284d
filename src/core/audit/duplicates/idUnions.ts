/** Ids in unions: what was joined with one of them belongs to all of them. */
export class IdUnions {
  readonly #parents = new Map<string, string>();

  /** Joins the unions of all these ids. */
  join([first, ...others]: readonly string[]): void {
    if (first === undefined) return;
    const name = this.nameOf(first);
    for (const id of others) this.#parents.set(this.nameOf(id), name);
  }

  /** The same for all ids of a union; another one after a further `join`. */
  nameOf(id: string): string {
    let name = id;
    for (let parent = this.#parents.get(name); parent !== undefined && parent !== name; ) {
      name = parent;
      parent = this.#parents.get(name);
    }
    // The way is shorter the next time.
    this.#parents.set(id, name);
    return name;
  }

  /** All ids that were joined. */
  ids(): IterableIterator<string> {
    return this.#parents.keys();
  }
}
