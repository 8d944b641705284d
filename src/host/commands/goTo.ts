import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { countText } from '../ui/countText.ts';
import { UserError } from '../ui/userError.ts';
import { accountArgument, optionArgument } from './commandArguments.ts';
import type { CommandServices } from './commandServices.ts';
import { pickAccount } from './pickAccount.ts';

/** Go to Position… `({accountId, offset})`: `offset` counts from 0, what the user types from 1. */
export async function goTo(
  services: CommandServices,
  [argument]: readonly unknown[],
): Promise<void> {
  const named = accountArgument(argument);
  const account = await pickAccount(services, named);
  const given = optionArgument(argument, 'offset');
  if (
    given !== undefined &&
    !(typeof given === 'number' && Number.isSafeInteger(given) && given >= 0)
  ) {
    throw new UserError(l10n.t('The position must be a whole number from 0.'));
  }
  const count = services.accounts.opened(account.id)?.book.count;
  if (given === undefined && count === 0) {
    throw new UserError(l10n.t('There are no contacts in "{0}".', account.name));
  }
  const offset = given ?? (await inputOffset(count));
  if (offset !== undefined) await services.view.goTo(account.id, offset);
}

async function inputOffset(count: number | undefined): Promise<number | undefined> {
  const text = await vscode.window.showInputBox({
    title: l10n.t('Go to Position'),
    prompt:
      count === undefined
        ? l10n.t('Which contact, counted from 1?')
        : l10n.t('Which contact, from 1 to {0}?', countText(count)),
    validateInput: (typed) => {
      const position = readPosition(typed);
      if (typed === '' || (position >= 1 && position <= (count ?? Number.MAX_SAFE_INTEGER))) {
        return undefined;
      }
      return count === undefined
        ? l10n.t('Please enter a whole number from 1.')
        : l10n.t('Please enter a whole number from 1 to {0}.', countText(count));
    },
  });
  return text ? readPosition(text) - 1 : undefined;
}

/** A typed position; people separate thousands in many ways. */
function readPosition(text: string): number {
  const digits = text.replace(/[\s.,'’_]/g, '');
  return /^\d{1,15}$/.test(digits) ? Number(digits) : Number.NaN;
}
