import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { UserError } from './userError.ts';

/**
 * Asks a question that must be answered before anything else is done.
 * @param choices the buttons beside Cancel, each with what it means
 * @returns undefined if the user cancelled. Rejects with words if VS Code shows no questions, as in its test mode.
 */
export async function askModal<Choice>(
  question: string,
  detail: string,
  choices: readonly (readonly [label: string, choice: Choice])[],
): Promise<Choice | undefined> {
  const labels = choices.map(([label]) => label);
  const picked = await showQuestion(question, detail, labels);
  return choices.find(([label]) => label === picked)?.[1];
}

async function showQuestion(
  question: string,
  detail: string,
  labels: readonly string[],
): Promise<string | undefined> {
  try {
    return await vscode.window.showWarningMessage(question, { modal: true, detail }, ...labels);
  } catch (error) {
    throw new UserError(
      l10n.t('This has to be asked first, but VS Code shows no questions now. Nothing was done.'),
      { cause: error },
    );
  }
}
