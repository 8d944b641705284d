import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  bulkDeleteContacts,
  deleteContact,
  upsertContacts,
} from '../../../../src/core/api/writeRoutes.ts';
import type { WritableContact } from '../../../../src/core/contact/contact.ts';
import { apiError, card, client, inSandbox, withServer } from './apiWorld.ts';

const cards = (count: number) =>
  Array.from({ length: count }, (_, index) => card(`c-${String(index).padStart(3, '0')}`));

describe('upsertContacts', () => {
  for (const postBody of ['empty', 'array', 'object', 'text', 'contacts'] as const) {
    for (const postStatus of ['200', '201'] as const) {
      it(`stores 100 contacts; the answer is ${postStatus} ${postBody}`, async () => {
        await inSandbox(
          { variants: { postBody, postStatus } },
          async ({ connection, call, held }) => {
            await upsertContacts(connection, cards(100), call);
            assert.deepEqual(await held(), cards(100));
          },
        );
      });
    }
  }

  it('sends documented keys only, whatever else the objects hold', async () => {
    await inSandbox({}, async ({ connection, call, held }) => {
      const extra = {
        ...card('1'),
        extra: 1,
        contactData: [{ chatType: 'vk', chatId: '5', seen: true }],
      };
      await upsertContacts(connection, [extra], call);
      assert.deepEqual(await held(), [
        card('1', { contactData: [{ chatType: 'vk', chatId: '5' }] }),
      ]);
    });
  });

  it('sends text of any kind unchanged', async () => {
    await inSandbox({}, async ({ connection, call, held }) => {
      const odd = card('😀/%', {
        name: 'Иван "\\\u0000\u2028 \uD83D',
        uri: 'https://crm.example.com/?a=б',
      });
      await upsertContacts(connection, [odd], call);
      assert.deepEqual(await held(), [odd]);
    });
  });

  for (const fields of ['top', 'dotted'] as const) {
    for (const errorShape of ['plain', 'status', 'nested'] as const) {
      it(`names refused contacts and fields: ${fields}, ${errorShape}`, async () => {
        await inSandbox(
          { variants: { fields, errorShape } },
          async ({ connection, call, held }) => {
            const sent: WritableContact[] = cards(20);
            sent[0] = card('c-000', { name: ' ' });
            sent[12] = card('c-012', { contactData: [{ chatType: 'whatsapp', chatId: '+7' }] });
            const error = await apiError(upsertContacts(connection, sent, call), 'invalid');
            assert.equal(error.status, 400);
            assert.equal(error.code, 'INVALID_CONTACTS_DATA');
            assert.deepEqual(error.invalid, [
              { index: 0, fields: ['name'] },
              { index: 12, fields: [fields === 'top' ? 'contactData' : 'contactData.chatId'] },
            ]);
            assert.equal(error.requestId !== undefined, errorShape === 'status');
            assert.deepEqual(await held(), []);
          },
        );
      });
    }
  }

  for (const errorShape of ['empty', 'html'] as const) {
    it(`knows a refusal without a word: ${errorShape}`, async () => {
      await inSandbox({ variants: { errorShape } }, async ({ connection, call, requests }) => {
        const error = await apiError(
          upsertContacts(connection, [card('1', { name: '' })], call),
          'invalid',
        );
        assert.deepEqual([error.status, error.code, error.invalid], [400, undefined, undefined]);
        assert.deepEqual(await requests(), { 'POST /contacts': 1 });
      });
    });
  }

  it('never sends none, more than 100, or an id twice', async () => {
    await inSandbox({}, async ({ connection, call, requests }) => {
      for (const contacts of [[], cards(101), [card('1'), card('1')], [card('')]]) {
        await assert.rejects(upsertContacts(connection, contacts, call), RangeError);
      }
      assert.deepEqual(await requests(), {});
    });
  });

  for (const body of [
    '{"error":"INVALID_CONTACTS_DATA","data":[{"index":0,"fields":["name"]}]}',
    '{"error":{"code":"INVALID_CONTACTS_DATA","data":[{"index":0,"fields":["name"]}]}}',
  ]) {
    it(`takes an error in a 2xx for a failure: ${body.slice(0, 12)}`, async () => {
      await withServer(
        (_request, response) => response.end(body),
        async (url) => {
          const { connection, call } = client(url);
          const error = await apiError(upsertContacts(connection, [card('1')], call), 'invalid');
          assert.deepEqual(error.invalid, [{ index: 0, fields: ['name'] }]);
        },
      );
    });
  }

  it('takes an undocumented error in a 2xx for a failure', async () => {
    await withServer(
      (_request, response) => response.end('{"error":"SOMETHING","description":"went wrong"}'),
      async (url) => {
        const { connection, call } = client(url);
        const error = await apiError(upsertContacts(connection, [card('1')], call), 'badResponse');
        assert.deepEqual([error.detail, error.description], ['failure', 'went wrong']);
      },
    );
  });

  for (const body of [
    '{"error":null}',
    '{"error":false}',
    '"OK"',
    'OK',
    '<html>',
    '[]',
    '[{"error":"x"}]',
  ]) {
    it(`takes a 2xx for a success: ${body}`, async () => {
      await withServer(
        (_request, response) => response.end(body),
        async (url) => {
          const { connection, call } = client(url);
          await upsertContacts(connection, [card('1')], call);
        },
      );
    });
  }

  for (const kind of [
    '500',
    '503',
    'reset',
    '500-after',
    '503-after',
    'reset-after',
    'truncate',
    '429',
  ]) {
    it(`is tried again after ${kind}`, async () => {
      await inSandbox(
        { variants: { postBody: 'contacts' } },
        async ({ connection, call, held, setFaults, requests }) => {
          await upsertContacts(connection, [card('0')], call);
          await setFaults(`POST:^/contacts$:${kind}:every-2`);
          await upsertContacts(connection, [card('1')], call);
          await upsertContacts(connection, [card('2')], call);
          assert.deepEqual(await held(), [card('0'), card('1'), card('2')]);
          assert.deepEqual(await requests(), { 'POST /contacts': 4 });
        },
      );
    });
  }

  it('takes garbage in a 2xx for a success', async () => {
    await inSandbox({ faults: ['POST:.:garbage'] }, async ({ connection, call }) => {
      await upsertContacts(connection, [card('1')], call);
    });
  });
});

describe('deleteContact', () => {
  for (const deleteStatus of ['200', '204'] as const) {
    for (const deleteBody of ['empty', 'object'] as const) {
      it(`deletes; the answer is ${deleteStatus} ${deleteBody}`, async () => {
        await inSandbox(
          { variants: { deleteStatus, deleteBody } },
          async ({ connection, call, put, held }) => {
            await put(card('a/b'), card('2'));
            assert.equal(await deleteContact(connection, 'a/b', call), 'deleted');
            assert.equal(await deleteContact(connection, 'a/b', call), 'notFound');
            assert.deepEqual(await held(), [card('2')]);
          },
        );
      });
    }
  }

  for (const kind of ['500-after', '503-after', 'reset-after']) {
    it(`has deleted where the answer was lost: ${kind}`, async () => {
      await inSandbox({}, async ({ connection, call, put, held, setFaults, requests }) => {
        await put(card('1'));
        await deleteContact(connection, 'x', call);
        await setFaults(`DELETE:.:${kind}:every-2`);
        await deleteContact(connection, 'x', call);
        assert.equal(await deleteContact(connection, '1', call), 'deleted');
        assert.deepEqual(await held(), []);
        assert.deepEqual(await requests(), { 'DELETE /contacts/{id}': 4 });
      });
    });
  }

  it('does not claim to have deleted after a 429', async () => {
    await inSandbox({}, async ({ connection, call, setFaults }) => {
      await deleteContact(connection, 'x', call);
      await setFaults('DELETE:.:429:every-2');
      await deleteContact(connection, 'x', call);
      assert.equal(await deleteContact(connection, 'x', call), 'notFound');
    });
  });

  for (const id of ['', '.', '..']) {
    it(`never asks to delete ${JSON.stringify(id)}`, async () => {
      await inSandbox({ contacts: 5 }, async ({ connection, call, held, requests }) => {
        await assert.rejects(deleteContact(connection, id, call), RangeError);
        assert.equal((await held()).length, 5);
        assert.deepEqual(await requests(), {});
      });
    });
  }
});

describe('bulkDeleteContacts', () => {
  it('deletes and names the ids that were not there', async () => {
    await inSandbox({}, async ({ connection, call, put, held }) => {
      await put(...cards(3), card('.'), card('..'));
      const ids = ['x', 'c-000', '.', '..', 'y', 'c-002'];
      assert.deepEqual(await bulkDeleteContacts(connection, ids, call), {
        notFound: ['x', 'y'],
        confirmed: true,
      });
      assert.deepEqual(await held(), [card('c-001')]);
    });
  });

  it('deletes 100 at once', async () => {
    await inSandbox({ contacts: 100, clean: true }, async ({ connection, call, held }) => {
      const ids = (await held()).map((one) => String((one as { id: unknown }).id));
      assert.deepEqual(await bulkDeleteContacts(connection, ids, call), {
        notFound: [],
        confirmed: true,
      });
      assert.deepEqual(await held(), []);
    });
  });

  it('says that nothing is confirmed where the answer is no list', async () => {
    for (const body of ['', '{}', 'OK', '{"ok":true}']) {
      await withServer(
        (_request, response) => response.end(body),
        async (url) => {
          const { connection, call } = client(url);
          assert.deepEqual(await bulkDeleteContacts(connection, ['1'], call), {
            notFound: [],
            confirmed: false,
          });
        },
      );
    }
  });

  it('names only ids that were asked for', async () => {
    await withServer(
      (_request, response) => response.end('["2","zzz",null,{"id":"1"}]'),
      async (url) => {
        const { connection, call } = client(url);
        assert.deepEqual(await bulkDeleteContacts(connection, ['1', '2'], call), {
          notFound: ['2'],
          confirmed: true,
        });
      },
    );
  });

  it('does not call ids missing that its own lost attempt deleted', async () => {
    await inSandbox({}, async ({ connection, call, put, held, setFaults }) => {
      await put(...cards(2));
      await bulkDeleteContacts(connection, ['x'], call);
      await setFaults('PATCH:.:reset-after:every-2');
      await bulkDeleteContacts(connection, ['x'], call);
      assert.deepEqual(await bulkDeleteContacts(connection, ['c-000', 'c-001'], call), {
        notFound: [],
        confirmed: true,
      });
      assert.deepEqual(await held(), []);
    });
  });

  it('never sends none, more than 100, an empty id or one twice', async () => {
    await inSandbox({}, async ({ connection, call, requests }) => {
      const many = Array.from({ length: 101 }, (_, index) => String(index));
      for (const ids of [[], many, [''], ['1', '1']]) {
        await assert.rejects(bulkDeleteContacts(connection, ids, call), RangeError);
      }
      assert.deepEqual(await requests(), {});
    });
  });
});
