import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { AccountAudit } from '../../../../src/core/audit/accountAudit.ts';
import { auditRule } from '../../../../src/core/audit/auditRules.ts';
import { csvReport, markdownReport } from '../../../../src/core/audit/reportPieces.ts';
import { reportRows } from '../../../../src/core/audit/reportRows.ts';
import { ContactIndex } from '../../../../src/core/book/search/contactIndex.ts';
import { TimeSlices } from '../../../../src/core/book/timeSlices.ts';
import type { Contact } from '../../../../src/core/contact/contact.ts';
import { card, russian } from './auditing.ts';

const titleOf = (id: string) => auditRule(id)?.words().title ?? '';
const meaningOf = (id: string) => auditRule(id)?.words().meaning ?? '';
const head = { title: 'Problems', countOf: () => '1', titleOf, meaningOf };
const slices = () => new TimeSlices(new AbortController().signal);

async function auditOf(...contacts: readonly Contact[]) {
  const index = new ContactIndex();
  for (const contact of contacts) index.put(contact);
  const found = new AccountAudit(russian, index);
  await found.update(slices());
  return { index, found };
}

describe('A report of problems', () => {
  const hostile = card({ id: '=1`2', name: '[x](command:y)\n# *Anna* ' });

  it('is a table in which nothing passes for a formula', async () => {
    const { found } = await auditOf(hostile);
    const [first, ...lines] = [...csvReport(reportRows(found), head, ',')].join('').split('\r\n');
    assert.equal(first, '\uFEFFid,name,rule,title,severity,problem,value,path');
    assert.match(lines.join('\n'), /^'=1`2,"\[x\]\(command:y\)\n# \*Anna\* ",nameSpaces,/);
    assert.equal(lines.length, 3);
  });

  it('is Markdown in which names are no markup', async () => {
    const { found } = await auditOf(hostile);
    const text = [...markdownReport(reportRows(found), head)].join('');
    assert.match(text, /^# Problems\n\n## Spaces in a name \(1\)\n/);
    assert.match(text, /\n- \\\[x\\\]\(command:y\) \\# \\\*Anna\\\* {2}\(``=1`2``\): /);
    assert.equal(text.split('\n').filter((line) => line.startsWith('#')).length, 3);
  });

  it('tells what is so now, and what is new after an update without looking at the others again', async () => {
    const { index, found } = await auditOf(card({ name: 'Anna ' }), card({ id: 'crm-2' }));
    const rulesAndIds = () => [...reportRows(found)].map(({ rule, id }) => `${rule.id} ${id}`);
    assert.equal(found.isOutdated, false);
    assert.equal(found.audit.checked, 2);
    const shared = ['sharedChat crm-1', 'sharedChat crm-2'];
    assert.deepEqual(rulesAndIds(), ['nameSpaces crm-1', ...shared].sort(byRule));
    index.put(card());
    assert.equal(found.isOutdated, true);
    await found.update(slices());
    assert.equal(found.audit.checked, 3);
    assert.equal(found.checked, 2);
    assert.deepEqual(rulesAndIds(), shared);
    index.remove('crm-2');
    assert.equal(found.isOutdated, true);
    await found.update(slices());
    assert.deepEqual(rulesAndIds(), []);
    assert.equal(found.checked, 1);
  });

  it('goes on where an update was called off', async () => {
    const { index, found } = await auditOf(card());
    index.put(card({ id: 'crm-2', name: 'Anna ', contactData: [{ chatType: 'vk', chatId: '5' }] }));
    const stop = new AbortController();
    stop.abort(new Error('stopped'));
    await assert.rejects(found.update(new TimeSlices(stop.signal)), /stopped/);
    assert.equal(found.isOutdated, true);
    await found.update(slices());
    assert.deepEqual(
      found.problems.map(({ ruleId }) => ruleId),
      ['nameSpaces'],
    );
  });
});

/** The shared chat comes before the name in the order of the rules. */
function byRule(one: string, other: string): number {
  return Number(other.startsWith('shared')) - Number(one.startsWith('shared'));
}
