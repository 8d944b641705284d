import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { createConnection } from '../../../../src/core/api/connection.ts';
import { getContact, listContacts, listUsers } from '../../../../src/core/api/readRoutes.ts';
import {
  bulkDeleteContacts,
  deleteContact,
  upsertContacts,
} from '../../../../src/core/api/writeRoutes.ts';
import { FakeClock } from '../../../support/fakeClock.ts';
import {
  apiError,
  attemptTimeoutMs,
  card,
  client,
  inSandbox,
  testKey,
  withServer,
} from './apiWorld.ts';

const emptyPage = '{"count":0,"data":[]}';

describe('the key', () => {
  it('is sent as Bearer, also where Bearer was pasted with it', async () => {
    for (const stored of [testKey, ` ${testKey}\n`, `Bearer ${testKey}`, `bearer  ${testKey}`]) {
      await inSandbox(
        {},
        async ({ connection, call }) => {
          assert.equal((await listContacts(connection, 0, call)).count, 0);
        },
        { key: async () => stored },
      );
    }
  });

  it('is asked for at each request', async () => {
    const keys = ['wrong', testKey];
    await inSandbox(
      {},
      async ({ connection, call }) => {
        await apiError(listContacts(connection, 0, call), 'unauthorised');
        await listContacts(connection, 0, call);
      },
      { key: async () => keys.shift() },
    );
  });

  for (const stored of [undefined, '', '  ', 'Bearer ', 'two words', 'key\u0007', 'ключ']) {
    it(`makes no request where it is ${JSON.stringify(stored)}`, async () => {
      await inSandbox(
        {},
        async ({ connection, call, requests }) => {
          const error = await apiError(listContacts(connection, 0, call), 'unauthorised');
          assert.equal(error.status, undefined);
          assert.deepEqual(await requests(), {});
        },
        { key: async () => stored },
      );
    });
  }

  it('that cannot be read fails the call as it failed', async () => {
    const failure = new Error('keyring is locked');
    const { connection, call } = client('http://127.0.0.1:9/v3', {
      key: () => Promise.reject(failure),
    });
    await assert.rejects(listContacts(connection, 0, call), failure);
  });

  it('that never comes does not outlive the call', async () => {
    const { connection } = client('http://127.0.0.1:9/v3', {
      key: () => new Promise(() => undefined),
    });
    const cancel = new AbortController();
    const reading = listContacts(connection, 0, { signal: cancel.signal });
    cancel.abort(new Error('enough'));
    await assert.rejects(reading, /enough/);
  });

  it('is in no log line and in no error, even if the server repeats it', async () => {
    await withServer(
      (_request, response) => {
        response.writeHead(401, { 'x-request-id': testKey });
        response.end(JSON.stringify({ error: testKey, description: `Key ${testKey} is wrong` }));
      },
      async (url) => {
        const { connection, call, log } = client(url);
        const error = await apiError(listContacts(connection, 0, call), 'unauthorised');
        assert.ok(!JSON.stringify([error, error.message, error.stack, log]).includes(testKey));
        assert.equal(error.description, 'Key … is wrong');
      },
    );
  });

  it('of an integration is forbidden on contacts', async () => {
    await inSandbox({}, async ({ url, sidecarKey }) => {
      const { connection, call } = client(url, { key: async () => sidecarKey });
      const error = await apiError(listContacts(connection, 0, call), 'forbidden');
      assert.deepEqual(
        [error.status, error.code, error.description],
        [403, 'FORBIDDEN', undefined],
      );
      await apiError(listUsers(connection, call), 'forbidden');
    });
  });

  for (const authBody of ['empty', 'json'] as const) {
    it(`that is wrong is not tried twice; body ${authBody}`, async () => {
      await inSandbox(
        { variants: { authBody } },
        async ({ connection, call, requests }) => {
          assert.equal(
            (await apiError(listContacts(connection, 0, call), 'unauthorised')).status,
            401,
          );
          assert.deepEqual(await requests(), { 'GET /contacts': 1 });
        },
        { key: async () => 'wrong' },
      );
    });
  }
});

describe('the address', () => {
  it('may end with a slash', async () => {
    await inSandbox({}, async ({ url }) => {
      const { connection, call } = client(`${url}//`);
      assert.equal(connection.baseUrl, url);
      await listContacts(connection, 0, call);
    });
  });

  it('must be one that a key may be sent to', () => {
    for (const url of ['http://example.com/v3', 'https://a:b@example.com', 'ftp://x', '']) {
      assert.throws(() => client(url), RangeError, url);
    }
  });

  for (const status of [301, 302, 303, 307, 308]) {
    it(`is never left for another by ${status}`, async () => {
      await withServer(
        (_request, response) => response.end(emptyPage),
        async (elsewhere, seenElsewhere) => {
          await withServer(
            (_request, response) =>
              response.writeHead(status, { location: `${elsewhere}/contacts` }).end(),
            async (url, seen) => {
              const { connection, call } = client(url);
              for (const made of [
                listContacts(connection, 0, call),
                upsertContacts(connection, [card('1')], call),
              ]) {
                const error = await apiError(made, 'badResponse');
                assert.deepEqual([error.status, error.detail], [status, 'redirect']);
              }
              assert.equal(seen.length, 2);
            },
          );
          assert.equal(seenElsewhere.length, 0);
        },
      );
    });
  }
});

describe('an answer', () => {
  it('keeps its connection for the next request', async () => {
    await withServer(
      (_request, response) => response.end(emptyPage),
      async (url, seen) => {
        const { connection, call } = client(url);
        for (let i = 0; i < 5; i++) await listContacts(connection, 0, call);
        await upsertContacts(connection, [card('1')], call);
        assert.equal(new Set(seen.map(({ socket }) => socket.remotePort)).size, 1);
      },
    );
  });

  it('may be compressed', async () => {
    const { gzipSync } = await import('node:zlib');
    await withServer(
      (_request, response) =>
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(emptyPage)),
      async (url) => {
        const { connection, call } = client(url);
        assert.equal((await listContacts(connection, 0, call)).count, 0);
      },
    );
  });

  it('over 8 MB is refused, however it is sent', async () => {
    const { gzipSync } = await import('node:zlib');
    const huge = Buffer.alloc(8 * 1024 * 1024 + 1, ' ');
    const packed = gzipSync(huge);
    for (const compressed of [false, true]) {
      await withServer(
        (_request, response) => {
          if (compressed) response.setHeader('content-encoding', 'gzip');
          response.end(compressed ? packed : huge);
        },
        async (url, seen) => {
          const { connection, call } = client(url);
          const error = await apiError(listContacts(connection, 0, call), 'badResponse');
          assert.equal(error.detail, 'tooLarge');
          assert.equal(seen.length, 1);
        },
      );
    }
  }).timeout(10_000);

  it('of exactly 8 MB is read', async () => {
    const large = Buffer.alloc(8 * 1024 * 1024, ' ');
    large.write(emptyPage);
    await withServer(
      (_request, response) => response.end(large),
      async (url) => {
        const { connection, call } = client(url);
        assert.equal((await listContacts(connection, 0, call)).count, 0);
      },
    );
  }).timeout(10_000);

  it('that is garbage is refused at once', async () => {
    await inSandbox({ faults: ['GET:.:garbage'] }, async ({ connection, call, requests }) => {
      assert.equal(
        (await apiError(listContacts(connection, 0, call), 'badResponse')).detail,
        'notJson',
      );
      assert.deepEqual(await requests(), { 'GET /contacts': 1 });
    });
  });
});

describe('another attempt', () => {
  for (const [kind, reason, status] of [
    ['500', 'server', 500],
    ['503', 'server', 503],
    ['reset', 'network', undefined],
    ['truncate', 'network', undefined],
    ['429', 'rateLimited', 429],
  ] as const) {
    it(`follows ${kind}, four in all`, async () => {
      await inSandbox(
        { faults: [`GET:.:${kind}`], contacts: 5 },
        async ({ connection, call, requests }) => {
          const error = await apiError(listContacts(connection, 0, call), reason);
          assert.equal(error.status, status);
          assert.deepEqual(await requests(), { 'GET /contacts': 4 });
        },
      );
    });

    it(`succeeds after one ${kind}`, async () => {
      await inSandbox(
        { faults: [`GET:.:${kind}:every-2`], contacts: 5 },
        async ({ connection, call, requests }) => {
          await listContacts(connection, 0, call);
          assert.equal((await listContacts(connection, 0, call)).count, 5);
          assert.deepEqual(await requests(), { 'GET /contacts': 3 });
        },
      );
    });
  }

  it('follows a server that nobody answers at, and names the system code', async () => {
    let url = '';
    await withServer(
      () => undefined,
      async (address) => {
        url = address;
      },
    );
    const { connection, call, clock } = client(url);
    const error = await apiError(listContacts(connection, 0, call), 'network');
    assert.equal(error.code, 'ECONNREFUSED');
    assert.deepEqual(
      clock.slept.filter((ms) => ms !== attemptTimeoutMs),
      [300, 600, 1200],
    );
  });

  it('waits longer with jitter', async () => {
    await inSandbox(
      { faults: ['GET:.:500'] },
      async ({ connection, call, clock }) => {
        await apiError(listContacts(connection, 0, call), 'server');
        assert.deepEqual(
          clock.slept.filter((ms) => ms !== attemptTimeoutMs),
          [600, 1200, 2400],
        );
      },
      { random: () => 1 },
    );
  });

  it('waits the documented window after a 429 without a word', async () => {
    await inSandbox({ faults: ['GET:.:429'] }, async ({ connection, call, clock }) => {
      await apiError(listContacts(connection, 0, call), 'rateLimited');
      assert.deepEqual(
        clock.slept.filter((ms) => ms !== attemptTimeoutMs),
        [5000, 5000, 5000],
      );
    });
  });

  for (const [header, status, ms] of [
    ['2', 429, 2000],
    ['2', 503, 2000],
    ['0.5', 429, 500],
    ['9999', 503, 30_000],
    ['Sun, 22 Nov 2026 00:00:07 GMT', 429, 7000],
    ['Sat, 21 Nov 2026 00:00:00 GMT', 503, 0],
    ['Sunday, 22-Nov-26 00:00:07 GMT', 429, 7000],
    ['Sat, 21 Nov 2026 00:00:00 GMT', 429, 5000],
    ['0', 429, 5000],
    ['0', 503, 0],
    ['-5', 429, 5000],
    ['-5', 503, 300],
    ['3, 3', 429, 5000],
    ['3, 3', 503, 300],
    ['2026-11-22', 503, 300],
    ['soon', 429, 5000],
  ] as const) {
    it(`waits ${ms} ms after ${status} with Retry-After: ${header}`, async () => {
      await withServer(
        (_request, response, number) => {
          if (number > 1) response.end(emptyPage);
          else response.writeHead(status, { 'retry-after': header }).end();
        },
        async (url) => {
          const clock = new FakeClock(
            (length) => length !== attemptTimeoutMs,
            Date.UTC(2026, 10, 22),
          );
          const { connection, call } = client(url, { clock });
          const start = clock.now();
          await listContacts(connection, 0, call);
          assert.equal(clock.now() - start, ms);
        },
      );
    });
  }

  it('holds back the connection’s other requests after a 429', async () => {
    await withServer(
      (_request, response, number) => {
        if (number > 1) response.end(emptyPage);
        else response.writeHead(429, { 'retry-after': '3' }).end();
      },
      async (url, seen) => {
        const clock = new FakeClock();
        const { connection, call } = client(url, { clock });
        const first = listContacts(connection, 0, call);
        await clock.sleepOf(3000);
        const second = listUsers(connection, call);
        await new Promise((resolve) => setTimeout(resolve, 30));
        assert.equal(seen.length, 1);
        clock.advance(3000);
        await Promise.all([first, second]);
        assert.equal(seen.length, 3);
      },
    );
  });

  it('holds back the next call, too, where a call gives up after a 429', async () => {
    await withServer(
      (_request, response, number) => {
        if (number > 4) response.end(emptyPage);
        else response.writeHead(429).end();
      },
      async (url) => {
        const { connection, call, clock } = client(url);
        await apiError(listContacts(connection, 0, call), 'rateLimited');
        const start = clock.now();
        await listContacts(connection, 0, call);
        assert.equal(clock.now() - start, 5000);
      },
    );
  });

  it('tells of a 429 at the end whether an earlier attempt may have run', async () => {
    for (const first of [503, 429]) {
      await withServer(
        (_request, response, number) => response.writeHead(number === 1 ? first : 429).end(),
        async (url) => {
          const { connection, call } = client(url);
          const error = await apiError(
            upsertContacts(connection, [card('1')], call),
            'rateLimited',
          );
          assert.equal(error.mayHaveRunBefore, first === 503);
        },
      );
    }
  });

  it('does not follow an error of our own making', async () => {
    for (const status of [400, 401, 403, 404, 405, 409, 413, 422]) {
      await withServer(
        (_request, response) => response.writeHead(status).end(),
        async (url, seen) => {
          const { connection, call } = client(url);
          await apiError(listContacts(connection, 0, call));
          assert.equal(seen.length, 1, String(status));
        },
      );
    }
  });

  it('begins no later than a minute after the first failure', async () => {
    await withServer(
      (_request, response) => response.writeHead(503, { 'retry-after': '25' }).end(),
      async (url, seen) => {
        const { connection, call } = client(url);
        await apiError(listContacts(connection, 0, call), 'server');
        assert.equal(seen.length, 3);
      },
    );
  });
});

describe('time', () => {
  it('is up for an attempt after 10 s, and for the call after four of them', async () => {
    await inSandbox({ faults: ['GET:.:hang'] }, async ({ connection, call, clock, log }) => {
      const reading = apiError(listContacts(connection, 0, call), 'timeout');
      for (let attempt = 1; attempt <= 4; attempt++) {
        await clock.sleepOf(attemptTimeoutMs);
        clock.advance(attemptTimeoutMs);
      }
      await reading;
      assert.deepEqual(
        log.map(({ facts }) => [facts['attempt'], facts['reason'], facts['ms']]),
        [1, 2, 3, 4].map((attempt) => [attempt, 'timeout', attemptTimeoutMs]),
      );
    });
  });

  it('is up also while the body is under way', async () => {
    await withServer(
      (_request, response) => void response.write('{"count":'),
      async (url) => {
        const { connection, call, clock } = client(url, { attemptTimeoutMs: 20_000 });
        const reading = listContacts(connection, 0, { ...call, deadline: clock.now() + 30_000 });
        await clock.sleepOf(20_000);
        await new Promise((resolve) => setTimeout(resolve, 30));
        clock.advance(30_000);
        await apiError(reading, 'timeout');
      },
    );
  });

  it('is up at the deadline, whatever the call does', async () => {
    await inSandbox(
      { faults: ['GET:.:hang'] },
      async ({ connection, call, clock }) => {
        const reading = listContacts(connection, 0, { ...call, deadline: clock.now() + 5000 });
        await clock.sleepOf(attemptTimeoutMs);
        clock.advance(5000);
        await apiError(reading, 'timeout');
      },
      { clock: new FakeClock() },
    );
  });

  it('that is up already makes no request', async () => {
    await inSandbox({}, async ({ connection, call, clock, requests }) => {
      await apiError(listContacts(connection, 0, { ...call, deadline: clock.now() }), 'timeout');
      assert.deepEqual(await requests(), {});
    });
  });

  it('is not waited for where the deadline comes first', async () => {
    await inSandbox({ faults: ['GET:.:429'] }, async ({ connection, call, clock, requests }) => {
      const deadline = clock.now() + 10_000;
      await apiError(listContacts(connection, 0, { ...call, deadline }), 'rateLimited');
      assert.deepEqual(await requests(), { 'GET /contacts': 2 });
    });
  });
});

describe('cancelling', () => {
  const reason = new Error('no longer wanted');

  it('before the call makes no request', async () => {
    await inSandbox({}, async ({ connection, requests }) => {
      await assert.rejects(
        listContacts(connection, 0, { signal: AbortSignal.abort(reason) }),
        reason,
      );
      assert.deepEqual(await requests(), {});
    });
  });

  it('ends a request under way at once', async () => {
    await inSandbox({ faults: ['GET:.:hang'] }, async ({ connection, clock }) => {
      const cancel = new AbortController();
      const reading = getContact(connection, '1', { signal: cancel.signal });
      await clock.sleepOf(attemptTimeoutMs);
      cancel.abort(reason);
      await assert.rejects(reading, reason);
      assert.deepEqual(clock.sleeping, []);
    });
  });

  it('ends a body under way at once', async () => {
    await withServer(
      (_request, response) => void response.write('{"count":'),
      async (url) => {
        const { connection } = client(url);
        const cancel = new AbortController();
        const reading = listContacts(connection, 0, { signal: cancel.signal });
        setTimeout(() => cancel.abort(reason), 30);
        await assert.rejects(reading, reason);
      },
    );
  });

  it('ends the pause before another attempt at once', async () => {
    await inSandbox({ faults: ['GET:.:429'] }, async ({ url, requests }) => {
      const clock = new FakeClock();
      const { connection } = client(url, { clock });
      const cancel = new AbortController();
      const reading = listContacts(connection, 0, { signal: cancel.signal });
      await clock.sleepOf(5000);
      cancel.abort(reason);
      await assert.rejects(reading, reason);
      assert.deepEqual(clock.sleeping, []);
      assert.deepEqual(await requests(), { 'GET /contacts': 1 });
    });
  });

  it('with a reason that is no error rejects with that', async () => {
    await inSandbox({ faults: ['GET:.:hang'] }, async ({ connection, clock }) => {
      const cancel = new AbortController();
      const reading = listContacts(connection, 0, { signal: cancel.signal });
      await clock.sleepOf(attemptTimeoutMs);
      cancel.abort('enough');
      assert.equal(await reading.catch((failure: unknown) => failure), 'enough');
    });
  });
});

describe('the own rate limit', () => {
  it('never earns a 429, whatever the latency', async () => {
    const clock = new FakeClock((ms) => ms % attemptTimeoutMs !== 0);
    await inSandbox(
      { rate: { requests: 20, seconds: 5 }, now: () => clock.now(), jitter: 5 },
      async ({ connection, call, log, requests }) => {
        const start = clock.now();
        await Promise.all(Array.from({ length: 90 }, () => listContacts(connection, 0, call)));
        assert.ok(log.every(({ facts }) => facts['status'] === 200));
        assert.deepEqual(await requests(), { 'GET /contacts': 90 });
        assert.ok(clock.now() - start >= 20_000, 'four windows had to pass');
      },
      { clock, requestsPer5Seconds: () => 20 },
    );
  });
});

describe('the log', () => {
  it('has one debug line for each attempt, with ids and without names, numbers and bodies', async () => {
    await inSandbox(
      { faults: ['POST:.:500:every-2'] },
      async ({ connection, call, log, setFaults }) => {
        await upsertContacts(connection, [card('1')], call);
        await upsertContacts(connection, [card('1', { name: 'Anna' })], call);
        await setFaults('GET:.:reset');
        await apiError(getContact(connection, '1', call));
        assert.deepEqual(
          log
            .slice(0, 4)
            .map(({ level, event, facts }) => ({ level, event, ...facts, ms: typeof facts['ms'] })),
          [
            ['POST', '/contacts', 200, 1, undefined, undefined],
            ['POST', '/contacts', 500, 1, 'server', undefined],
            ['POST', '/contacts', 200, 2, undefined, undefined],
            ['GET', '/contacts/{id}', undefined, 1, 'network', 'ECONNRESET'],
          ].map(([method, route, status, attempt, reason, code]) => ({
            level: 'debug',
            event: 'API request',
            method,
            route,
            status,
            ms: 'number',
            attempt,
            reason,
            code,
          })),
        );
        assert.equal(log.length, 7);
        assert.ok(!/Anna|7901|user-1/.test(JSON.stringify(log)));
      },
    );
  });

  it('has the code of an error only where that is spelled like one', async () => {
    const answers = ['INVALID_CONTACTS_DATA', 'No Anna in 79011112233', '79011112233', 17];
    await withServer(
      (_request, response, number) =>
        response.writeHead(400).end(JSON.stringify({ error: answers[number - 1] })),
      async (url) => {
        const { connection, call, log } = client(url);
        for (const _ of answers) await apiError(upsertContacts(connection, [card('1')], call));
        assert.deepEqual(
          log.map(({ facts }) => facts['code']),
          ['INVALID_CONTACTS_DATA', undefined, undefined, '17'],
        );
      },
    );
  });
});

describe('a read-only connection', () => {
  it('refuses every request but GET before anything leaves, the key included', async () => {
    let keysAsked = 0;
    await inSandbox(
      {},
      async ({ connection, call, requests, log, held, put }) => {
        await put(card('1'));
        const writes = [
          () => upsertContacts(connection, [card('1', { name: 'Anna' })], call),
          () => deleteContact(connection, '1', call),
          () => bulkDeleteContacts(connection, ['1'], call),
          ...(['POST', 'PATCH', 'DELETE'] as const).map(
            (method) => () => connection.request({ method, route: '/contacts' }, call),
          ),
        ];
        for (const write of writes) {
          const error = await apiError(write(), 'readOnly');
          assert.equal(error.mayHaveRunBefore, false);
        }
        assert.equal(keysAsked, 0);
        assert.deepEqual(await requests(), {});
        assert.deepEqual(log, []);
        assert.deepEqual(await held(), [card('1')]);
      },
      {
        isReadOnly: () => true,
        key: async () => {
          keysAsked += 1;
          return testKey;
        },
      },
    );
  });

  it('reads as always', async () => {
    await inSandbox(
      {},
      async ({ connection, call, put }) => {
        await put(card('1'));
        assert.equal(connection.isReadOnly, true);
        assert.equal((await listContacts(connection, 0, call)).count, 1);
        assert.ok(await getContact(connection, '1', call));
        await listUsers(connection, call);
      },
      { isReadOnly: () => true },
    );
  });

  it('is asked for at each request', async () => {
    let isReadOnly = false;
    await inSandbox(
      {},
      async ({ connection, call, held }) => {
        await upsertContacts(connection, [card('1')], call);
        isReadOnly = true;
        await apiError(upsertContacts(connection, [card('2')], call), 'readOnly');
        isReadOnly = false;
        await upsertContacts(connection, [card('3')], call);
        assert.deepEqual(await held(), [card('1'), card('3')]);
      },
      { isReadOnly: () => isReadOnly },
    );
  });

  it('lets nothing leave that waited for its key when it became read-only', async () => {
    let isReadOnly = false;
    await inSandbox(
      {},
      async ({ connection, call, requests }) => {
        await apiError(upsertContacts(connection, [card('1')], call), 'readOnly');
        assert.deepEqual(await requests(), {});
      },
      {
        isReadOnly: () => isReadOnly,
        key: async () => {
          isReadOnly = true;
          return testKey;
        },
      },
    );
  });

  it('does not repeat a request whose answer was lost before it became read-only, and tells that it may have run', async () => {
    let isReadOnly = false;
    await withServer(
      (_request, response) => {
        isReadOnly = true;
        response.writeHead(500).end();
      },
      async (url, seen) => {
        const { connection, call } = client(url, { isReadOnly: () => isReadOnly });
        const error = await apiError(upsertContacts(connection, [card('1')], call), 'readOnly');
        assert.equal(error.mayHaveRunBefore, true);
        assert.equal(seen.length, 1);
      },
    );
  });
});

describe('createConnection', () => {
  it('keeps the account and makes no request', () => {
    const { connection } = client('https://api.wazzup24.com/v3/');
    assert.equal(connection.accountId, 'account-1');
    assert.equal(connection.baseUrl, 'https://api.wazzup24.com/v3');
    assert.equal(typeof createConnection, 'function');
  });
});
