import * as vscode from 'vscode';
import type { RefreshReport } from '../../core/book/refreshReport.ts';
import { withoutLinks } from '../../core/contact/shownText.ts';
import { withoutIcons } from '../search/withoutIcons.ts';
import { refreshText } from '../tree/refreshText.ts';
import { TreeNode } from '../tree/treeNode.ts';
import { accountArgument, isFromUser } from './commandArguments.ts';
import type { CommandServices } from './commandServices.ts';

/** News of so many contacts at most are told in the status bar alone. */
const fewContacts = 10;

/**
 * Refresh `({accountId})`: reads again what is known, of one account or of all, and tells what is otherwise. From the
 * view's title it is all, although VS Code passes the row with the focus; the menu of a row passes the selection, too.
 * Returns how many contacts are new, changed and gone.
 */
export async function refresh(
  { accounts, refreshMessage, view }: CommandServices,
  args: readonly unknown[],
): Promise<Pick<RefreshReport, 'added' | 'changed' | 'removed'>> {
  refreshMessage.clear();
  const isFromTitle = args.length === 1 && args[0] instanceof TreeNode;
  const { reports, failure } = await view.refresh(
    isFromTitle ? undefined : accountArgument(args[0]),
  );
  const found = [...reports].map(([id, report]) => ({
    name: accounts.find(id)?.name ?? id,
    report,
  }));
  const told = refreshText(found, vscode.env.language);
  // What failed is told by a notification of its own.
  if (told && told.news > fewContacts && !failure && isFromUser(args)) {
    void vscode.window.showInformationMessage(withoutLinks(`${told.text}.`));
  } else if (told && (told.news > 0 || !failure)) {
    refreshMessage.show(`$(check) ${withoutIcons(told.text)}`);
  }
  if (failure) throw failure.error;
  const sum = (count: (report: RefreshReport) => number) =>
    found.reduce((total, { report }) => total + count(report), 0);
  return {
    added: sum(({ added }) => added),
    changed: sum(({ changed }) => changed),
    removed: sum(({ removed }) => removed),
  };
}
