/** Something that is loaded when it is first asked for, and once. */
export class Late<T> {
  readonly #load: () => Promise<T>;
  #loading: Promise<T> | undefined;

  constructor(load: () => Promise<T>) {
    this.#load = load;
  }

  /** Rejects, each time, as the load did. */
  get(): Promise<T> {
    this.#loading ??= this.#load();
    return this.#loading;
  }
}
