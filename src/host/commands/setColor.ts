import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import {
  type AccountColor,
  accountColors,
  readAccountColor,
  themeColorId,
} from '../accounts/accountColor.ts';
import type { AccountRecord } from '../accounts/accountRecord.ts';
import { UserError } from '../ui/userError.ts';
import { accountArgument, textArgument } from './commandArguments.ts';
import type { CommandServices } from './commandServices.ts';
import { pickAccount } from './pickAccount.ts';

const none = 'none';

/** Set Account Color… `({accountId, color?})`, or from the tree: one of `accountColors`, or "none". */
export async function setColor(
  services: CommandServices,
  [argument]: readonly unknown[],
): Promise<void> {
  const given = textArgument(argument, 'color');
  if (given !== undefined && given !== none && !readAccountColor(given)) {
    const known = [...accountColors, none].map((color) => `"${color}"`).join(', ');
    throw new UserError(
      l10n.t('There is no color "{0}" for accounts. Known are {1}.', given, known),
    );
  }
  const account = await pickAccount(services, accountArgument(argument));
  const color = given ?? (await pickColor(account));
  await services.accounts.change(account.id, { color: readAccountColor(color) });
}

async function pickColor({ name, color: current }: AccountRecord): Promise<string> {
  const items = [
    ...accountColors.map((color) => ({
      color: color as string,
      label: colorName(color),
      iconPath: new vscode.ThemeIcon('circle-filled', new vscode.ThemeColor(themeColorId(color))),
    })),
    { color: none, label: l10n.t('No color'), iconPath: new vscode.ThemeIcon('circle-slash') },
  ];
  const now = current ?? none;
  const picked = await vscode.window.showQuickPick(
    items.map((item) => (item.color === now ? { ...item, description: l10n.t('now') } : item)),
    { title: l10n.t('Color of "{0}"', name) },
  );
  if (!picked) throw new vscode.CancellationError();
  return picked.color;
}

function colorName(color: AccountColor): string {
  switch (color) {
    case 'red':
      return l10n.t('Red');
    case 'orange':
      return l10n.t('Orange');
    case 'yellow':
      return l10n.t('Yellow');
    case 'green':
      return l10n.t('Green');
    case 'blue':
      return l10n.t('Blue');
    case 'purple':
      return l10n.t('Purple');
  }
}
