import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { AccountId } from '../../core/accountId.ts';
import type { Contact } from '../../core/contact/contact.ts';
import { parseContactText } from '../../core/contact/contactText.ts';
import type { Cards } from '../documents/cards.ts';
import { contactExtension, contactUri, parseContactUri } from '../documents/contactUri.ts';
import { TreeNode } from '../tree/treeNode.ts';
import { tabUri } from '../ui/tabUri.ts';
import { UserError } from '../ui/userError.ts';
import { uriArgument } from './commandArguments.ts';
import type { CommandServices } from './commandServices.ts';

/** A contact that a command acts on, with the account it was read from. */
export interface Target {
  readonly accountId: AccountId;
  readonly contact: Contact;
}

/**
 * The contacts a command acts on: of the given row with its selection or of the given document; called without any, of
 * the tree's selection, else of the active editor. As the user sees them: a card in an editor with what was changed
 * there. Rejects with words if there is none.
 */
export async function targetContacts(
  services: CommandServices,
  args: readonly unknown[],
): Promise<readonly Target[]> {
  return mustBeSome(await findTargets(services, args, shownContact));
}

/** The same as they were read from Wazzup, without unsaved changes. Rejects for a card that is not there yet. */
export async function storedContacts(
  services: CommandServices,
  args: readonly unknown[],
): Promise<readonly Target[]> {
  return mustBeSome(await findTargets(services, args, storedContact));
}

/** The contact that a command for one contact acts on, as `targetContacts`. Rejects if there are several. */
export async function singleTarget(
  services: CommandServices,
  args: readonly unknown[],
): Promise<Target> {
  const [target, ...others] = await targetContacts(services, args);
  if (target && others.length === 0) return target;
  throw new UserError(l10n.t('This is done with one contact at a time: select one.'));
}

/** The same as documents; a card on disk counts, too. */
export async function targetUris(
  services: CommandServices,
  args: readonly unknown[],
): Promise<readonly vscode.Uri[]> {
  const given = uriArgument(args[0]);
  if (given) return [given];
  const selected = await selectedContacts(services, args);
  if (selected.length > 0) {
    return selected.map(({ accountId, contact }) => contactUri(accountId, contact.id));
  }
  const active = args.length === 0 ? activeUri() : undefined;
  return active?.path.endsWith(contactExtension) ? [active] : [];
}

function mustBeSome(targets: readonly Target[]): readonly Target[] {
  if (targets.length > 0) return targets;
  throw new UserError(l10n.t('Select a contact in the Contacts view or open its card first.'));
}

async function findTargets(
  services: CommandServices,
  args: readonly unknown[],
  contactOf: (cards: Cards, uri: vscode.Uri) => Contact | undefined,
): Promise<readonly Target[]> {
  const given = uriArgument(args[0]);
  const selected = given ? [] : await selectedContacts(services, args);
  if (selected.length > 0) return selected;
  const uri = given ?? (args.length === 0 ? activeUri() : undefined);
  const address = uri && parseContactUri(uri);
  const contact =
    address &&
    (contactOf(services.cards, uri) ??
      services.accounts.opened(address.accountId)?.book.search.index.contact(address.id));
  return contact ? [{ accountId: address.accountId, contact }] : [];
}

/**
 * The contacts of the given row and its selection, or of the selection. While VS Code is fetching rows again it hands
 * over nothing in the place of a row that a menu was opened on: then nobody knows which contact was meant.
 */
async function selectedContacts(
  { view }: CommandServices,
  args: readonly unknown[],
): Promise<readonly Target[]> {
  const [node, nodes] = args;
  const isLost = (row: unknown) => row === undefined || row === null;
  if (args.length > 1 && (isLost(node) || (Array.isArray(nodes) && nodes.some(isLost)))) {
    throw new UserError(l10n.t('The rows were just being read again. Please try once more.'));
  }
  if (!isLost(node) && !(node instanceof TreeNode)) {
    throw new UserError(
      l10n.t('This command takes a row of the Contacts view or the address of a card.'),
    );
  }
  return await view.selectedContacts(node, nodes);
}

function shownContact(cards: Cards, uri: vscode.Uri): Contact | undefined {
  const parsed = parseContactText(cards.document(uri)?.getText() ?? '');
  return 'contact' in parsed ? parsed.contact : knownContact(cards, uri);
}

function storedContact(cards: Cards, uri: vscode.Uri): Contact | undefined {
  const base = cards.baseNow(uri);
  if (base?.kind === 'new') {
    throw new UserError(l10n.t('This card is not in Wazzup yet: close it to drop it.'));
  }
  return base?.contact ?? knownContact(cards, uri);
}

function knownContact(cards: Cards, uri: vscode.Uri): Contact | undefined {
  const base = cards.known(uri)?.base;
  return base?.kind === 'contact' ? base.contact : undefined;
}

/** The document of the active editor tab, be it a form or a text. */
export function activeUri(): vscode.Uri | undefined {
  return tabUri(vscode.window.tabGroups.activeTabGroup.activeTab);
}
