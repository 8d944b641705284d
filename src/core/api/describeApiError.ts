import * as l10n from '@vscode/l10n';
import { shownText } from '../contact/shownText.ts';
import type { ApiError, InvalidItem } from './apiError.ts';

/** A message has room for so much of a server's words, in UTF-16 code units. */
const longestSaid = 600;

/**
 * What happened and what to do, in one or two sentences for people, followed by what the server said of it
 * and its request id, if it told any, without phone numbers. May repeat names that were sent: not for logs, unless of
 * a `loggableError`.
 */
export function apiErrorWords(error: ApiError): string {
  return [sentences(error), ...serverWords(error)].join(' ');
}

function sentences(error: ApiError): string {
  switch (error.reason) {
    case 'unauthorised':
      return error.status === undefined
        ? l10n.t(
            'There is no usable API key for this account. Sign in again with “Replace API Key…”.',
          )
        : l10n.t(
            'Wazzup does not accept this API key. Check it, and sign in again with “Replace API Key…”.',
          );
    case 'forbidden':
      return l10n.t(
        'This API key may not use contacts. Keys of the amoCRM and Bitrix24 integrations open channels and messages only: use the key of an API integration.',
      );
    case 'readOnly':
      return l10n.t(
        'This account is read-only here. Choose “Allow Changes…” in its menu in the Contacts view, and try again.',
      );
    case 'notFound':
      return l10n.t('Wazzup does not have it any more. Refresh to see what is there now.');
    case 'invalid':
      return invalidWords(error.invalid ?? []);
    case 'tooMany':
      return l10n.t('Wazzup takes 100 contacts at a time, and this was too much. Send fewer.');
    case 'rateLimited':
      return l10n.t(
        'Wazzup receives too many requests with this key. Wait a few seconds and try again; the setting “Requests per 5 Seconds” can slow this extension down.',
      );
    case 'network':
      return networkWords(error);
    case 'timeout':
      return error.detail === 'wholeList'
        ? l10n.t(
            'With an id like this the whole list has to be read to know whether there is such a contact, and the time was not enough for that. Load all contacts and try again; a new contact can be sent as a file, which may take longer.',
          )
        : l10n.t('Wazzup did not answer in time. Try again.');
    case 'server':
      return l10n.t(
        'Wazzup has a problem of its own (status {0}). Try again in a moment.',
        error.status ?? 500,
      );
    case 'badResponse':
      return badResponseWords(error);
  }
}

function networkWords({ code, detail }: ApiError): string {
  const what = code ?? l10n.t('connection lost');
  switch (detail) {
    case 'certificate':
      return l10n.t(
        'The certificate of the server, or of a proxy before it, is not trusted here ({0}). The key was not sent. Where a company or an antivirus looks into connections, add its root certificate to the system, see that “Http: System Certificates” is on, and reload the window; else do not go on in this network.',
        what,
      );
    case 'proxy':
      return l10n.t(
        'The proxy could not be reached, or did not let this through ({0}). Check the setting “Http: Proxy”, and try again.',
        what,
      );
    default:
      return l10n.t(
        'Wazzup could not be reached ({0}). Check the network and proxy settings, and try again.',
        what,
      );
  }
}

function badResponseWords(error: ApiError): string {
  switch (error.detail) {
    case 'redirect':
      return l10n.t(
        'The server points to another address (status {0}), which is not followed, so that the key stays where it belongs. Check the API address in the settings.',
        error.status ?? 0,
      );
    case 'proxySignIn':
      return l10n.t(
        'The proxy does not let this through without signing in (status 407). Give its address with user and password in the setting “Http: Proxy”, or ask whoever runs it.',
      );
    case 'tooLarge':
      return l10n.t('The answer is larger than 8 MB and was not read. Check the API address.');
    case 'notJson':
    case 'shape':
      return l10n.t(
        'The answer is not what the Wazzup API documents. Check the API address, and whether a proxy or sign-in page stands between.',
      );
    case 'failure':
      return l10n.t(
        'Wazzup reports that this failed. Try again, and see the log if it fails again.',
      );
    default:
      return l10n.t(
        'Wazzup refused the request (status {0}). Check the API address, and see the log.',
        error.status ?? 0,
      );
  }
}

function invalidWords(invalid: readonly InvalidItem[]): string {
  const fields = [...new Set(invalid.flatMap((item) => item.fields))];
  return fields.length === 0
    ? l10n.t('Wazzup refused what was sent as not valid. Nothing is confirmed as saved.')
    : l10n.t(
        'Wazzup refused what was sent: not valid are {0}. Correct them and send again.',
        serversText(fields.join(', ')),
      );
}

function serverWords({ reason, code, description, requestId }: ApiError): string[] {
  const said = [code, description].filter((part) => part !== undefined).join(': ');
  return [
    ...(said === '' || reason === 'network'
      ? []
      : [l10n.t('Wazzup says: {0}.', trimStop(serversText(said)))]),
    ...(requestId === undefined ? [] : [l10n.t('Request id: {0}.', serversText(requestId))]),
  ];
}

/** What a server says, as far as a message may repeat it: no phone numbers, which it may have been sent. */
function serversText(text: string): string {
  return shownText(text.replace(/\d{10,}/g, '…'), longestSaid);
}

const trimStop = (text: string) => text.replace(/[.\s]+$/, '');
