import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Contact } from '../../core/contact/contact.ts';
import { shownText } from '../../core/contact/shownText.ts';
import { numberText } from '../../core/numberText.ts';
import type { AccountRecord } from '../accounts/accountRecord.ts';
import { selectionText } from '../documents/selectionText.ts';
import type { SelectionFormat } from '../documents/selectionUri.ts';
import { askModal } from '../ui/askModal.ts';
import { UserError } from '../ui/userError.ts';
import { type ChosenContacts, chosenContacts } from './chosenContacts.ts';
import { flagArgument, isFromUser, textArgument } from './commandArguments.ts';
import type { CommandServices } from './commandServices.ts';

/** Of more contacts than this at once the user is asked whether they are meant. */
const manyContacts = 10_000;

/**
 * Edit Selected as Text `({accountId, ids?, format?, asks?})` → the document's Uri. From a row of the tree: what is
 * selected, or all that it stands for. Saving the text sends what was changed in it; `asks: false` sends it without a
 * question.
 */
export async function editSelection(
  services: CommandServices,
  args: readonly unknown[],
): Promise<vscode.Uri | undefined> {
  const [argument] = args;
  const isAsked = isFromUser(args);
  const asks = flagArgument(argument, 'asks') ?? true;
  const named = formatArgument(argument) ?? (isAsked ? undefined : 'ndjson');
  const chosen = await chosenContacts(services, args);
  mustBeFound(chosen);
  const { account, contacts } = chosen;
  if (asks && contacts.length > manyContacts && !(await isMeant(contacts.length))) return undefined;
  const format = named ?? (await pickFormat());
  const { unseen } = await services.accounts.open(account.id);
  const whole = contacts.map((contact) => unseen.complete(contact));
  const uri = services.selections.add({
    accountId: account.id,
    format,
    asks,
    contacts: whole,
    text: await selectionText(format, whole),
    title: titleOf(account, whole),
  });
  await show(services, uri);
  services.logger.info('Contacts opened as text', {
    account: account.id,
    format,
    contacts: whole.length,
  });
  return uri;
}

/** Rejects with words unless all that was named is there. */
function mustBeFound({ contacts, leftOut: [first, ...others] }: ChosenContacts): void {
  if (first) {
    throw new UserError(
      l10n.t(
        '{0} of these contacts were not found, the first is {1}.',
        others.length + 1,
        first.id,
      ),
    );
  }
  if (contacts.length === 0) throw new UserError(l10n.t('No contacts were named.'));
}

function formatArgument(argument: unknown): SelectionFormat | undefined {
  const named = textArgument(argument, 'format')?.toLowerCase();
  if (named === undefined) return undefined;
  if (named === 'ndjson') return 'ndjson';
  if (named === 'json') return 'contacts';
  throw new UserError(
    l10n.t('"{0}" is no format: choose one of {1}.', named, ['ndjson', 'json'].join(', ')),
  );
}

async function pickFormat(): Promise<SelectionFormat> {
  const items: readonly (vscode.QuickPickItem & { readonly format: SelectionFormat })[] = [
    {
      label: l10n.t('One Contact a Line'),
      description: l10n.t('NDJSON: for sorting lines and for regular expressions'),
      format: 'ndjson',
    },
    {
      label: l10n.t('One Field a Line'),
      description: l10n.t('a JSON array: easier to read'),
      format: 'contacts',
    },
  ];
  const title = l10n.t('Edit Selected as Text');
  const picked = await vscode.window.showQuickPick(items, { title });
  if (!picked) throw new vscode.CancellationError();
  return picked.format;
}

async function isMeant(count: number): Promise<boolean> {
  const answer = await askModal(
    l10n.t('Edit {0} contacts as one text?', numberText(count, vscode.env.language)),
    l10n.t('An editor of so many is slow. A filter makes them fewer.'),
    [[l10n.t('Edit as Text'), true]],
  );
  return answer ?? false;
}

/** VS Code may write it into its own logs: no names of people. */
function titleOf({ name }: AccountRecord, { length }: readonly Contact[]): string {
  return `${shownText(name)} (${length})`;
}

async function show({ selections }: CommandServices, uri: vscode.Uri): Promise<void> {
  try {
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { preview: false });
  } catch (error) {
    selections.forget(uri);
    throw new UserError(
      l10n.t('VS Code cannot open a text of so many contacts. Select fewer of them.'),
      { cause: error },
    );
  }
}
