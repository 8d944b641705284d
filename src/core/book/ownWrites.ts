import type { ReadPage } from './readPage.ts';

/**
 * Our own writes while pages are on their way: an answer that left before a write must not undo it in the book.
 */
export class OwnWrites {
  readonly #ids = new Map<string, { readonly order: number; readonly isRemoval: boolean }>();
  #order = 0;
  #reading = 0;

  /** Takes note of a write that the server has confirmed. */
  note(ids: Iterable<string>, isRemoval: boolean): void {
    if (this.#reading === 0) return;
    this.#order += 1;
    for (const id of ids) this.#ids.set(id, { order: this.#order, isRemoval });
  }

  /** Reads a page and leaves out what we deleted meanwhile; `current` gives what we wrote meanwhile. */
  async guard(
    read: () => Promise<ReadPage>,
    current: (id: string) => ReadPage['contacts'][number] | undefined,
  ): Promise<ReadPage> {
    const begun = this.#order;
    this.#reading += 1;
    try {
      const page = await read();
      const contacts = page.contacts.flatMap((contact) => {
        const write = this.#ids.get(contact.id);
        if (!write || write.order <= begun) return [contact];
        return write.isRemoval ? [] : [current(contact.id) ?? contact];
      });
      return { ...page, contacts };
    } finally {
      this.#reading -= 1;
      if (this.#reading === 0) this.#ids.clear();
    }
  }
}
