import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readIdList } from '../../../../src/host/commands/idList.ts';

describe('readIdList', () => {
  it('takes one id a line, whatever ends the lines', () => {
    assert.deepEqual(readIdList('crm-1\r\ncrm-2\rcrm-3\ncrm-4'), [
      'crm-1',
      'crm-2',
      'crm-3',
      'crm-4',
    ]);
  });

  it('passes over empty lines, outer spaces and a byte order mark', () => {
    assert.deepEqual(readIdList('\uFEFF\n  crm-1 \n\n\tcrm-2\n'), ['crm-1', 'crm-2']);
  });

  it('keeps commas and spaces within an id', () => {
    assert.deepEqual(readIdList('Petrov, Ivan\na b'), ['Petrov, Ivan', 'a b']);
  });

  it('takes a JSON array of strings', () => {
    assert.deepEqual(readIdList(' ["crm-1", " crm 2 "] '), ['crm-1', ' crm 2 ']);
  });

  it('takes lines that only look like JSON as ids', () => {
    assert.deepEqual(readIdList('[1]\n[2'), ['[1]', '[2']);
  });

  it('finds nothing in nothing', () => {
    assert.deepEqual(readIdList(' \n '), []);
    assert.deepEqual(readIdList('[]'), []);
  });
});
