import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { ApiError } from '../../../../../src/core/api/apiError.ts';
import type { FailedPage } from '../../../../../src/core/book/scan/scanList.ts';
import {
  mustBeWhole,
  UnreadPages,
  unreadText,
  unreadWords,
} from '../../../../../src/core/book/scan/unreadPages.ts';

const page = (offset: number, end: number): FailedPage => ({
  offset,
  end,
  error: new ApiError('timeout'),
});

describe('Pages that could not be read', () => {
  it('are named by the positions of their contacts, the first and how many more', () => {
    assert.equal(unreadText([page(300, 400)], 'en'), 'Contacts 301–400 could not be read');
    assert.equal(
      unreadText([page(12_300, 12_400)], 'es'),
      'Contacts 12.301–12.400 could not be read',
    );
    assert.equal(
      unreadText([page(1200, 1201)], 'en'),
      `Contact ${(1201).toLocaleString()} could not be read`,
    );
    assert.equal(
      unreadText([page(0, 100), page(500, 600)], 'en'),
      'Contacts 1–100 and 1 more page could not be read',
    );
    assert.equal(
      unreadText([page(0, 100), page(500, 600), page(600, 634)], 'en'),
      'Contacts 1–100 and 2 more pages could not be read',
    );
  });

  it('come with the reason of the first', () => {
    assert.equal(
      unreadWords([page(300, 400)], ({ reason }) => `it was ${reason}`, 'en'),
      'Contacts 301–400 could not be read: it was timeout',
    );
  });

  it('make an error of what would else be taken for all', () => {
    mustBeWhole({ failed: [] });
    const failed = [page(0, 100), page(300, 400)];
    assert.throws(
      () => mustBeWhole({ failed }),
      (error: unknown) => error instanceof UnreadPages && error.failed.length === 2,
    );
  });
});
