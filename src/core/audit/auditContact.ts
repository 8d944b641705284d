import type { Contact } from '../contact/contact.ts';
import { validateContact } from '../contact/validateContact.ts';
import type { AuditContext, AuditRule, Found, Severity } from './auditRule.ts';
import { auditRule, auditRules } from './auditRules.ts';

/** What a rule has found in a contact. */
export interface Finding extends Found {
  readonly rule: AuditRule;
  readonly severity: Severity;
}

/** The rules that look for themselves. */
const lookingRules = auditRules.flatMap((rule) =>
  rule.check ? [{ rule, check: rule.check }] : [],
);

/**
 * What the rules find in one contact of the account: the problems of `validateContact`, and what goes beyond them. Whether
 * others have the same chat is not known here.
 */
export function auditContact(contact: Contact, context: AuditContext): readonly Finding[] {
  const { userIds, isOn } = context;
  const findings: Finding[] = [];
  for (const { rule: id, pointer, message, severity } of validateContact(contact, {
    exists: true,
    userIds,
  })) {
    const rule = auditRule(id);
    if (rule && isOn(id)) findings.push({ rule, pointer, message, severity });
  }
  return findings.concat(beyondProblems(contact, context));
}

/** What the rules find that is no problem of `validateContact`. */
export function beyondProblems(contact: Contact, context: AuditContext): readonly Finding[] {
  const findings: Finding[] = [];
  for (const { rule, check } of lookingRules) {
    if (!context.isOn(rule.id)) continue;
    for (const found of check(contact, context)) {
      findings.push({
        ...found,
        rule,
        severity: rule.severity === 'error' ? 'warning' : rule.severity,
      });
    }
  }
  return findings;
}
