import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  getContact,
  isAddressable,
  listContacts,
  listUsers,
} from '../../../../src/core/api/readRoutes.ts';
import { apiError, card, client, inSandbox, withServer } from './apiWorld.ts';

const oddities = [
  { id: 'gap' },
  {
    id: 'nulls',
    name: null,
    responsibleUserId: null,
    contactData: [{ chatType: 'vk', chatId: null }],
  },
  {
    id: 'unknown',
    name: 'n',
    contactData: [{ chatType: 'instagramComment', chatId: '5', x: 1 }],
    extra: { a: [1] },
  },
];

describe('listContacts', () => {
  it('reads page after page with the total count', async () => {
    await inSandbox({ contacts: 250 }, async ({ connection, call, requests }) => {
      const pages = [];
      for (const offset of [0, 100, 200, 250, 1000]) {
        pages.push(await listContacts(connection, offset, call));
      }
      assert.deepEqual(
        pages.map(({ count, rows }) => [count, rows]),
        [
          [250, 100],
          [250, 100],
          [250, 50],
          [250, 0],
          [250, 0],
        ],
      );
      const ids = pages.flatMap(({ contacts }) => contacts.map(({ id }) => id));
      assert.equal(new Set(ids).size, 250);
      assert.deepEqual(await requests(), { 'GET /contacts': 5 });
    });
  });

  it('keeps gaps, nulls and undocumented keys as they are', async () => {
    await inSandbox({}, async ({ connection, call, put }) => {
      await put(...oddities);
      const { contacts } = await listContacts(connection, 0, call);
      assert.deepEqual(contacts, oddities);
    });
  });

  it('reads null for an optional key', async () => {
    await inSandbox({ variants: { optional: 'null' } }, async ({ connection, call, put }) => {
      await put(card('1'));
      const { contacts } = await listContacts(connection, 0, call);
      assert.deepEqual(contacts, [
        {
          ...card('1'),
          contactData: [
            { chatType: 'whatsapp', chatId: '79011112233', username: null, phone: null },
          ],
          uri: null,
        },
      ]);
    });
  });

  it('reads a count that is text', async () => {
    await inSandbox(
      { variants: { count: 'string' }, contacts: 3 },
      async ({ connection, call }) => {
        assert.equal((await listContacts(connection, 0, call)).count, 3);
      },
    );
  });

  for (const [name, body, count, rows, contacts] of [
    ['a bare list', '[{"id":"1"},{"id":2},{"id":""},null]', undefined, 4, 2],
    ['another name', '{"contacts":[{"id":"1"}],"count":1}', 1, 1, 1],
    ['a count that is none', '{"data":[],"count":"many"}', undefined, 0, 0],
    ['a negative count', '{"data":[],"count":-1}', undefined, 0, 0],
    ['no count', '{"data":[]}', undefined, 0, 0],
    ['null for count', '{"data":[],"count":null}', undefined, 0, 0],
    ['an empty count', '{"data":[],"count":""}', undefined, 0, 0],
  ] as const) {
    it(`copes with ${name}`, async () => {
      await withServer(
        (_request, response) => response.end(body),
        async (url) => {
          const { connection, call } = client(url);
          const page = await listContacts(connection, 0, call);
          assert.deepEqual([page.count, page.rows, page.contacts.length], [count, rows, contacts]);
        },
      );
    });
  }

  for (const body of [
    '',
    'null',
    '5',
    '"OK"',
    '{}',
    '{"data":null,"count":1}',
    '<html>Sign in</html>',
    '[{"id":',
  ]) {
    it(`refuses an answer ${JSON.stringify(body)} without another attempt`, async () => {
      await withServer(
        (_request, response) => response.end(body),
        async (url, seen) => {
          const { connection, call } = client(url);
          const error = await apiError(listContacts(connection, 0, call), 'badResponse');
          assert.equal(error.status, 200);
          assert.equal(seen.length, 1);
        },
      );
    });
  }

  for (const offset of [-1, 1.5, Number.NaN, Infinity]) {
    it(`does not ask for offset ${offset}`, async () => {
      const { connection, call } = client('http://127.0.0.1:9/v3');
      await assert.rejects(listContacts(connection, offset, call), RangeError);
    });
  }
});

describe('getContact', () => {
  for (const id of [
    '1',
    'a/b',
    'a\\b',
    '100%',
    '%2F',
    'a?b#c',
    ' space ',
    'привет',
    '😀',
    '...',
    "!'()*~",
    'x'.repeat(100),
  ]) {
    it(`reads the contact ${JSON.stringify(id).slice(0, 20)}`, async () => {
      await inSandbox({}, async ({ connection, call, put }) => {
        await put({ id: 'other' }, card(id));
        assert.deepEqual(await getContact(connection, id, call), card(id));
      });
    });
  }

  it('answers undefined for a contact that is not there', async () => {
    await inSandbox({}, async ({ connection, call, requests }) => {
      assert.equal(await getContact(connection, 'gone', call), undefined);
      assert.deepEqual(await requests(), { 'GET /contacts/{id}': 1 });
    });
  });

  it('knows which ids have an address', () => {
    for (const id of ['', '.', '..', '\uD83D', 'a\uDE00']) assert.ok(!isAddressable(id), id);
    for (const id of ['...', '😀', '/', '%', ' ', '%2e']) assert.ok(isAddressable(id), id);
  });

  for (const id of ['', '.', '..', '\uD83D']) {
    it(`never asks for ${JSON.stringify(id)}`, async () => {
      await inSandbox({}, async ({ connection, call, requests }) => {
        await assert.rejects(getContact(connection, id, call), RangeError);
        assert.deepEqual(await requests(), {});
      });
    });
  }

  for (const body of ['{"id":"2"}', '[]', '{}', '{"count":0,"data":[]}', 'null', '']) {
    it(`refuses ${JSON.stringify(body)} as contact 1`, async () => {
      await withServer(
        (_request, response) => response.end(body),
        async (url) => {
          const { connection, call } = client(url);
          await apiError(getContact(connection, '1', call), 'badResponse');
        },
      );
    });
  }
});

describe('listUsers', () => {
  for (const users of ['array', 'paged'] as const) {
    for (const count of ['number', 'string'] as const) {
      it(`reads all users: ${users}, count as ${count}`, async () => {
        await inSandbox(
          { users: 250, variants: { users, count, accountId: 'on' } },
          async ({ connection, call, requests }) => {
            const list = await listUsers(connection, call);
            assert.equal(new Set(list.map(({ id }) => id)).size, 250);
            assert.deepEqual(Object.keys(list[0] ?? {}), ['id', 'name']);
            assert.deepEqual(await requests(), { 'GET /users': users === 'array' ? 1 : 3 });
          },
        );
      });
    }
  }

  it('reads no users at all', async () => {
    await inSandbox({ users: 0, variants: { users: 'paged' } }, async ({ connection, call }) => {
      assert.deepEqual(await listUsers(connection, call), []);
    });
  });

  it('leaves out rows without an id, and takes a name for empty where there is none', async () => {
    const body =
      '[{"id":"1","name":"A"},{"id":2,"name":null},{"name":"C"},null,{"id":"1","name":"again"}]';
    await withServer(
      (_request, response) => response.end(body),
      async (url) => {
        const { connection, call } = client(url);
        assert.deepEqual(await listUsers(connection, call), [
          { id: '1', name: 'A' },
          { id: '2', name: '' },
        ]);
      },
    );
  });

  it('ends where a server answers the same page for ever', async () => {
    const page = JSON.stringify({ count: 1000, data: [{ id: '1', name: 'A' }] });
    await withServer(
      (_request, response) => response.end(page),
      async (url, seen) => {
        const { connection, call } = client(url);
        assert.equal((await listUsers(connection, call)).length, 1);
        assert.equal(seen.length, 2);
      },
    );
  });
});
