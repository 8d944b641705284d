import { textOf } from '../contact/contact.ts';
import type { AccountAudit } from './accountAudit.ts';
import type { AuditRule, Severity } from './auditRule.ts';
import { valueAt } from './cardValue.ts';

/** One problem of one contact, as a report tells it. */
export interface ReportRow {
  readonly rule: AuditRule;
  readonly id: string;
  readonly name: string;
  readonly severity: Severity;
  readonly message: string;
  /** The value, as JSON where it is no text; "" where something is missing. */
  readonly value: string;
  /** JSON pointer of the value within the contact. */
  readonly path: string;
}

/** All problems that were found in an account, rule by rule, as the contacts are now. */
export function* reportRows(found: AccountAudit): Generator<ReportRow> {
  for (const [rule, ids] of found.byRule) {
    for (const contact of found.contactsOf(ids)) {
      for (const finding of found.audit.findingsOf(contact)) {
        if (finding.rule !== rule) continue;
        const { severity, message, pointer: path } = finding;
        const value = valueText(valueAt(contact, path));
        const { id } = contact;
        yield { rule, id, name: textOf(contact.name), severity, message, value, path };
      }
    }
  }
}

function valueText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
