import { auditContact } from '../../../../src/core/audit/auditContact.ts';
import type { AuditContext } from '../../../../src/core/audit/auditRule.ts';
import { createPhoneFacts } from '../../../../src/core/audit/phoneFacts.ts';
import type { Contact } from '../../../../src/core/contact/contact.ts';

const phones = createPhoneFacts();

/** A context of a Russian account with one user, with all rules on. */
export const russian: AuditContext = {
  phones,
  country: 'RU',
  userIds: new Set(['user-7']),
  isOn: () => true,
};

/** A contact without a fault but for what `more` holds. */
export function card(more: Readonly<Record<string, unknown>> = {}): Contact {
  return {
    id: 'crm-1',
    responsibleUserId: 'user-7',
    name: 'Anna Smirnova',
    contactData: [{ chatType: 'whatsapp', chatId: '79011112233' }],
    ...more,
  };
}

/** A card with these rows. */
export const withRows = (...contactData: readonly unknown[]): Contact => card({ contactData });
/** A card with this number in WhatsApp. */
export const withNumber = (chatId: string): Contact => withRows({ chatType: 'whatsapp', chatId });

/** "rule pointer" of each finding. */
export function foundIn(contact: Contact, context = russian): readonly string[] {
  return auditContact(contact, context).map(({ rule, pointer }) => `${rule.id} ${pointer}`);
}
