import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { describe, it } from 'mocha';
import { startSandbox } from '../../../src/sandbox/sandbox.ts';
import { at, contact, withSandbox } from './apiClient.ts';

describe('sandbox: lifetime', () => {
  it('listens on loopback with two keys, and frees its port when closed', async () => {
    const first = await startSandbox({ contacts: 0 });
    assert.match(first.url, /^http:\/\/127\.0\.0\.1:\d+\/v3$/);
    assert.notEqual(first.key, first.sidecarKey);
    const port = Number(new URL(first.url).port);
    await assert.rejects(startSandbox({ port }), { code: 'EADDRINUSE' });
    await first.close();
    await first.close();
    const second = await startSandbox({ port });
    assert.equal(second.url, first.url);
    assert.notEqual(second.key, first.key);
    await second.close();
  });

  it('closes while connections idle and answers are delayed', async () => {
    const sandbox = await startSandbox({ latency: 3_600_000 });
    const idle = connect(Number(new URL(sandbox.url).port), '127.0.0.1');
    await new Promise((resolve) => idle.once('connect', resolve));
    const ended = new Promise((resolve) => idle.once('close', resolve));
    const delayed = fetch(`${sandbox.url}/channels`).then(
      () => 'answered',
      () => 'ended',
    );
    const stats = new URL('/__sandbox/stats', sandbox.url);
    while (!(await (await fetch(stats)).text()).includes('GET /channels'));
    await sandbox.close();
    assert.equal(await delayed, 'ended');
    await ended;
  });

  it('delays every answer under /v3, errors too, by latency and jitter', async () => {
    for (const [latency, jitter] of [
      [40, 0],
      [0, 80],
      [40, 40],
    ] as const) {
      await withSandbox({ latency, jitter }, async ({ call }) => {
        const times: number[] = [];
        for (const authorization of [undefined, null, undefined, null, undefined]) {
          const began = performance.now();
          await call('GET', '/contacts', authorization === undefined ? {} : { authorization });
          times.push(performance.now() - began);
        }
        assert.ok(Math.min(...times) >= latency - 1, JSON.stringify(times));
        if (jitter > 0)
          assert.ok(Math.max(...times) - Math.min(...times) > 1, JSON.stringify(times));
      });
    }
  });

  it('refuses a fault that makes no sense', async () => {
    await assert.rejects(startSandbox({ faults: ['nonsense'] }), RangeError);
  });

  it('applies no write whose body never arrives in full, and goes on', async () => {
    await withSandbox({}, async ({ call, control, sandbox }) => {
      const socket = connect(Number(new URL(sandbox.url).port), '127.0.0.1');
      const body = JSON.stringify([contact('1')]);
      socket.write(
        `POST /v3/contacts HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${sandbox.key}\r\nContent-Length: ${body.length + 1}\r\n\r\n${body}`,
      );
      while (!(await control('GET', 'stats')).includes('POST /contacts'));
      socket.destroy();
      await new Promise((resolve) => socket.once('close', resolve));
      assert.equal((await call('GET', '/contacts/1')).status, 404);
    });
  });

  it('takes an absolute address in the request line', async () => {
    await withSandbox({}, async ({ root, sandbox }) => {
      assert.equal((await root('GET', `${sandbox.url}/contacts?x`)).status, 401);
      assert.equal((await root('GET', 'http://example.com/__sandbox/stats?x')).status, 200);
      assert.equal(
        at((await root('GET', '/__sandbox/stats')).json(), 'requests', 'GET /contacts'),
        1,
      );
    });
  });
});
