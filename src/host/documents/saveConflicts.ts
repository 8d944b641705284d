import { contactChanges, sameContact } from '../../core/contact/compareContacts.ts';
import type { Contact, WritableContact } from '../../core/contact/contact.ts';
import { contactTitle } from '../../core/contact/describeContact.ts';
import { type ContactMerge, mergeContacts } from '../../core/contact/mergeContacts.ts';
import { asLabel } from '../../core/contact/problemWords.ts';
import { toWritable } from '../../core/contact/writableContact.ts';
import type { Clock, Logger } from '../../core/ports.ts';
import { UserError } from '../ui/userError.ts';
import type { CardSave, SaveWish } from './cardSave.ts';
import type { Base } from './draftStore.ts';
import type { ReadOnlyTexts } from './readOnlyTexts.ts';
import { showComparison } from './saveEditors.ts';
import { askAboutConflict, askAboutGone, type SaveChoice } from './saveQuestion.ts';
import type { SaveAnswer, SaveQuestions } from './saveQuestions.ts';
import { conflictWords, refusal } from './saveWords.ts';

/** It waits this long for an answer, in milliseconds … */
const answerMs = 18_000;
/** … as long as this much time is left for the requests that follow. */
const afterAnswerMs = 8000;

interface ConflictParts {
  readonly questions: SaveQuestions;
  readonly texts: ReadOnlyTexts;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** The user chose what is in Wazzup for all that differs: there is nothing to send. */
export interface GivenUp {
  readonly givenUpFor: Contact;
}

/** Decides what becomes of a save whose contact is no longer what the card was made from. */
export class SaveConflicts {
  readonly #parts: ConflictParts;

  constructor(parts: ConflictParts) {
    this.#parts = parts;
  }

  /** What to write now that `theirs` was seen in the place of `base`. */
  async reconsider(
    save: CardSave,
    base: Base | undefined,
    theirs: Contact | undefined,
  ): Promise<SaveWish | GivenUp> {
    const { logger } = this.#parts;
    const { mine } = save;
    const title = contactTitle(mine);
    const merge = theirs && mergeFor(save, base, theirs);
    const contact = merge && mergedByItself(merge);
    if (theirs && contact) {
      return { against: { kind: 'contact', contact: theirs }, contact, merged: 'byItself' };
    }
    const answer = await this.ask(save, theirs, () =>
      merge && theirs
        ? askAboutConflict(
            {
              title,
              conflicts: merge.conflicts,
              kept: contactChanges(
                mine,
                merge.resolve(() => 'mine'),
              ),
              madeFrom:
                base === undefined ? 'unknown' : base.kind === 'new' ? 'nothing' : 'contact',
            },
            logger,
          )
        : askAboutGone(title, logger),
    );
    const wish = answer && (await this.decide(save, base, answer));
    if (wish) return wish;
    throw new UserError(conflictWords(base, theirs));
  }

  /** What the user's answer makes of the save; rejects if it does not let it write. Undefined if it does not fit any more. */
  async decide(
    save: CardSave,
    base: Base | undefined,
    { choice, theirs }: SaveAnswer,
  ): Promise<SaveWish | GivenUp | undefined> {
    if (choice === 'createAgain') return { against: { kind: 'new' }, contact: save.contact };
    if (choice === 'compare' && theirs) await showComparison(this.#parts.texts, save, theirs);
    if (typeof choice === 'string' || !theirs) throw new UserError(conflictWords(base, theirs));
    const merge = mergeFor(save, base, theirs);
    if (merge.conflicts.length !== choice.sides.length) return undefined;
    const sides = new Map(
      merge.conflicts.map((conflict, index) => [conflict, choice.sides[index]]),
    );
    const merged = merge.resolve((conflict) => sides.get(conflict) ?? 'mine');
    if (sameContact(merged, theirs)) return { givenUpFor: theirs };
    const writable = toWritable(merged, { exists: true, nameKey: asLabel });
    if ('problems' in writable) throw new UserError(refusal(writable.problems));
    const against: Base = { kind: 'contact', contact: theirs };
    return { against, contact: writable.contact, merged: 'asChosen' };
  }

  /** The answer, or undefined if there is none in time: one that comes later starts the save again. */
  async ask(
    save: CardSave,
    theirs: Contact | undefined,
    question: () => Promise<SaveChoice | undefined>,
  ): Promise<SaveAnswer | undefined> {
    const { clock, questions } = this.#parts;
    const left = save.deadline - clock.now() - afterAnswerMs;
    const patience = Math.max(0, Math.min(answerMs, left));
    return await questions.ask(save.uri, { mine: save.mine, theirs }, patience, question);
  }
}

/** Merges the card with what is in Wazzup; where that cannot be sent as it is, all that differs is for the user to choose. */
function mergeFor({ mine }: CardSave, base: Base | undefined, theirs: Contact): ContactMerge {
  const merge = mergeContacts(base?.kind === 'contact' ? base.contact : undefined, mine, theirs);
  const canBeSent = merge.conflicts.length > 0 || mergedByItself(merge) !== undefined;
  return canBeSent ? merge : mergeContacts(undefined, mine, theirs);
}

/** Undefined if somebody has to choose, or it cannot be sent. */
function mergedByItself(merge: ContactMerge): WritableContact | undefined {
  if (merge.conflicts.length > 0) return undefined;
  const writable = toWritable(
    merge.resolve(() => 'mine'),
    { exists: true },
  );
  return 'contact' in writable ? writable.contact : undefined;
}
