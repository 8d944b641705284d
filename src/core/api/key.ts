import * as l10n from '@vscode/l10n';

/** A key that can be sent, or why it is none, in a sentence for people that does not repeat it. */
export type KeyResult = { readonly key: string } | { readonly problem: string };

/** Longer than any key; HTTP servers commonly refuse headers of 8 KB and more. */
const longestKey = 4096;

/**
 * A key as pasted, without white space around it and without `Bearer ` in front (any case). The shape of
 * keys is not documented, so only what cannot be one is refused: nothing, white space or control
 * characters within, letters that no HTTP header can carry, more than 4096 characters.
 */
export function cleanKey(text: string): KeyResult {
  const key = text.trim().replace(/^Bearer(\s+|$)/i, '');
  if (key === '') return { problem: l10n.t('Paste the API key.') };
  if (key.length > longestKey) return { problem: l10n.t('This is too long to be an API key.') };
  if (/\s/.test(key)) {
    return { problem: l10n.t('An API key has no spaces or line breaks: paste the key alone.') };
  }
  if (!/^[\x21-\x7e]+$/.test(key)) {
    return {
      problem: l10n.t(
        'An API key has only Latin letters, digits and signs: this one holds other characters. Copy it again.',
      ),
    };
  }
  return { key };
}
