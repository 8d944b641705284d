import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { at, contact, contacts, ids, withSandbox } from './apiClient.ts';

describe('sandbox: POST /contacts as a whole', () => {
  const twenty = () => {
    const body: unknown[] = contacts(20);
    body[0] = contact('c0000', { name: '', uri: 1 });
    body[12] = 'no object';
    return body;
  };
  const refused = [
    { index: 0, fields: ['name', 'uri'] },
    { index: 12, fields: [] },
  ];

  it('names every bad contact by its position and stores nothing', async () => {
    await withSandbox({}, async ({ call }) => {
      const reply = await call('POST', '/contacts', { body: twenty() });
      assert.equal(reply.status, 400);
      assert.deepEqual(at(reply.json(), 'data'), refused);
      assert.equal(at((await call('GET', '/contacts')).json(), 'count'), 0);
    });
  });

  it('stores the good ones all the same under partial=store', async () => {
    await withSandbox({ variants: { partial: 'store' } }, async ({ call }) => {
      const reply = await call('POST', '/contacts', { body: twenty() });
      assert.equal(reply.status, 400);
      assert.deepEqual(at(reply.json(), 'data'), refused);
      assert.equal(at((await call('GET', '/contacts')).json(), 'count'), 18);
      assert.equal((await call('GET', '/contacts/c0000')).status, 404);
    });
  });

  it('answers equal ids with an empty 500 and stores nothing, but bad fields come first', async () => {
    await withSandbox({}, async ({ call }) => {
      const twins = [contact('a'), contact('b'), contact('a', { name: 'other' })];
      const reply = await call('POST', '/contacts', { body: twins });
      assert.deepEqual([reply.status, reply.text], [500, '']);
      assert.equal((await call('POST', '/contacts', { body: [...twins, 1] })).status, 400);
      assert.equal(at((await call('GET', '/contacts')).json(), 'count'), 0);
    });
  });

  it('adds, then replaces the whole contact: name, rows, and a uri that comes and goes', async () => {
    await withSandbox({}, async ({ call }) => {
      const rows = [
        { chatType: 'vk', chatId: ' 2 ' },
        { chatType: 'telegram', chatId: '1', username: 'Name', phone: '79011112233' },
        { chatType: 'vk', chatId: '1' },
      ];
      const steps = [
        contact('Id', { name: ' Имя 🌻 ' }),
        contact('Id', { contactData: rows, uri: 'https://crm.example.com/1' }),
        contact('Id', { contactData: rows.toReversed(), uri: 'x' }),
        contact('Id', { name: 'without uri' }),
      ];
      for (const step of steps) {
        assert.equal((await call('POST', '/contacts', { body: [step] })).status, 200);
        assert.deepEqual((await call('GET', '/contacts/Id')).json(), step);
        assert.deepEqual((await call('GET', '/contacts')).json(), { count: 1, data: [step] });
      }
    });
  });

  it('keeps a uri that is left out, empty or null under update=merge', async () => {
    await withSandbox({ variants: { update: 'merge' } }, async ({ call }) => {
      await call('POST', '/contacts', { body: [contact('1', { uri: 'kept' })] });
      for (const changes of [{ name: 'new' }, { uri: null }, { uri: '' }]) {
        await call('POST', '/contacts', { body: [contact('1', changes)] });
        assert.equal(at((await call('GET', '/contacts/1')).json(), 'uri'), 'kept');
      }
      const rows = [{ chatType: 'vk', chatId: '9' }];
      await call('POST', '/contacts', { body: [contact('1', { uri: 'new', contactData: rows })] });
      const merged = contact('1', { uri: 'new', contactData: rows });
      assert.deepEqual((await call('GET', '/contacts/1')).json(), merged);
    });
  });

  it('stores nulls and empty uris as absent', async () => {
    await withSandbox({}, async ({ call }) => {
      const row = { chatType: 'telegram', chatId: null, username: 'name', phone: null };
      await call('POST', '/contacts', { body: [contact('1', { uri: '', contactData: [row] })] });
      const { text } = await call('GET', '/contacts/1');
      assert.deepEqual(
        JSON.parse(text),
        contact('1', { contactData: [{ chatType: 'telegram', username: 'name' }] }),
      );
    });
  });

  const bodies = [
    ['empty', ''],
    ['array', '[]'],
    ['object', '{}'],
    ['text', 'OK'],
    ['contacts', JSON.stringify([contact('1')])],
  ] as const;
  for (const [postBody, text] of bodies) {
    for (const postStatus of ['200', '201'] as const) {
      it(`answers ${postStatus} with ${text || 'nothing'} under postBody=${postBody}`, async () => {
        await withSandbox({ variants: { postBody, postStatus } }, async ({ call }) => {
          const reply = await call('POST', '/contacts', { body: [contact('1')] });
          assert.deepEqual([reply.status, reply.text], [Number(postStatus), text]);
        });
      });
    }
  }

  it('shows writes and deletions to reads only after the lag, and judges by what is written', async () => {
    let now = 0;
    await withSandbox({ variants: { lag: 300 }, now: () => now }, async ({ call, control }) => {
      const seen = async () => [
        at((await call('GET', '/contacts')).json(), 'count'),
        (await call('GET', '/contacts/1')).status,
        ids(at((await call('GET', '/contacts')).json(), 'data')),
      ];
      await call('POST', '/contacts', { body: [contact('1')] });
      assert.deepEqual(await seen(), [0, 404, []]);
      now = 299;
      assert.deepEqual(await seen(), [0, 404, []]);
      now = 300;
      assert.deepEqual(await seen(), [1, 200, ['1']]);
      assert.equal((await call('DELETE', '/contacts/1')).status, 200);
      assert.equal((await call('DELETE', '/contacts/1')).status, 404);
      assert.deepEqual(await seen(), [1, 200, ['1']]);
      now = 600;
      assert.deepEqual(await seen(), [0, 404, []]);
      await call('POST', '/contacts', { body: [contact('1')] });
      await control('POST', 'contacts', [
        contact('1', { name: 'by another program' }),
        contact('2'),
      ]);
      assert.deepEqual(await seen(), [2, 200, ['1', '2']]);
      now = 900;
      assert.equal(at((await call('GET', '/contacts/1')).json(), 'name'), 'by another program');
    });
  });
});
