import * as l10n from '@vscode/l10n';
import { fieldLabel } from './fieldLabel.ts';
import { formProblemWords } from './formProblemWords.ts';
import type { ProblemRule } from './problem.ts';
import { quoted } from './quoted.ts';
import { shownText } from './shownText.ts';

/** What a sentence may need to know. */
export interface ProblemFacts {
  readonly rule: ProblemRule;
  /** The last key on the way to the value, or the missing key; "" for the card and for a row. */
  readonly key: string;
  /** The offending value; undefined where something is missing. */
  readonly value?: unknown;
  /** The limit that is exceeded, in UTF-16 code units. */
  readonly limit?: number;
  /** The row that comes first, counted from 1 ("duplicateRow"). */
  readonly firstRow?: number;
  /** The messenger's own name ("chatIdDigits"). */
  readonly messenger?: string;
  /** The value that is probably meant. */
  readonly suggestion?: string;
}

/** How a sentence names a key of a card or of a row. */
export type NameKey = (key: string) => string;

/** As it stands in JSON. */
const asKey: NameKey = (key) => shownText(key);

/** As the form names the field. */
export const asLabel: NameKey = (key) => quoted(shownText(fieldLabel(key)));

/** One sentence or two: what is wrong and what to do. @param name how it names keys: as JSON does, unless told otherwise */
export function problemWords(facts: ProblemFacts, name: NameKey = asKey): string {
  const inForm = name === asLabel ? formProblemWords(facts.rule, facts.key) : undefined;
  if (inForm !== undefined) return inForm;
  const { limit = 0 } = facts;
  const key = name(facts.key);
  const length = typeof facts.value === 'string' ? facts.value.length : 0;
  const value = typeof facts.value === 'string' ? shownText(facts.value) : '';
  switch (facts.rule) {
    case 'missing':
      return missingWords(facts.key, name);
    case 'type':
      return typeWords(facts.key, name);
    case 'blank':
      return l10n.t('{0} is empty: it needs at least one visible character.', key);
    case 'empty':
      return l10n.t('{0} is empty: fill it in, or remove it.', key);
    case 'tooLong':
      return l10n.t('{0} has {1} characters; {2} at most are allowed.', key, length, limit);
    case 'noRows':
      return l10n.t(
        'The contact has no messenger account: add at least one to {0}.',
        name('contactData'),
      );
    case 'chatIdDigits':
      return l10n.t(
        '{0} numbers are digits only, with the country code and without +: 79011112233.',
        facts.messenger ?? '',
      );
    case 'spoiltNumber':
      return l10n.t(
        'A spreadsheet has spoilt this number, and which it was cannot be told: take it from where it came from.',
      );
    case 'chatIdAt':
      return l10n.t('Instagram names are written without @: anna.smirnova.');
    case 'usernameAt':
      return l10n.t('Telegram user names are written without @: anna_smirnova.');
    case 'phoneDigits':
      return l10n.t('A phone is digits only, with the country code and without +: 79011112233.');
    case 'telegramAddress':
      return l10n.t(
        'A Telegram account needs at least one of {0}, {1} and {2}.',
        name('chatId'),
        name('username'),
        name('phone'),
      );
    case 'maxAddress':
      return l10n.t('A MAX account needs {0} or {1}.', name('chatId'), name('phone'));
    case 'usernameNotAllowed':
      return l10n.t('Only Telegram accounts may have a username: remove it from this account.');
    case 'phoneNotAllowed':
      return l10n.t(
        'Only Telegram and MAX accounts may have a phone: remove it from this account, or put the number into {0}.',
        name('chatId'),
      );
    case 'unknownChatType':
      return facts.suggestion === undefined
        ? l10n.t(
            '"{0}" is not a documented messenger. It is sent as it is; Wazzup may refuse it.',
            value,
          )
        : l10n.t(
            '"{0}" is not a documented messenger: did you mean "{1}"? It is sent as it is; Wazzup may refuse it.',
            value,
            facts.suggestion,
          );
    case 'transport':
      return l10n.t(
        '"{0}" names a kind of channel, not a messenger: write "{1}". Wazzup will probably refuse it.',
        value,
        facts.suggestion ?? '',
      );
    case 'unknownKey':
      return l10n.t(
        '"{0}" is not a documented field: it is shown here but never sent to Wazzup.',
        shownText(facts.key),
      );
    case 'longId':
      return l10n.t(
        'The id has {0} characters. Wazzup documents up to 100, but may refuse a new contact whose id is longer than 64.',
        length,
      );
    case 'longKeptId':
      return l10n.t(
        'The id has {0} characters, and Wazzup documents {1} at most. It is kept as it is, since an id cannot be changed; Wazzup may refuse to save the contact.',
        length,
        limit,
      );
    case 'idNotAddressable':
      return l10n.t(
        'An id of dots alone cannot be opened by its address: choose another one for a new contact.',
      );
    case 'unknownUser':
      return l10n.t(
        'The user "{0}" is not in the list of users: the id is misspelt, or the user was removed. It is sent as it is; Wazzup may refuse it.',
        value,
      );
    case 'telegramWithoutChatId':
      return l10n.t(
        'Newer documentation of Wazzup asks a Telegram account for {0}: add it when you know it.',
        name('chatId'),
      );
    case 'phoneOnMax':
      return l10n.t(
        'Wazzup takes a phone for MAX since 2026 only: if it is refused, remove the phone and give {0}.',
        name('chatId'),
      );
    case 'duplicateRow':
      return l10n.t(
        'This account is the same as account {0}: one of them can go.',
        facts.firstRow ?? 0,
      );
    case 'uriNotLink':
      return l10n.t(
        '{0} is not a link that a browser opens: it should begin with https:// or http://.',
        key,
      );
    case 'outerSpace':
      return l10n.t('{0} begins or ends with a space: is that meant?', key);
  }
}

function missingWords(key: string, name: NameKey): string {
  switch (key) {
    case 'id':
      return l10n.t('The contact has no id: give the one it has in your CRM.');
    case 'responsibleUserId':
      return l10n.t(
        'The contact has no {0}: give the id of the employee who is responsible for it.',
        name(key),
      );
    case 'name':
      return l10n.t('The contact has no name: give one.');
    case 'contactData':
      return l10n.t(
        'The contact has no {0}: add it with at least one messenger account.',
        name(key),
      );
    case 'chatType':
      return l10n.t('This account does not say which messenger it is: add {0}.', name(key));
    case 'chatId':
      return l10n.t('This account has no {0}: add it, or remove the account.', name(key));
    default:
      return l10n.t('{0} is missing: add it.', name(key));
  }
}

function typeWords(key: string, name: NameKey): string {
  switch (key) {
    case '':
      return l10n.t('A contact is an object in braces: { "id": … }.');
    case 'contactData':
      return l10n.t(
        '{0} must be a list in square brackets, one object for each account.',
        name(key),
      );
    default:
      return /^\d+$/.test(key)
        ? l10n.t('A messenger account is an object in braces: { "chatType": …, "chatId": … }.')
        : l10n.t('{0} must be text in quotation marks.', name(key));
  }
}
