import path from 'node:path';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { AccountContextKeys } from './host/accounts/accountContextKeys.ts';
import { AccountStore } from './host/accounts/accountStore.ts';
import { Accounts } from './host/accounts/accounts.ts';
import { AccountsForTree } from './host/accounts/accountsForTree.ts';
import { CacheFolder } from './host/accounts/cacheFolder.ts';
import { CacheWatch } from './host/accounts/cacheWatch.ts';
import { DemoServer } from './host/accounts/demoServer.ts';
import { KeyStore } from './host/accounts/keyStore.ts';
import { OpenRoad } from './host/accounts/openRoad.ts';
import { Audits } from './host/audit/audits.ts';
import type { CommandServices } from './host/commands/commandServices.ts';
import { obeyDrops, runCommand } from './host/commands/commands.ts';
import { saveSelection } from './host/commands/saveSelection.ts';
import { tidyHistory } from './host/commands/tidyHistory.ts';
import { ComparisonView } from './host/comparison/comparisonView.ts';
import { AutoSaveGuard } from './host/documents/autoSaveGuard.ts';
import { BookWatch } from './host/documents/bookWatch.ts';
import { CardSaver } from './host/documents/cardSaver.ts';
import { CardStates } from './host/documents/cardStates.ts';
import { Cards } from './host/documents/cards.ts';
import { ContactFileSystem } from './host/documents/contactFileSystem.ts';
import { DraftStatus } from './host/documents/draftStatus.ts';
import { DraftStore } from './host/documents/draftStore.ts';
import { EditedSelections } from './host/documents/editedSelections.ts';
import { ReadOnlyTexts } from './host/documents/readOnlyTexts.ts';
import { ReadOnlyWatch } from './host/documents/readOnlyWatch.ts';
import { SavedOtherwiseTexts } from './host/documents/savedOtherwise.ts';
import { SaveQuestions } from './host/documents/saveQuestions.ts';
import { SelectionFileSystem } from './host/documents/selectionFileSystem.ts';
import { NotDuplicates } from './host/duplicates/notDuplicates.ts';
import { CardProblems } from './host/editors/cardProblems.ts';
import { CheckedCards } from './host/editors/checkedCards.ts';
import { ContactFormProvider } from './host/editors/contactFormProvider.ts';
import { FixAllActions } from './host/editors/fixAllActions.ts';
import { JsonFeatures } from './host/editors/jsonFeatures.ts';
import { ProblemFixes } from './host/editors/problemFixes.ts';
import { History } from './host/history/history.ts';
import type { HistoryNode } from './host/history/historyNode.ts';
import { HistoryView } from './host/history/historyView.ts';
import { modelTools } from './host/languageModel/modelTools.ts';
import { OutputLogger } from './host/log/outputLogger.ts';
import { RecentLines } from './host/log/recentLines.ts';
import { Settings } from './host/settings.ts';
import { AccountStatus } from './host/status/accountStatus.ts';
import { RunningJobs } from './host/status/runningJobs.ts';
import { systemClock as clock } from './host/systemClock.ts';
import { ColumnMemory } from './host/transfer/columnMemory.ts';
import { LeftOutRows } from './host/transfer/leftOutRows.ts';
import type { ContactDrag } from './host/tree/contactDrag.ts';
import { ContactDrop } from './host/tree/contactDrop.ts';
import { ContactsView } from './host/tree/contactsView.ts';
import type { TreeNode } from './host/tree/treeNode.ts';
import { AnswerProblems } from './host/ui/answerProblems.ts';
import { Reports } from './host/ui/reports.ts';
import { StatusMessage } from './host/ui/statusMessage.ts';
import { toUserError } from './host/ui/userError.ts';

/** The base of a draft that nobody came back to is personal data without a use: after so many days it is deleted. */
const draftDays = 30;

/** The views as they were registered, still empty. */
export interface EmptyViews {
  readonly contacts: vscode.TreeView<TreeNode>;
  readonly history: vscode.TreeView<HistoryNode>;
}

/** What answers to all that VS Code was told of when the extension was activated. */
export interface WholeExtension {
  readonly contactRows: vscode.TreeDataProvider<TreeNode>;
  readonly contactDrag: ContactDrag;
  readonly historyRows: vscode.TreeDataProvider<HistoryNode>;
  readonly files: vscode.FileSystemProvider;
  readonly selectionFiles: vscode.FileSystemProvider;
  readonly form: vscode.CustomTextEditorProvider;
  /** @param id of package.json */
  readonly runCommand: (id: string, args: readonly unknown[]) => Promise<unknown>;
  /** Tools for language models, by their names in package.json. */
  readonly modelTools: ReadonlyMap<string, vscode.LanguageModelTool<unknown>>;
}

/**
 * Builds the extension, at its first use, and registers what nobody could have asked for before. Waits for nothing: the
 * network begins when the user looks at an account.
 */
export function wholeExtension(
  context: vscode.ExtensionContext,
  views: EmptyViews,
): WholeExtension {
  const words = vscode.l10n.bundle ?? {};
  l10n.config({ contents: words });
  const own = <T extends vscode.Disposable>(part: T): T => {
    context.subscriptions.push(part);
    return part;
  };

  const channel = own(vscode.window.createOutputChannel('Wazzup', { log: true }));
  const logger = new RecentLines(new OutputLogger(channel), clock);
  const settings = new Settings();
  const demo = new DemoServer(logger);
  own({ dispose: () => void demo.stop() });

  const caches = new CacheFolder(path.join(context.globalStorageUri.fsPath, 'cache'));
  const accounts = own(
    new Accounts({
      store: new AccountStore(context.globalState),
      keys: new KeyStore(context.secrets),
      caches,
      settings,
      demo,
      clock,
      logger,
    }),
  );
  own(new CacheWatch({ accounts, caches, settings, clock, logger }));
  own(new AccountContextKeys(accounts));
  accounts.lookForKeys().catch((error: unknown) => toUserError(error, logger));
  const history = own(
    new History({
      folder: path.join(context.globalStorageUri.fsPath, 'history'),
      retentionDays: () => settings.historyRetentionDays,
      clock,
      logger,
    }),
  );
  const road = new OpenRoad(accounts, history.journal, clock, logger);

  const drafts = new DraftStore(
    path.join((context.storageUri ?? context.globalStorageUri).fsPath, 'drafts'),
  );
  drafts
    .forgetBefore(clock.now() - draftDays * 86_400_000)
    .catch((error: unknown) => toUserError(error, logger));
  const texts = own(new ReadOnlyTexts());
  const cards = own(new Cards(drafts, clock, logger));
  const questions = new SaveQuestions((uri) => cards.document(uri), clock);
  const saver = own(new CardSaver({ accounts, cards, questions, road, texts, clock, logger }));
  const autoSaves = own(new AutoSaveGuard());
  const files = own(new ContactFileSystem({ accounts, autoSaves, cards, saver, clock, logger }));
  own(new SavedOtherwiseTexts(saver.onDidSaveOtherwise, cards));
  own(new BookWatch(accounts, cards, files));
  own(new ReadOnlyWatch(accounts, cards, files));

  const audits = own(new Audits({ accounts, settings, clock, logger }));
  const selections = own(new EditedSelections(clock));
  const states = own(new CardStates({ accounts, audits, cards, selections, clock, logger }));
  own(new DraftStatus(states, cards));
  const { extensionUri } = context;
  const openAsJson = (uri: vscode.Uri) =>
    vscode.commands.executeCommand('vscode.openWith', uri, 'default');
  const form = new ContactFormProvider({
    extensionUri,
    context: states,
    clock,
    logger,
    words,
    openAsJson,
    allowChanges: (accountId) =>
      vscode.commands.executeCommand('wazzup.allowChanges', { accountId }),
    runOnCard: (command, uri) => vscode.commands.executeCommand(command, uri, [uri]),
  });

  own(new CardProblems({ context: states, clock, logger }));
  own(new CheckedCards(audits, logger));
  own(new JsonFeatures({ context: states, logger }));
  own(new ProblemFixes(states));
  own(new FixAllActions(states));

  const view = own(
    new ContactsView({
      accounts: own(new AccountsForTree(accounts)),
      audits,
      clock,
      logger,
      settings,
      extensionUri,
      view: views.contacts,
    }),
  );
  const jobs = own(new RunningJobs());
  own(new AccountStatus({ accounts, jobs, view }));
  own(new ContactDrop());
  const answerProblems = own(new AnswerProblems());
  const historyView = own(new HistoryView(accounts, history, views.history));
  const services: CommandServices = {
    accounts,
    answerProblems,
    audits,
    cards,
    channel,
    clock,
    columnMemory: new ColumnMemory(context.globalState),
    extension: context.extension,
    comparison: own(new ComparisonView(accounts, extensionUri)),
    files,
    history,
    historyView,
    jobs,
    leftOut: own(new LeftOutRows(texts)),
    logger,
    recentLines: logger,
    notDuplicates: new NotDuplicates(context.globalState),
    refreshMessage: own(new StatusMessage()),
    reports: own(new Reports(accounts, history, texts)),
    road,
    selections,
    settings,
    texts,
    view,
  };
  own(obeyDrops(services));
  const selectionFiles = own(
    new SelectionFileSystem({
      autoSaves,
      selections,
      save: (uri, selection, text) => saveSelection(services, uri, selection, text),
      logger,
    }),
  );
  tidyHistory(services).catch((error: unknown) => toUserError(error, logger));
  return {
    contactRows: view.rows,
    contactDrag: view.drag,
    historyRows: historyView,
    files,
    selectionFiles,
    form,
    runCommand: (id, args) => runCommand(services, id, args),
    modelTools: modelTools(services),
  };
}
