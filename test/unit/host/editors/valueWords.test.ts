import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { JsonScope } from '../../../../src/host/editors/jsonScope.ts';
import { valueCompletions, valueMeaning } from '../../../../src/host/editors/valueWords.ts';

const people = [
  { id: 'u-1', name: 'Anna Petrova' },
  { id: 'u-2', name: '' },
];

/** The scope of a text with the cursor at `|`. */
function at(marked: string, isList = false): [JsonScope, number] {
  const text = marked.replace('|', '');
  return [{ text, startLine: 0, isList, isElement: false }, marked.indexOf('|')];
}

describe('valueCompletions', () => {
  it('offers people by name for responsibleUserId and replaces the value', () => {
    const [scope, offset] = at('{"responsibleUserId": "u-|9", "name": "A"}');
    const [first, second] = valueCompletions(scope, offset, people) ?? [];
    assert.equal(first?.label, 'Anna Petrova');
    assert.equal(first?.detail, 'u-1');
    assert.equal(first?.newText, '"u-1"');
    assert.equal(scope.text.slice(first.offset, first.offset + first.length), '"u-9"');
    assert.equal(second?.label, 'u-2');
  });

  it('offers them where no value stands yet', () => {
    const [scope, offset] = at('{"responsibleUserId": |}');
    const [first] = valueCompletions(scope, offset, people) ?? [];
    assert.deepEqual([first?.offset, first?.length], [offset, 0]);
  });

  it('offers the messengers with their names, in a list of contacts too', () => {
    for (const [scope, offset] of [
      at('{"contactData":[{"chatType":"|"}]}'),
      at('[{"contactData":[{"chatType":"|"}]}]', true),
    ]) {
      const values = valueCompletions(scope, offset, []) ?? [];
      assert.equal(values.length, 10);
      assert.equal(values[0]?.newText, '"whatsapp"');
      assert.equal(values[0]?.detail, 'WhatsApp');
    }
  });

  it('leaves keys and other values to the schema', () => {
    for (const marked of ['{"na|"}', '{"name": "|"}', '{"responsible|UserId": "u-1"}']) {
      assert.equal(valueCompletions(...at(marked), people), undefined);
    }
    assert.equal(valueCompletions(...at('{"responsibleUserId": |}'), []), undefined);
  });
});

describe('valueMeaning', () => {
  it('names the person or the messenger', () => {
    assert.equal(valueMeaning(...at('{"responsibleUserId": "u-|1"}'), people), 'Anna Petrova');
    assert.equal(
      valueMeaning(...at('{"contactData":[{"chatType":"whats|group"}]}'), []),
      'WhatsApp group',
    );
  });

  it('says who is not in the list, but only if there is one', () => {
    assert.match(
      valueMeaning(...at('{"responsibleUserId": "gone|"}'), people) ?? '',
      /Not in the list/,
    );
    assert.equal(valueMeaning(...at('{"responsibleUserId": "gone|"}'), []), undefined);
  });
});
