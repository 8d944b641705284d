import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { RefreshReport } from '../../../../src/core/book/refreshReport.ts';
import { refreshText } from '../../../../src/host/tree/refreshText.ts';

const found = (more: Partial<RefreshReport> = {}): RefreshReport => ({
  added: 0,
  changed: 0,
  removed: 0,
  countBefore: 3180,
  countNow: 3180,
  ...more,
});

/** The words for one account. */
const text = (report: RefreshReport) => refreshText([{ name: 'Shop', report }], 'en')?.text;

describe('refreshText', () => {
  it('tells what is new, changed and gone', () => {
    const report = found({ added: 3, changed: 1, removed: 2, countNow: 3181 });
    assert.equal(text(report), '3 new, 1 changed, 2 gone');
    assert.equal(refreshText([{ name: 'Shop', report }], 'en')?.news, 6);
    assert.equal(text(found({ removed: 1 })), '1 gone');
    assert.equal(text(found({ added: 12_345, changed: 2 })), '12,345 new, 2 changed');
  });

  it('tells that nothing has changed', () => {
    assert.deepEqual(refreshText([{ name: 'Shop', report: found() }], 'en'), {
      text: 'Nothing has changed',
      news: 0,
    });
  });

  it('says how far that goes where only a part of the list was read', () => {
    assert.equal(text(found({ among: 400 })), 'Nothing has changed among the 400 loaded');
    const some = { added: 3, changed: 1, among: 400 };
    assert.equal(text(found({ ...some, countNow: 3183 })), '3 new, 1 changed among the 400 loaded');
    assert.equal(
      text(found({ ...some, countNow: 3195 })),
      '3 new, 1 changed among the 400 loaded · 12 more contacts in the account',
    );
  });

  it('tells of a part that the account has grown or shrunk beside it', () => {
    const grown = (by: number) => text(found({ among: 400, countNow: 3180 + by }));
    assert.equal(grown(1), '1 more contact in the account');
    assert.equal(grown(1200), '1,200 more contacts in the account');
    assert.equal(grown(-1), '1 contact fewer in the account');
    assert.equal(grown(-2), '2 contacts fewer in the account');
    assert.equal(
      text(found({ among: 400, countBefore: undefined })),
      'Nothing has changed among the 400 loaded',
    );
  });

  it('names the accounts that have news where several were refreshed', () => {
    const accounts = [
      { name: 'Shop', report: found({ added: 1 }) },
      { name: 'Same', report: found() },
      { name: 'Bakery', report: found({ changed: 2, among: 100 }) },
    ];
    assert.deepEqual(refreshText(accounts, 'en'), {
      text: '"Shop": 1 new. "Bakery": 2 changed among the 100 loaded',
      news: 3,
    });
    const same = [
      { name: 'Shop', report: found({ countNow: 50 }) },
      { name: 'Bakery', report: found({ among: 100 }) },
    ];
    assert.equal(refreshText(same, 'en')?.text, 'Nothing has changed among the 150 loaded');
  });

  it('claims nothing of an account of which nothing was known', () => {
    const unread = found({ among: 0, countBefore: undefined, countNow: undefined });
    assert.equal(refreshText([{ name: 'Shop', report: unread }], 'en'), undefined);
    assert.equal(refreshText([], 'en'), undefined);
  });
});
