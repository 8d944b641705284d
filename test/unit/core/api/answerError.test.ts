import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { answerError } from '../../../../src/core/api/answerError.ts';
import {
  ApiError,
  type ApiErrorFacts,
  type ApiErrorReason,
} from '../../../../src/core/api/apiError.ts';
import { apiErrorWords } from '../../../../src/core/api/describeApiError.ts';
import { plainCode, readErrorBody } from '../../../../src/core/api/errorBody.ts';
import { anyJson } from '../contact/contactArbitraries.ts';

const invalid = [{ index: 0, fields: ['name'] }];

function errorOf(status: number, body: unknown = undefined): ApiError {
  const raw = { status, text: '', retryAfter: undefined, requestId: undefined };
  return answerError(raw, body, 'the-key', 0);
}

describe('readErrorBody', () => {
  for (const [name, body, told] of [
    [
      'the documented shape',
      { error: 'CODE', description: 'Text', data: { count: 123, limit: 100 } },
      { code: 'CODE', description: 'Text' },
    ],
    [
      'status and requestId beside',
      { status: 400, error: 'CODE', requestId: 'ab12' },
      { code: 'CODE', status: 400, requestId: 'ab12' },
    ],
    [
      'all of it nested',
      { error: { code: 'CODE', description: 'Text', data: invalid } },
      { code: 'CODE', description: 'Text', invalid },
    ],
    [
      'an error within the error',
      { error: { error: 'CODE', message: 'Text' } },
      { code: 'CODE', description: 'Text' },
    ],
    ['a list of errors', { errors: [{ code: 'CODE' }, { code: 'OTHER' }] }, { code: 'CODE' }],
    ['a list of texts', { errors: ['CODE'] }, { code: 'CODE' }],
    [
      'a list as body',
      [{ code: 'CODE', description: 'Text' }],
      { code: 'CODE', description: 'Text' },
    ],
    ['the invalid contacts as body', invalid, { invalid }],
    ['a bare message', { message: 'Text' }, { description: 'Text' }],
    ['a code that is a number', { code: 17 }, { code: '17' }],
    [
      'one invalid contact that is no list',
      { error: 'C', data: invalid[0] },
      { code: 'C', invalid },
    ],
    ['nothing', undefined, {}],
    ['an empty list', [], {}],
    ['null', null, {}],
    ['a text', 'Not found', {}],
  ] as const) {
    it(`reads ${name}`, () => assert.deepEqual(readErrorBody(body), told));
  }

  it('reads an index in any spelling, and -1 for none', () => {
    const data = [
      { index: '12', fields: ['a'] },
      { index: 500, fields: 'name' },
      { fields: ['b', 5, null] },
      { index: -3 },
      { index: 'x' },
      {},
      null,
      7,
    ];
    assert.deepEqual(readErrorBody({ data }).invalid, [
      { index: 12, fields: ['a'] },
      { index: 500, fields: ['name'] },
      { index: -1, fields: ['b', '5'] },
      { index: -1, fields: [] },
      { index: -1, fields: [] },
    ]);
  });

  it('cuts endless texts', () => {
    assert.equal(readErrorBody({ description: 'x'.repeat(5000) }).description?.length, 500);
  });

  it('looks one level deep into lists, however deep they are', () => {
    assert.deepEqual(readErrorBody([[{ code: 'CODE' }]]), {});
    for (const deep of ['['.repeat(100_000), '{"error":'.repeat(100_000)]) {
      const text = `${deep}0${deep.startsWith('[') ? ']'.repeat(100_000) : '}'.repeat(100_000)}`;
      const error = errorOf(400, JSON.parse(text));
      assert.deepEqual([error.reason, error.code], ['invalid', undefined]);
    }
  });

  it('never throws, whatever the body', () => {
    fc.assert(
      fc.property(anyJson, fc.integer({ min: 100, max: 599 }), (body, status) => {
        assert.equal(typeof apiErrorWords(errorOf(status, body)), 'string');
      }),
      { numRuns: 1000 },
    );
  });
});

describe('plainCode', () => {
  it('is one spelling for all', () => {
    for (const code of ['INVALID_CONTACTS_DATA', 'invalidContactsData', 'invalid-contacts-data']) {
      assert.equal(plainCode(code), 'INVALIDCONTACTSDATA');
    }
  });
});

describe('answerError', () => {
  for (const [status, body, reason] of [
    [401, undefined, 'unauthorised'],
    [401, { error: 'INVALID_KEY_DATA' }, 'unauthorised'],
    [403, { error: 'FORBIDDEN' }, 'forbidden'],
    [404, undefined, 'notFound'],
    [410, undefined, 'notFound'],
    [400, undefined, 'invalid'],
    [400, { error: 'INVALID_CONTACTS_DATA' }, 'invalid'],
    [400, { error: 'UNHEARD_OF' }, 'invalid'],
    [422, undefined, 'invalid'],
    [400, { error: 'TOO_MACH_ENTITIES' }, 'tooMany'],
    [400, { error: { code: 'tooManyEntities' } }, 'tooMany'],
    [413, undefined, 'tooMany'],
    [408, undefined, 'timeout'],
    [429, undefined, 'rateLimited'],
    [500, undefined, 'server'],
    [503, { error: 'INVALID_CONTACTS_DATA' }, 'server'],
    [599, undefined, 'server'],
    [301, undefined, 'badResponse'],
    [304, undefined, 'badResponse'],
    [302, { error: 'FORBIDDEN' }, 'badResponse'],
    [307, { error: 'TOO_MANY_ENTITIES' }, 'badResponse'],
    [308, { error: 'X', status: 500 }, 'badResponse'],
    [405, undefined, 'badResponse'],
    [418, { error: 'FORBIDDEN' }, 'forbidden'],
    [200, { error: 'UNAUTHORIZED' }, 'unauthorised'],
    [200, { error: 'CONTACT_NOT_FOUND' }, 'notFound'],
    [200, { error: 'TOO_MANY_REQUESTS' }, 'rateLimited'],
    [200, { error: 'X', status: 503 }, 'server'],
    [200, { error: 'X' }, 'badResponse'],
  ] as const satisfies readonly (readonly [number, unknown, ApiErrorReason])[]) {
    it(`is ${reason} for ${status} ${JSON.stringify(body) ?? ''}`, () => {
      assert.equal(errorOf(status, body).reason, reason);
    });
  }

  it('calls a redirect one, whatever its body says', () => {
    const error = errorOf(302, { error: 'FORBIDDEN', status: 500 });
    assert.deepEqual([error.detail, error.code], ['redirect', 'FORBIDDEN']);
  });

  it('has nothing of what was sent or said in its message', () => {
    const error = errorOf(400, { error: 'INVALID', description: 'Anna Smirnova is not valid' });
    assert.equal(error.message, 'invalid 400');
    assert.equal(error.name, 'ApiError');
  });
});

describe('apiErrorWords', () => {
  const words = (reason: ApiErrorReason, facts: ApiErrorFacts = {}) =>
    apiErrorWords(new ApiError(reason, facts));

  for (const [reason, facts, expected] of [
    ['unauthorised', {}, /no usable API key.*Replace API Key/],
    ['unauthorised', { status: 401 }, /does not accept.*Replace API Key/],
    ['forbidden', { status: 403, code: 'FORBIDDEN' }, /amoCRM and Bitrix24/],
    ['notFound', { status: 404 }, /Refresh/],
    ['invalid', { status: 400 }, /Nothing is confirmed/],
    [
      'invalid',
      {
        status: 400,
        invalid: [
          { index: 0, fields: ['name', 'uri'] },
          { index: 3, fields: ['name'] },
        ],
      },
      /: not valid are name, uri\./,
    ],
    ['tooMany', { status: 400 }, /100 contacts at a time/],
    ['rateLimited', { status: 429 }, /too many requests/],
    [
      'network',
      { code: 'ENOTFOUND' },
      /could not be reached \(ENOTFOUND\).*proxy settings, and try again\.$/,
    ],
    ['network', {}, /connection lost/],
    [
      'network',
      { code: 'CERT_HAS_EXPIRED', detail: 'certificate' },
      /not trusted here \(CERT_HAS_EXPIRED\)\. The key was not sent\./,
    ],
    ['network', { detail: 'proxy' }, /The proxy could not be reached.*“Http: Proxy”/],
    ['badResponse', { status: 407, detail: 'proxySignIn' }, /status 407.*user and password/],
    ['timeout', {}, /in time/],
    ['server', { status: 503 }, /status 503/],
    ['badResponse', { status: 302, detail: 'redirect' }, /another address \(status 302\)/],
    ['badResponse', { detail: 'tooLarge' }, /8 MB/],
    ['badResponse', { status: 200, detail: 'notJson' }, /not what the Wazzup API documents/],
    ['badResponse', { status: 200, detail: 'shape' }, /not what the Wazzup API documents/],
    ['badResponse', { status: 200, detail: 'failure' }, /reports that this failed/],
    ['badResponse', { status: 405, detail: 'status' }, /refused the request \(status 405\)/],
  ] as const satisfies readonly (readonly [ApiErrorReason, ApiErrorFacts, RegExp])[]) {
    it(`says what to do about ${reason} ${JSON.stringify(facts)}`, () => {
      assert.match(words(reason, facts), expected);
    });
  }

  it('adds what the server said, and its request id', () => {
    assert.match(
      words('invalid', { status: 400, code: 'CODE', description: 'Bad name.', requestId: 'ab12' }),
      / Wazzup says: CODE: Bad name\. Request id: ab12\.$/,
    );
  });
});
