import { chatTypes, rowsOf, textOf } from '../../contact/contact.ts';
import { hasChat, hasUri, messengerFlag, otherMessenger } from './contactFlags.ts';
import { type ContactIndex, searchedTexts } from './contactIndex.ts';
import { foldText, plainText } from './foldText.ts';
import { messengerLookup } from './messengerLookup.ts';
import type { PersonNames } from './personNames.ts';
import { personScore, scoreOf } from './score.ts';
import type { GroupTerm, PropertyTerm, QueryTerm, TextTerm } from './searchQuery.ts';

/** How well an entry fits a term: a number from 0, which is best; undefined if it does not. */
export type TermTest = (entry: number) => number | undefined;

/** Makes a test of each term. */
export function compileTerms(
  terms: readonly QueryTerm[],
  index: ContactIndex,
  people: PersonNames,
): readonly TermTest[] {
  return terms.map((term) => {
    const test = testOf(term, index, people);
    return term.isNot ? (entry) => (test(entry) === undefined ? 0 : undefined) : test;
  });
}

function testOf(term: QueryTerm, index: ContactIndex, people: PersonNames): TermTest {
  switch (term.kind) {
    case 'text':
      return textTest(term, index, people);
    case 'group': {
      const isInGroup = groupHolds(term, index);
      return (entry) => (isInGroup(entry) ? 0 : undefined);
    }
    default:
      return propertyTest(term, index, people);
  }
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

function groupHolds({ by, key }: GroupTerm, index: ContactIndex): (entry: number) => boolean {
  if (by === 'messenger') {
    const messengersOf = messengerLookup(index);
    return (entry) => messengersOf(entry).has(key);
  }
  const person = index.people.get(key);
  return (entry) => index.responsibleOf(entry) === person;
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
  return (entry) => {
    const flags = index.flagsOf(entry);
    if ((flags & mask) !== 0) return true;
    return (
      (flags & otherMessenger) !== 0 &&
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
    case 'name':
      return (entry) => index.columns.name.textsOf(entry) !== '';
    case 'responsible': {
      const nobody = index.people.get('');
      return (entry) => index.responsibleOf(entry) !== nobody;
    }
    case 'problem':
      return problemHolds('any', index);
    default:
      return messengerHolds(value, index);
  }
}

/** `any`, `error`, `warning`, `info`, or the name of a rule. */
function problemHolds(value: string, index: ContactIndex): (entry: number) => boolean {
  const name = value.toLowerCase();
  return (entry) => index.problems.has(entry, name);
}

/** Whether what is wrong with contacts has to be known before such a term is asked about. */
export function asksForProblems(term: QueryTerm): boolean {
  if (term.kind === 'problem') return true;
  return (term.kind === 'has' || term.kind === 'no') && term.value.toLowerCase() === 'problem';
}

/** `*` stands for any text, `?` for one character. */
function globPattern(value: string): RegExp {
  const text = Buffer.from(foldText(value)).toString('latin1');
  const escaped = text.replace(/[\\^$.|+()[\]{}]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '[^]*').replaceAll('?', '[^]')}$`);
}
