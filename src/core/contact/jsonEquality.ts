import { type Contact, isObject } from './contact.ts';

/** Whether two parsed JSON values are the same; the order of keys does not matter. */
export function isSameJson(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((value, index) => isSameJson(value, b[index]));
  }
  if (!isObject(a) || !isObject(b)) return a === b;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isSameJson(a[key], b[key]))
  );
}

/** The first of `others` that is the same; if none is, the contact with the values that are the same in one of them. */
export function sharingWith(contact: Contact, others: readonly Contact[]): Contact {
  if (others.length === 0) return contact;
  const same = others.find((other) => isSameJson(other, contact));
  if (same) return same;
  const shared = ([key, value]: readonly [string, unknown]): [string, unknown] => {
    const holds = (other: Contact) => isSameJson(Reflect.get(other, key), value);
    const holder = others.find((other) => Object.hasOwn(other, key) && holds(other));
    return [key, holder ? Reflect.get(holder, key) : value];
  };
  return { ...contact, ...Object.fromEntries(Object.entries(contact).map(shared)) };
}
