import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { at, contact, withSandbox } from './apiClient.ts';

const routes = [
  ['GET', '/contacts'],
  ['POST', '/contacts'],
  ['GET', '/contacts/1'],
  ['DELETE', '/contacts/1'],
  ['PATCH', '/contacts/bulk_delete'],
  ['GET', '/users'],
  ['POST', '/users'],
  ['GET', '/users/1'],
  ['DELETE', '/users/1'],
  ['PATCH', '/users/bulk_delete'],
  ['GET', '/channels'],
] as const;

describe('sandbox: authorisation', () => {
  it('answers 401 with an empty body on every route without a good Bearer key', async () => {
    await withSandbox({}, async ({ call, sandbox }) => {
      const wrong = [
        null,
        'Basic abc',
        `Basic ${sandbox.key}`,
        'Bearer wrong',
        'Bearer',
        'Bearer ',
        sandbox.key,
        `Bearer ${sandbox.key} ${sandbox.key}`,
        `Bearer ${sandbox.key.toUpperCase()}x`,
      ];
      for (const [method, path] of [...routes, ['GET', '/nowhere'], ['GET', '']] as const) {
        for (const authorization of wrong) {
          const { status, text } = await call(method, path, { authorization });
          assert.deepEqual([status, text], [401, ''], `${method} ${path} ${authorization}`);
        }
      }
    });
  });

  it('lets the good key through on every route, whatever the case of the scheme', async () => {
    await withSandbox({}, async ({ call, sandbox }) => {
      for (const [method, path] of routes) {
        for (const scheme of ['Bearer', 'bearer', 'BEARER']) {
          const authorization = `${scheme} ${sandbox.key}`;
          const { status } = await call(method, path, { authorization });
          assert.ok(status !== 401 && status !== 403, `${method} ${path}: ${status}`);
        }
      }
    });
  });

  it('takes the key it was started with', async () => {
    await withSandbox({ key: 'my-own-key' }, async ({ call }) => {
      assert.equal(
        (await call('GET', '/contacts', { authorization: 'Bearer my-own-key' })).status,
        200,
      );
    });
  });

  it('tells a missing key in JSON under authBody=json', async () => {
    await withSandbox({ variants: { authBody: 'json' } }, async ({ call }) => {
      const reply = await call('GET', '/contacts', { authorization: null });
      assert.equal(reply.status, 401);
      assert.equal(typeof at(reply.json(), 'error'), 'string');
    });
  });

  it('closes contacts and users to a sidecar key with the exact body, and opens channels', async () => {
    await withSandbox({}, async ({ call, sandbox }) => {
      const authorization = `Bearer ${sandbox.sidecarKey}`;
      for (const [method, path] of [
        ...routes,
        ['PUT', '/contacts/a/b'],
        ['GET', '/users/'],
      ] as const) {
        const { status, text } = await call(method, path, { authorization });
        if (path === '/channels') assert.equal(status, 200);
        else assert.deepEqual([status, text], [403, '{"error":"FORBIDDEN"}'], `${method} ${path}`);
      }
      assert.equal((await call('GET', '/contactsX', { authorization })).status, 404);
    });
  });

  it('judges key, kind of key, rate, route and body in that order', async () => {
    await withSandbox(
      { rate: { requests: 1, seconds: 5 }, now: () => 0 },
      async ({ call, sandbox }) => {
        const sidecar = `Bearer ${sandbox.sidecarKey}`;
        assert.equal((await call('GET', '/channels', { authorization: sidecar })).status, 200);
        assert.equal((await call('GET', '/contacts', { authorization: sidecar })).status, 403);
        assert.equal((await call('GET', '/channels', { authorization: sidecar })).status, 429);
        assert.equal((await call('POST', '/nowhere', { body: 'not JSON' })).status, 404);
        assert.equal((await call('POST', '/nowhere', { body: 'not JSON' })).status, 429);
        assert.equal((await call('POST', '/nowhere', { authorization: null })).status, 401);
      },
    );
  });
});

describe('sandbox: rate limit', () => {
  it('refuses request 501 of a window, and works again after the window', async () => {
    let now = 1000;
    await withSandbox({ now: () => now }, async ({ call }) => {
      for (let sent = 0; sent < 500; sent += 1) {
        if (sent === 1) now = 5999;
        assert.equal((await call('GET', '/channels')).status, 200);
      }
      const refused = await call('POST', '/contacts', { body: [contact('1')] });
      assert.equal(refused.status, 429);
      assert.equal(typeof at(refused.json(), 'error'), 'string');
      assert.equal(refused.headers['retry-after'], undefined);
      now = 6000;
      assert.equal(
        (await call('GET', '/contacts/1')).status,
        404,
        'a refused write stored something',
      );
    });
  });

  it('starts a window with the first request in it', async () => {
    let now = 0;
    const rate = { requests: 2, seconds: 5 };
    await withSandbox({ rate, now: () => now }, async ({ call }) => {
      now = 4000;
      await call('GET', '/channels');
      now = 8999;
      assert.equal((await call('GET', '/channels')).status, 200);
      assert.equal((await call('GET', '/channels')).status, 429);
      now = 9000;
      assert.equal((await call('GET', '/channels')).status, 200);
    });
  });

  it('counts each key for itself, a 401 for none, and everything else', async () => {
    const rate = { requests: 4, seconds: 5 };
    await withSandbox({ rate, now: () => 0 }, async ({ call, sandbox }) => {
      for (let sent = 0; sent < 9; sent += 1)
        await call('GET', '/contacts', { authorization: null });
      await call('GET', '/nowhere');
      await call('POST', '/contacts', { body: 'bad' });
      await call('GET', '/contacts/unknown');
      assert.equal((await call('GET', '/contacts')).status, 200);
      assert.equal((await call('GET', '/contacts')).status, 429);
      const authorization = `Bearer ${sandbox.sidecarKey}`;
      assert.equal((await call('GET', '/channels', { authorization })).status, 200);
      for (let sent = 0; sent < 3; sent += 1) await call('GET', '/contacts', { authorization });
      assert.equal((await call('GET', '/channels', { authorization })).status, 429, 'a 403 counts');
    });
  });

  it('tells the whole seconds left, at least one, under retryAfter=on', async () => {
    let now = 0;
    const options = { rate: { requests: 1, seconds: 5 }, variants: { retryAfter: 'on' } } as const;
    await withSandbox({ ...options, now: () => now }, async ({ call }) => {
      await call('GET', '/channels');
      for (const [time, seconds] of [
        [0, '5'],
        [1, '5'],
        [1000, '4'],
        [4000, '1'],
        [4999, '1'],
      ] as const) {
        now = time;
        const { status, headers } = await call('GET', '/channels');
        assert.deepEqual([status, headers['retry-after']], [429, seconds]);
      }
    });
  });
});
