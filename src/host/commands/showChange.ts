import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { itemTitle } from '../../core/change/reportedOperation.ts';
import { contactText } from '../../core/contact/contactText.ts';
import { contactExtension } from '../documents/contactUri.ts';
import { OperationItemNode } from '../history/historyNode.ts';
import type { CommandServices } from './commandServices.ts';

/** Shows what an operation did to a contact: before and after, side by side. Called by the rows of the History view. */
export async function showChange(
  { texts }: CommandServices,
  [node]: readonly unknown[],
): Promise<void> {
  if (!(node instanceof OperationItemNode)) return;
  const { before, after, now } = node.change;
  const title = itemTitle(node.change);
  const textOf = (contact: typeof before) => (contact ? contactText(contact) : '');
  await vscode.commands.executeCommand(
    'vscode.diff',
    ...texts.putStates(`${title}${contactExtension}`, textOf(before), textOf(now ?? after)),
    l10n.t('{0}: before ↔ after', title),
    { override: true },
  );
}
