import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { nameHints } from '../../../../src/host/editors/nameHints.ts';

const people = [
  { id: '7', name: 'Анна Белова' },
  { id: 'a"b', name: 'John\nSmith' },
  { id: '9', name: '' },
];

describe('nameHints', () => {
  it('stand behind each id', () => {
    assert.deepEqual(nameHints('  "responsibleUserId": "7",', people), [
      { offset: 26, name: 'Анна Белова' },
    ]);
    const two = '[{"responsibleUserId":"7"},{"responsibleUserId" : "7"}]';
    assert.deepEqual(
      nameHints(two, people).map(({ offset }) => two.slice(offset - 3, offset)),
      ['"7"', '"7"'],
    );
  });

  it('are one line, and know ids with signs in them', () => {
    assert.deepEqual(
      nameHints('"responsibleUserId": "a\\"b"', people).map(({ name }) => name),
      ['John Smith'],
    );
  });

  it('tell who has left, and nothing of people without a name or of no id', () => {
    const nameOf = (id: string) => nameHints(`"responsibleUserId": ${id}`, people)[0]?.name;
    assert.equal(nameOf('"8"'), 'not in the list of users');
    for (const id of ['"9"', '""', '7', 'null', '"7', '"\\x"'])
      assert.equal(nameOf(id), undefined, id);
  });

  it('are none in texts that only look like it, and none before names are known', () => {
    assert.deepEqual(nameHints(JSON.stringify({ name: '"responsibleUserId": "7"' }), people), []);
    assert.deepEqual(nameHints('"responsibleUserId": "7"', []), []);
  });
});
