import assert from 'node:assert/strict';
import { request } from 'node:http';
import { describe, it } from 'mocha';
import { type FaultKind, parseFault } from '../../../src/sandbox/faults.ts';
import { type Api, at, contact, withSandbox } from './apiClient.ts';

/** How a call ends: its status and body, or the code of the connection's error. */
async function ending(
  { call }: Api,
  method: string,
  path: string,
  body?: unknown,
): Promise<unknown> {
  try {
    const { status, text } = await call(method, path, { body });
    return [status, text];
  } catch (error) {
    return at(error, 'code');
  }
}

const stored = async ({ control }: Api) =>
  at(JSON.parse(await control('GET', 'stats')), 'contacts');

describe('sandbox: faults', () => {
  const cases: readonly (readonly [kind: string, end: unknown, contacts: number])[] = [
    ['500', [500, ''], 0],
    ['503', [503, ''], 0],
    ['reset', 'ECONNRESET', 0],
    ['500-before', [500, ''], 0],
    ['503-before', [503, ''], 0],
    ['reset-before', 'ECONNRESET', 0],
    ['500-after', [500, ''], 1],
    ['503-after', [503, ''], 1],
    ['reset-after', 'ECONNRESET', 1],
  ];
  for (const [kind, end, contacts] of cases) {
    it(`${kind} ${contacts ? 'comes once the write is applied' : 'leaves the write undone'}`, async () => {
      await withSandbox({ faults: [`POST:/contacts$:${kind}`] }, async (api) => {
        assert.deepEqual(await ending(api, 'POST', '/contacts', [contact('1')]), end);
        assert.equal(await stored(api), contacts);
        assert.equal(
          (await api.call('GET', '/contacts')).status,
          200,
          'the next request goes well',
        );
      });
    });
  }

  for (const kind of ['429', '429-before']) {
    it(`${kind} answers as the rate limit does, and leaves the write undone`, async () => {
      const options = {
        faults: [`POST:/contacts$:${kind}`],
        variants: { retryAfter: 'on' },
      } as const;
      await withSandbox({ ...options, now: () => 0 }, async (api) => {
        const reply = await api.call('POST', '/contacts', { body: [contact('1')] });
        assert.deepEqual([reply.status, reply.headers['retry-after']], [429, '5']);
        assert.equal(typeof at(reply.json(), 'error'), 'string');
        assert.equal(await stored(api), 0);
      });
    });
  }

  it('truncate sends the headers for the whole body, half of it, and closes', async () => {
    await withSandbox({ contacts: 50 }, async ({ call, control, sandbox }) => {
      const whole = Buffer.from((await call('GET', '/contacts')).text);
      await control('POST', 'faults', ['GET:/contacts:truncate']);
      const half = await new Promise<Buffer>((resolve, reject) => {
        const headers = { authorization: `Bearer ${sandbox.key}` };
        const outgoing = request(`${sandbox.url}/contacts`, { headers }, (incoming) => {
          assert.equal(incoming.statusCode, 200);
          assert.equal(incoming.headers['content-length'], String(whole.length));
          const chunks: Buffer[] = [];
          incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
          incoming.once('end', () => reject(new Error('the body came to its end')));
          incoming.once('error', () => resolve(Buffer.concat(chunks)));
        });
        outgoing.once('error', reject);
        outgoing.end();
      });
      assert.deepEqual(half, whole.subarray(0, Math.floor(whole.length / 2)));
    });
  });

  it('truncate of a write comes once it is applied', async () => {
    const options = { faults: ['POST:.:truncate'], variants: { postBody: 'contacts' } } as const;
    await withSandbox(options, async (api) => {
      assert.equal(await ending(api, 'POST', '/contacts', [contact('1')]), 'ECONNRESET');
      assert.equal(await stored(api), 1);
    });
  });

  it('truncate of an answer without a body still sends its status', async () => {
    const options = { faults: ['DELETE:.:truncate'], variants: { deleteStatus: '204' } } as const;
    await withSandbox(options, async ({ call, control }) => {
      await control('POST', 'contacts', [contact('1')]);
      assert.equal((await call('DELETE', '/contacts/1')).status, 204);
    });
  });

  it('garbage is a 200 that is not JSON', async () => {
    await withSandbox({ faults: ['*:.*:garbage'] }, async ({ call }) => {
      for (const path of ['/contacts', '/contacts/unknown']) {
        const reply = await call('GET', path);
        assert.equal(reply.status, 200);
        assert.throws(() => reply.json(), SyntaxError);
      }
    });
  });

  it('hang never answers, and closing the sandbox ends it at once', async () => {
    let hanging: Promise<unknown> = Promise.resolve();
    await withSandbox({ faults: ['GET:/contacts:hang'] }, async (api) => {
      hanging = ending(api, 'GET', '/contacts');
      while (!(await api.control('GET', 'stats')).includes('"GET /contacts":1'));
      const quick = await Promise.race([hanging, api.call('GET', '/channels').then(() => 'open')]);
      assert.equal(quick, 'open');
    });
    assert.equal(await hanging, 'ECONNRESET');
  });

  it('strikes by method and by the path as received, without /v3 and query', async () => {
    const faults = ['GET:^/contacts/a%2Fb$:500', 'delete:^/contacts/:503', '*:users|a:b:429'];
    await withSandbox({ faults }, async ({ call }) => {
      const status = async (method: string, path: string) => (await call(method, path)).status;
      assert.equal(await status('GET', '/contacts/a%2Fb'), 500);
      assert.equal(await status('GET', '/contacts/a%2fb'), 404);
      assert.equal(await status('GET', '/contacts/a%2Fb?x'), 500);
      assert.equal(await status('GET', '/contacts?/contacts/a%2Fb'), 200);
      assert.equal(await status('DELETE', '/contacts/1'), 503);
      assert.equal(await status('GET', '/users'), 429);
      assert.equal(await status('GET', '/nowhere/a:b'), 429);
      assert.equal(await status('GET', '/contacts/v3'), 404);
    });
  });

  it('comes after authorisation and rate limit', async () => {
    const rate = { requests: 1, seconds: 5 };
    await withSandbox({ faults: ['*:.:503'], rate, now: () => 0 }, async ({ call }) => {
      assert.equal((await call('GET', '/contacts', { authorization: null })).status, 401);
      assert.equal((await call('GET', '/contacts')).status, 503);
      assert.equal((await call('GET', '/contacts')).status, 429);
    });
  });

  it('strikes every Nth matching request under every-N, and counts anew after a reset', async () => {
    await withSandbox({ faults: ['GET:/contacts:500:every-3'] }, async ({ call, control }) => {
      const statuses = async (requests: number) => {
        const seen = [];
        for (let sent = 0; sent < requests; sent += 1) {
          await call('GET', '/channels');
          seen.push((await call('GET', '/contacts')).status);
        }
        return seen;
      };
      assert.deepEqual(await statuses(7), [200, 200, 500, 200, 200, 500, 200]);
      await control('POST', 'reset');
      assert.deepEqual(await statuses(3), [200, 200, 500]);
    });
  });

  it('strikes with the given probability', async () => {
    const faults = ['GET:/channels:500:0', 'GET:/channels:503:0.5'];
    await withSandbox({ faults }, async ({ call }) => {
      const seen = new Map<number, number>();
      for (let sent = 0; sent < 200; sent += 1) {
        const { status } = await call('GET', '/channels');
        seen.set(status, (seen.get(status) ?? 0) + 1);
      }
      assert.deepEqual([...seen.keys()].sort(), [200, 503]);
      assert.ok(Math.min(...seen.values()) > 50, JSON.stringify([...seen]));
    });
  });

  it('are replaced as a whole by the control route, or not at all', async () => {
    await withSandbox({ faults: ['GET:/users:500'] }, async ({ call, control, root }) => {
      await control('POST', 'faults', ['GET:/contacts:503']);
      assert.equal((await call('GET', '/users')).status, 200);
      assert.equal((await call('GET', '/contacts')).status, 503);
      for (const body of [['GET:/contacts:500', 'nonsense'], {}, [1], 'no JSON', undefined]) {
        const reply = await root('POST', '/__sandbox/faults', body);
        assert.equal(reply.status, 400);
        assert.equal(typeof at(reply.json(), 'error'), 'string');
      }
      assert.equal((await call('GET', '/contacts')).status, 503);
      await control('POST', 'reset');
      assert.equal((await call('GET', '/contacts')).status, 503, 'a reset keeps the faults');
      await control('POST', 'faults', []);
      assert.equal((await call('GET', '/contacts')).status, 200);
    });
  });
});

describe('sandbox: fault specifications', () => {
  const good: readonly (readonly [string, string, string, FaultKind, object])[] = [
    ['GET:/contacts:500', 'GET', '\\/contacts', '500', { probability: 1 }],
    [
      'post:^/contacts$:reset-after:0.25',
      'POST',
      '^\\/contacts$',
      'reset-after',
      { probability: 0.25 },
    ],
    ['*:(?:a|b):hang:every-2', '*', '(?:a|b)', 'hang', { every: 2 }],
    ['*:a:500:503:truncate', '*', 'a:500:503', 'truncate', { probability: 1 }],
    ['*:a:500:503', '*', 'a:500', '503', { probability: 1 }],
    ['*::garbage:1', '*', '(?:)', 'garbage', { probability: 1 }],
    ['*:x:reset-before:.5', '*', 'x', 'reset', { probability: 0.5 }],
  ];
  for (const [spec, method, path, kind, when] of good) {
    it(`reads ${spec}`, () => {
      const fault = parseFault(spec);
      assert.ok(!('problem' in fault), 'problem' in fault ? fault.problem : '');
      assert.deepEqual(
        [fault.method, fault.path.source, fault.kind, fault.when],
        [method, path, kind, when],
      );
    });
  }

  for (const spec of [
    '',
    'GET',
    'GET:500',
    'GET:/contacts',
    'GET:/contacts:501',
    'GET:/contacts:hang-after',
    'GET:/contacts:500:2',
    'GET:/contacts:500:-1',
    'GET:/contacts:500:every-0',
    'GET:/contacts:500:every-',
    'GET:(:500',
    ':/contacts:500',
    'G T:/contacts:500',
    '500',
  ]) {
    it(`refuses "${spec}" in words`, () => {
      const fault = parseFault(spec);
      assert.ok('problem' in fault && fault.problem.includes(`"${spec}"`));
    });
  }
});
