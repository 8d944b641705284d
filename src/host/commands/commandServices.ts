import type * as vscode from 'vscode';
import type { Road } from '../../core/change/applyChangeSet.ts';
import type { Clock, Logger } from '../../core/ports.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { Audits } from '../audit/audits.ts';
import type { ComparisonView } from '../comparison/comparisonView.ts';
import type { Cards } from '../documents/cards.ts';
import type { ContactFileSystem } from '../documents/contactFileSystem.ts';
import type { EditedSelections } from '../documents/editedSelections.ts';
import type { ReadOnlyTexts } from '../documents/readOnlyTexts.ts';
import type { NotDuplicates } from '../duplicates/notDuplicates.ts';
import type { History } from '../history/history.ts';
import type { HistoryView } from '../history/historyView.ts';
import type { RecentLines } from '../log/recentLines.ts';
import type { Settings } from '../settings.ts';
import type { RunningJobs } from '../status/runningJobs.ts';
import type { ColumnMemory } from '../transfer/columnMemory.ts';
import type { LeftOutRows } from '../transfer/leftOutRows.ts';
import type { ContactsView } from '../tree/contactsView.ts';
import type { AnswerProblems } from '../ui/answerProblems.ts';
import type { Reports } from '../ui/reports.ts';
import type { StatusMessage } from '../ui/statusMessage.ts';

/** What commands may use. Made once by the composition root. */
export interface CommandServices {
  readonly accounts: Accounts;
  readonly answerProblems: AnswerProblems;
  readonly audits: Audits;
  readonly cards: Cards;
  readonly channel: vscode.LogOutputChannel;
  readonly clock: Clock;
  readonly columnMemory: ColumnMemory;
  readonly extension: vscode.Extension<unknown>;
  readonly comparison: ComparisonView;
  readonly files: ContactFileSystem;
  readonly history: History;
  readonly historyView: HistoryView;
  /** What changes accounts just now. */
  readonly jobs: RunningJobs;
  readonly leftOut: LeftOutRows;
  readonly logger: Logger;
  /** What `logger` was told last. */
  readonly recentLines: RecentLines;
  readonly notDuplicates: NotDuplicates;
  /** What the last refresh found. */
  readonly refreshMessage: StatusMessage;
  readonly reports: Reports;
  readonly road: Road;
  readonly selections: EditedSelections;
  readonly settings: Settings;
  readonly texts: ReadOnlyTexts;
  readonly view: ContactsView;
}

/**
 * One command. Gets its arguments as they came: from code, from a key, or from a menu (the clicked node and the
 * selection). Rejects with a `UserError` or any other error, which the registration turns into words.
 */
export type Command = (services: CommandServices, args: readonly unknown[]) => Promise<unknown>;
