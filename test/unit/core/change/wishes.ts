import type { ChangeItem } from '../../../../src/core/change/changeSet.ts';
import { card } from './writeWorld.ts';

/** What may be wished for a contact. */
export const wishes = ['create', 'update', 'dropLink', 'delete', 'bad'] as const;

/** The change that a wish comes to; the API refuses a bad one. */
export function itemOf(wish: (typeof wishes)[number], id: string): ChangeItem {
  const before = card(id, { uri: 'https://crm.example/1' });
  switch (wish) {
    case 'create':
      return { id, after: card(id, { name: 'Created' }) };
    case 'update':
      return { id, before, after: { ...before, name: 'Updated' } };
    case 'dropLink':
      return { id, before, after: card(id, { name: 'Updated' }) };
    case 'bad':
      return { id, before, after: { ...before, name: 'x'.repeat(201) } };
    default:
      return { id, before };
  }
}
