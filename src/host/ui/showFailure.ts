import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { ApiError } from '../../core/api/apiError.ts';
import type { Logger } from '../../core/ports.ts';
import { shownWords, UserError } from './userError.ts';

/**
 * Shows a failure in a notification, with a way to the setting that it speaks of.
 * @param action what else can be done about it
 * @returns whether the user chose that
 */
export async function showFailure(
  error: unknown,
  logger: Logger,
  action?: string,
): Promise<boolean> {
  const setting = settingOf(error);
  const openSetting = l10n.t('Open Setting');
  const answer = await vscode.window.showErrorMessage(
    shownWords(error, logger),
    ...(action === undefined ? [] : [action]),
    ...(setting === undefined ? [] : [openSetting]),
  );
  if (answer === openSetting) {
    await vscode.commands.executeCommand('workbench.action.openSettings', `@id:${setting}`);
  }
  return answer !== undefined && answer === action;
}

/** The id of the setting that the words for a failure speak of. */
function settingOf(error: unknown): string | undefined {
  if (error instanceof UserError) return error.setting;
  if (!(error instanceof ApiError)) return undefined;
  if (error.reason === 'rateLimited') return 'wazzup.requestsPer5Seconds';
  if (error.reason === 'network') return 'http.proxy';
  return error.detail === 'redirect' ? 'wazzup.apiBaseUrl' : undefined;
}
