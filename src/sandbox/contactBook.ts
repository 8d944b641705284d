import { type ContactSource, ContactStore } from './contactStore.ts';
import type { StoredContact } from './json.ts';

interface Pending {
  readonly due: number;
  readonly id: string;
  /** Absent for a deletion. */
  readonly contact?: StoredContact;
}

export interface BookTiming {
  /** Milliseconds after which a write or deletion shows in reads. */
  readonly lag: number;
  readonly now: () => number;
}

/** All contacts twice: as they are written, by which writes are judged, and as reads show them, which may lag behind. */
export class ContactBook {
  /** The truth, at once. */
  readonly written: ContactStore;
  readonly #shown: ContactStore;
  readonly #timing: BookTiming;
  #pending: Pending[] = [];

  constructor(source: ContactSource, seeded: readonly StoredContact[], timing: BookTiming) {
    this.#timing = timing;
    this.written = new ContactStore(source);
    this.#shown = timing.lag > 0 ? new ContactStore(source) : this.written;
    for (const contact of seeded) this.#applyToBoth(contact.id, contact);
  }

  /** The contacts as a read shows them now. */
  get shown(): ContactStore {
    const now = this.#timing.now();
    const due = this.#pending.findIndex((change) => change.due > now);
    for (const change of this.#pending.splice(0, due < 0 ? this.#pending.length : due)) {
      apply(this.#shown, change.id, change.contact);
    }
    return this.#shown;
  }

  get(id: string): StoredContact | undefined {
    return this.written.get(id);
  }

  /** A write or, without a contact, a deletion through the API; reads show it after the lag. */
  change(id: string, contact: StoredContact | undefined): void {
    apply(this.written, id, contact);
    if (this.#shown === this.written) return;
    const due = this.#timing.now() + this.#timing.lag;
    this.#pending.push(contact ? { due, id, contact } : { due, id });
  }

  /** Another program's write or, without a contact, deletion: reads show it at once. */
  changeAtOnce(id: string, contact: StoredContact | undefined): void {
    this.#pending = this.#pending.filter((change) => change.id !== id);
    this.#applyToBoth(id, contact);
  }

  #applyToBoth(id: string, contact: StoredContact | undefined): void {
    apply(this.written, id, contact);
    if (this.#shown !== this.written) apply(this.#shown, id, contact);
  }
}

function apply(store: ContactStore, id: string, contact: StoredContact | undefined): void {
  if (contact) store.put(contact);
  else store.delete(id);
}
