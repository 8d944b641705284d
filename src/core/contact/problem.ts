/** What is wrong or doubtful about a contact: one name for each kind, so that others can act on it (quick fixes, audit). */
export type ProblemRule =
  /** A required value is absent or null. */
  | 'missing'
  /** A value of another JSON type than documented. */
  | 'type'
  /** Only white space where text is required. */
  | 'blank'
  /** "" for chatId, username or phone. */
  | 'empty'
  /** More UTF-16 code units than documented. */
  | 'tooLong'
  /** `contactData` is []. */
  | 'noRows'
  /** WhatsApp or Viber chatId with anything but digits. */
  | 'chatIdDigits'
  /** A number as a spreadsheet shows one that is too long for it: 7,9E+10. */
  | 'spoiltNumber'
  /** Instagram chatId with a leading @. */
  | 'chatIdAt'
  /** Username with a leading @. */
  | 'usernameAt'
  /** Phone with anything but digits. */
  | 'phoneDigits'
  /** Telegram without any of chatId, username and phone. */
  | 'telegramAddress'
  /** MAX with neither chatId nor phone. */
  | 'maxAddress'
  /** Username with a messenger other than Telegram. */
  | 'usernameNotAllowed'
  /** Phone with a messenger other than Telegram and MAX. */
  | 'phoneNotAllowed'
  /** Warning: a chatType that is not documented. */
  | 'unknownChatType'
  /** Warning: the name of a channel's transport (wapi, tgapi, maxbot) instead of a chatType. */
  | 'transport'
  /** Warning: a key that is not documented; it is shown but never sent. */
  | 'unknownKey'
  /** Warning: a new id of more than 64 UTF-16 code units. */
  | 'longId'
  /** Warning: the id of an existing contact with more UTF-16 code units than documented. */
  | 'longKeptId'
  /** Warning: a new id that cannot stand in an address (. and ..). */
  | 'idNotAddressable'
  /** Warning: `responsibleUserId` is not in the list of the account's users. */
  | 'unknownUser'
  /** Warning: Telegram without chatId. */
  | 'telegramWithoutChatId'
  /** Warning: phone with MAX, which not all versions of the API take. */
  | 'phoneOnMax'
  /** Warning: the same row once more. */
  | 'duplicateRow'
  /** Warning: `uri` is not an http(s) link. */
  | 'uriNotLink'
  /** Warning: a value that begins or ends with white space. */
  | 'outerSpace';

/** One thing that is wrong (the API would refuse it) or doubtful about a contact. */
export interface Problem {
  /**
   * JSON pointer of the offending value within the contact; of its row or object where something is missing;
   * "" for the whole card.
   */
  readonly pointer: string;
  readonly rule: ProblemRule;
  /** Error: the API would refuse it, so it is not sent. Warning: doubtful, but may be sent. */
  readonly severity: 'error' | 'warning';
  /** A sentence for people that says what to do. May repeat a value of the card: not for logs. */
  readonly message: string;
  /** The missing key, where `rule` is "missing" and the pointer is its object's. */
  readonly key?: string;
}

/** Whether one of `problems` forbids sending. */
export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some((problem) => problem.severity === 'error');
}
