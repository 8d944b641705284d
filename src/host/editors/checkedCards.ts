import * as l10n from '@vscode/l10n';
import { parseTree } from 'jsonc-parser';
import * as vscode from 'vscode';
import type { AccountId } from '../../core/accountId.ts';
import type { AccountAudit } from '../../core/audit/accountAudit.ts';
import { TimeSlices } from '../../core/book/timeSlices.ts';
import type { Contact } from '../../core/contact/contact.ts';
import { contactText } from '../../core/contact/contactText.ts';
import { nodeAtPointer } from '../../core/contact/jsonPointer.ts';
import { numberText } from '../../core/numberText.ts';
import type { Logger } from '../../core/ports.ts';
import { contactUri, parseContactUri } from '../documents/contactUri.ts';
import { isCancellation, toUserError } from '../ui/userError.ts';
import { cardDiagnostic } from './cardDiagnostic.ts';

/** Of more cards the Problems panel would be slow, and nobody goes through them there. */
export const mostListedCards = 1000;

/** What is said where there are more. */
export function listedWords(language: string): string {
  const most = numberText(mostListedCards, language);
  return l10n.t('The Problems panel lists the worst {0} of them.', most);
}

/** What was found in the accounts that were checked. */
interface FoundProblems {
  of(accountId: AccountId): AccountAudit | undefined;
  readonly onDidChange: vscode.Event<AccountId>;
}

/**
 * Lists in the Problems panel what a check has found, on each card's document, which need not be open; the worst first, up to
 * `mostListedCards` cards of an account. Documents that are open have theirs from `CardProblems`.
 */
export class CheckedCards implements vscode.Disposable {
  readonly #audits: FoundProblems;
  readonly #logger: Logger;
  readonly #diagnostics = vscode.languages.createDiagnosticCollection('wazzup-check');
  /** The ids of the cards that are listed, those with an open document included. */
  readonly #listed = new Map<AccountId, ReadonlySet<string>>();
  readonly #turns = new Map<AccountId, AbortController>();
  readonly #subscriptions: vscode.Disposable;

  constructor(audits: FoundProblems, logger: Logger) {
    this.#audits = audits;
    this.#logger = logger;
    this.#subscriptions = vscode.Disposable.from(
      audits.onDidChange((accountId) => this.#list(accountId)),
      vscode.workspace.onDidOpenTextDocument(({ uri }) => {
        if (parseContactUri(uri)) this.#diagnostics.delete(uri);
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#listAgain(uri)),
    );
  }

  dispose(): void {
    this.#subscriptions.dispose();
    for (const turn of this.#turns.values()) turn.abort(new vscode.CancellationError());
    this.#diagnostics.dispose();
  }

  #list(accountId: AccountId): void {
    this.#turns.get(accountId)?.abort(new vscode.CancellationError());
    const turn = new AbortController();
    this.#turns.set(accountId, turn);
    this.#listAll(accountId, new TimeSlices(turn.signal)).catch((error: unknown) => {
      if (!isCancellation(error)) toUserError(error, this.#logger);
    });
  }

  async #listAll(accountId: AccountId, slices: TimeSlices): Promise<void> {
    const found = this.#audits.of(accountId);
    const ids = found ? await found.worst(mostListedCards, slices) : new Set<string>();
    const open = new Set(vscode.workspace.textDocuments.map(({ uri }) => uri.toString()));
    const entries: [vscode.Uri, vscode.Diagnostic[] | undefined][] = [];
    for (const id of this.#listed.get(accountId) ?? []) {
      if (!ids.has(id)) entries.push([contactUri(accountId, id), undefined]);
    }
    for (const contact of found?.contactsOf(ids) ?? []) {
      await slices.next();
      const uri = contactUri(accountId, contact.id);
      if (found && !open.has(uri.toString()))
        entries.push([uri, diagnosticsOf(contact, found, accountId)]);
    }
    this.#listed.set(accountId, ids);
    this.#diagnostics.set(entries);
  }

  #listAgain(uri: vscode.Uri): void {
    const card = parseContactUri(uri);
    if (!card || !this.#listed.get(card.accountId)?.has(card.id)) return;
    const found = this.#audits.of(card.accountId);
    const [contact] = found?.contactsOf([card.id]) ?? [];
    if (found && contact) this.#diagnostics.set(uri, diagnosticsOf(contact, found, card.accountId));
  }
}

function diagnosticsOf(
  contact: Contact,
  { audit }: AccountAudit,
  accountId: AccountId,
): vscode.Diagnostic[] {
  const text = contactText(contact);
  const root = parseTree(text);
  const positionAt = (offset: number) => {
    const lines = text.slice(0, offset).split('\n');
    return new vscode.Position(lines.length - 1, lines.at(-1)?.length ?? 0);
  };
  return audit.findingsOf(contact).map(({ rule, pointer, severity, message, others }) => {
    const { offset, length } = (root && nodeAtPointer(root, pointer)) ?? {
      offset: 0,
      length: text.length,
    };
    const problem = { offset, length, severity, message, rule: rule.id, others };
    return cardDiagnostic(problem, positionAt, accountId);
  });
}
