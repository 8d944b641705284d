import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Contact } from '../../core/contact/contact.ts';
import { contactText } from '../../core/contact/contactText.ts';
import { contactTitle } from '../../core/contact/describeContact.ts';
import { contactExtension } from './contactUri.ts';
import type { ReadOnlyTexts } from './readOnlyTexts.ts';

/** Shows a draft beside the contact as it is in Wazzup. */
export async function showComparison(
  texts: ReadOnlyTexts,
  draft: { readonly uri: vscode.Uri; readonly contact: Contact },
  theirs: Contact,
): Promise<void> {
  const title = contactTitle(draft.contact);
  await vscode.commands.executeCommand(
    'vscode.diff',
    texts.put(`${title}${contactExtension}`, contactText(theirs)),
    draft.uri,
    l10n.t('{0}: in Wazzup ↔ your draft', title),
    { override: true, preview: false },
  );
}

/** Opens the card that was saved under another id. The old one is closed if it never was in Wazzup. */
export async function showInstead(
  old: vscode.Uri,
  saved: vscode.Uri,
  keepsOld: boolean,
): Promise<void> {
  await vscode.commands.executeCommand('vscode.open', saved);
  if (keepsOld) return;
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  await vscode.window.tabGroups.close(
    tabs.filter(
      ({ input, isDirty }) =>
        !isDirty &&
        (input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom) &&
        input.uri.toString() === old.toString(),
    ),
  );
}
