import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { AccountId } from '../../core/accountId.ts';
import type { Contact } from '../../core/contact/contact.ts';
import { parseContactText } from '../../core/contact/contactText.ts';
import { contactExtension, contactUri, parseContactUri } from '../documents/contactUri.ts';
import { UserError } from '../ui/userError.ts';
import { uriArgument } from './commandArguments.ts';
import type { CommandServices } from './commandServices.ts';

/** A contact that a command acts on, with the account it was read from. */
export interface Target {
  readonly accountId: AccountId;
  readonly contact: Contact;
}

/**
 * The contacts a command acts on: the clicked one with its selection, the card of the given document, else the
 * selection of the tree, else the card in the active editor. Rejects with words if there is none.
 */
export function targetContacts(
  services: CommandServices,
  args: readonly unknown[],
): readonly Target[] {
  const targets = findTargets(services, args);
  if (targets.length === 0) {
    throw new UserError(l10n.t('Select a contact in the Contacts view or open its card first.'));
  }
  return targets;
}

/** The same as documents; a card on disk counts, too. */
export function targetUris(
  services: CommandServices,
  args: readonly unknown[],
): readonly vscode.Uri[] {
  const given = uriArgument(args[0]);
  if (given) return [given];
  const selected = services.view.selectedContacts(args[0], args[1]);
  if (selected.length > 0) {
    return selected.map(({ accountId, contact }) => contactUri(accountId, contact.id));
  }
  const active = activeUri();
  return active?.path.endsWith(contactExtension) ? [active] : [];
}

function findTargets(services: CommandServices, args: readonly unknown[]): readonly Target[] {
  const given = uriArgument(args[0]);
  const selected = given ? [] : services.view.selectedContacts(args[0], args[1]);
  if (selected.length > 0) return selected;
  const uri = given ?? activeUri();
  const address = uri && parseContactUri(uri);
  if (!uri || !address) return [];
  const known = services.cards.known(uri)?.base;
  if (known?.kind === 'contact') return [{ accountId: address.accountId, contact: known.contact }];
  const parsed = parseContactText(services.cards.document(uri)?.getText() ?? '');
  return 'contact' in parsed ? [{ accountId: address.accountId, contact: parsed.contact }] : [];
}

/** The document of the active editor tab, be it a form or a text. */
export function activeUri(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputCustom || input instanceof vscode.TabInputText
    ? input.uri
    : undefined;
}
