import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { changedFields } from '../../core/change/report.ts';
import { contactChanges } from '../../core/contact/compareContacts.ts';
import type { Contact } from '../../core/contact/contact.ts';
import { contactText } from '../../core/contact/contactText.ts';
import { contactTitle } from '../../core/contact/describeContact.ts';
import { withoutLinks } from '../../core/contact/shownText.ts';
import { tabUri } from '../ui/tabUri.ts';
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

/**
 * Tells that others changed the contact meanwhile, and that what they changed was merged with the draft. Shows it, if
 * the user asks for it.
 */
export async function tellMerged(
  texts: ReadOnlyTexts,
  draft: { readonly text: string; readonly contact: Contact },
  now: Contact,
): Promise<void> {
  const title = contactTitle(now);
  const show = l10n.t('Show Differences');
  const answer = await vscode.window.showInformationMessage(
    withoutLinks(
      l10n.t(
        '"{0}" was changed in Wazzup meanwhile: {1}. That was kept, and saved together with your change.',
        title,
        changedFields(contactChanges(draft.contact, now)),
      ),
    ),
    show,
  );
  if (answer !== show) return;
  await vscode.commands.executeCommand(
    'vscode.diff',
    texts.put(`${title}${contactExtension}`, draft.text),
    texts.put(`${title}${contactExtension}`, contactText(now)),
    l10n.t('{0}: your draft ↔ saved', title),
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
    tabs.filter((tab) => !tab.isDirty && tabUri(tab)?.toString() === old.toString()),
  );
}
