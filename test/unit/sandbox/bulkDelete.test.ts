import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { at, contacts, ids, withSandbox } from './apiClient.ts';

describe('sandbox: PATCH /contacts/bulk_delete', () => {
  it('gives back the unknown ids, each once, in the order sent, and deletes the others', async () => {
    await withSandbox({}, async ({ call, control }) => {
      await control('POST', 'contacts', contacts(5));
      const cases = [
        [['c0001', 'c0000'], []],
        [
          ['x', 'c0002', 'c0001', 'c0002', 'a', 'x', ' '],
          ['x', 'c0001', 'a', ' '],
        ],
        [['x'], ['x']],
      ];
      for (const [body, unknown] of cases) {
        const reply = await call('PATCH', '/contacts/bulk_delete', { body });
        assert.deepEqual([reply.status, reply.json()], [200, unknown]);
      }
      const list = (await call('GET', '/contacts')).json();
      assert.equal(at(list, 'count'), 2);
      assert.deepEqual(ids(at(list, 'data')), ['c0003', 'c0004']);
    });
  });

  it('takes 100 ids and refuses 101, repeated ones included', async () => {
    await withSandbox({}, async ({ call, control }) => {
      await control('POST', 'contacts', contacts(101));
      const all = contacts(101).map(({ id }) => id);
      for (const body of [all, Array(101).fill('c0000'), Array(101).fill(1)]) {
        const reply = await call('PATCH', '/contacts/bulk_delete', { body });
        assert.equal(reply.status, 400);
        assert.equal(at(reply.json(), 'error'), 'TOO_MACH_ENTITIES');
        assert.deepEqual(at(reply.json(), 'data'), { count: 101, limit: 100 });
        assert.equal(at((await call('GET', '/contacts')).json(), 'count'), 101);
      }
      const reply = await call('PATCH', '/contacts/bulk_delete', { body: all.slice(1) });
      assert.deepEqual([reply.status, reply.text], [200, '[]']);
      assert.deepEqual(ids(at((await call('GET', '/contacts')).json(), 'data')), ['c0000']);
    });
  });

  it('refuses what is no array of ids, and deletes nothing', async () => {
    await withSandbox({}, async ({ call, control }) => {
      await control('POST', 'contacts', contacts(2));
      for (const body of [
        '',
        '{',
        '[]',
        '{}',
        'null',
        '"c0000"',
        '["c0000",1]',
        '["c0000",null]',
        '["c0000",""]',
        '[["c0000"]]',
        '[{"id":"c0000"}]',
      ]) {
        const reply = await call('PATCH', '/contacts/bulk_delete', { body });
        assert.equal(reply.status, 400, body);
        assert.equal(at(reply.json(), 'error'), 'INVALID_CONTACTS_DATA');
      }
      assert.equal(at((await call('GET', '/contacts')).json(), 'count'), 2);
    });
  });
});
