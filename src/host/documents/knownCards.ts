import type * as vscode from 'vscode';
import { contactText } from '../../core/contact/contactText.ts';
import type { Clock } from '../../core/ports.ts';
import type { Base } from './draftStore.ts';

/** A card's text as it is in Wazzup, or the template of a card that is not there yet. */
export interface Known {
  readonly text: string;
  readonly base: Base;
  /** Milliseconds since 1970 at which this text was first seen. */
  readonly mtime: number;
}

/** What was read last of each card, with the file times that VS Code is told. */
export class KnownCards {
  readonly #clock: Clock;
  readonly #known = new Map<string, Known>();
  readonly #outdated = new Set<string>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Takes note of a card as just read, or as a template. The same text keeps its time, another one gets a later one. */
  learn(uri: vscode.Uri, base: Base, text = textOfBase(base)): Known {
    const key = uri.toString();
    const before = this.#known.get(key);
    const known =
      before?.text === text
        ? { ...before, base }
        : { text, base, mtime: Math.max(this.#clock.now(), (before?.mtime ?? 0) + 1) };
    this.#known.set(key, known);
    this.#outdated.delete(key);
    return known;
  }

  /** Gives the card as it is known another time. */
  setTime(known: Known, uri: vscode.Uri, mtime: number): Known {
    const changed = { ...known, mtime };
    this.#known.set(uri.toString(), changed);
    return changed;
  }

  find(uri: vscode.Uri): Known | undefined {
    const key = uri.toString();
    return this.#outdated.has(key) ? undefined : this.#known.get(key);
  }

  /** Makes `find` find nothing until the card is read again. Its time goes on from where it was. */
  outdate(uri: vscode.Uri): void {
    this.#outdated.add(uri.toString());
  }

  forget(uri: vscode.Uri): void {
    this.#known.delete(uri.toString());
    this.#outdated.delete(uri.toString());
  }
}

/** The canonical text of a base. */
function textOfBase(base: Base): string {
  return base.kind === 'contact' ? contactText(base.contact) : '';
}
