import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { cleanKey } from '../../core/api/key.ts';

/** Asks for an API key, hidden while typed. Undefined: the user closed the box. */
export async function inputKey(title: string): Promise<string | undefined> {
  return await vscode.window.showInputBox({
    title,
    prompt: l10n.t(
      'In Wazzup: CRM integration → API → Connect. The key is kept in the secret storage of VS Code and sent to Wazzup only.',
    ),
    password: true,
    ignoreFocusOut: true,
    validateInput: (text) => {
      if (text === '') return undefined;
      const cleaned = cleanKey(text);
      return 'problem' in cleaned ? cleaned.problem : undefined;
    },
  });
}
