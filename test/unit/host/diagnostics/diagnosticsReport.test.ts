import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  type Diagnostics,
  diagnosticsReport,
} from '../../../../src/host/diagnostics/diagnosticsReport.ts';
import { withoutNumbersAndFolders } from '../../../../src/host/diagnostics/masked.ts';
import { type LogLine, RecentLines } from '../../../../src/host/log/recentLines.ts';
import { FakeClock } from '../../../support/fakeClock.ts';

const at = Date.UTC(2030, 0, 2, 3, 4, 5);

function reportOf(...lines: readonly LogLine[]): string {
  const facts: Diagnostics = { at, versions: [], settings: [], accounts: [], lines };
  return diagnosticsReport(facts);
}

describe('The diagnostics report', () => {
  it('tells versions, settings, accounts and the last lines', () => {
    const report = diagnosticsReport({
      at,
      versions: [['Node', '22.0.0']],
      settings: [['cacheOnDisk', false]],
      accounts: [{ id: 'acc-1', facts: [['contacts', 12]] }],
      lines: [{ at, level: 'info', event: 'Account connected', facts: { account: 'acc-1' } }],
    });
    assert.match(report, /## Versions\n\n- Node: 22\.0\.0\n/);
    assert.match(report, /## Settings\n\n- cacheOnDisk: false\n/);
    const [, account] = /- (#[\da-f]{8}): contacts 12\n/.exec(report) ?? [];
    assert.ok(account);
    assert.ok(
      report.includes(`2030-01-02T03:04:05.000Z [info] Account connected account=${account}\n`),
    );
  });

  it('names ids by words that are others in the next report', () => {
    const line: LogLine = { at, level: 'warn', event: 'Seen', facts: { contact: 'crm-1' } };
    const [first, second] = [reportOf(line, line), reportOf(line)];
    const words = first.match(/#[\da-f]{8}/g) ?? [];
    assert.equal(words.length, 2);
    assert.equal(words[0], words[1]);
    assert.ok(!second.includes(words[0] ?? ''));
    assert.ok(!first.includes('crm-1'));
  });

  it('shows words of ours and counts, hides whatever else a fact may say', () => {
    const report = reportOf({
      at,
      level: 'debug',
      event: 'API request',
      facts: {
        method: 'GET',
        route: '/contacts/{id}',
        status: 404,
        url: 'http://crm.example/anna',
        code: 'E1234567',
        reason: undefined,
      },
    });
    assert.match(
      report,
      /API request method=GET route=\/contacts\/\{id\} status=404 url=#[\da-f]{8} code=E…\n/,
    );
  });

  it('says where there is nothing', () => {
    assert.match(reportOf(), /## Accounts\n\nNone\.\n\n## Last log lines\n\nNone\.\n/);
  });

  it('shows places in the program without the folders they are in', () => {
    const places = [
      ['at f (/home/anna petrova/x/dist/extension.js:12:3456)', 'at f (extension.js:12:3456)'],
      ['at f (C:\\Users\\Anna Petrova\\dist\\extension.js:1:2)', 'at f (extension.js:1:2)'],
      ['at file:///home/anna/extension.js:1:2', 'at extension.js:1:2'],
      [
        'at Object.<anonymous> (node:internal/x:1:2)',
        'at Object.<anonymous> (node:internal/x:1:2)',
      ],
    ];
    for (const [given = '', shown] of places) assert.equal(withoutNumbersAndFolders(given), shown);
    assert.equal(withoutNumbersAndFolders('79000000000 and 12345'), '… and 12345');
  });
});

describe('The last lines of the log', () => {
  it('are passed on, kept in order, and no more than two hundred', () => {
    const told: unknown[] = [];
    const tell = (event: string) => void told.push(event);
    const clock = new FakeClock();
    const log = new RecentLines({ debug: tell, info: tell, warn: tell, error: tell }, clock);
    for (let line = 0; line < 250; line++) log.debug(`line ${line}`, { line });
    log.error('the end');
    assert.equal(told.length, 251);
    assert.equal(log.lines.length, 200);
    assert.deepEqual(log.lines.at(0), {
      at: clock.now(),
      level: 'debug',
      event: 'line 51',
      facts: { line: 51 },
    });
    assert.deepEqual(log.lines.at(-1)?.level, 'error');
  });
});
