import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { ApiError } from '../../../../src/core/api/apiError.ts';
import { mustBeWhole, UnreadPages } from '../../../../src/core/book/scan/unreadPages.ts';
import { readStateText } from '../../../../src/host/search/readStateText.ts';
import { FakeClock } from '../../../support/fakeClock.ts';
import { contacts, withBook } from '../../core/book/bookWorld.ts';

describe('readStateText', () => {
  it('says how far the list is read, and when it was if that is some time ago', () =>
    withBook(contacts(250), async ({ book: { search }, signal }) => {
      const clock = new FakeClock();
      const text = () => readStateText(search, clock, 'en');
      assert.equal(text(), '');
      const told: string[] = [];
      search.onDidChange(() => told.push(text()));
      await search.scan(clock, signal);
      assert.deepEqual([told.at(0), told.at(-2), told.at(-1)], ['0 read', '250 of 250 read', '']);
      clock.advance(299_000);
      assert.equal(text(), '');
      clock.advance(3_000);
      assert.equal(text(), 'read 5 minutes ago');
      clock.advance(2 * 3_600_000);
      assert.equal(text(), 'read 2 hours ago');
      clock.advance(22 * 3_600_000);
      assert.equal(text(), 'read 1 day ago');
    }));

  it('says which contacts are missing', () =>
    withBook(contacts(450), async ({ book: { search }, signal, faults }) => {
      const clock = new FakeClock();
      await faults('GET:contacts:garbage:every-5');
      const scan = await search.scan(clock, signal);
      assert.match(
        readStateText(search, clock, 'en'),
        /^(400|350) of 450 read · Contacts \d+–\d+ could not be read$/,
      );
      assert.throws(
        () => mustBeWhole(scan),
        (error: unknown) => error instanceof UnreadPages && error.cause instanceof ApiError,
      );
    }));
});
