import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { at, ids, withSandbox } from './apiClient.ts';

const user = (id: unknown, name: unknown = `Name ${id}`, rest: object = {}) => ({
  id,
  name,
  ...rest,
});

describe('sandbox: users', () => {
  it('lists id and name, sorted by name and then id, without phones', async () => {
    await withSandbox({ users: 0 }, async ({ call }) => {
      const body = [
        user('2', 'b'),
        user('10', 'b'),
        user('3', 'B', { phone: '79011112233' }),
        user('4', 'Я'),
      ];
      assert.equal((await call('POST', '/users', { body })).status, 200);
      const list = (await call('GET', '/users?offset=1')).json();
      assert.deepEqual(list, [user('3', 'B'), user('10', 'b'), user('2', 'b'), user('4', 'Я')]);
      assert.deepEqual(
        (await call('GET', '/users/3')).json(),
        user('3', 'B', { phone: '79011112233' }),
      );
      assert.equal((await call('GET', '/users/5')).status, 404);
    });
  });

  it('pages by 100 under users=paged', async () => {
    await withSandbox({ users: 130, variants: { users: 'paged' } }, async ({ call }) => {
      const first = (await call('GET', '/users')).json();
      const second = (await call('GET', '/users?offset=100')).json();
      assert.deepEqual([at(first, 'count'), at(first, 'data', 'length')], [130, 100]);
      assert.deepEqual([at(second, 'count'), at(second, 'data', 'length')], [130, 30]);
      assert.equal(new Set([...ids(at(first, 'data')), ...ids(at(second, 'data'))]).size, 130);
      assert.equal((await call('GET', '/users?offset=-1')).status, 400);
    });
  });

  it('adds a numeric accountId under accountId=on', async () => {
    for (const accountId of ['off', 'on'] as const) {
      await withSandbox({ variants: { accountId } }, async ({ call }) => {
        const list = (await call('GET', '/users')).json();
        const one = (await call('GET', `/users/${at(list, 0, 'id')}`)).json();
        const type = accountId === 'on' ? 'number' : 'undefined';
        assert.equal(typeof at(list, 0, 'accountId'), type);
        assert.equal(typeof at(one, 'accountId'), type);
      });
    }
  });

  it('holds id and name to their limits', async () => {
    for (const [userLimits, idLimit, nameLimit] of [
      ['200', 200, 200],
      ['64', 64, 150],
    ] as const) {
      await withSandbox({ variants: { userLimits } }, async ({ call }) => {
        const longest = [user('x'.repeat(idLimit), 'y'.repeat(nameLimit))];
        assert.equal((await call('POST', '/users', { body: longest })).status, 200);
        const body = [
          user('x'.repeat(idLimit + 1), 'n'),
          user('1', 'y'.repeat(nameLimit + 1)),
          user(1),
          user(' '),
          user('2', ''),
          { name: 'n' },
          user('3', null),
          user('4', 'n', { role: 'x' }),
          'text',
          user('good'),
        ];
        const reply = await call('POST', '/users', { body });
        assert.equal(reply.status, 400);
        assert.equal(at(reply.json(), 'error'), 'INVALID_USERS_DATA');
        const fields = [['id'], ['name'], ['id'], ['id'], ['name'], ['id'], ['name'], ['role'], []];
        assert.deepEqual(
          at(reply.json(), 'data'),
          fields.map((names, index) => ({ index, fields: names })),
        );
        assert.equal((await call('GET', '/users/good')).status, 404);
      });
    }
  });

  it('drops a malformed phone without a word', async () => {
    await withSandbox({}, async ({ call }) => {
      for (const phone of [
        '+79011112233',
        '1234',
        '1'.repeat(16),
        '',
        'abc',
        79011112233,
        null,
        {},
      ]) {
        assert.equal(
          (await call('POST', '/users', { body: [user('1', 'n', { phone })] })).status,
          200,
        );
        assert.deepEqual((await call('GET', '/users/1')).json(), user('1', 'n'));
      }
      for (const phone of ['12345', '1'.repeat(15)]) {
        await call('POST', '/users', { body: [user('1', 'n', { phone })] });
        assert.equal(at((await call('GET', '/users/1')).json(), 'phone'), phone);
      }
    });
  });

  it('refuses a phone that two users would share, and stores nothing', async () => {
    await withSandbox({ users: 0 }, async ({ call }) => {
      const phone = '79011112233';
      await call('POST', '/users', { body: [user('1', 'n', { phone })] });
      for (const body of [
        [user('3'), user('2', 'n', { phone })],
        [user('3', 'n', { phone: '12345' }), user('2', 'n', { phone: '12345' })],
      ]) {
        const reply = await call('POST', '/users', { body });
        assert.equal(reply.status, 400);
        assert.equal(at(reply.json(), 'error'), 'DUPLICATE_PHONE_NUMBER');
        assert.deepEqual(ids((await call('GET', '/users')).json()), ['1']);
      }
      const handedOver = [user('1', 'n'), user('2', 'n', { phone })];
      assert.equal((await call('POST', '/users', { body: handedOver })).status, 200);
      assert.equal((await call('POST', '/users', { body: handedOver })).status, 200);
    });
  });

  it('are written and deleted as contacts are', async () => {
    await withSandbox(
      { users: 0, variants: { postStatus: '201', postBody: 'text', deleteStatus: '204' } },
      async ({ call }) => {
        const reply = await call('POST', '/users', { body: [user('1'), user('2'), user('a/b')] });
        assert.deepEqual([reply.status, reply.text], [201, 'OK']);
        assert.equal((await call('POST', '/users', { body: [user('1'), user('1')] })).status, 500);
        const many = await call('POST', '/users', { body: Array(101).fill(0) });
        assert.equal(at(many.json(), 'error'), 'TOO_MACH_ENTITIES');
        assert.equal((await call('DELETE', '/users/a%2Fb')).status, 204);
        assert.equal((await call('DELETE', '/users/a%2Fb')).status, 404);
        const deleted = await call('PATCH', '/users/bulk_delete', { body: ['x', '1', 'x', '1'] });
        assert.deepEqual([deleted.status, deleted.json()], [200, ['x']]);
        const refused = await call('PATCH', '/users/bulk_delete', { body: ['2', ''] });
        assert.equal(at(refused.json(), 'error'), 'INVALID_USERS_DATA');
        assert.deepEqual(ids((await call('GET', '/users')).json()), ['2']);
      },
    );
  });

  it('keep a phone that is left out under update=merge, and refuse a null one under nulls=invalid', async () => {
    await withSandbox(
      { users: 0, variants: { update: 'merge', nulls: 'invalid' } },
      async ({ call }) => {
        await call('POST', '/users', { body: [user('1', 'n', { phone: '12345' })] });
        await call('POST', '/users', { body: [user('1', 'new')] });
        assert.deepEqual((await call('GET', '/users/1')).json(), {
          id: '1',
          name: 'new',
          phone: '12345',
        });
        const reply = await call('POST', '/users', { body: [user('1', 'n', { phone: null })] });
        assert.deepEqual(at(reply.json(), 'data'), [{ index: 0, fields: ['phone'] }]);
        const shared = await call('POST', '/users', { body: [user('2', 'n', { phone: '12345' })] });
        assert.equal(at(shared.json(), 'error'), 'DUPLICATE_PHONE_NUMBER');
      },
    );
  });
});
