import { type Checked, isAbsent, isDigits, isFilled, unknownKeys } from './checkedEntity.ts';
import { isJsonObject } from './json.ts';
import type { Variants } from './variants.ts';

export interface User {
  readonly id: string;
  readonly name: string;
  /** 5 to 15 digits; no two users have the same. */
  readonly phone?: string;
}

const knownKeys = new Set(['id', 'name', 'phone']);

/** Judges one element of a `POST /users`. A malformed phone is dropped without a word, as documented. */
export function checkUser(value: unknown, variants: Variants): Checked<User> {
  if (!isJsonObject(value)) return { fields: [] };
  const { id, name, phone } = value;
  const [idLimit, nameLimit] = variants.userLimits === '64' ? [64, 150] : [200, 200];
  const fields: string[] = [];
  const idIsGood = isFilled(id, idLimit);
  const nameIsGood = isFilled(name, nameLimit);
  if (!idIsGood) fields.push('id');
  if (!nameIsGood) fields.push('name');
  if (phone === null && !isAbsent(phone, variants)) fields.push('phone');
  fields.push(...unknownKeys(value, knownKeys, variants));
  if (fields.length > 0 || !idIsGood || !nameIsGood) return { fields };
  const hasPhone = isDigits(phone) && phone.length >= 5 && phone.length <= 15;
  return { value: { id, name, ...(hasPhone ? { phone } : {}) } };
}

/** All users by id. */
export class UserBook {
  readonly #users: Map<string, User>;

  constructor(users: readonly User[]) {
    this.#users = new Map(users.map((user) => [user.id, user]));
  }

  get(id: string): User | undefined {
    return this.#users.get(id);
  }

  /** Stores the user or, without one, deletes the id. */
  change(id: string, user: User | undefined): void {
    if (user) this.#users.set(id, user);
    else this.#users.delete(id);
  }

  /** In the order of the list: by name, then by id, both by UTF-16 code unit. */
  sorted(): User[] {
    return [...this.#users.values()].sort((a, b) => compare(a.name, b.name) || compare(a.id, b.id));
  }

  /** Whether two users would share a phone number once these are stored. */
  wouldSharePhone(incoming: readonly User[]): boolean {
    const after = new Map(this.#users);
    for (const user of incoming) after.set(user.id, user);
    const taken = new Set<string>();
    for (const { phone } of after.values()) {
      if (phone === undefined) continue;
      if (taken.has(phone)) return true;
      taken.add(phone);
    }
    return false;
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
