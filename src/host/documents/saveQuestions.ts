import type * as vscode from 'vscode';
import type { Contact } from '../../core/contact/contact.ts';
import type { Clock } from '../../core/ports.ts';
import type { SaveChoice } from './saveQuestion.ts';

/** A user's answer about a card, and the contact it was given in sight of (none: it is gone, or the id was changed). */
export interface SaveAnswer {
  readonly choice: SaveChoice;
  readonly theirs: Contact | undefined;
}

/** A question on the screen. */
interface OpenQuestion {
  readonly answer: Promise<SaveAnswer | undefined>;
  /** Saves that wait for the answer. */
  waiting: number;
}

type SavedDocument = Pick<vscode.TextDocument, 'isDirty' | 'save'>;

/**
 * Asks in the midst of a save. A save must end in time, with or without an answer; an answer that comes later starts
 * the save again, and a save that comes before the answer waits for it instead of asking twice.
 */
export class SaveQuestions {
  readonly #documentOf: (uri: vscode.Uri) => SavedDocument | undefined;
  readonly #clock: Clock;
  readonly #open = new Map<string, OpenQuestion>();
  readonly #late = new Map<string, SaveAnswer>();

  constructor(documentOf: (uri: vscode.Uri) => SavedDocument | undefined, clock: Clock) {
    this.#documentOf = documentOf;
    this.#clock = clock;
  }

  /** The answer that came too late for the save before this one; asked for once. */
  takeLate(uri: vscode.Uri): SaveAnswer | undefined {
    const answer = this.#late.get(uri.toString());
    this.#late.delete(uri.toString());
    return answer;
  }

  /**
   * The answer, or undefined if the user closed the question or has not answered within `patienceMs`.
   * @param theirs what the question is about
   * @param question shows it; never rejects. Not called while an earlier question about the card is open.
   */
  async ask(
    uri: vscode.Uri,
    theirs: Contact | undefined,
    patienceMs: number,
    question: () => Promise<SaveChoice | undefined>,
  ): Promise<SaveAnswer | undefined> {
    const open = this.#open.get(uri.toString()) ?? this.#begin(uri, theirs, question);
    const patience = new AbortController();
    const tooLate = this.#clock.sleep(patienceMs, patience.signal).then(
      () => undefined,
      // Ended because the answer came first.
      () => undefined,
    );
    open.waiting += 1;
    const answer = await Promise.race([open.answer, tooLate]);
    open.waiting -= 1;
    patience.abort();
    return answer;
  }

  #begin(
    uri: vscode.Uri,
    theirs: Contact | undefined,
    question: () => Promise<SaveChoice | undefined>,
  ): OpenQuestion {
    const answer = question().then((choice) => choice && { choice, theirs });
    const open: OpenQuestion = { answer, waiting: 0 };
    this.#open.set(uri.toString(), open);
    void answer.then(async (given) => {
      this.#open.delete(uri.toString());
      if (given && open.waiting === 0) await this.#saveAgain(uri, given);
    });
    return open;
  }

  async #saveAgain(uri: vscode.Uri, answer: SaveAnswer): Promise<void> {
    const document = this.#documentOf(uri);
    if (!document?.isDirty) return;
    this.#late.set(uri.toString(), answer);
    await document.save();
    this.#late.delete(uri.toString());
  }
}
