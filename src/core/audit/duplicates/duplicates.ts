// What needs the library of phone numbers: loaded together, when somebody looks for duplicates or merges contacts.
export { areDuplicates, findDuplicates } from './findDuplicates.ts';
export { uniteCards } from './uniteCards.ts';
