import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { LoadError } from '../../../src/sandbox/loadContacts.ts';
import { startSandbox } from '../../../src/sandbox/sandbox.ts';
import { at, contact, contacts, ids, withSandbox } from './apiClient.ts';

describe('sandbox: files', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'sandbox-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function file(text: string): Promise<string> {
    const name = path.join(folder, 'contacts');
    await writeFile(name, text);
    return name;
  }

  const odd = { id: 'b', name: null, contactData: [{ chatType: 'sms' }], extra: 1 };
  const texts = {
    'a JSON array': JSON.stringify([odd, contact('a')], undefined, 2),
    NDJSON: `${JSON.stringify(odd)}\r\n\n  ${JSON.stringify(contact('a'))}`,
    'a JSON array with a byte order mark': `\uFEFF\n${JSON.stringify([odd, contact('a')])}`,
  };
  for (const [name, text] of Object.entries(texts)) {
    it(`loads ${name} as it is, in place of generated contacts`, async () => {
      const load = await file(text);
      const sandbox = await startSandbox({ load });
      try {
        const stored = await (await fetch(new URL('/__sandbox/contacts', sandbox.url))).text();
        assert.equal(stored, `${JSON.stringify(contact('a'))}\n${JSON.stringify(odd)}\n`);
      } finally {
        await sandbox.close();
      }
    });
  }

  it('adds generated contacts to the loaded ones only when asked, and resets to both', async () => {
    const load = await file(JSON.stringify([odd]));
    await withSandbox({ load, contacts: 5 }, async ({ call, control }) => {
      assert.equal(at((await call('GET', '/contacts')).json(), 'count'), 6);
      await call('DELETE', '/contacts/b');
      await control('POST', 'reset');
      assert.deepEqual((await call('GET', '/contacts/b')).json(), odd);
    });
  });

  it('takes an empty file as no contacts, and the later of two contacts with one id', async () => {
    for (const [text, expected] of [
      ['', []],
      ['[]', []],
      [JSON.stringify([contact('1'), contact('1', { name: 'later' })]), ['1']],
    ] as const) {
      await withSandbox({ load: await file(text) }, async ({ call }) => {
        assert.deepEqual(ids(at((await call('GET', '/contacts')).json(), 'data')), expected);
      });
    }
  });

  it('says what is wrong with a file, and where', async () => {
    for (const [text, words] of [
      ['[{"id":"1"},{"id":2}]', /element 2.*"id"/],
      ['[1]', /element 1/],
      ['[{', /not JSON/],
      ['{"id":"1"}\nnope', /line 2.*not JSON/],
      ['{"id":"1"}\n\n{"name":"x"}', /line 3.*"id"/],
    ] as const) {
      await assert.rejects(
        startSandbox({ load: await file(text) }),
        (error) => error instanceof LoadError && words.test(error.message),
      );
    }
    await assert.rejects(startSandbox({ load: path.join(folder, 'missing') }), LoadError);
  });

  it('log each request under /v3 before it is answered, and never the key', async () => {
    const log = path.join(folder, 'log');
    await withSandbox(
      { log, key: 'secret', faults: ['GET:/users:reset'] },
      async ({ call, root, control, sandbox }) => {
        const lines = async () =>
          (await readFile(log, 'utf8'))
            .split('\n')
            .filter(Boolean)
            .map((line) => JSON.parse(line));
        await root('GET', '/elsewhere');
        await control('POST', 'contacts', contacts(3));
        await call('GET', '/contacts?offset=1&x=secret');
        assert.equal((await lines()).length, 1);
        await call('GET', `/contacts/${sandbox.sidecarKey}`, { authorization: null });
        await call('POST', '/contacts', { body: [contact('1'), 1] });
        await call('PATCH', '/contacts/bulk_delete', { body: ['1', '2'] });
        await call('GET', '/contacts/c0000');
        await call('DELETE', '/contacts/c0000');
        await call('GET', '/users').catch(() => undefined);
        const found = await lines();
        for (const line of found) {
          assert.deepEqual(Object.keys(line), [
            'time',
            'method',
            'path',
            'query',
            'status',
            'entities',
            'ms',
          ]);
          assert.equal(new Date(line.time).toISOString(), line.time);
          assert.ok(line.ms >= 0);
        }
        assert.deepEqual(
          found.map(({ method, path: where, query, status, entities }) => [
            method,
            where,
            query,
            status,
            entities,
          ]),
          [
            ['GET', '/v3/contacts', 'offset=1&x=***', 200, 2],
            ['GET', '/v3/contacts/***', '', 401, 0],
            ['POST', '/v3/contacts', '', 400, 2],
            ['PATCH', '/v3/contacts/bulk_delete', '', 200, 2],
            ['GET', '/v3/contacts/c0000', '', 200, 1],
            ['DELETE', '/v3/contacts/c0000', '', 200, 0],
            ['GET', '/v3/users', '', null, 0],
          ],
        );
      },
    );
    assert.ok(!(await readFile(log, 'utf8')).includes('secret'));
  });

  it('log no answer as given before its latency was over', async () => {
    const log = path.join(folder, 'log');
    await withSandbox({ log, latency: 7 }, async ({ call }) => {
      for (let n = 0; n < 30; n += 1) await call('GET', '/channels');
    });
    const times = (await logged(log)).map((line) => Number(line['ms']));
    assert.equal(times.length, 30);
    assert.ok(Math.min(...times) >= 7, times.join(' '));
  });

  it('log what was written although its answer got lost, and what still waited at the end', async () => {
    const log = path.join(folder, 'log');
    const faults = ['POST:/contacts$:reset-after'];
    await withSandbox({ log, faults }, async ({ call }) => {
      const body = [contact('1'), contact('2')];
      await assert.rejects(call('POST', '/contacts', { body }));
    });
    assert.deepEqual(
      (await logged(log)).map(({ status, entities }) => [status, entities]),
      [[null, 2]],
    );
    let waiting: Promise<unknown> = Promise.resolve();
    await withSandbox({ log, latency: 3_600_000 }, async ({ call, control }) => {
      waiting = call('GET', '/channels').catch(() => undefined);
      while (!(await control('GET', 'stats')).includes('GET /channels'));
    });
    await waiting;
    assert.equal((await logged(log)).at(-1)?.['path'], '/v3/channels');
  });

  it('log paths as they are although a short key occurs in their words', async () => {
    const log = path.join(folder, 'log');
    await withSandbox({ log, key: 'k' }, async ({ call }) => {
      await call('PATCH', '/contacts/bulk_delete?k=1&x=k', { body: ['1'] });
    });
    assert.deepEqual(
      (await logged(log)).map((line) => [line['path'], line['query']]),
      [['/v3/contacts/bulk_delete', '***=1&x=***']],
    );
  });

  it('fails to start when the log cannot be written', async () => {
    await assert.rejects(startSandbox({ log: path.join(folder, 'missing', 'log') }), {
      code: 'ENOENT',
    });
  });
});

async function logged(log: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const lines = (await readFile(log, 'utf8')).split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line));
}
