import { errorName } from '../../core/errorName.ts';
import type { Clock, Logger } from '../../core/ports.ts';
import type { FormEdit } from '../../protocol/contactForm.ts';
import { cardEdit } from './cardEdit.ts';
import { sameRows } from './rowsText.ts';
import { applyChanges, type TextChange } from './textChange.ts';
import { TypingRuns, type UndoDirection } from './typingRuns.ts';

/** The document as the queue needs it. */
export interface EditableText {
  /** Changes whenever the text does. */
  readonly version: number;
  text(): string;
  /** Applies the changes as one undo step; false if the text changed meanwhile. */
  apply(changes: readonly TextChange[]): Promise<boolean>;
}

/** An edit with the form it came from. */
export interface QueuedEdit {
  readonly edit: FormEdit;
  /** Names the form's life: pointers and numbers of another mean nothing here. */
  readonly source: string;
}

/**
 * What the host has to do after a change of the document: show it; undo or redo once more, since that stopped in the midst
 * of what was typed in one go; or, since the undo came before what was typed last, redo, `flush` and undo.
 */
export type ChangeEffect = 'show' | 'continue' | 'undoTyping';

/** Typing reaches the document when it pauses for this long (ms) … */
const pauseMs = 250;
/** … but no later than this (ms). */
const longestWaitMs = 1000;
const attempts = 3;

/**
 * Brings the edits of all forms on one document into its text, one after the other. The first letter typed
 * into a field is applied at once, so that the document is dirty; the letters after it when typing pauses,
 * when the field is left, before a save and when the form closes (`flush`).
 */
export class EditQueue {
  readonly #document: EditableText;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #onHandled: () => void;
  readonly #isReadOnly: () => boolean;
  readonly #runs = new TypingRuns();
  readonly #handled = new Map<string, number>();
  #waiting: QueuedEdit[] = [];
  #lastRun: string | undefined;
  #lastText: string;
  #expected: { readonly text: string; readonly item: QueuedEdit } | undefined;
  /** The version since which row pointers mean what they mean now. */
  #rowsSince = 0;
  #pause: AbortController | undefined;
  #waitingSince = 0;
  #work: Promise<void> = Promise.resolve();

  constructor(options: {
    document: EditableText;
    clock: Clock;
    logger: Logger;
    /** Edits were applied or refused: show the state to all forms. */
    onHandled: () => void;
    /** Asked for each edit that comes: one that a form sent before it knew is refused (never). */
    isReadOnly?: () => boolean;
  }) {
    this.#document = options.document;
    this.#clock = options.clock;
    this.#logger = options.logger;
    this.#onHandled = options.onHandled;
    this.#isReadOnly = options.isReadOnly ?? (() => false);
    this.#lastText = options.document.text();
  }

  /** The highest `seq` of the source's edits that was applied or refused. */
  handledOf(source: string): number {
    return this.#handled.get(source) ?? 0;
  }

  submit(item: QueuedEdit): void {
    if (this.#isReadOnly()) {
      this.#refuse([item]);
      this.#tellHandled();
      return;
    }
    const last = this.#waiting.at(-1);
    if (!last) this.#waitingSince = this.#clock.now();
    else if (runOf(last) !== undefined && isSameField(last, item)) this.#waiting.pop();
    this.#waiting.push(item);
    if (runOf(item) === undefined || runOf(item) !== this.#lastRun) void this.flush();
    else this.#waitForPause();
  }

  /** Applies what waits. Resolves once it is in the document or refused; never rejects. */
  flush(): Promise<void> {
    this.#pause?.abort();
    this.#pause = undefined;
    this.#work = this.#work.then(() => this.#drain());
    return this.#work;
  }

  /** To be called with each change of the document, whoever made it. */
  documentChanged(direction: UndoDirection | undefined): ChangeEffect {
    const before = this.#lastText;
    const after = this.#document.text();
    if (before === after) return 'show';
    this.#lastText = after;
    const own = this.#expected?.text === after ? this.#expected.item : undefined;
    const moved = own || !direction ? undefined : this.#runs.moved(direction, before, after);
    const isTyping = own?.edit.kind === 'set' || moved?.isTyping;
    if (!isTyping && !sameRows(before, after)) this.#rowsSince = this.#document.version;
    if (!moved) this.#runs.record(before, after, own && runOf(own));
    if (own) return 'show';
    this.#lastRun = undefined;
    const isBehind = this.#waiting.length > 0 || this.#expected !== undefined;
    if (direction === 'undo' && isBehind) return 'undoTyping';
    return moved?.goesOn ? 'continue' : 'show';
  }

  #waitForPause(): void {
    this.#pause?.abort();
    const pause = new AbortController();
    this.#pause = pause;
    const left = this.#waitingSince + longestWaitMs - this.#clock.now();
    this.#clock.sleep(Math.max(0, Math.min(pauseMs, left)), pause.signal).then(
      () => this.flush(),
      () => undefined, // aborted: a newer pause or a flush took over
    );
  }

  async #drain(): Promise<void> {
    if (this.#waiting.length === 0) return;
    for (let item = this.#waiting.shift(); item; item = this.#waiting.shift()) {
      this.#lastRun = runOf(item);
      if (!(await this.#tried(item))) this.#lastRun = undefined;
      this.#refuse([item]);
    }
    this.#tellHandled();
  }

  #tellHandled(): void {
    try {
      this.#onHandled();
    } catch (error) {
      this.#logger.error('The form could not be shown anew', { reason: errorName(error) });
    }
  }

  /** As `#applied`: an edit that breaks must not take those after it along. */
  async #tried(item: QueuedEdit): Promise<boolean> {
    try {
      return await this.#applied(item);
    } catch (error) {
      this.#expected = undefined;
      this.#logger.error('An edit of the form failed', {
        edit: item.edit.kind,
        reason: errorName(error),
      });
      return false;
    }
  }

  /** Notes that the edits need not be waited for any longer. */
  #refuse(items: readonly QueuedEdit[]): void {
    for (const { source, edit } of items) {
      this.#handled.set(source, Math.max(this.handledOf(source), edit.seq));
    }
  }

  async #applied(item: QueuedEdit): Promise<boolean> {
    for (let attempt = 1; attempt <= attempts; attempt++) {
      const text = this.#document.text();
      const changes = this.#isOutdated(item.edit) ? undefined : cardEdit(text, item.edit);
      if (!changes) {
        this.#logger.info('An edit of the form no longer fits the card', { edit: item.edit.kind });
        return false;
      }
      if (changes.length === 0) return true;
      this.#expected = { text: applyChanges(text, changes), item };
      const applied = await this.#document.apply(changes).catch((error: unknown) => {
        this.#logger.warn('An edit of the form was not taken', { reason: errorName(error) });
        return false;
      });
      this.#expected = undefined;
      if (applied) return true;
    }
    this.#logger.warn('An edit of the form could not be applied', { edit: item.edit.kind });
    return false;
  }

  #isOutdated(edit: FormEdit): boolean {
    const concernsRow =
      edit.kind === 'set' ? edit.pointer.startsWith('/contactData/') : edit.kind !== 'addRow';
    return concernsRow && edit.base < this.#rowsSince;
  }
}

/** What is undone in one go; undefined for edits that are a step of their own. */
function runOf({ edit, source }: QueuedEdit): string | undefined {
  return edit.kind === 'set' ? `${source}:${edit.run}:${edit.pointer}` : undefined;
}

function isSameField(one: QueuedEdit, other: QueuedEdit): boolean {
  return runOf(one) === runOf(other);
}
