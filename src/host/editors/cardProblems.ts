import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { errorName } from '../../core/errorName.ts';
import type { Clock, Logger } from '../../core/ports.ts';
import { parseContactUri } from '../documents/contactUri.ts';
import type { CardContext } from './cardContext.ts';
import { cardDiagnostic } from './cardDiagnostic.ts';
import { formatOf } from './contactLanguages.ts';
import { problemsOfCardText, problemsOfFile, type TextProblem } from './problemsOfText.ts';

/** Typing settles for this long (ms) before a text is looked at again … */
const pauseMs = 200;
/** … or, for huge files, for as long as the last look took. */
const pauseFactor = 1;
/** More problems than this in one file are summed up in one. */
const mostShown = 1000;

/** Keeps the Problems panel up to date for cards and for files of contacts, as they are in the editor. */
export class CardProblems implements vscode.Disposable {
  readonly #context: CardContext;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #diagnostics = vscode.languages.createDiagnosticCollection('wazzup');
  /** What is waiting or being looked at, by document. */
  readonly #turns = new Map<string, AbortController>();
  readonly #lastLookMs = new Map<string, number>();
  readonly #subscriptions: vscode.Disposable;

  constructor(parts: { context: CardContext; clock: Clock; logger: Logger }) {
    this.#context = parts.context;
    this.#clock = parts.clock;
    this.#logger = parts.logger;
    this.#subscriptions = vscode.Disposable.from(
      vscode.workspace.onDidOpenTextDocument((document) => this.#look(document)),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.#lookSoon(document);
      }),
      vscode.workspace.onDidCloseTextDocument((document) => this.#forget(document)),
      parts.context.onDidChangeState((uri) => this.#lookAtAll(uri)),
      parts.context.onDidChangeUsers((uri) =>
        this.#lookAtAll(uri, (document) => this.#isOfAccount(document)),
      ),
    );
    for (const document of vscode.workspace.textDocuments) this.#look(document);
  }

  dispose(): void {
    this.#subscriptions.dispose();
    for (const turn of this.#turns.values()) turn.abort();
    this.#diagnostics.dispose();
  }

  /** @param uri of the only document to look at; all if undefined */
  #lookAtAll(uri: vscode.Uri | undefined, isConcerned = isLookedAt): void {
    for (const document of vscode.workspace.textDocuments) {
      const isMeant = uri === undefined || uri.toString() === document.uri.toString();
      if (isMeant && isConcerned(document)) this.#look(document);
    }
  }

  #isOfAccount({ uri }: vscode.TextDocument): boolean {
    return this.#context.accountIdOf(uri) !== undefined;
  }

  #lookSoon(document: vscode.TextDocument): void {
    if (!isLookedAt(document)) return;
    const key = document.uri.toString();
    const turn = this.#newTurn(key);
    const pause = Math.max(pauseMs, pauseFactor * (this.#lastLookMs.get(key) ?? 0));
    this.#clock.sleep(pause, turn).then(
      () => this.#look(document),
      () => undefined, // aborted: a newer change, or the document was closed
    );
  }

  /** Ends what was begun for a document. */
  #newTurn(key: string): AbortSignal {
    this.#turns.get(key)?.abort();
    const turn = new AbortController();
    this.#turns.set(key, turn);
    return turn.signal;
  }

  #look(document: vscode.TextDocument): void {
    if (document.isClosed || !isLookedAt(document)) return;
    const { uri } = document;
    const turn = this.#newTurn(uri.toString());
    this.#show(document, turn).catch((error: unknown) => {
      // A newer look was begun.
      if (turn.aborted) return;
      this.#logger.error('A contact file could not be checked', { reason: errorName(error) });
      this.#diagnostics.delete(uri);
    });
  }

  async #show(document: vscode.TextDocument, turn: AbortSignal): Promise<void> {
    const started = this.#clock.now();
    const problems = await this.#problemsOf(document, turn);
    turn.throwIfAborted();
    this.#diagnostics.set(document.uri, diagnosticsOf(document, problems));
    this.#lastLookMs.set(document.uri.toString(), this.#clock.now() - started);
  }

  async #problemsOf(
    document: vscode.TextDocument,
    turn: AbortSignal,
  ): Promise<readonly TextProblem[]> {
    const format = formatOf(document);
    if (!format) return [];
    const { uri } = document;
    const text = document.getText();
    const card = parseContactUri(uri);
    const rules = this.#context.rulesOf(uri);
    if (!card) {
      // Of an account the check knows all.
      const looksForShared =
        rules?.context.isOn('sharedChat') === true && !this.#isOfAccount(document);
      const options = this.#context.fileOptions(uri);
      return await problemsOfFile(text, format, options, turn, looksForShared);
    }
    return problemsOfCardText(text, {
      isNew: this.#context.isNew(uri),
      fixedId: card.id,
      userIds: this.#context.knownUserIds(uri),
      rules,
    });
  }

  #forget(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    this.#turns.get(key)?.abort();
    this.#turns.delete(key);
    this.#lastLookMs.delete(key);
    this.#diagnostics.delete(document.uri);
  }
}

/** Not the old side of a comparison: nobody can correct that. */
function isLookedAt(document: vscode.TextDocument): boolean {
  const { uri } = document;
  return (
    formatOf(document) !== undefined &&
    (uri.scheme === 'untitled' || vscode.workspace.fs.isWritableFileSystem(uri.scheme) === true)
  );
}

function diagnosticsOf(
  document: vscode.TextDocument,
  problems: readonly TextProblem[],
): vscode.Diagnostic[] {
  const accountId = parseContactUri(document.uri)?.accountId;
  const diagnostics = firstOf(problems).map((problem) =>
    cardDiagnostic(problem, (offset) => document.positionAt(offset), accountId),
  );
  const left = problems.length - diagnostics.length;
  if (left > 0) {
    diagnostics.push(
      new vscode.Diagnostic(
        new vscode.Range(0, 0, 0, 1),
        l10n.t('{0} more problems are not shown.', left),
        vscode.DiagnosticSeverity.Warning,
      ),
    );
  }
  return diagnostics;
}

/** As many as are shown: what must be corrected before what is only doubtful. */
function firstOf(problems: readonly TextProblem[]): readonly TextProblem[] {
  if (problems.length <= mostShown) return problems;
  const of = (wanted: TextProblem['severity']) =>
    problems.filter(({ severity }) => severity === wanted);
  return [...of('error'), ...of('warning'), ...of('info')].slice(0, mostShown);
}
