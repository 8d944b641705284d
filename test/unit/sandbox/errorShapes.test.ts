import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Variants } from '../../../src/sandbox/variants.ts';
import { contacts, type Reply, withSandbox } from './apiClient.ts';

/** Every error with a code: status, code, and its data if it has any. */
async function everyError(
  errorShape: Variants['errorShape'],
  check: (reply: Reply, code: string, data: unknown, hasDescription: boolean) => void,
): Promise<void> {
  const variants = { errorShape, authBody: 'json' } as const;
  const rate = { requests: 8, seconds: 5 };
  await withSandbox({ variants, rate, now: () => 0, users: 0 }, async ({ call, sandbox }) => {
    const authorization = `Bearer ${sandbox.sidecarKey}`;
    const refused = [{ index: 0, fields: [] }];
    const limit = { count: 101, limit: 100 };
    const twins = ['1', '2'].map((id) => ({ id, name: 'n', phone: '12345' }));
    check(await call('GET', '/contacts', { authorization: null }), 'UNAUTHORIZED', undefined, true);
    check(await call('GET', '/contacts', { authorization }), 'FORBIDDEN', undefined, false);
    check(await call('POST', '/contacts', { body: [1] }), 'INVALID_CONTACTS_DATA', refused, true);
    check(await call('POST', '/contacts'), 'INVALID_CONTACTS_DATA', undefined, true);
    check(
      await call('POST', '/contacts', { body: contacts(101) }),
      'TOO_MACH_ENTITIES',
      limit,
      true,
    );
    check(await call('POST', '/users', { body: [1] }), 'INVALID_USERS_DATA', refused, true);
    check(await call('POST', '/users', { body: twins }), 'DUPLICATE_PHONE_NUMBER', undefined, true);
    check(await call('GET', '/contacts?offset=x'), 'INVALID_OFFSET', undefined, true);
    check(await call('GET', '/contacts/%zz'), 'INVALID_ID', undefined, true);
    assert.equal(
      (await call('GET', '/contacts/unknown')).text,
      '',
      'a 404 has no code and no body',
    );
    check(await call('GET', '/contacts'), 'TOO_MANY_REQUESTS', undefined, true);
  });
}

const withoutDescription = (value: unknown): [unknown, unknown] => {
  assert.ok(typeof value === 'object' && value !== null);
  const description: unknown = Reflect.get(value, 'description');
  const rest = Object.fromEntries(Object.entries(value).filter(([key]) => key !== 'description'));
  return [rest, typeof description];
};

describe('sandbox: shape of errors', () => {
  it('plain: error, description and data in JSON', () =>
    everyError('plain', (reply, code, data, described) => {
      assert.match(reply.headers['content-type'] ?? '', /^application\/json\b/);
      const expected = data === undefined ? { error: code } : { error: code, data };
      const type = described ? 'string' : 'undefined';
      assert.deepEqual(withoutDescription(reply.json()), [expected, type]);
    }));

  it('status: the same with status and requestId', () =>
    everyError('status', (reply, code, data) => {
      const [{ requestId, ...rest }] = withoutDescription(reply.json()) as [
        Record<string, unknown>,
        unknown,
      ];
      assert.match(String(requestId), /^[0-9a-f]{32}$/);
      const { status } = reply;
      assert.deepEqual(
        rest,
        data === undefined ? { error: code, status } : { error: code, data, status },
      );
    }));

  it('nested: code, description and data inside error', () =>
    everyError('nested', (reply, code, data, described) => {
      const body = reply.json();
      assert.deepEqual(Object.keys(Object(body)), ['error']);
      const expected = data === undefined ? { code } : { code, data };
      const type = described ? 'string' : 'undefined';
      assert.deepEqual(withoutDescription(Reflect.get(Object(body), 'error')), [expected, type]);
    }));

  it('empty: the status alone', () =>
    everyError('empty', (reply) => {
      assert.ok(reply.status >= 400);
      assert.equal(reply.text, '');
    }));

  it('html: a page', () =>
    everyError('html', (reply) => {
      assert.ok(reply.status >= 400);
      assert.match(reply.headers['content-type'] ?? '', /^text\/html\b/);
      assert.match(reply.text, /^<!DOCTYPE html>/);
    }));
});
