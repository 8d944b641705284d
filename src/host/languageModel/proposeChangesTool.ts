import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { AccountId } from '../../core/accountId.ts';
import { readContacts } from '../../core/book/readContacts.ts';
import type { FieldWishes } from '../../core/change/planFields.ts';
import { isObject } from '../../core/contact/contact.ts';
import { plainText } from '../../core/languageModel/modelCard.ts';
import { messengerName } from '../../protocol/messengers.ts';
import { changeMany } from '../commands/changeMany.ts';
import type { CommandServices } from '../commands/commandServices.ts';
import { fieldsArgument } from '../commands/fieldArguments.ts';
import { mustBeWritable } from '../commands/writableAccount.ts';
import { countText } from '../ui/countText.ts';
import { isCancellation, shownWords } from '../ui/userError.ts';
import type { ModelAccess } from './modelAccess.ts';
import type { ModelTool } from './modelTool.ts';
import { type ContactProposal, type ProposedPlan, planProposals } from './proposal.ts';
import { ToolError, ToolInput } from './toolInput.ts';

/** A person looks at each of them. */
const mostChanges = 100;

/** One change as the model has asked for it. */
interface Wanted {
  readonly id: string;
  readonly wishes: FieldWishes | undefined;
}

/**
 * Shows a person what a model would change. Sends nothing itself: the person applies it, or not, by the same question
 * and differences as every other change of many contacts. The model learns that it was shown, not what became of it.
 */
export class ProposeChangesTool implements ModelTool {
  readonly #services: CommandServices;
  readonly #access: ModelAccess;
  #isShowing = false;

  constructor(services: CommandServices, access: ModelAccess) {
    this.#services = services;
    this.#access = access;
  }

  prepare() {
    return { invocationMessage: l10n.t('Preparing changes of contacts for you to look at') };
  }

  async run(given: unknown, signal: AbortSignal): Promise<object> {
    const input = new ToolInput(given, ['changes', 'account']);
    const list = input.list('changes', mostChanges);
    if (this.#isShowing) {
      throw new ToolError('The person has not answered to the last proposal yet: wait for that.');
    }
    const { accountId, wanted } = this.#wantedOf(list, input.optionalText('account', 200));
    mustBeWritable(this.#services, accountId);
    const { plan, missing, accountName } = await this.#plan(accountId, wanted, signal);
    const { changeSet, unchanged } = plan;
    const counts = {
      wouldChange: changeSet.items.length,
      unchanged: unchanged.length,
      notFound: missing,
      leftOut: (changeSet.leftOut ?? []).length,
      ...this.#reasonsOf(plan),
    };
    if (changeSet.items.length === 0) return { shown: false, applied: false, ...counts };
    signal.throwIfAborted();
    this.#isShowing = true;
    void this.#show(plan, accountName).finally(() => {
      this.#isShowing = false;
    });
    return {
      shown: true,
      applied: false,
      next: 'The person looks at it and applies it, or not. Do not propose it again.',
      ...counts,
    };
  }

  #wantedOf(
    changes: readonly unknown[],
    account: string | undefined,
  ): { readonly accountId: AccountId; readonly wanted: readonly Wanted[] } {
    let accountId: AccountId | undefined;
    const wanted = new Map<string, Wanted>();
    for (const [index, change] of changes.entries()) {
      const place = `Change ${index + 1}`;
      const input = new ToolInput(change, ['contact', 'set', 'fix'], place);
      const reference = this.#access.reference(input.text('contact', 200), account);
      accountId ??= reference.accountId;
      if (reference.accountId !== accountId) {
        throw new ToolError(
          'All changes must be of one account: propose those of the other later.',
        );
      }
      if (wanted.has(reference.id)) {
        throw new ToolError(`${place} is of the same contact as another: make it one change.`);
      }
      wanted.set(reference.id, {
        id: reference.id,
        wishes: this.#wishesOf(input, accountId, place),
      });
    }
    if (accountId === undefined) throw new ToolError('There are no changes.');
    return { accountId, wanted: [...wanted.values()] };
  }

  /** Undefined: what can be corrected for certain. */
  #wishesOf(input: ToolInput, accountId: AccountId, place: string): FieldWishes | undefined {
    const set = input.value('set');
    const fix = input.value('fix');
    if ((set === undefined) === (fix === undefined)) {
      throw new ToolError(`${place} must have either "set" or "fix".`);
    }
    if (set === undefined) {
      if (fix !== true) throw new ToolError(`"fix" of ${place} can only be true.`);
      return undefined;
    }
    const wishes = fieldsArgument({ set: this.#revealed(set, accountId) });
    if (!wishes) throw new ToolError(`"set" of ${place} must be an object.`);
    return wishes;
  }

  /** With the data in the place of pseudonyms; in a template its braces are no placeholders. */
  #revealed(value: unknown, accountId: AccountId, isTemplate = true): unknown {
    if (isObject(value)) {
      return Object.fromEntries(
        Object.entries(value).map(([key, part]) => [
          key,
          this.#revealed(part, accountId, key !== 'responsibleUserId'),
        ]),
      );
    }
    if (typeof value !== 'string') return value;
    const revealed = this.#access.pseudonyms.reveal(accountId, value, (data) =>
      isTemplate ? data.replace(/[{}]/g, '$&$&') : data,
    );
    if ('text' in revealed) return revealed.text;
    throw new ToolError(`"${revealed.unknown}" stands for nothing in this account.`);
  }

  async #plan(accountId: AccountId, wanted: readonly Wanted[], signal: AbortSignal) {
    const { record, session } = await this.#access.open(accountId, signal);
    const { book, connection, users } = session;
    const ids = wanted.map(({ id }) => id);
    const { found } = await readContacts(connection, ids, book.lookHints, { signal });
    const { audits } = this.#services;
    await audits.load();
    const context = audits.rulesOf(accountId)?.context;
    if (!context) throw new Error('the rules are loaded');
    const proposals = wanted.flatMap(({ id, wishes }): readonly ContactProposal[] => {
      const contact = found.get(id);
      if (!contact) return [];
      return [wishes ? { contact, wishes } : { contact, fixes: true }];
    });
    const facts = { nameOf: (userId: string) => users.nameOf(userId), messengerName };
    const plan = await planProposals(accountId, proposals, { facts, context }, signal);
    return { plan, missing: ids.length - proposals.length, accountName: record.name };
  }

  /** They may quote the cards. */
  #reasonsOf({ changeSet: { leftOut = [] } }: ProposedPlan) {
    if (!this.#access.showsPersonalData || leftOut.length === 0) return {};
    const reasons = new Set(leftOut.flatMap(({ reason }) => reason ?? []));
    return { reasons: [...reasons].slice(0, 10).map(plainText) };
  }

  async #show({ changeSet, unchanged, movedChats }: ProposedPlan, name: string): Promise<void> {
    const count = changeSet.items.length;
    try {
      await changeMany(
        this.#services,
        {
          question:
            count === 1
              ? l10n.t('Apply what a language model proposes for 1 contact of "{0}"?', name)
              : l10n.t(
                  'Apply what a language model proposes for {0} contacts of "{1}"?',
                  countText(count),
                  name,
                ),
          button: l10n.t('Apply'),
          changeSet,
          unchanged: unchanged.length,
          notes: [
            ...(movedChats > 0
              ? [l10n.t('Another chat id, which leads to another chat: {0}', countText(movedChats))]
              : []),
            l10n.t('A language model may be wrong: look at the differences first.'),
          ],
        },
        { title: l10n.t('Applying the proposed changes'), nothing: '', asks: true },
      );
    } catch (error) {
      if (isCancellation(error)) return;
      void vscode.window.showErrorMessage(shownWords(error, this.#services.logger));
    }
  }
}
