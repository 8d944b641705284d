import * as l10n from '@vscode/l10n';

/** A usable base URL, or why it is none, in a sentence for people. */
export type BaseUrlResult = { readonly baseUrl: string } | { readonly problem: string };

/**
 * The address under which the API's routes are, without trailing slashes and in one spelling: https, or
 * http on this machine alone (localhost, 127.0.0.0/8, [::1]), because the key is sent there. No user name,
 * password, query or hash.
 */
export function readBaseUrl(text: string): BaseUrlResult {
  const url = readUrl(text.trim());
  if (url === undefined) {
    return { problem: l10n.t('It should look like https://api.wazzup24.com/v3.') };
  }
  if (url.username !== '' || url.password !== '') {
    return { problem: l10n.t('An address with a user name or password in it is not allowed.') };
  }
  if (/[?#]/.test(text)) {
    return { problem: l10n.t('An address with ? or # in it is not allowed.') };
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    return {
      problem: l10n.t('It must begin with https://; http:// is for this machine only.'),
    };
  }
  return { baseUrl: `${url.origin}${url.pathname}`.replace(/\/+$/, '') };
}

function readUrl(text: string): URL | undefined {
  if (!/^https?:\/\/[^\s\\]+$/i.test(text) || !URL.canParse(text)) return undefined;
  return new URL(text);
}

/** By the spelling alone, without asking the network: the URL parser has normalised numbers already. */
function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
