import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { withTimeLimit } from '../../core/api/timeLimit.ts';
import { readContacts } from '../../core/book/readContacts.ts';
import { applyChangeSet, type Road } from '../../core/change/applyChangeSet.ts';
import type { Outcome } from '../../core/change/outcome.ts';
import { loggableReason } from '../../core/change/report.ts';
import { sameContact } from '../../core/contact/compareContacts.ts';
import {
  type Contact,
  undocumentedChatTypes,
  type WritableContact,
} from '../../core/contact/contact.ts';
import { parseContactText } from '../../core/contact/contactText.ts';
import { asLabel } from '../../core/contact/problemWords.ts';
import { toWritable } from '../../core/contact/writableContact.ts';
import type { Clock, Logger } from '../../core/ports.ts';
import type { Accounts } from '../accounts/accounts.ts';
import { toUserError, UserError } from '../ui/userError.ts';
import type { CardSave, SaveWish } from './cardSave.ts';
import type { Cards } from './cards.ts';
import { contactUri, parseContactUri } from './contactUri.ts';
import type { Base } from './draftStore.ts';
import type { ReadOnlyTexts } from './readOnlyTexts.ts';
import { SaveConflicts } from './saveConflicts.ts';
import type { SavedOtherwise } from './savedOtherwise.ts';
import { showInstead, tellMerged } from './saveEditors.ts';
import { askAboutChangedId, askAboutUndocumented } from './saveQuestion.ts';
import type { SaveAnswer, SaveQuestions } from './saveQuestions.ts';
import { readOnlyWords, refusal, tookTooLong, undocumentedWords } from './saveWords.ts';

/** A save ends within 30 s. After this many milliseconds its last request is given up … */
const requestsMs = 28_000;
/** … and after this many it ends whatever it waits for. */
const saveMs = 29_500;

interface SaverParts {
  readonly accounts: Accounts;
  readonly cards: Cards;
  readonly questions: SaveQuestions;
  readonly road: Road;
  readonly texts: ReadOnlyTexts;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Saves one card: the only way from an edited document to Wazzup. */
export class CardSaver implements vscode.Disposable {
  readonly #parts: SaverParts;
  readonly #conflicts: SaveConflicts;
  readonly #savedOtherwise = new vscode.EventEmitter<SavedOtherwise>();

  /** Fires in the midst of a save when the document will have to show something else than it holds. */
  readonly onDidSaveOtherwise = this.#savedOtherwise.event;

  constructor(parts: SaverParts) {
    this.#parts = parts;
    this.#conflicts = new SaveConflicts(parts);
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
    this.#savedOtherwise.dispose();
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
    // Before anything is asked; what goes on all the same the connection refuses.
    if (this.#parts.accounts.isReadOnly(address.accountId)) throw new UserError(readOnlyWords());
    const exists = base?.kind !== 'new' && parsed.contact.id === address.id;
    const writable = toWritable(parsed.contact, { exists, nameKey: asLabel });
    if ('problems' in writable) throw new UserError(refusal(writable.problems));
    const { contact } = writable;
    const mine = parsed.contact;
    const save: CardSave = { uri, ...address, text, mine, contact, isDocument, deadline };
    const answer = questions.takeLate(uri, mine);
    // Any other answer was given in a save that had come further.
    if (!answer) await this.#confirmMessengers(save, base);
    const late = answer?.choice === 'sendUndocumented' ? undefined : answer;
    if (contact.id !== address.id) await this.#saveAsNew(save, base, late);
    else await this.#saveAgainst(save, base, late);
  }

  /** Rejects unless the user wants messengers in the card that it did not have and that nobody knows. */
  async #confirmMessengers(save: CardSave, base: Base | undefined): Promise<void> {
    // What a draft was made from may have had them.
    if (!base) return;
    const before = base.kind === 'contact' ? undocumentedChatTypes(base.contact) : new Set();
    const added = [...undocumentedChatTypes(save.contact)].filter((one) => !before.has(one));
    if (added.length === 0) return;
    const answer = await this.#conflicts.ask(save, undefined, () =>
      askAboutUndocumented(added, this.#parts.logger),
    );
    if (answer?.choice !== 'sendUndocumented') throw new UserError(undocumentedWords());
  }

  /** Writes against `base`; on a conflict merges or asks, and goes on against what was just seen for as long as that moves. */
  async #saveAgainst(
    save: CardSave,
    base: Base | undefined,
    late: SaveAnswer | undefined,
  ): Promise<void> {
    const first: SaveWish = { against: base, contact: save.contact };
    let wish = (late && (await this.#conflicts.decide(save, base, late))) ?? first;
    while (!('givenUpFor' in wish)) {
      const attempt = await this.#attempt(save, wish);
      if (attempt.kind === 'saved') {
        this.#settleSaved(save, wish, attempt.now);
        return;
      }
      if (attempt.theirs && save.isDocument) this.#parts.cards.markOvertaken(save.uri, true);
      wish = await this.#conflicts.reconsider(save, base, attempt.theirs);
    }
    this.#giveUp(save, wish.givenUpFor);
  }

  async #attempt(
    save: CardSave,
    { against, contact }: SaveWish,
  ): Promise<
    | { readonly kind: 'saved'; readonly now: Contact }
    | { readonly kind: 'conflict'; readonly theirs: Contact | undefined }
  > {
    // Without a base nobody can tell whether somebody else has changed the contact: look, and ask.
    if (!against) {
      const theirs = await this.#readNow(save);
      return theirs && sameContact(theirs, contact)
        ? { kind: 'saved', now: theirs }
        : { kind: 'conflict', theirs };
    }
    const outcome = await this.#apply(save, against, contact);
    if (outcome.kind === 'done') return { kind: 'saved', now: outcome.now ?? contact };
    if (outcome.kind === 'conflict') return { kind: 'conflict', theirs: outcome.theirs };
    throw new UserError(loggableReason(outcome));
  }

  async #apply(
    { accountId, deadline }: CardSave,
    against: Base,
    contact: WritableContact,
  ): Promise<Outcome> {
    const { accounts, road } = this.#parts;
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
  async #readNow({ accountId, id, deadline }: CardSave, base?: Base): Promise<Contact | undefined> {
    if (base?.kind === 'new') return undefined;
    const { connection, book, unseen } = await this.#parts.accounts.open(accountId);
    const signal = new AbortController().signal;
    const { found } = await readContacts(connection, [id], book.lookHints, { signal, deadline });
    const contact = found.get(id);
    return contact && unseen.complete(contact);
  }

  async #saveAsNew(
    save: CardSave,
    base: Base | undefined,
    late: SaveAnswer | undefined,
  ): Promise<void> {
    const { accountId, contact, id, uri } = save;
    const { logger } = this.#parts;
    const isNew = base?.kind === 'new';
    const answer =
      late ??
      (await this.#conflicts.ask(save, undefined, () =>
        askAboutChangedId(id, contact.id, isNew, logger),
      ));
    if (answer?.choice !== 'saveAsNew') {
      throw new UserError(
        l10n.t('The id cannot be changed from "{0}" to "{1}". Nothing was sent.', id, contact.id),
      );
    }
    const outcome = await this.#apply(save, { kind: 'new' }, contact);
    if (outcome.kind !== 'done') throw new UserError(loggableReason(outcome));
    const old = base?.kind === 'contact' ? base.contact : await this.#readNow(save, base);
    if (old) this.#giveUp(save, old);
    const saved = contactUri(accountId, contact.id);
    showInstead(uri, saved, old !== undefined).catch((error: unknown) => {
      toUserError(error, logger);
    });
  }

  #settleSaved(save: CardSave, { contact, merged }: SaveWish, now: Contact): void {
    if (!merged || sameContact(contact, save.contact)) {
      this.#settle(save, now);
      return;
    }
    if (merged === 'byItself') {
      tellMerged(this.#parts.texts, save, now).catch((error: unknown) => {
        toUserError(error, this.#parts.logger);
      });
    }
    if (!save.isDocument) return;
    // Until the document shows what was merged, it is a draft of what it held: the next save would merge that again.
    this.#settle(save, save.mine);
    this.#savedOtherwise.fire({ uri: save.uri, now, merged: save.text });
  }

  #settle({ uri, text, isDocument }: CardSave, contact: Contact): void {
    const { cards } = this.#parts;
    if (isDocument) cards.settle(uri, { kind: 'contact', contact }, text);
  }

  #giveUp(save: CardSave, theirs: Contact): void {
    if (!save.isDocument) return;
    this.#settle(save, theirs);
    this.#savedOtherwise.fire({ uri: save.uri, now: theirs });
  }
}
