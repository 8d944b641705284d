import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'mocha';
import { auditRules } from '../../../../src/core/audit/auditRules.ts';

describe('The setting of rules', () => {
  it('can switch each rule off, and tells of each what it means', async () => {
    const manifest = JSON.parse(await readFile('package.json', 'utf8'));
    const words = JSON.parse(await readFile('package.nls.json', 'utf8'));
    const { properties } = manifest.contributes.configuration.properties['wazzup.audit.rules'];
    assert.deepEqual(
      Object.keys(properties),
      auditRules.map(({ id }) => id),
    );
    for (const rule of auditRules) {
      assert.equal(properties[rule.id].default, true);
      assert.equal(words[`rule.${rule.id}`], rule.words().meaning);
    }
  });
});
