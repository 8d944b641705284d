import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { contactText } from '../../core/contact/contactText.ts';
import { contactTitle } from '../../core/contact/describeContact.ts';
import { statesOf } from '../comparison/comparedEntry.ts';
import { ComparedEntryNode } from '../comparison/comparisonNode.ts';
import { contactExtension } from '../documents/contactUri.ts';
import type { CommandServices } from './commandServices.ts';

/**
 * Shows an entry of the comparison: both states of a contact that differs side by side, the card of one that is in Wazzup,
 * else the row of the file. Called by the rows of the Comparison view.
 */
export async function showCompared(
  { comparison: view, texts }: CommandServices,
  [node]: readonly unknown[],
): Promise<void> {
  const { current } = view;
  if (!(node instanceof ComparedEntryNode) || !current) return;
  const { entry } = node;
  const { account, file, uri } = current.parts;
  if (entry.kind === 'different') {
    const states = statesOf(current, entry);
    if (!states) return;
    const title = contactTitle(states.inWazzup);
    const [before, after] = [contactText(states.inWazzup), contactText(states.inFile)];
    await vscode.commands.executeCommand(
      'vscode.diff',
      ...texts.putStates(`${title}${contactExtension}`, before, after),
      l10n.t('{0}: Wazzup ↔ file', title),
      { override: true },
    );
  } else if ('id' in entry) {
    const options = { preserveFocus: true };
    await vscode.commands.executeCommand('wazzup.openContact', entry.id, account.id, options);
  } else {
    const line = file.rows.at(entry.place).line - 1;
    await vscode.window.showTextDocument(uri, {
      preserveFocus: true,
      selection: new vscode.Range(line, 0, line, 0),
    });
  }
}
