import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { quoted } from '../../core/contact/quoted.ts';
import { type AccountColor, accountColors, readAccountColor } from '../accounts/accountColor.ts';
import type { AccountRecord } from '../accounts/accountRecord.ts';
import { UserError } from '../ui/userError.ts';
import { accountArgument, textArgument } from './commandArguments.ts';
import type { CommandServices } from './commandServices.ts';
import { pickAccount } from './pickAccount.ts';

const none = 'none';

/** As VS Code's own themes have them: a list cannot show colours of the theme, and extensions do not learn them. */
const usual: Readonly<Record<AccountColor, { readonly light: string; readonly dark: string }>> = {
  red: { light: '#e51400', dark: '#f14c4c' },
  orange: { light: '#d18616', dark: '#d18616' },
  yellow: { light: '#bf8803', dark: '#cca700' },
  green: { light: '#388a34', dark: '#89d185' },
  blue: { light: '#1a85ff', dark: '#3794ff' },
  purple: { light: '#652d90', dark: '#b180d7' },
};

/** Set Account Color… `({accountId, color?})`, or from the tree: one of `accountColors`, or "none". */
export async function setColor(
  services: CommandServices,
  [argument]: readonly unknown[],
): Promise<void> {
  const given = textArgument(argument, 'color');
  if (given !== undefined && given !== none && !readAccountColor(given)) {
    const known = [...accountColors, none].map(quoted).join(', ');
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
      iconPath: { light: swatch(usual[color].light), dark: swatch(usual[color].dark) },
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

function swatch(color: string): vscode.Uri {
  const circle = `<circle cx="8" cy="8" r="5" fill="${color}"/>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16">${circle}</svg>`;
  return vscode.Uri.parse(`data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`);
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
