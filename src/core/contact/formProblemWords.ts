import * as l10n from '@vscode/l10n';
import { fieldLabel } from './fieldLabel.ts';
import type { ProblemRule } from './problem.ts';
import { quoted } from './quoted.ts';

/**
 * What is said otherwise where a card is a form, which has no braces and no ids to write: a person is chosen there, and what
 * is of a wrong type is typed anew. Undefined where only the names of the fields differ.
 *
 * @param key as in `ProblemFacts`
 */
export function formProblemWords(rule: ProblemRule, key: string): string | undefined {
  switch (rule) {
    case 'noRows':
      return l10n.t('The contact has no messenger account: add at least one.');
    case 'missing':
      return missingWords(key);
    case 'type':
      return typeWords(key);
    default:
      return undefined;
  }
}

function missingWords(key: string): string | undefined {
  switch (key) {
    case 'responsibleUserId':
      return l10n.t('Nobody is responsible for the contact: choose who is.');
    case 'contactData':
      return l10n.t('The contact has no messenger account: add at least one.');
    case 'chatType':
      return l10n.t('This account does not say which messenger it is: choose one.');
    default:
      return undefined;
  }
}

function typeWords(key: string): string | undefined {
  if (key === '') return undefined;
  if (key === 'contactData') {
    return l10n.t('The messengers are not kept as a list: add one, which takes their place.');
  }
  return /^\d+$/.test(key)
    ? l10n.t('This is no messenger account: remove it, or correct it in the JSON.')
    : l10n.t('{0} is not kept as text: type it anew.', quoted(fieldLabel(key)));
}
