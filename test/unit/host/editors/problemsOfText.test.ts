import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readContactFile } from '../../../../src/core/transfer/contactFile.ts';
import { problemsOfCardText, problemsOfFile } from '../../../../src/host/editors/problemsOfText.ts';

const card = {
  id: 'crm-1',
  responsibleUserId: 'user-7',
  name: 'Anna',
  contactData: [{ chatType: 'whatsapp', chatId: '79011112233' }],
};

const known = { isNew: false, fixedId: 'crm-1' };

function found(text: string, options = known) {
  return problemsOfCardText(text, options).map(({ offset, length, severity, rule }) => ({
    at: text.slice(offset, offset + length),
    severity,
    rule,
  }));
}

describe('problemsOfCardText', () => {
  it('finds nothing in a good card', () => {
    assert.deepEqual(found(JSON.stringify(card)), []);
  });

  it('puts a problem on its value', () => {
    const text = JSON.stringify({
      ...card,
      contactData: [...card.contactData, { chatType: 'whatsapp', chatId: '+7 901' }],
    });
    assert.deepEqual(found(text), [{ at: '"+7 901"', severity: 'error', rule: 'chatIdDigits' }]);
  });

  it('warns of a responsible person who is no user of the account, where its users are known', () => {
    const text = JSON.stringify(card);
    const withUsers = (...ids: readonly string[]) => ({ ...known, userIds: new Set(ids) });
    assert.deepEqual(found(text, withUsers('user-8')), [
      { at: '"user-7"', severity: 'warning', rule: 'unknownUser' },
    ]);
    assert.deepEqual(found(text, withUsers('user-7')), []);
  });

  it('only warns of the long id of a card that exists, and refuses it for a new one and in a file', () => {
    const id = 'x'.repeat(101);
    const text = JSON.stringify({ ...card, id });
    const severities = (options: typeof known) => found(text, options).map((one) => one.severity);
    assert.deepEqual(severities({ isNew: false, fixedId: id }), ['warning']);
    assert.deepEqual(severities({ isNew: true, fixedId: id }), ['error']);
    assert.deepEqual(
      readContactFile(text, 'contact').problems.map(({ severity }) => severity),
      ['error'],
    );
  });

  it('puts what is missing on its row or object', () => {
    const text = JSON.stringify({ ...card, contactData: [{ chatType: 'vk' }] });
    assert.deepEqual(found(text), [
      { at: '{"chatType":"vk"}', severity: 'error', rule: 'missing' },
    ]);
    const { name: _, ...nameless } = card;
    const [problem] = found(JSON.stringify(nameless));
    assert.equal(problem?.at, JSON.stringify(nameless));
  });

  it('refuses an id that is not the one of the document', () => {
    assert.deepEqual(found(JSON.stringify({ ...card, id: 'crm-2' })), [
      { at: '"crm-2"', severity: 'error', rule: 'fixedId' },
    ]);
    const { id: _, ...without } = card;
    const problems = found(JSON.stringify(without));
    assert.ok(problems.some(({ rule }) => rule === 'fixedId'));
  });

  it('tells broken JSON where it breaks', () => {
    const [problem] = problemsOfCardText('{\n  "id": \n}', known);
    assert.equal(problem?.severity, 'error');
    assert.ok((problem?.offset ?? 0) > 1);
  });
});

describe('problemsOfFile', () => {
  it('looks at each line of NDJSON', async () => {
    const text = `${JSON.stringify(card)}\n${JSON.stringify({ ...card, id: 'crm-2', name: '' })}\n`;
    const [problem, ...rest] = await problemsOfFile(
      text,
      'ndjson',
      {},
      new AbortController().signal,
    );
    assert.equal(rest.length, 0);
    assert.equal(problem && text.slice(problem.offset, problem.offset + problem.length), '""');
    assert.ok((problem?.offset ?? 0) > text.indexOf('\n'));
  });
});
