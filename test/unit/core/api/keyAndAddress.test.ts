import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readBaseUrl } from '../../../../src/core/api/baseUrl.ts';
import { cleanKey } from '../../../../src/core/api/key.ts';

describe('cleanKey', () => {
  for (const [pasted, key] of [
    ['abc', 'abc'],
    ['  abc\r\n', 'abc'],
    ['Bearer abc', 'abc'],
    ['bearer\tabc', 'abc'],
    ['BEARER  abc ', 'abc'],
    ['Bearerabc', 'Bearerabc'],
    ['a1B2-_.~+/==', 'a1B2-_.~+/=='],
    ['x'.repeat(4096), 'x'.repeat(4096)],
  ] as const) {
    it(`makes ${JSON.stringify(pasted).slice(0, 20)} a key`, () => {
      assert.deepEqual(cleanKey(pasted), { key });
    });
  }

  for (const [pasted, problem] of [
    ['', /Paste/],
    [' \n', /Paste/],
    ['Bearer', /Paste/],
    ['Bearer ', /Paste/],
    ['Bearer Bearer abc', /spaces/],
    ['two words', /spaces/],
    ['line\nbreak', /spaces/],
    ['a\u00a0b', /spaces/],
    ['nul\u0000', /other characters/],
    ['ключ', /other characters/],
    ['clé', /other characters/],
    ['a\u200bb', /other characters/],
    ['x'.repeat(4097), /too long/],
  ] as const) {
    it(`refuses ${JSON.stringify(pasted).slice(0, 20)} without repeating it`, () => {
      const result = cleanKey(pasted);
      assert.ok('problem' in result);
      assert.match(result.problem, problem);
      assert.ok(
        pasted.trim() === '' ||
          !result.problem.includes(pasted.trim()) ||
          pasted.trim() === 'Bearer',
      );
    });
  }
});

describe('readBaseUrl', () => {
  for (const [text, baseUrl] of [
    ['https://api.wazzup24.com/v3', 'https://api.wazzup24.com/v3'],
    [' https://API.wazzup24.com/v3/// ', 'https://api.wazzup24.com/v3'],
    ['https://api.wazzup24.com', 'https://api.wazzup24.com'],
    ['https://proxy.example.com:8443/wazzup/v3/', 'https://proxy.example.com:8443/wazzup/v3'],
    ['http://localhost:8080/v3', 'http://localhost:8080/v3'],
    ['http://127.0.0.1:5000/v3', 'http://127.0.0.1:5000/v3'],
    ['http://127.1:5000/v3', 'http://127.0.0.1:5000/v3'],
    ['http://127.255.3.4/v3', 'http://127.255.3.4/v3'],
    ['http://[::1]:5000/v3', 'http://[::1]:5000/v3'],
  ] as const) {
    it(`takes ${text}`, () => assert.deepEqual(readBaseUrl(text), { baseUrl }));
  }

  for (const [text, problem] of [
    ['', /should look like/],
    ['api.wazzup24.com/v3', /should look like/],
    ['ftp://api.wazzup24.com', /should look like/],
    ['https://', /should look like/],
    ['https://a b', /should look like/],
    ['https:\\\\evil', /should look like/],
    ['https://good.example.com\\@evil.example.com', /should look like/],
    ['http://api.wazzup24.com/v3', /https/],
    ['http://127.0.0.1.evil.example.com/v3', /https/],
    ['http://localhost.evil.example.com/v3', /https/],
    ['http://0.0.0.0/v3', /https/],
    ['http://[::ffff:127.0.0.1]/v3', /https/],
    ['https://user@example.com/v3', /user name/],
    ['https://:pass@example.com/v3', /user name/],
    ['https://example.com/v3?', /\?/],
    ['https://example.com/v3?x=1', /\?/],
    ['https://example.com/v3#', /#/],
  ] as const) {
    it(`refuses ${JSON.stringify(text)}`, () => {
      const result = readBaseUrl(text);
      assert.ok('problem' in result, JSON.stringify(result));
      assert.match(result.problem, problem);
    });
  }
});
