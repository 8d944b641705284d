import assert from 'node:assert/strict';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { after, before, describe, it } from 'mocha';
import type { ApiErrorReason } from '../../../../src/core/api/apiError.ts';
import type { ApiConnection, CallOptions } from '../../../../src/core/api/connection.ts';
import { apiErrorWords } from '../../../../src/core/api/describeApiError.ts';
import { getContact, listContacts, listUsers } from '../../../../src/core/api/readRoutes.ts';
import {
  bulkDeleteContacts,
  deleteContact,
  upsertContacts,
} from '../../../../src/core/api/writeRoutes.ts';
import { sameContact } from '../../../../src/core/contact/compareContacts.ts';
import { contactText, parseContactText } from '../../../../src/core/contact/contactText.ts';
import type { Clock } from '../../../../src/core/ports.ts';
import { FakeClock } from '../../../support/fakeClock.ts';
import { until } from '../../../support/until.ts';
import { apiError, attemptTimeoutMs, card, client, testKey } from './apiWorld.ts';
import {
  answer,
  type HostileServer,
  type Misbehaviour,
  pourOut,
  startHostileServer,
} from './hostileServer.ts';

const megabyte = 1024 * 1024;

/** Real time for the limit of an attempt, none for the pauses between attempts. */
function hastyClock(limitMs: number): Clock {
  return {
    now: () => Date.now(),
    sleep: async (ms, signal) => {
      if (ms < attemptTimeoutMs) return;
      await wait(limitMs, undefined, signal ? { signal } : {}).catch(() => undefined);
      signal?.throwIfAborted();
    },
  };
}

type Route = (connection: ApiConnection, call: CallOptions) => Promise<unknown>;

const reads: Readonly<Record<string, Route>> = {
  'the list': (connection, call) => listContacts(connection, 0, call),
  'a contact': (connection, call) => getContact(connection, '1', call),
  'the users': (connection, call) => listUsers(connection, call),
};

const writes: Readonly<Record<string, Route>> = {
  'an upsert': (connection, call) => upsertContacts(connection, [card('1')], call),
  'a deletion': (connection, call) => deleteContact(connection, '1', call),
  'a bulk deletion': (connection, call) => bulkDeleteContacts(connection, ['1', '2'], call),
};

const routes = { ...reads, ...writes };

interface Evil {
  readonly server: HostileServer;
  readonly connection: ApiConnection;
  readonly call: CallOptions;
  readonly log: () => string;
}

/** Runs `test` against a server that misbehaves. An attempt may take five seconds. */
async function facing(
  behave: Misbehaviour,
  test: (evil: Evil) => Promise<void>,
  limitMs = 5000,
): Promise<void> {
  const server = await startHostileServer(behave);
  const log: string[] = [];
  const note = (event: string, facts: object = {}) =>
    void log.push(`${event} ${JSON.stringify(facts)}`);
  const { connection, call } = client(server.url, {
    clock: hastyClock(limitMs),
    logger: { debug: note, info: note, warn: note, error: note },
  });
  try {
    await test({ server, connection, call, log: () => log.join('\n') });
  } finally {
    await server.close();
  }
}

const start = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n';
const head = `${start}Content-Length: 1000000\r\n\r\n`;
const kilobytes = ' '.repeat(64 * 1024);
const chunk = `${kilobytes.length.toString(16)}\r\n${kilobytes}\r\n`;
const bomb = gzipSync(Buffer.alloc(200 * megabyte, ' '), { level: 9 });
const gzipped = 'Content-Encoding: gzip\r\nConnection: close\r\n\r\n';

/** What a transport does, and how every route takes it. */
const transports: readonly (readonly [string, Misbehaviour, ApiErrorReason, detail?: string])[] = [
  [
    'a body without end and length',
    (socket) => {
      socket.write(`${start}Connection: close\r\n\r\n`);
      pourOut(socket, kilobytes);
    },
    'badResponse',
    'tooLarge',
  ],
  [
    'a body of chunks without end',
    (socket) => {
      socket.write(`${start}Transfer-Encoding: chunked\r\n\r\n`);
      pourOut(socket, chunk);
    },
    'badResponse',
    'tooLarge',
  ],
  [
    'a body without end that comes drop by drop',
    (socket) => {
      socket.write(`${start}Transfer-Encoding: chunked\r\n\r\n`);
      pourOut(socket, '1\r\n \r\n', 10);
    },
    'timeout',
  ],
  [
    'one chunk that is said to be a terabyte',
    (socket) => {
      socket.write(`${start}Transfer-Encoding: chunked\r\n\r\n10000000000\r\n`);
      pourOut(socket, kilobytes);
    },
    'badResponse',
    'tooLarge',
  ],
  [
    'a chunk whose length is none',
    (socket) => void socket.end(`${start}Transfer-Encoding: chunked\r\n\r\n-5\r\n[]\r\n0\r\n\r\n`),
    'network',
  ],
  [
    'gzip that unpacks to hundreds of megabytes',
    (socket) => void socket.end(Buffer.concat([Buffer.from(start + gzipped), bomb])),
    'badResponse',
    'tooLarge',
  ],
  ['gzip that is none', (socket) => void socket.end(`${start}${gzipped}[]`), 'network'],
  [
    'headers without end',
    (socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      pourOut(socket, `X-More: ${'x'.repeat(1000)}\r\n`);
    },
    'network',
  ],
  [
    'one header without end',
    (socket) => {
      socket.write('HTTP/1.1 200 OK\r\nX-More: ');
      pourOut(socket, 'x'.repeat(1000));
    },
    'network',
  ],
  [
    'headers that come drop by drop',
    (socket) => {
      socket.write('HTTP/1.1 200 OK\r\nX-More: ');
      pourOut(socket, 'x', 10);
    },
    'timeout',
  ],
  ['no answer', () => undefined, 'timeout'],
  [
    'a Content-Length that is too large, and the end',
    (socket) => void socket.end(`${head}{"count":0,"data":[]}`),
    'network',
  ],
  [
    'a Content-Length that is too large, and nothing more',
    (socket) => void socket.write(`${head}{"count":0,"data":[]}`),
    'timeout',
  ],
  [
    'a negative Content-Length',
    (socket) => void socket.end(`${start}Content-Length: -5\r\n\r\n[]`),
    'network',
  ],
  [
    'two Content-Lengths',
    (socket) => void socket.end(`${start}Content-Length: 2\r\nContent-Length: 1\r\n\r\n[]`),
    'network',
  ],
  [
    'a Content-Length beyond all numbers',
    (socket) => void socket.end(`${start}Content-Length: ${'9'.repeat(30)}\r\n\r\n[]`),
    'network',
  ],
  [
    'a Content-Length beside chunks',
    (socket) =>
      void socket.end(
        `${start}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n[]\r\n0\r\n\r\n`,
      ),
    'network',
  ],
  ['no HTTP at all', (socket) => void socket.end('SSH-2.0-OpenSSH_9.6\r\n'), 'network'],
  ['a status of two digits', (socket) => void socket.end(answer('[]', 99)), 'network'],
  ['a status of four digits', (socket) => void socket.end(answer('[]', 2000)), 'network'],
  ['the status 999', (socket) => void socket.write(answer('[]', 999)), 'server'],
  ['the status 600', (socket) => void socket.write(answer('{"error":"X"}', 600)), 'server'],
  [
    '100 Continue without end',
    (socket) => pourOut(socket, 'HTTP/1.1 100 Continue\r\n\r\n', 10),
    'timeout',
  ],
  [
    'an upgrade to another protocol',
    (socket) =>
      void socket.write(
        'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
      ),
    'timeout',
  ],
  ['the connection reset', (socket) => void socket.resetAndDestroy(), 'network'],
  [
    'an error whose body has no end',
    (socket) => {
      socket.write('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n{"error":"');
      pourOut(socket, 'x'.repeat(64 * 1024));
    },
    'badResponse',
    'tooLarge',
  ],
];

describe('A hostile server', () => {
  for (const [name, behave, reason, detail] of transports) {
    it(`ends every call with a reason: ${name}`, async () => {
      const judge = (route: string, run: Route) =>
        facing(
          behave,
          async ({ server, connection, call, log }) => {
            const error = await apiError(run(connection, call));
            assert.deepEqual([error.reason, error.detail], [reason, detail], route);
            assert.ok(!`${error.stack}${apiErrorWords(error)}${log()}`.includes(testKey), route);
            // Each attempt is let go of: nothing is read on behind the caller's back.
            await until(
              'the connections are closed',
              () => reason === 'server' || server.open() === 0,
            );
            const mostAttempts = reason === 'badResponse' ? 1 : 4;
            assert.equal(server.seen.length, mostAttempts, route);
            // Nor was much more read than what is allowed: a little is under way in buffers of the system.
            assert.ok(server.bytesSent() < mostAttempts * 16 * megabyte, `${server.bytesSent()}`);
          },
          reason === 'timeout' ? 150 : 5000,
        );
      await Promise.all(Object.entries(routes).map(([route, run]) => judge(route, run)));
    }).timeout(30_000);
  }

  it('is not read on where an answer goes on after its end', async () => {
    const page = answer('{"count":0,"data":[]}');
    const forged = answer('{"count":1,"data":[{"id":"forged"}]}');
    await facing(
      (socket) => void socket.write(Buffer.concat([page, forged])),
      async ({ connection, call }) => {
        for (let time = 0; time < 5; time++) {
          const { contacts } = await listContacts(connection, 0, call);
          assert.deepEqual(contacts, []);
        }
      },
    );
  });

  it('gets no cookie back, and no word about who asks but what is documented', async () => {
    await facing(
      (socket) => void socket.write(answer('[]', 200, 'Set-Cookie: a=b; Path=/')),
      async ({ server, connection, call }) => {
        for (const run of [...Object.values(writes), reads['the users']]) {
          await run?.(connection, call);
        }
        const names = server.seen.flatMap(({ head: lines }) =>
          lines
            .split('\r\n')
            .slice(1)
            .map((line) => line.split(':')[0]?.toLowerCase()),
        );
        assert.deepEqual([...new Set(names)].sort(), [
          'accept',
          'accept-encoding',
          'authorization',
          'connection',
          'content-length',
          'content-type',
          'host',
          'user-agent',
        ]);
      },
    );
  });

  describe('that points elsewhere', () => {
    let elsewhere: HostileServer;

    before(async () => {
      elsewhere = await startHostileServer((socket) => void socket.write(answer('[]')));
    });

    after(() => elsewhere.close());

    for (const status of [300, 301, 302, 303, 304, 305, 307, 308]) {
      it(`is not followed by any route, with the key or without: ${status}`, async () => {
        const places = [
          `${elsewhere.url}/contacts`,
          elsewhere.url.replace('http:', ''),
          '/v3/contacts',
          '?offset=0',
          'file:///etc/passwd',
          'data:application/json,[]',
          'http://user:password@[',
          '',
          undefined,
        ];
        for (const place of places) {
          const headers = [
            ...(place === undefined ? [] : [`Location: ${place}`]),
            `Refresh: 0; url=${elsewhere.url}`,
            `Content-Location: ${elsewhere.url}`,
            `Alt-Svc: http/1.1="${new URL(elsewhere.url).host}"`,
          ];
          await facing(
            (socket) => void socket.write(answer('', status, ...headers)),
            async ({ server, connection, call }) => {
              for (const [route, run] of Object.entries(routes)) {
                const error = await apiError(run(connection, call), 'badResponse');
                assert.deepEqual([error.detail, error.status], ['redirect', status], route);
              }
              assert.equal(server.seen.length, Object.keys(routes).length);
            },
          );
        }
        assert.equal(elsewhere.seen.length, 0);
      });
    }
  });

  for (const [header, mostMs] of [
    ['1000000000', 31_000],
    ['-1', 5_500],
    ['1e9', 5_500],
    ['Fri, 99 Foo 9999 99:99:99 GMT', 5_500],
    ['x'.repeat(10_000), 5_500],
  ] as const) {
    it(`holds nobody up for ever by Retry-After: ${header.slice(0, 40)}`, async () => {
      const server = await startHostileServer(
        (socket) => void socket.write(answer('', 429, `Retry-After: ${header}`)),
      );
      try {
        const clock = new FakeClock((ms) => ms !== attemptTimeoutMs);
        const { connection, call } = client(server.url, { clock });
        await apiError(listContacts(connection, 0, call), 'rateLimited');
        const waits = clock.slept.filter((ms) => ms !== attemptTimeoutMs);
        assert.ok(waits.length > 0 && waits.every((ms) => ms <= mostMs), waits.join());
        assert.ok(waits.reduce((sum, ms) => sum + ms, 0) <= 91_000, waits.join());
      } finally {
        await server.close();
      }
    });
  }
});

/** JSON that a list, a contact and the users could be, were it not for what it holds. */
const deep = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
const pageOf = (rows: string, count = '1') => `{"count":${count},"data":[${rows}]}`;
const many = (part: string, count: number) => Array<string>(count).fill(part).join(',');

describe('Hostile JSON', () => {
  for (const [name, body] of [
    ['100,000 lists within one another', deep(100_000)],
    ['4 million lists within one another', deep(4_000_000 - 1)],
    ['100,000 objects within one another', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
    ['a value nested 100,000 deep in a contact', pageOf(`{"id":"1","x":${deep(100_000)}}`)],
    ['nesting that never closes', '['.repeat(1_000_000)],
    ['a million rows', pageOf(many('{}', 1_000_000))],
    ['a million numbers', `[${many('1', 1_000_000)}]`],
    ['a million keys', `{${Array.from({ length: 600_000 }, (_, at) => `"${at}":1`).join(',')}}`],
    [
      'a row of 100 MB',
      Buffer.concat([Buffer.from('[{"id":"'), Buffer.alloc(100 * megabyte, 'x')]),
    ],
    ['7 MB of a name that does not end', `[{"id":"1","name":"${'x'.repeat(7 * megabyte)}`],
    ['bytes that are no UTF-8', Buffer.alloc(1000, 0xff)],
  ] as const) {
    it(`is refused by every read, and no write is lost or believed for it: ${name}`, async () => {
      await facing(
        (socket) => void socket.write(answer(body)),
        async ({ connection, call }) => {
          for (const [route, run] of Object.entries(reads)) {
            const error = await apiError(run(connection, call), 'badResponse');
            assert.match(String(error.detail), /^(notJson|shape|tooLarge)$/, route);
          }
          if (body.length > 8 * megabyte) return;
          await writes['an upsert']?.(connection, call);
          assert.deepEqual(await bulkDeleteContacts(connection, ['1', '2'], call), {
            notFound: [],
            confirmed: false,
          });
        },
      );
    }).timeout(30_000);
  }

  it('that nests no deeper than a card may is read, and can be compared and written as text', async () => {
    const card = `{"id":"1","x":${deep(390)}}`;
    await facing(
      (socket, { line }) =>
        void socket.write(answer(line.includes('/contacts/1') ? card : pageOf(card))),
      async ({ connection, call }) => {
        const [contact] = (await listContacts(connection, 0, call)).contacts;
        const again = await getContact(connection, '1', call);
        assert.ok(contact && again);
        assert.ok(sameContact(contact, again));
        assert.deepEqual(parseContactText(contactText(contact)), { contact });
      },
    );
  });

  it('brings no prototype and no method into a contact', async () => {
    const evil =
      '{"id":"1","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"toString":1,"hasOwnProperty":2,"name":"a","name":"b"}';
    await facing(
      (socket, { line }) =>
        void socket.write(answer(line.includes('/contacts/1') ? evil : pageOf(evil))),
      async ({ connection, call }) => {
        const { contacts } = await listContacts(connection, 0, call);
        const one = await getContact(connection, '1', call);
        for (const contact of [contacts[0], one]) {
          assert.deepEqual(JSON.parse(JSON.stringify(contact)), JSON.parse(evil));
          assert.equal(Object.getPrototypeOf(contact), Object.prototype);
        }
        assert.equal(Reflect.get({}, 'polluted'), undefined);
      },
    );
  });

  for (const count of ['1e308', '-1', '0.5', '"NaN"', 'null', '[]', '{"valueOf":1}', '1e999']) {
    it(`tells no number of contacts by ${count}`, async () => {
      await facing(
        (socket) => void socket.write(answer(pageOf('{"id":"1"}', count))),
        async ({ connection, call }) => {
          const page = await listContacts(connection, 0, call);
          assert.deepEqual([page.count, page.contacts.length], [undefined, 1]);
        },
      );
    });
  }

  it('tells no number of contacts by a megabyte of digits', async () => {
    await facing(
      (socket) => void socket.write(answer(pageOf('{"id":"1"}', `"${'9'.repeat(megabyte)}"`))),
      async ({ connection, call }) => {
        assert.equal((await listContacts(connection, 0, call)).count, undefined);
      },
    );
  });

  it('of a contact that was not asked for is no answer', async () => {
    for (const body of ['{"id":"2"}', '{"id":["1"]}', '{"id":{}}', '[]', 'null', '"1"', '{}']) {
      await facing(
        (socket) => void socket.write(answer(body)),
        async ({ connection, call }) => {
          const error = await apiError(getContact(connection, '1', call), 'badResponse');
          assert.equal(error.detail, 'shape', body);
        },
      );
    }
  });

  it('of users without end is read to a limit', async () => {
    let next = 0;
    await facing(
      (socket) => {
        const rows = Array.from({ length: 1000 }, () => `{"id":"${next++}","name":"x"}`);
        socket.write(answer(pageOf(rows.join(), '9007199254740991')));
      },
      async ({ server, connection, call }) => {
        assert.equal((await listUsers(connection, call)).length, 10_000);
        assert.equal(server.seen.length, 10);
      },
    );
  });

  it('of a bulk deletion says something of the ids that were asked for only', async () => {
    const noise = ['"x"', '5', 'null', '{}', '[["1"]]', '{"toString":1}', '"1 "', '"1"', '"1"'];
    await facing(
      (socket) => void socket.write(answer(`[${noise.join()},${many('"never asked for"', 9e4)}]`)),
      async ({ connection, call }) => {
        assert.deepEqual(await bulkDeleteContacts(connection, ['1', '2', '5'], call), {
          notFound: ['1', '5'],
          confirmed: true,
        });
      },
    );
  });

  it('in an error leaves neither the key, nor half of it, nor endless words', async () => {
    const long = 'x'.repeat(490);
    const texts = [
      'to +79098887766: 79098887766',
      long + testKey,
      `Bearer ${testKey}`,
      testKey.repeat(100),
      `\u001b[31m${testKey}`,
    ];
    for (const text of texts) {
      const word = JSON.stringify(text);
      const fields = `[${many(word, 30)}]`;
      const item = `{"index":1e308,"fields":${fields}}`;
      const body = `{"error":${word},"description":${word},"requestId":${word},"data":[${many(item, 20)}]}`;
      await facing(
        (socket) => void socket.write(answer(body, 400, `X-Request-Id: ${testKey}`)),
        async ({ connection, call, log }) => {
          for (const run of Object.values(routes)) {
            const error = await apiError(run(connection, call), 'invalid');
            const told = `${apiErrorWords(error)}${JSON.stringify(error)}${error.stack}${log()}`;
            assert.ok(!told.includes(testKey.slice(0, 8)), 'the key');
            assert.ok(!apiErrorWords(error).includes('79098887766'), 'a number');
            assert.ok(apiErrorWords(error).length < 2000, 'endless words');
            // biome-ignore lint/suspicious/noControlCharactersInRegex: what terminals obey
            assert.doesNotMatch(apiErrorWords(error), /[\u0000-\u001f]/);
          }
        },
      );
    }
  }).timeout(30_000);
});

describe('While a hostile server is heard', () => {
  /** The longest time for which nothing else could run, in ms. */
  async function longestPause(work: () => Promise<unknown>): Promise<number> {
    const delay = monitorEventLoopDelay({ resolution: 1 });
    await wait(20);
    delay.enable();
    await wait(5);
    await work();
    await wait(5);
    delay.disable();
    return delay.max / 1e6;
  }

  const worst = [
    ['a body without end', ''],
    ['8 MB of white space', ' '.repeat(8 * megabyte)],
    ['8 MB of one text', JSON.stringify('x'.repeat(8 * megabyte - 2))],
    ['8 MB of escapes', `"${'\\u0041'.repeat(1_300_000)}"`],
    ['as many small objects as are read', `[${many('{}', 49_000)}]`],
    ['as many lists as are read', `[${many('[]', 49_000)}]`],
    [
      'as many different keys as are read',
      `{${Array.from({ length: 99_000 }, (_, at) => `"k${at}":1`).join()}}`,
    ],
    ['4 million lists within one another', deep(4_000_000)],
    ['half a million ids', `[${many('"contact-1"', 500_000)}]`],
    ['an error of 8 MB', `{"error":"${'x'.repeat(7.9 * megabyte)}"}`],
  ] as const;

  for (const [name, body] of worst) {
    it(`the program goes on: ${name}`, async () => {
      const whole = answer(body, name.includes('error') ? 400 : 200);
      await facing(
        (socket) => {
          if (body !== '') return void socket.write(whole);
          socket.write(`${start}Connection: close\r\n\r\n`);
          pourOut(socket, kilobytes);
        },
        async ({ connection, call }) => {
          const run = () => listContacts(connection, 0, call).catch(() => undefined);
          await run();
          const pauses = [];
          for (let time = 0; time < 3; time++) pauses.push(await longestPause(run));
          const pause = Math.min(...pauses);
          if (process.env['WAZZUP_SHOW_FIGURES'])
            console.log(`${name}: ${pauses.map((ms) => ms.toFixed(0)).join(' ')} ms`);
          assert.ok(pause < 250, `${pause.toFixed(0)} ms`);
        },
      );
    }).timeout(30_000);
  }
});
