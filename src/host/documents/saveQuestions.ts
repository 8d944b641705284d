import type * as vscode from 'vscode';
import type { Contact } from '../../core/contact/contact.ts';
import type { Clock } from '../../core/ports.ts';
import type { Cards } from './cards.ts';
import type { SaveChoice } from './saveQuestion.ts';

/** A user's answer about a card, and the contact it was given in sight of (none: it is gone, or the id was changed). */
export interface SaveAnswer {
  readonly choice: SaveChoice;
  readonly theirs: Contact | undefined;
}

/** A save must end in time, with or without an answer: this long it waits for one, in milliseconds. */
const patienceMs = 18_000;

/** Asks in the midst of a save. An answer that comes after the save had to end starts the save again. */
export class SaveQuestions {
  readonly #cards: Cards;
  readonly #clock: Clock;
  readonly #late = new Map<string, SaveAnswer>();

  constructor(cards: Cards, clock: Clock) {
    this.#cards = cards;
    this.#clock = clock;
  }

  /** The answer that came too late for the save before this one; asked for once. */
  takeLate(uri: vscode.Uri): SaveAnswer | undefined {
    const answer = this.#late.get(uri.toString());
    this.#late.delete(uri.toString());
    return answer;
  }

  /** The answer, or undefined if the user closed the question or has not answered in time. */
  async ask(
    uri: vscode.Uri,
    theirs: Contact | undefined,
    question: Promise<SaveChoice | undefined>,
  ): Promise<SaveChoice | undefined> {
    const patience = new AbortController();
    const tooLate = this.#clock.sleep(patienceMs, patience.signal).then(
      () => 'tooLate' as const,
      () => undefined,
    );
    const first = await Promise.race([question, tooLate]);
    patience.abort();
    if (first !== 'tooLate') return first;
    void question.then(async (choice) => {
      if (!choice) return;
      this.#late.set(uri.toString(), { choice, theirs });
      await this.#cards.document(uri)?.save();
    });
    return undefined;
  }
}
