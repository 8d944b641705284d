import type { AuditRule } from './auditRule.ts';
import { chatIdAt } from './rules/chatIdAt.ts';
import { chatIdDigits } from './rules/chatIdDigits.ts';
import { controlCharacters } from './rules/controlCharacters.ts';
import { duplicateRow } from './rules/duplicateRow.ts';
import { eightForSeven } from './rules/eightForSeven.ts';
import { empty } from './rules/empty.ts';
import { foundProblems } from './rules/foundProblems.ts';
import { impossibleNumber } from './rules/impossibleNumber.ts';
import { longId } from './rules/longId.ts';
import { lookAlike } from './rules/lookAlike.ts';
import { nameIsNumber } from './rules/nameIsNumber.ts';
import { nameSpaces } from './rules/nameSpaces.ts';
import { otherSpelling } from './rules/otherSpelling.ts';
import { outerSpace } from './rules/outerSpace.ts';
import { phoneDigits } from './rules/phoneDigits.ts';
import { phoneNotAllowed } from './rules/phoneNotAllowed.ts';
import { sharedChat } from './rules/sharedChat.ts';
import { spoiltNumber } from './rules/spoiltNumber.ts';
import { telegramAddress } from './rules/telegramAddress.ts';
import { transport } from './rules/transport.ts';
import { unknownChatType } from './rules/unknownChatType.ts';
import { uriNotLink } from './rules/uriNotLink.ts';
import { usernameAt } from './rules/usernameAt.ts';
import { usernameNotAllowed } from './rules/usernameNotAllowed.ts';

/** All rules, in the order in which people see them. */
export const auditRules: readonly AuditRule[] = [
  chatIdDigits,
  phoneDigits,
  spoiltNumber,
  eightForSeven,
  impossibleNumber,
  otherSpelling,
  chatIdAt,
  usernameAt,
  ...foundProblems,
  telegramAddress,
  empty,
  usernameNotAllowed,
  phoneNotAllowed,
  unknownChatType,
  transport,
  sharedChat,
  duplicateRow,
  nameIsNumber,
  nameSpaces,
  controlCharacters,
  lookAlike,
  outerSpace,
  longId,
  uriNotLink,
];

const byId = new Map(auditRules.map((rule) => [rule.id, rule]));

/**
 * The rule of this id; undefined of a problem that is no rule's. A check leaves two out on purpose, which editors tell all the
 * same. Undocumented keys (`unknownKey`): Wazzup itself sends them, they are never sent back, and nobody could take them out
 * of the account. A phone with MAX (`phoneOnMax`): the newest documentation has it; only older rules refuse it.
 */
export function auditRule(id: string): AuditRule | undefined {
  return byId.get(id);
}
