import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';

/** What people are told before a tool reads contacts: they agree each time that a model is to see personal data. */
export function prepareReading(
  invocationMessage: string,
  showsPersonalData: boolean,
): vscode.PreparedToolInvocation {
  if (!showsPersonalData) return { invocationMessage };
  return {
    invocationMessage,
    confirmationMessages: {
      title: l10n.t('Give contact data to the language model?'),
      message: l10n.t(
        'Names, phone numbers, messenger accounts, ids and links of the contacts that it asks for go to the language model and whoever runs it, because the setting “Show Personal Data” is on. Without it they are masked.',
      ),
    },
  };
}
