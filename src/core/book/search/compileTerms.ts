import { chatTypes, rowsOf, textOf } from '../../contact/contact.ts';
import { validateContact } from '../../contact/validateContact.ts';
import { hasChat, hasUri, messengerFlag } from './contactFlags.ts';
import { type ContactIndex, searchedTexts } from './contactIndex.ts';
import { foldText, plainText } from './foldText.ts';
import type { PersonNames } from './personNames.ts';
import { personScore, scoreOf } from './score.ts';
import type { PropertyTerm, QueryTerm, TextTerm } from './searchQuery.ts';

/** How well an entry fits a term: a number from 0, which is best; undefined if it does not. */
export type TermTest = (entry: number) => number | undefined;

/** Makes a test of each term. */
export function compileTerms(
  terms: readonly QueryTerm[],
  index: ContactIndex,
  people: PersonNames,
): readonly TermTest[] {
  return terms.map((term) => {
    const test =
      term.kind === 'text' ? textTest(term, index, people) : propertyTest(term, index, people);
    return term.isNot ? (entry) => (test(entry) === undefined ? 0 : undefined) : test;
  });
}

function textTest(term: TextTerm, index: ContactIndex, people: PersonNames): TermTest {
  const responsible = people.whoFit(term.person, index.people);
  return (entry) => {
    let best: number | undefined;
    for (const { column, text } of term.places) {
      const rank = index.columns[column].rankIn(entry, text);
      if (rank === undefined) continue;
      const score = scoreOf(rank, column);
      if (best === undefined || score < best) best = score;
    }
    if (best !== undefined && !isCertain(term, index, entry)) best = undefined;
    const isResponsible = best === undefined && responsible.has(index.responsibleOf(entry));
    return isResponsible ? personScore : best;
  };
}

/** Whether the entry holds the text in truth: letters that share a code were taken for the same. */
export function isCertain({ exact }: TextTerm, index: ContactIndex, entry: number): boolean {
  return (
    exact === undefined ||
    searchedTexts(index.contactAt(entry)).some((text) => plainText(text).includes(exact))
  );
}

function propertyTest(term: PropertyTerm, index: ContactIndex, people: PersonNames): TermTest {
  const holds = propertyHolds(term, index, people);
  return (entry) => (holds(entry) ? 0 : undefined);
}

function propertyHolds(
  { kind, value }: PropertyTerm,
  index: ContactIndex,
  people: PersonNames,
): (entry: number) => boolean {
  switch (kind) {
    case 'messenger':
      return messengerHolds(value, index);
    case 'responsible': {
      const fitting = people.whoFit(foldText(value), index.people);
      return (entry) => fitting.has(index.responsibleOf(entry));
    }
    case 'has':
      return hasHolds(value, index);
    case 'no': {
      const has = hasHolds(value, index);
      return (entry) => !has(entry);
    }
    case 'problem':
      return problemHolds(value, index);
    case 'id': {
      const pattern = globPattern(value);
      return (entry) => pattern.test(index.columns.id.textsOf(entry).slice(1, -1));
    }
  }
}

function messengerHolds(value: string, index: ContactIndex): (entry: number) => boolean {
  const wanted = value.toLowerCase();
  const known = chatTypes.filter((type) => type === wanted);
  const similar = known.length > 0 ? known : chatTypes.filter((type) => type.startsWith(wanted));
  const mask = similar.reduce((sum, type) => sum | messengerFlag(type), 0);
  const other = messengerFlag('');
  return (entry) => {
    const flags = index.flagsOf(entry);
    if ((flags & mask) !== 0) return true;
    return (
      (flags & other) !== 0 &&
      rowsOf(index.contactAt(entry)).some(
        ({ chatType }) => textOf(chatType).toLowerCase() === wanted,
      )
    );
  };
}

function hasHolds(value: string, index: ContactIndex): (entry: number) => boolean {
  switch (value.toLowerCase()) {
    case 'uri':
      return (entry) => (index.flagsOf(entry) & hasUri) !== 0;
    case 'chat':
      return (entry) => (index.flagsOf(entry) & hasChat) !== 0;
    case 'problem':
      return problemHolds('any', index);
    default:
      return messengerHolds(value, index);
  }
}

/** `any`, `error` or `warning`. */
function problemHolds(value: string, index: ContactIndex): (entry: number) => boolean {
  const wanted = value.toLowerCase();
  return (entry) =>
    validateContact(index.contactAt(entry), { exists: true }).some(
      ({ severity }) => wanted === 'any' || severity === wanted,
    );
}

/** `*` stands for any text, `?` for one character. */
function globPattern(value: string): RegExp {
  const text = Buffer.from(foldText(value)).toString('latin1');
  const escaped = text.replace(/[\\^$.|+()[\]{}]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '[^]*').replaceAll('?', '[^]')}$`);
}
