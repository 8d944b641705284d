import { type Answer, emptyAnswer, jsonAnswer } from './answer.ts';
import type { Collection } from './batch.ts';
import { listPage } from './paging.ts';
import type { SandboxState } from './state.ts';
import { checkUser, type User } from './users.ts';
import type { Variants } from './variants.ts';

/** Seen on the live API beside each user, under no documented name. */
const accountId = 90111222;

export function userCollection(state: SandboxState): Collection<User> {
  const { users, variants } = state;
  return {
    invalidCode: 'INVALID_USERS_DATA',
    check: (value) => checkUser(value, variants),
    get: (id) => users.get(id),
    change: (id, user) => users.change(id, user),
    refuses: (values) =>
      users.wouldSharePhone(values)
        ? { code: 'DUPLICATE_PHONE_NUMBER', description: 'Two users cannot share a phone number' }
        : undefined,
    shown: (user) => withAccount(user, variants),
  };
}

/** All users, or pages of them as the older documentation has it. Phones show in the single read only. */
export function listUsers(query: string, state: SandboxState): Answer {
  const users = state.users
    .sorted()
    .map(({ id, name }) => withAccount({ id, name }, state.variants));
  if (state.variants.users === 'array') return jsonAnswer(200, users, users.length);
  const pages = {
    count: users.length,
    page: (offset: number, limit: number) => users.slice(offset, offset + limit),
  };
  return listPage(query, pages, state.variants);
}

export function readUser(id: string, state: SandboxState): Answer {
  const user = state.users.get(id);
  return user ? jsonAnswer(200, withAccount(user, state.variants), 1) : emptyAnswer(404);
}

function withAccount(user: User, variants: Variants): object {
  return variants.accountId === 'on' ? { ...user, accountId } : user;
}
