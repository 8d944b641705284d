import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'mocha';
import { auditRules } from '../../../../src/core/audit/auditRules.ts';

describe('The setting of rules', () => {
  it('can switch each rule off, and tells of each what it means', async () => {
    const manifest = JSON.parse(await readFile('package.json', 'utf8'));
    const words = JSON.parse(await readFile('package.nls.json', 'utf8'));
    const setting = manifest.contributes.configuration.properties['wazzup.audit.rules'];
    const { properties } = setting;
    assert.deepEqual(
      Object.keys(properties),
      auditRules.map(({ id }) => id),
    );
    // The settings editor ticks what stands in the default of the whole, not in those of its parts.
    assert.deepEqual(setting.default, Object.fromEntries(auditRules.map(({ id }) => [id, true])));
    for (const rule of auditRules) {
      assert.equal(properties[rule.id].default, true);
      assert.equal(words[`rule.${rule.id}`], rule.words().meaning);
    }
  });
});
