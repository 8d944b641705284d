/** Which way VS Code's undo stack just moved. */
export type UndoDirection = 'undo' | 'redo';

interface Step {
  readonly before: string;
  readonly after: string;
  /** Steps of one run are one to the user; undefined: a step of its own. */
  readonly run: string | undefined;
}

/** Older steps are undone one by one, which is only less convenient. */
const stepsKept = 200;

/** What an undo or redo did. */
export interface Move {
  /** It was typing in a field, which leaves all rows in their places. */
  readonly isTyping: boolean;
  /** Its run has more steps that way. */
  readonly goesOn: boolean;
}

/**
 * Makes typing in one field one step of undo. The text must follow the typing (a save, a close or a reload
 * must miss nothing), and VS Code makes each applied edit a step of its own. So this keeps a copy of the
 * steps and tells, after an undo or redo, whether the text is now in the midst of a run: then the caller
 * goes on in the same direction. Whatever does not fit the copy empties it; nothing is guessed.
 */
export class TypingRuns {
  readonly #done: Step[] = [];
  readonly #undone: Step[] = [];

  /** An edit was applied. */
  record(before: string, after: string, run: string | undefined): void {
    this.#undone.length = 0;
    this.#done.push({ before, after, run });
    if (this.#done.length > stepsKept) this.#done.shift();
  }

  /** An undo or redo led from `before` to `after`. */
  moved(direction: UndoDirection, before: string, after: string): Move {
    const [from, to] =
      direction === 'undo' ? [this.#done, this.#undone] : [this.#undone, this.#done];
    const step = from.pop();
    const [start, end] = direction === 'undo' ? [after, before] : [before, after];
    if (step?.before !== start || step.after !== end) {
      this.forget();
      return { isTyping: false, goesOn: false };
    }
    to.push(step);
    const isTyping = step.run !== undefined;
    return { isTyping, goesOn: isTyping && from.at(-1)?.run === step.run };
  }

  /** The text changed in a way that says nothing about the undo stack (a revert, a reload). */
  forget(): void {
    this.#done.length = 0;
    this.#undone.length = 0;
  }
}
