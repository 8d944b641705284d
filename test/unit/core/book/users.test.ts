import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { UserDirectory } from '../../../../src/core/book/users.ts';
import { withBook } from './bookWorld.ts';

describe('UserDirectory', () => {
  it('reads the users once, when they are asked for', () =>
    withBook([], async ({ connection, signal, asked }) => {
      const directory = new UserDirectory(connection);
      let changes = 0;
      directory.onDidChange(() => {
        changes += 1;
      });
      assert.equal(directory.known, undefined);
      const [users] = await Promise.all([directory.users({ signal }), directory.users({ signal })]);
      await directory.users({ signal });
      assert.deepEqual(asked(), ['GET /users']);
      assert.equal(changes, 1);
      const [first] = users ?? [];
      assert.ok(first);
      assert.equal(directory.nameOf(first.id), first.name);
      assert.equal(directory.nameOf('nobody'), undefined);
    }));

  it('reads users that come in pages', () =>
    withBook(
      [],
      async ({ connection, signal }) => {
        const users = await new UserDirectory(connection).users({ signal });
        assert.equal(users?.length, 250);
      },
      { users: 250, variants: { users: 'paged' } },
    ));

  it('tells of names that were read again only if they are others', () =>
    withBook([], async ({ connection, sandbox, signal }) => {
      const directory = new UserDirectory(connection);
      await directory.users({ signal });
      let changes = 0;
      directory.onDidChange(() => {
        changes += 1;
      });
      await directory.reload({ signal });
      assert.equal(changes, 0);
      await fetch(`${sandbox.url}/users`, {
        method: 'POST',
        headers: { authorization: `Bearer ${sandbox.key}` },
        body: JSON.stringify([{ id: 'new', name: 'Newcomer' }]),
      });
      await directory.reload({ signal });
      assert.equal(changes, 1);
      assert.equal(directory.nameOf('new'), 'Newcomer');
    }));

  it('leaves the ids when the users cannot be read, and tries again when asked again', () =>
    withBook([], async ({ connection, signal, faults }) => {
      const directory = new UserDirectory(connection);
      await faults('GET:users:garbage');
      assert.equal(await directory.users({ signal }), undefined);
      assert.equal(directory.failure?.reason, 'badResponse');
      await faults();
      assert.ok(await directory.users({ signal }));
      assert.equal(directory.failure, undefined);
    }));

  it('keeps the names known before when reading again fails', () =>
    withBook([], async ({ connection, signal, faults }) => {
      const directory = new UserDirectory(connection);
      const users = await directory.users({ signal });
      await faults('GET:users:garbage');
      assert.deepEqual(await directory.reload({ signal }), users);
      assert.ok(directory.failure);
    }));

  it('rejects with the reason when it is called off', () =>
    withBook([], async ({ connection, beforeRequest }) => {
      const controller = new AbortController();
      beforeRequest(() => controller.abort(new Error('enough')));
      const directory = new UserDirectory(connection);
      await assert.rejects(directory.users({ signal: controller.signal }), /enough/);
      assert.equal(directory.failure, undefined);
    }));
});
