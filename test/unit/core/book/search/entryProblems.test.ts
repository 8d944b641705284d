import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  EntryProblems,
  type ProblemFinder,
} from '../../../../../src/core/book/search/entryProblems.ts';
import { EntrySet } from '../../../../../src/core/book/search/entrySet.ts';
import type { Contact } from '../../../../../src/core/contact/contact.ts';

const contacts: readonly Contact[] = Array.from({ length: 3000 }, (_, entry) => ({
  id: `crm-${entry}`,
  name: entry % 7 === 0 ? 'Anna ' : 'Anna',
}));
const spaces: ProblemFinder = ({ name }) =>
  name === 'Anna ' ? [{ rule: 'nameSpaces', severity: 'warning' }] : [];

describe('EntryProblems', () => {
  const problemsOf = (looked: string[] = []) =>
    new EntryProblems((entry) => {
      const contact = contacts[entry] ?? assert.fail();
      looked.push(contact.id);
      return contact;
    });
  const withName = (problems: EntryProblems, name: string) =>
    contacts.flatMap((_, entry) => (problems.has(entry, name) ? [entry] : []));
  const faulty = contacts.flatMap((_, entry) => (entry % 7 === 0 ? [entry] : []));

  it('tells them by rule, by severity and of any kind, and looks at each contact once', async () => {
    const looked: string[] = [];
    const problems = problemsOf(looked);
    problems.findBy(async () => spaces);
    await problems.ready();
    for (const name of ['nameSpaces', 'NAMESPACES', 'warning', 'any']) {
      assert.deepEqual(withName(problems, name), faulty, name);
    }
    for (const name of ['error', 'info', 'missing', 'nobody']) {
      assert.deepEqual(withName(problems, name), [], name);
    }
    assert.equal(looked.length, contacts.length);
  });

  it('finds what the API would refuse where nobody says otherwise', async () => {
    const problems = problemsOf();
    await problems.ready();
    assert.equal(problems.has(1, 'missing'), true);
    assert.equal(problems.has(1, 'error'), true);
    assert.equal(problems.has(0, 'nameSpaces'), false);
  });

  it('looks anew by the last that was said, once that is ready', async () => {
    const problems = problemsOf();
    problems.findBy(async () => {
      problems.findBy(async () => () => []);
      return spaces;
    });
    await problems.ready();
    assert.deepEqual(withName(problems, 'any'), []);
    problems.findBy(async () => spaces);
    assert.deepEqual(withName(problems, 'any'), []);
    await problems.ready();
    assert.deepEqual(withName(problems, 'any'), faulty);
  });

  it('tries again what could not be loaded', async () => {
    const problems = problemsOf();
    let tries = 0;
    problems.findBy(async () => {
      tries += 1;
      if (tries === 1) throw new Error('not loaded');
      return spaces;
    });
    await assert.rejects(problems.ready(), /not loaded/);
    await problems.ready();
    assert.equal(problems.has(0, 'any'), true);
  });

  it('knows what only all together show, until it is told anew', async () => {
    const problems = problemsOf();
    problems.findBy(async () => spaces);
    await problems.ready();
    const shared = { rule: 'sharedChat', severity: 'warning' } as const;
    const some = new EntrySet();
    for (const entry of [1, 2999]) some.add(entry);
    problems.tellShared(shared, some);
    assert.deepEqual(withName(problems, 'sharedchat'), [1, 2999]);
    assert.deepEqual(withName(problems, 'warning'), [...new Set([0, 1, ...faulty, 2999])]);
    assert.deepEqual(withName(problems, 'error'), []);
    problems.tellShared(shared, new EntrySet());
    assert.deepEqual(withName(problems, 'sharedChat'), []);
  });
});
