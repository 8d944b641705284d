import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { at, contact, contacts, ids, withSandbox } from './apiClient.ts';

const lines = (text: string) =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

describe('sandbox: control routes', () => {
  it('count every request under /v3 by method and route template, refused ones too, and no others', async () => {
    const rate = { requests: 6, seconds: 5 };
    await withSandbox({ rate, now: () => 0 }, async ({ call, root, control, sandbox }) => {
      await call('GET', '/contacts?offset=5');
      await call('GET', '/contacts', { authorization: null });
      await call('GET', '/contacts', { authorization: `Bearer ${sandbox.sidecarKey}` });
      await call('GET', '/contacts/a%2Fb');
      await call('GET', '/contacts/%zz');
      await call('PUT', '/contacts/1');
      await call('PATCH', '/contacts/bulk_delete');
      await call('GET', '/contacts/bulk_delete');
      await call('DELETE', '/users/1');
      await call('GET', '/nowhere/1?x');
      await root('GET', '/elsewhere');
      const stats = JSON.parse(await control('GET', 'stats'));
      assert.deepEqual(stats, {
        requests: {
          'GET /contacts': 3,
          'GET /contacts/{id}': 3,
          'PUT /contacts/{id}': 1,
          'PATCH /contacts/bulk_delete': 1,
          'DELETE /users/{id}': 1,
          'GET /nowhere/1': 1,
        },
        contacts: 0,
      });
    });
  });

  it('give all contacts as NDJSON in list order, byte-stable', async () => {
    await withSandbox(
      { contacts: 1234, rate: { requests: 1, seconds: 1e6 } },
      async ({ control }) => {
        const all = await control('GET', 'contacts');
        assert.equal(await control('GET', 'contacts'), all);
        const found = ids(lines(all));
        assert.equal(found.length, 1234);
        assert.deepEqual(
          found,
          found.toSorted((a, b) => (String(a) < String(b) ? -1 : 1)),
        );
      },
    );
  });

  it('change contacts at once and unchecked', async () => {
    await withSandbox({}, async ({ call, control }) => {
      const odd = { id: '2', name: null, contactData: 'x', more: { a: 1 } };
      await control('POST', 'contacts', [contact('1'), odd, contact(''), contact('x'.repeat(500))]);
      await control('POST', 'contacts', [contact('1', { name: 'second' })]);
      assert.equal(
        (await call('GET', '/contacts/1')).text,
        JSON.stringify(contact('1', { name: 'second' })),
      );
      assert.deepEqual((await call('GET', '/contacts/2')).json(), odd);
      await control('DELETE', 'contacts', ['1', '', 'unknown', 'x'.repeat(500)]);
      assert.deepEqual(lines(await control('GET', 'contacts')), [odd]);
      await control('POST', 'contacts', contacts(3000));
      assert.equal(at((await call('GET', '/contacts')).json(), 'count'), 3001);
    });
  });

  it('refuse what they cannot hold, and change nothing', async () => {
    await withSandbox({}, async ({ root, control }) => {
      for (const body of [
        '',
        '{',
        '{}',
        '[1]',
        '[{"id":1}]',
        `[${JSON.stringify(contact('1'))},{}]`,
      ]) {
        for (const method of ['POST', 'DELETE']) {
          assert.equal(
            (await root(method, '/__sandbox/contacts', body)).status,
            400,
            `${method} ${body}`,
          );
        }
      }
      for (const [method, path] of [
        ['PUT', 'contacts'],
        ['GET', 'reset'],
        ['GET', 'faults'],
        ['POST', 'stats'],
        ['GET', ''],
      ] as const) {
        assert.equal((await root(method, `/__sandbox/${path}`)).status, 404);
      }
      assert.equal(await control('GET', 'contacts'), '');
    });
  });

  it('are neither delayed nor faulty', async () => {
    await withSandbox({ latency: 3_600_000, faults: ['*:.*:500'] }, async ({ control }) => {
      await control('GET', 'stats');
      await control('POST', 'contacts', [contact('1')]);
      assert.equal(lines(await control('GET', 'contacts')).length, 1);
    });
  });

  it('reset contacts, users, statistics and rate windows', async () => {
    const rate = { requests: 5, seconds: 5 };
    await withSandbox({ contacts: 30, rate, now: () => 0 }, async ({ call, control }) => {
      const before = [await control('GET', 'contacts'), (await call('GET', '/users')).text];
      const [first] = lines(before[0] ?? '');
      await call('POST', '/contacts', { body: [contact('new')] });
      await call('DELETE', `/contacts/${encodeURIComponent(first.id)}`);
      await call('POST', '/users', { body: [{ id: 'new', name: 'new' }] });
      await call('GET', '/contacts');
      assert.equal((await call('GET', '/contacts')).status, 429);
      await control('POST', 'reset');
      assert.equal(await control('GET', 'stats'), '{"requests":{},"contacts":30}');
      assert.deepEqual(
        [await control('GET', 'contacts'), (await call('GET', '/users')).text],
        before,
      );
    });
  });
});
