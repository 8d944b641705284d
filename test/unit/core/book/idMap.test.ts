import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { IdMap } from '../../../../src/core/book/idMap.ts';

describe('A map by id', () => {
  it('holds what a plain map would', () => {
    const id = fc.oneof(fc.string(), fc.constantFrom('a', 'b', 'crm-1', 'crm-2', 'ид'));
    const change = fc.record({ id, isDeletion: fc.boolean(), value: fc.nat() });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 40 }), (changes) => {
        const map = new IdMap<number>();
        const plain = new Map<string, number>();
        for (const { id, isDeletion, value } of changes) {
          if (isDeletion) {
            assert.equal(map.delete(id), plain.delete(id));
          } else {
            map.set(id, value);
            plain.set(id, value);
          }
          assert.equal(map.size, plain.size);
          assert.deepEqual([map.has(id), map.get(id)], [plain.has(id), plain.get(id)]);
        }
        assert.deepEqual([...map.keys()].sort(), [...plain.keys()].sort());
        assert.deepEqual(new Map(map.entries()), plain);
      }),
    );
  });
});
