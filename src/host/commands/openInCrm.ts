import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { textOf } from '../../core/contact/contact.ts';
import { contactTitle } from '../../core/contact/describeContact.ts';
import { UserError } from '../ui/userError.ts';
import type { CommandServices } from './commandServices.ts';
import { targetContacts } from './targets.ts';

/** Open in CRM: the card's `uri` in the browser. Only web addresses are opened. */
export async function openInCrm(
  services: CommandServices,
  args: readonly unknown[],
): Promise<void> {
  const [target] = targetContacts(services, args);
  if (!target) return;
  const address = textOf(target.contact.uri);
  if (!/^https?:\/\//i.test(address)) {
    throw new UserError(
      address === ''
        ? l10n.t('"{0}" has no link to the CRM.', contactTitle(target.contact))
        : l10n.t(
            'The link of "{0}" is not a web address: {1}',
            contactTitle(target.contact),
            address,
          ),
    );
  }
  await vscode.env.openExternal(vscode.Uri.parse(address));
}
