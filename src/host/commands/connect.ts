import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { AccountId } from '../../core/accountId.ts';
import { withProgress } from '../ui/progress.ts';
import { showFailure } from '../ui/showFailure.ts';
import { isCancellation } from '../ui/userError.ts';
import { textArgument } from './commandArguments.ts';
import type { CommandServices } from './commandServices.ts';
import { inputKey } from './inputKey.ts';

/** Connect Account… `({name, key})` → account id. */
export async function connect(
  services: CommandServices,
  [argument]: readonly unknown[],
): Promise<AccountId | undefined> {
  const { accounts } = services;
  const givenKey = textArgument(argument, 'key');
  const givenName = textArgument(argument, 'name');
  if (givenKey !== undefined) {
    return await accounts.connect(givenName ?? '', givenKey, new AbortController().signal);
  }
  const name = givenName ?? (await inputName(accounts.list().length));
  if (name === undefined) return undefined;
  const accountId = await connectWithInput(services, name);
  if (accountId) await services.view.revealAccount(accountId);
  return accountId;
}

async function connectWithInput(
  services: CommandServices,
  name: string,
): Promise<AccountId | undefined> {
  const key = await inputKey(l10n.t('API Key of "{0}" (2 of 2)', name));
  if (key === undefined) return undefined;
  try {
    return await withProgress(l10n.t('Checking the key of "{0}"', name), (signal) =>
      services.accounts.connect(name, key, signal),
    );
  } catch (error) {
    if (isCancellation(error)) return undefined;
    if (!(await showFailure(error, services.logger, l10n.t('Try Again')))) return undefined;
    return await connectWithInput(services, name);
  }
}

async function inputName(connected: number): Promise<string | undefined> {
  return await vscode.window.showInputBox({
    title: l10n.t('Connect a Wazzup Account (1 of 2)'),
    prompt: l10n.t('A name for this account, as you want to see it in the Contacts view.'),
    value: connected === 0 ? l10n.t('My company') : '',
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() ? undefined : l10n.t('Please enter a name.')),
  });
}
