import type * as vscode from 'vscode';
import { sameContact } from '../../core/contact/compareContacts.ts';
import type { Contact } from '../../core/contact/contact.ts';
import type { Clock } from '../../core/ports.ts';
import type { SaveChoice } from './saveQuestion.ts';

/** What a question is about. */
export interface SaveConflict {
  /** The card that was to be saved. */
  readonly mine: Contact;
  /** The contact as it is in Wazzup; none if it is gone there, or the id was changed. */
  readonly theirs: Contact | undefined;
}

/** A user's answer about a card, and what it was given in sight of. */
export interface SaveAnswer extends SaveConflict {
  readonly choice: SaveChoice;
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

  /** The answer about this card that came too late for the save before this one; asked for once. */
  takeLate(uri: vscode.Uri, mine: Contact): SaveAnswer | undefined {
    const answer = this.#late.get(uri.toString());
    this.#late.delete(uri.toString());
    return answer && sameContact(answer.mine, mine) ? answer : undefined;
  }

  /**
   * The answer, or undefined if the user closed the question or has not answered within `patienceMs`.
   * @param about what the question is about
   * @param question shows it; never rejects. Not called while an earlier question about the card is open.
   */
  async ask(
    uri: vscode.Uri,
    about: SaveConflict,
    patienceMs: number,
    question: () => Promise<SaveChoice | undefined>,
  ): Promise<SaveAnswer | undefined> {
    const open = this.#open.get(uri.toString()) ?? this.#begin(uri, about, question);
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
    about: SaveConflict,
    question: () => Promise<SaveChoice | undefined>,
  ): OpenQuestion {
    const answer = question().then((choice) => choice && { choice, ...about });
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
