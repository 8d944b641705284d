import * as l10n from '@vscode/l10n';
import { ApiError } from '../../core/api/apiError.ts';
import { readBaseUrl } from '../../core/api/baseUrl.ts';
import { cleanKey } from '../../core/api/key.ts';
import { type ContactPage, listContacts } from '../../core/api/readRoutes.ts';
import type { Settings } from '../settings.ts';
import { UserError } from '../ui/userError.ts';
import type { AccountSession } from './accountSession.ts';

/** The key in what a user pasted. Rejects with words what cannot be one. */
export function usableKey(pasted: string): string {
  const cleaned = cleanKey(pasted);
  if ('problem' in cleaned) throw new UserError(cleaned.problem);
  return cleaned.key;
}

/** The address in the settings. Rejects with words one that a key must not be sent to. */
export function usableBaseUrl({ apiBaseUrl }: Settings): string {
  const read = readBaseUrl(apiBaseUrl);
  if ('baseUrl' in read) return read.baseUrl;
  throw new UserError(l10n.t('The setting wazzup.apiBaseUrl cannot be used: {0}', read.problem), {
    setting: 'wazzup.apiBaseUrl',
  });
}

/** Reading contacts is the check of a key: other routes answer keys, too, that contacts are closed to. */
export async function firstPage(
  session: AccountSession,
  signal: AbortSignal,
): Promise<ContactPage> {
  try {
    return await listContacts(session.connection, 0, { signal });
  } catch (error) {
    if (!(error instanceof ApiError) || error.reason !== 'unauthorised') throw error;
    throw new UserError(
      l10n.t(
        'Wazzup does not accept this API key. Copy it once more from Wazzup (CRM integration → API) and try again.',
      ),
      { cause: error },
    );
  }
}

/** The words for an account that is not there any more. */
export function notConnected(): UserError {
  return new UserError(l10n.t('This Wazzup account is not connected any more.'));
}
