import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { AccountId } from '../../core/accountId.ts';
import { withTimeLimit } from '../../core/api/timeLimit.ts';
import { readContacts } from '../../core/book/readContacts.ts';
import { applyChangeSet, type Road } from '../../core/change/applyChangeSet.ts';
import type { Outcome } from '../../core/change/outcome.ts';
import { loggableReason } from '../../core/change/report.ts';
import { contactChanges, sameContact } from '../../core/contact/compareContacts.ts';
import type { Contact, WritableContact } from '../../core/contact/contact.ts';
import { contactText, parseContactText } from '../../core/contact/contactText.ts';
import { contactTitle } from '../../core/contact/describeContact.ts';
import { toWritable } from '../../core/contact/writableContact.ts';
import type { Clock, Logger } from '../../core/ports.ts';
import type { Accounts } from '../accounts/accounts.ts';
import { toUserError, UserError } from '../ui/userError.ts';
import type { Cards } from './cards.ts';
import { contactUri, parseContactUri } from './contactUri.ts';
import type { Base } from './draftStore.ts';
import type { ReadOnlyTexts } from './readOnlyTexts.ts';
import { showComparison, showInstead } from './saveEditors.ts';
import {
  askAboutChangedId,
  askAboutConflict,
  askAboutGone,
  type SaveChoice,
} from './saveQuestion.ts';
import type { SaveAnswer, SaveQuestions } from './saveQuestions.ts';
import { conflictWords, refusal, tookTooLong } from './saveWords.ts';

/** A save ends within 30 s. After this many milliseconds its last request is given up … */
const requestsMs = 28_000;
/** … and after this many it ends whatever it waits for. */
const saveMs = 29_500;
/** It waits this long for an answer, in milliseconds … */
const answerMs = 18_000;
/** … as long as this much time is left for the requests that follow. */
const afterAnswerMs = 8000;

interface SaverParts {
  readonly accounts: Accounts;
  readonly cards: Cards;
  readonly questions: SaveQuestions;
  readonly road: Road;
  readonly texts: ReadOnlyTexts;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** One save under way. */
interface Save {
  readonly uri: vscode.Uri;
  readonly accountId: AccountId;
  /** The id the document's address names. */
  readonly id: string;
  readonly text: string;
  readonly contact: WritableContact;
  /** Whether `text` is the open document's, and not written past it. */
  readonly isDocument: boolean;
  /** Clock time in milliseconds. */
  readonly deadline: number;
}

/** A draft that the user gave up, and the text that takes its place. */
interface GivenUp {
  readonly uri: vscode.Uri;
  readonly text: string;
}

/** Saves one card: the only way from an edited document to Wazzup. */
export class CardSaver implements vscode.Disposable {
  readonly #parts: SaverParts;
  readonly #gaveUp = new vscode.EventEmitter<GivenUp>();

  /** Fires in the midst of a save when the user gave up a draft for what is in Wazzup. */
  readonly onDidGiveUpDraft = this.#gaveUp.event;

  constructor(parts: SaverParts) {
    this.#parts = parts;
  }

  /**
   * Sends the text as the contact that `uri` names, unless it equals what the document was loaded from.
   * Rejects, with words for the user, unless Wazzup was seen to hold it afterwards or the user gave up the draft.
   */
  async save(uri: vscode.Uri, text: string): Promise<void> {
    const { clock, logger } = this.#parts;
    const { signal } = new AbortController();
    try {
      await withTimeLimit({ clock, ms: saveMs, signal, onTimeout: tookTooLong }, () =>
        this.#save(uri, text),
      );
    } catch (error) {
      throw toUserError(error, logger);
    }
  }

  dispose(): void {
    this.#gaveUp.dispose();
  }

  async #save(uri: vscode.Uri, text: string): Promise<void> {
    const { cards, clock, questions } = this.#parts;
    const address = parseContactUri(uri);
    if (!address) throw new UserError(l10n.t('This is not the address of a contact.'));
    const parsed = parseContactText(text);
    if ('syntax' in parsed) {
      const message = parsed.syntax[0]?.message ?? '';
      throw new UserError(l10n.t('Nothing was sent: the text is not valid JSON. {0}', message));
    }
    const isDocument = cards.isTextOf(uri, text);
    const deadline = clock.now() + requestsMs;
    const base = await cards.base(uri);
    if (base?.kind === 'contact' && sameContact(base.contact, parsed.contact)) {
      if (isDocument) cards.settle(uri, base, text);
      return;
    }
    const exists = base?.kind !== 'new' && parsed.contact.id === address.id;
    const writable = toWritable(parsed.contact, { exists });
    if ('problems' in writable) throw new UserError(refusal(writable.problems));
    const { contact } = writable;
    const save: Save = { uri, ...address, text, contact, isDocument, deadline };
    const late = questions.takeLate(uri);
    if (contact.id !== address.id) await this.#saveAsNew(save, base, late);
    else await this.#saveAgainst(save, base, late);
  }

  /** Writes against `base`; on a conflict asks, and goes on against what was just seen for as long as that moves. */
  async #saveAgainst(
    save: Save,
    base: Base | undefined,
    late: SaveAnswer | undefined,
  ): Promise<void> {
    let against = late ? await this.#decide(save, base, late) : base;
    if (against === 'givenUp') return;
    for (;;) {
      const attempt = await this.#attempt(save, against);
      if (attempt.kind === 'saved') {
        this.#settle(save, attempt.now);
        return;
      }
      const { theirs } = attempt;
      const changes =
        theirs && base?.kind === 'contact' ? contactChanges(base.contact, theirs) : undefined;
      const { logger } = this.#parts;
      const title = contactTitle(save.contact);
      const answer = await this.#ask(save, theirs, () =>
        theirs
          ? askAboutConflict(
              title,
              changes ?? (base?.kind === 'new' ? 'exists' : 'unknown'),
              logger,
            )
          : askAboutGone(title, logger),
      );
      if (!answer) throw new UserError(conflictWords(base, theirs));
      against = await this.#decide(save, base, answer);
      if (against === 'givenUp') return;
    }
  }

  /** What the user's answer lets the next attempt write against; rejects if it does not let it write. */
  async #decide(
    save: Save,
    base: Base | undefined,
    { choice, theirs }: SaveAnswer,
  ): Promise<Base | 'givenUp'> {
    switch (choice) {
      case 'createAgain':
        return { kind: 'new' };
      case 'overwrite':
        if (theirs) return { kind: 'contact', contact: theirs };
        break;
      case 'takeTheirs':
        if (!theirs) break;
        this.#giveUp(save, theirs);
        return 'givenUp';
      case 'compare':
        if (theirs) await showComparison(this.#parts.texts, save, theirs);
        break;
      case 'saveAsNew':
        break;
    }
    throw new UserError(conflictWords(base, theirs));
  }

  async #ask(
    save: Save,
    theirs: Contact | undefined,
    question: () => Promise<SaveChoice | undefined>,
  ): Promise<SaveAnswer | undefined> {
    const { clock, questions } = this.#parts;
    const left = save.deadline - clock.now() - afterAnswerMs;
    const patience = Math.max(0, Math.min(answerMs, left));
    return await questions.ask(save.uri, theirs, patience, question);
  }

  async #attempt(
    save: Save,
    against: Base | undefined,
  ): Promise<
    | { readonly kind: 'saved'; readonly now: Contact }
    | { readonly kind: 'conflict'; readonly theirs: Contact | undefined }
  > {
    // Without a base nobody can tell whether somebody else has changed the contact: look, and ask.
    if (!against) {
      const theirs = await this.#readNow(save);
      return theirs && sameContact(theirs, save.contact)
        ? { kind: 'saved', now: theirs }
        : { kind: 'conflict', theirs };
    }
    const outcome = await this.#apply(save, against);
    if (outcome.kind === 'done') return { kind: 'saved', now: outcome.now ?? save.contact };
    if (outcome.kind === 'conflict') return { kind: 'conflict', theirs: outcome.theirs };
    throw new UserError(loggableReason(outcome));
  }

  async #apply(save: Save, against: Base): Promise<Outcome> {
    const { accounts, road } = this.#parts;
    const { accountId, contact, deadline } = save;
    await accounts.open(accountId);
    const before = against.kind === 'contact' ? { before: against.contact } : {};
    const [outcome] = await applyChangeSet(
      { accountId, operation: 'save', items: [{ id: contact.id, ...before, after: contact }] },
      road,
      { signal: new AbortController().signal, deadline },
    );
    if (!outcome) throw new Error('a change set of one item has one outcome');
    return outcome;
  }

  /** The contact that the document's address names, as it is in Wazzup; a new one (`base`) is not there. */
  async #readNow({ accountId, id, deadline }: Save, base?: Base): Promise<Contact | undefined> {
    if (base?.kind === 'new') return undefined;
    const { connection, book, unseen } = await this.#parts.accounts.open(accountId);
    const signal = new AbortController().signal;
    const { found } = await readContacts(connection, [id], book.lookHints, { signal, deadline });
    const contact = found.get(id);
    return contact && unseen.complete(contact);
  }

  async #saveAsNew(
    save: Save,
    base: Base | undefined,
    late: SaveAnswer | undefined,
  ): Promise<void> {
    const { accountId, contact, id, uri } = save;
    const { logger } = this.#parts;
    const isNew = base?.kind === 'new';
    const answer =
      late ??
      (await this.#ask(save, undefined, () => askAboutChangedId(id, contact.id, isNew, logger)));
    if (answer?.choice !== 'saveAsNew') {
      throw new UserError(
        l10n.t('The id cannot be changed from "{0}" to "{1}". Nothing was sent.', id, contact.id),
      );
    }
    const outcome = await this.#apply(save, { kind: 'new' });
    if (outcome.kind !== 'done') throw new UserError(loggableReason(outcome));
    const old = base?.kind === 'contact' ? base.contact : await this.#readNow(save, base);
    if (old) this.#giveUp(save, old);
    const saved = contactUri(accountId, contact.id);
    showInstead(uri, saved, old !== undefined).catch((error: unknown) => {
      toUserError(error, logger);
    });
  }

  #settle({ uri, text, isDocument }: Save, contact: Contact): void {
    const { cards } = this.#parts;
    if (isDocument) cards.settle(uri, { kind: 'contact', contact }, text);
  }

  #giveUp(save: Save, theirs: Contact): void {
    if (!save.isDocument) return;
    this.#settle(save, theirs);
    this.#gaveUp.fire({ uri: save.uri, text: contactText(theirs) });
  }
}
