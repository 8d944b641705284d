import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { at, contact, contacts, ids, withSandbox } from './apiClient.ts';

describe('sandbox: GET /contacts', () => {
  for (const total of [0, 1, 99, 100, 101, 200, 250]) {
    it(`pages through ${total} contacts by 100`, async () => {
      await withSandbox({ contacts: total }, async ({ call, control }) => {
        const all = (await control('GET', 'contacts'))
          .split('\n')
          .filter(Boolean)
          .map((line) => JSON.parse(line));
        assert.equal(all.length, total);
        for (const offset of [0, 1, 99, 100, 150, total - 1, total, total + 1, total + 1000]) {
          if (offset < 0) continue;
          const reply = await call('GET', `/contacts?offset=${offset}`);
          assert.equal(reply.status, 200);
          assert.match(reply.headers['content-type'] ?? '', /^application\/json\b/);
          assert.deepEqual(reply.json(), { count: total, data: all.slice(offset, offset + 100) });
        }
      });
    });
  }

  it('takes a missing or empty offset as 0, and ignores other keys', async () => {
    await withSandbox({}, async ({ call, control }) => {
      await control('POST', 'contacts', contacts(102));
      const first = (await call('GET', '/contacts?offset=0')).text;
      for (const query of [
        '',
        '?',
        '?offset=',
        '?offset',
        '?limit=5&sort=name',
        '?offset=000&x=%zz',
        '?offset=%30',
      ]) {
        assert.equal((await call('GET', `/contacts${query}`)).text, first, query);
      }
      assert.equal(
        at((await call('GET', '/contacts?limit=1&offset=100')).json(), 'data', 'length'),
        2,
      );
      const beyond = await call('GET', '/contacts?offset=99999999999999999999999999');
      assert.deepEqual(beyond.json(), { count: 102, data: [] });
    });
  });

  it('refuses any other offset with an error body', async () => {
    await withSandbox({}, async ({ call }) => {
      for (const offset of [
        '-1',
        '1.5',
        'abc',
        '+1',
        '%201',
        '1e3',
        '0x10',
        'null',
        '%zz',
        '%D9%A1',
      ]) {
        const reply = await call('GET', `/contacts?offset=${offset}`);
        assert.equal(reply.status, 400, offset);
        assert.equal(typeof at(reply.json(), 'error'), 'string');
      }
    });
  });

  it('sorts by UTF-16 code unit of the id', async () => {
    await withSandbox({}, async ({ call }) => {
      const sorted = ['.', '/', '1', '10', '2', 'B', 'a', 'ё', '\u{1F33B}', '\uFF21'];
      const body = sorted.toReversed().map((id) => contact(id));
      await call('POST', '/contacts', { body });
      assert.deepEqual(ids(at((await call('GET', '/contacts')).json(), 'data')), sorted);
    });
  });

  it('gives count as a number, or as text under count=string', async () => {
    await withSandbox({ contacts: 3 }, async ({ call }) => {
      assert.equal(at((await call('GET', '/contacts')).json(), 'count'), 3);
    });
    const variants = { count: 'string', users: 'paged' } as const;
    await withSandbox({ contacts: 3, variants }, async ({ call }) => {
      assert.equal(at((await call('GET', '/contacts')).json(), 'count'), '3');
      assert.equal(at((await call('GET', '/users')).json(), 'count'), '7');
    });
  });

  const stored = {
    ...contact('1'),
    contactData: [
      { chatType: 'telegram', username: 'name', label: 'x' },
      { chatType: 'vk', chatId: null },
    ],
    extra: [1],
  };

  it('shows what another program stored as it is: unknown keys, nulls, gaps', async () => {
    await withSandbox({}, async ({ call, control }) => {
      const oddest = { id: '2', contactData: [null, 1, 'x'], name: null };
      await control('POST', 'contacts', [stored, oddest]);
      assert.deepEqual((await call('GET', '/contacts/1')).json(), stored);
      assert.deepEqual((await call('GET', '/contacts')).json(), {
        count: 2,
        data: [stored, oddest],
      });
    });
  });

  it('puts null for what is absent under optional=null', async () => {
    await withSandbox({ variants: { optional: 'null' } }, async ({ call, control }) => {
      await control('POST', 'contacts', [stored, contact('2', { uri: 'u' })]);
      const expected = {
        ...stored,
        contactData: [
          { chatType: 'telegram', username: 'name', label: 'x', phone: null },
          { chatType: 'vk', chatId: null, username: null, phone: null },
        ],
        uri: null,
      };
      assert.deepEqual((await call('GET', '/contacts/1')).json(), expected);
      assert.deepEqual(at((await call('GET', '/contacts')).json(), 'data', 0), expected);
      assert.equal(at((await call('GET', '/contacts/2')).json(), 'uri'), 'u');
    });
  });

  for (const optional of ['absent', 'null'] as const) {
    it(`leaves username and phone out of a row under readDetails=short, optional=${optional}, and nothing else`, async () => {
      await withSandbox(
        { variants: { readDetails: 'short', optional } },
        async ({ call, control }) => {
          await control('POST', 'contacts', [stored]);
          const rows = [
            { chatType: 'telegram', label: 'x' },
            { chatType: 'vk', chatId: null },
          ];
          const uri = optional === 'null' ? { uri: null } : {};
          const expected = { ...stored, contactData: rows, ...uri };
          assert.deepEqual((await call('GET', '/contacts/1')).json(), expected);
          assert.deepEqual(at((await call('GET', '/contacts')).json(), 'data', 0), expected);
        },
      );
    });
  }
});

describe('sandbox: one contact by id', () => {
  const awkward = [
    'a/b',
    'a?b',
    'a#b',
    'a%b',
    '100%',
    '%2F',
    'a b',
    ' a',
    'a+b',
    'a&b=c',
    '.',
    '..',
    '...',
    '\\',
    'Имя',
    '🌻',
    'x'.repeat(100),
    'A',
    'a',
    'bulk_delete',
    '__proto__',
    'constructor',
    '"',
    "'",
    ';',
    ':',
  ];
  const segment = (id: string) => encodeURIComponent(id);

  it('is read and deleted once by its encoded id, however awkward', async () => {
    await withSandbox({}, async ({ call }) => {
      await call('POST', '/contacts', { body: awkward.map((id) => contact(id)) });
      let left = awkward.length;
      for (const id of awkward) {
        const path = `/contacts/${segment(id)}`;
        assert.deepEqual((await call('GET', path)).json(), contact(id), id);
        const first = await call('DELETE', path);
        assert.deepEqual([first.status, first.text], [200, ''], id);
        left -= 1;
        for (const method of ['GET', 'DELETE']) {
          const again = await call(method, path);
          assert.deepEqual([again.status, again.text], [404, ''], id);
        }
        const list = (await call('GET', '/contacts')).json();
        assert.equal(at(list, 'count'), left);
        assert.ok(!ids(at(list, 'data')).includes(id));
      }
    });
  });

  it('is found by a path with escapes that nothing requires', async () => {
    await withSandbox({}, async ({ call }) => {
      await call('POST', '/contacts', { body: [contact('..'), contact('ab')] });
      for (const path of ['/contacts/%2e%2E', '/contacts/..', '/contacts/%61%62']) {
        assert.equal((await call('GET', path)).status, 200, path);
      }
    });
  });

  it('is not found by a path with an escaped slash under slash=404, be it contact or user', async () => {
    await withSandbox({ variants: { slash: '404' } }, async ({ call }) => {
      await call('POST', '/contacts', { body: [contact('a/b'), contact('a%2Fb'), contact('a b')] });
      await call('POST', '/users', { body: [{ id: 'a/b', name: 'x' }] });
      for (const path of [
        '/contacts/a%2Fb',
        '/contacts/a%2fb',
        '/users/a%2Fb',
        '/contacts/%zz%2F',
      ]) {
        for (const method of ['GET', 'DELETE'])
          assert.equal((await call(method, path)).status, 404, path);
      }
      assert.equal((await call('GET', '/contacts/a%252Fb')).status, 200);
      assert.equal((await call('GET', '/contacts/a%20b')).status, 200);
      assert.equal(at((await call('GET', '/contacts')).json(), 'count'), 3);
    });
  });

  it('refuses broken escapes', async () => {
    await withSandbox({}, async ({ call }) => {
      for (const id of ['%', '%z', '%zz', 'a%2', '%FF', '%C3%28', '%ED%A0%80']) {
        for (const path of [`/contacts/${id}`, `/users/${id}`]) {
          for (const method of ['GET', 'DELETE'])
            assert.equal((await call(method, path)).status, 400, path);
        }
      }
    });
  });

  for (const [variants, status, text] of [
    [{ deleteStatus: '204' }, 204, ''],
    [{ deleteBody: 'object' }, 200, '{}'],
    [{ deleteStatus: '204', deleteBody: 'object' }, 204, ''],
  ] as const) {
    it(`is deleted with ${status} "${text}" under ${JSON.stringify(variants)}`, async () => {
      await withSandbox({ variants }, async ({ call }) => {
        await call('POST', '/contacts', { body: [contact('1')] });
        const reply = await call('DELETE', '/contacts/1');
        assert.deepEqual([reply.status, reply.text], [status, text]);
        assert.equal((await call('DELETE', '/contacts/1')).status, 404);
      });
    });
  }
});

describe('sandbox: paths and methods', () => {
  it('answers 404 to what is no route, and deletes nothing', async () => {
    await withSandbox({ contacts: 3 }, async ({ call, root, control }) => {
      const before = await control('GET', 'contacts');
      for (const [method, path] of [
        ['GET', ''],
        ['GET', '/'],
        ['GET', '/nowhere'],
        ['GET', '/Contacts'],
        ['GET', '/contacts/'],
        ['GET', '//contacts'],
        ['GET', '/contacts/1/'],
        ['GET', '/contacts/1/2'],
        ['GET', '/contacts/../users'],
        ['GET', '/./contacts'],
        ['GET', '/users/'],
        ['GET', '/channels/'],
        ['GET', '/channels/1'],
        ['DELETE', '/contacts'],
        ['DELETE', '/contacts/'],
        ['DELETE', '/users/'],
        ['PUT', '/contacts'],
        ['PUT', '/contacts/1'],
        ['PATCH', '/contacts/1'],
        ['POST', '/contacts/1'],
        ['PATCH', '/contacts'],
        ['POST', '/contacts/bulk_delete'],
        ['PATCH', '/contacts/bulk_delete/'],
        ['PATCH', '/contacts/bulk%5Fdelete'],
        ['POST', '/channels'],
        ['HEAD', '/contacts'],
        ['OPTIONS', '/contacts'],
        ['TRACE', '/contacts'],
        ['GET', '/nowhere/%zz'],
      ] as const) {
        const { status, text } = await call(
          method,
          path,
          method === 'GET' ? {} : { body: '["1"]' },
        );
        assert.deepEqual([status, text], [404, ''], `${method} ${path}`);
      }
      for (const path of [
        '/',
        '/v2/contacts',
        '/v3x',
        '/V3/contacts',
        '//v3/contacts',
        '/contacts',
        '/__sandbox',
        '/__sandbox/nothing',
      ]) {
        assert.equal((await root('GET', path)).status, 404, path);
      }
      assert.equal(await control('GET', 'contacts'), before);
    });
  });

  it('answers 405 to another method on a known path under wrongMethod=405', async () => {
    await withSandbox({ variants: { wrongMethod: '405' } }, async ({ call }) => {
      for (const [method, path, allow] of [
        ['DELETE', '/contacts', 'GET, POST'],
        ['PUT', '/contacts/1', 'GET, DELETE'],
        ['PATCH', '/contacts/1', 'GET, DELETE'],
        ['POST', '/contacts/bulk_delete', 'GET, DELETE, PATCH'],
        ['PUT', '/users', 'GET, POST'],
        ['DELETE', '/channels', 'GET'],
      ] as const) {
        const { status, headers } = await call(method, path);
        assert.deepEqual([status, headers['allow']], [405, allow], `${method} ${path}`);
      }
      for (const [method, path] of [
        ['GET', '/nowhere'],
        ['DELETE', '/contacts/'],
        ['HEAD', '/contacts'],
        ['OPTIONS', '/contacts'],
        ['PUT', '/channels/1'],
      ] as const) {
        assert.equal((await call(method, path)).status, 404, `${method} ${path}`);
      }
    });
  });

  it('lists channels', async () => {
    await withSandbox({}, async ({ call }) => {
      const channels = (await call('GET', '/channels?offset=x')).json();
      assert.ok(Array.isArray(channels) && channels.length > 0);
      for (const channel of channels) {
        assert.deepEqual(Object.keys(channel), [
          'channelId',
          'transport',
          'plainId',
          'state',
          'name',
        ]);
      }
    });
  });
});
