import { type Answer, emptyAnswer, jsonAnswer } from './answer.ts';
import type { Collection } from './batch.ts';
import { checkContact } from './contactRules.ts';
import { viewContact } from './contactView.ts';
import type { StoredContact } from './json.ts';
import { listPage } from './paging.ts';
import type { SandboxState } from './state.ts';

export function contactCollection(state: SandboxState): Collection<StoredContact> {
  const { contacts, users, variants } = state;
  const rules = { variants, isUser: (id: string) => users.get(id) !== undefined };
  return {
    invalidCode: 'INVALID_CONTACTS_DATA',
    check: (value) => checkContact(value, rules),
    get: (id) => contacts.get(id),
    change: (id, contact) => contacts.change(id, contact),
    shown: (contact) => viewContact(contact, variants),
  };
}

export function listContacts(query: string, state: SandboxState): Answer {
  const { shown } = state.contacts;
  const pages = {
    count: shown.count,
    page: (offset: number, limit: number) =>
      shown.page(offset, limit).map((contact) => viewContact(contact, state.variants)),
  };
  return listPage(query, pages, state.variants);
}

export function readContact(id: string, state: SandboxState): Answer {
  const contact = state.contacts.shown.get(id);
  return contact ? jsonAnswer(200, viewContact(contact, state.variants), 1) : emptyAnswer(404);
}
