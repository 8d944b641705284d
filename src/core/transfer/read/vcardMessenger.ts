import type { ContactRow } from '../../contact/contact.ts';

/** How address books name the messengers that they know. */
const messengers = [
  ['whatsapp', /whatsapp|\bwa\b/i],
  ['telegram', /telegram|\btg\b|\bt\.me\b/i],
  ['instagram', /instagram/i],
  ['viber', /viber/i],
] as const;

/**
 * A messenger account as address books write it: `IMPP;X-SERVICE-TYPE=Telegram:x-apple:anna`, or
 * `X-SOCIALPROFILE;TYPE=instagram:https://instagram.com/anna`.
 *
 * @param service what the parameters say, "" if nothing
 * @param user the account by a parameter of its own
 * @returns undefined if it is another service, or names no account
 */
export function messengerRow(service: string, value: string, user = ''): ContactRow | undefined {
  const place = /^(?:x-apple:)?((?:[a-z][\w+.-]*:)?(?:\/\/[^/?#]*)?)/i.exec(value)?.[1] ?? '';
  const named = (text: string) => messengers.find(([, names]) => names.test(text))?.[0];
  const chatType = named(service) ?? named(place);
  const account = (user || accountIn(value)).replace(/^@/, '');
  if (!chatType || account === '') return undefined;
  if (chatType !== 'telegram') return { chatType, chatId: account };
  if (/^\+[\d ()-]+$/.test(account)) return { chatType, phone: account };
  return /^\d+$/.test(account) ? { chatType, chatId: account } : { chatType, username: account };
}

function accountIn(value: string): string {
  const path = value.replace(/^(?:[a-z][\w+.-]*:)+/i, '');
  const inQuery = /[?&](?:domain|phone|number)=([^&#]+)/i.exec(path)?.[1];
  const [plain = ''] = path.split(/[?#]/);
  const last = plain
    .replace(/^\/\/[^/]*/, '')
    .split('/')
    .filter(Boolean)
    .at(-1);
  return unescaped(inQuery ?? last ?? '').trim();
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
