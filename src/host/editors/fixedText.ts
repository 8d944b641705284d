import { auditContact } from '../../core/audit/auditContact.ts';
import type { AuditContext } from '../../core/audit/auditRule.ts';
import { valueAt } from '../../core/audit/cardValue.ts';
import { type FixWish, fixOf } from '../../core/audit/planFixes.ts';
import type { Contact } from '../../core/contact/contact.ts';
import { parseContactText } from '../../core/contact/parseContactText.ts';
import { cardEdit } from './cardEdit.ts';
import { applyChanges, type TextChange } from './textChange.ts';

/** More steps than a card may have problems of one kind. */
const mostSteps = 200;

/** What brings one fix into a card's text: all else stays byte for byte. Undefined where the text has no place for it. */
export function fixChanges(
  text: string,
  pointer: string,
  after: Contact,
): readonly TextChange[] | undefined {
  const value = valueAt(after, pointer);
  const row = /^\/contactData\/(\d+)$/.exec(pointer)?.[1];
  if (row !== undefined) return cardEdit(text, { kind: 'removeRow', row: Number(row) });
  // An emptied optional field is taken out.
  const set = typeof value === 'string' ? value : value === undefined ? '' : undefined;
  return set === undefined ? undefined : cardEdit(text, { kind: 'set', pointer, text: set });
}

/** A card's text without what can be corrected, for certain or by guesses, too; undefined if that is nothing. */
export function fixedText(text: string, context: AuditContext, wish: FixWish): string | undefined {
  let fixed = text;
  for (let step = 0; step < mostSteps; step++) {
    const changes = nextChanges(fixed, context, wish);
    if (!changes) break;
    fixed = applyChanges(fixed, changes);
  }
  return fixed === text ? undefined : fixed;
}

function nextChanges(
  text: string,
  context: AuditContext,
  { ruleId, guesses = false }: FixWish,
): readonly TextChange[] | undefined {
  const parsed = parseContactText(text);
  if (!('contact' in parsed)) return undefined;
  const { contact } = parsed;
  for (const finding of auditContact(contact, context)) {
    if (ruleId !== undefined && finding.rule.id !== ruleId) continue;
    const fix = fixOf(contact, finding, context);
    const isWanted = fix && (guesses || fix.certainty === 'certain');
    const changes = isWanted ? fixChanges(text, finding.pointer, fix.after) : undefined;
    if (changes && changes.length > 0) return changes;
  }
  return undefined;
}
