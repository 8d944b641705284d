import { mix, randomFrom } from '../random.ts';
import type { User } from '../users.ts';
import { demoPerson } from './names.ts';

const staff = [
  'Анна Белова',
  'Дмитрий Орлов',
  'Elena Vázquez',
  'Мария Ковалёва',
  'Oliver Bennett',
  'Тимур Захаров',
  'Lucía Navarro',
];

/** Employees; the first seven are the same for every seed. */
export function demoUsers(length: number, seed: number): User[] {
  return Array.from({ length }, (_, index) => {
    const person = demoPerson(randomFrom(mix(seed, 3, index)));
    const user = { id: userId(index), name: staff[index] ?? person.name };
    return index % 3 === 2 ? user : { ...user, phone: `7902111${String(index).padStart(4, '0')}` };
  });
}

/** Employees who have left: contacts still name them, the list of users does not. */
export const departedUserIds = ['504077', '504092', 'former-manager-3'] as const;

function userId(index: number): string {
  return String(504_101 + index * 13);
}
