import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { outline, shown, withBook } from './bookWorld.ts';

const million = 1_000_000;

describe('An account of a million contacts', () => {
  it('is opened by one request, and its end is reached by one more', async () => {
    await withBook(
      [],
      async ({ book, signal, asked }) => {
        await book.loadPage(0, { signal });
        assert.deepEqual(asked(), ['GET /contacts?offset=0']);
        assert.equal(book.count, million);
        assert.equal(outline(book), '0+100 [100-1000000]');
        await book.loadPage(999_900, { signal });
        assert.deepEqual(asked(), ['GET /contacts?offset=999900']);
        assert.equal(outline(book), '0+100 [100-999900] 999900+100');
        assert.equal(new Set(shown(book)).size, 200);
      },
      { contacts: million },
    );
  });
});
