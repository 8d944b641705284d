import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import {
  decodeContactId,
  encodeContactId,
} from '../../../../src/host/documents/contactIdCoding.ts';

describe('encodeContactId', () => {
  it('comes back unchanged for every id the API can hold', () => {
    const anyId = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }));
    fc.assert(
      fc.property(
        anyId.filter((id) => id !== ''),
        (id) => {
          assert.equal(decodeContactId(encodeContactId(id)), id);
        },
      ),
    );
  });

  for (const id of [
    '/',
    '\\',
    '%',
    '?',
    '#',
    ' ',
    '.',
    '..',
    '...',
    '~',
    '~002f',
    '%2F',
    'a/b',
    'é',
    '😀',
    '\ud83d',
  ]) {
    it(`makes one plain segment of a path from ${JSON.stringify(id)}`, () => {
      const segment = encodeContactId(id);
      assert.match(segment, /^[\p{L}\p{N}_@+=~-][\p{L}\p{N}_@+=~.-]*$/u);
      assert.equal(decodeContactId(segment), id);
    });
  }

  it('leaves ids readable that need no encoding', () => {
    for (const id of ['crm-1024', '111-2e0df379-0e3c-470f-9b36', 'Контакт_7', 'anna.k@crm', '42']) {
      assert.equal(encodeContactId(id), id);
    }
  });

  it('keeps ids apart that differ in case only', () => {
    assert.notEqual(encodeContactId('abc'), encodeContactId('ABC'));
  });
});

describe('decodeContactId', () => {
  it('refuses what no id is encoded as, so that a contact has one address only', () => {
    for (const segment of ['', 'a/b', '~0041', '~002F', '~zzzz', '.hidden', 'a b']) {
      assert.equal(decodeContactId(segment), undefined, segment);
    }
  });
});
