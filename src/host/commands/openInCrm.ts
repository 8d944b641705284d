import * as l10n from '@vscode/l10n';
import { textOf } from '../../core/contact/contact.ts';
import { openWebAddress } from '../ui/openWebAddress.ts';
import { UserError } from '../ui/userError.ts';
import type { CommandServices } from './commandServices.ts';
import { singleTarget } from './targets.ts';

/** Open in CRM: the card's `uri` in the browser. Only web addresses are opened. */
export async function openInCrm(
  services: CommandServices,
  args: readonly unknown[],
): Promise<void> {
  const { contact } = await singleTarget(services, args);
  const address = textOf(contact.uri);
  if (await openWebAddress(address)) return;
  throw new UserError(
    address === ''
      ? l10n.t('The contact "{0}" has no link to the CRM.', contact.id)
      : l10n.t('The link of the contact "{0}" is not a web address.', contact.id),
  );
}
