import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type * as vscode from 'vscode';
import { ItemsInTurn } from '../../../../src/host/tree/itemsInTurn.ts';
import { longestBlock } from '../../../support/longestBlock.ts';

/** A row that takes a millisecond to draw. */
const slowRow = (label: string) => ({
  item: (): vscode.TreeItem => {
    const end = performance.now() + 1;
    while (performance.now() < end);
    return { label };
  },
});

describe('ItemsInTurn', () => {
  it('draws hundreds of rows that are asked for at once, and lets others go on', async () => {
    const names = Array.from({ length: 200 }, (_, n) => `row ${n}`);
    let drawn: readonly vscode.TreeItem[] = [];
    const block = await longestBlock(async () => {
      const items = new ItemsInTurn();
      drawn = await Promise.all(names.map((name) => items.itemOf(slowRow(name))));
    });
    assert.deepEqual(
      drawn.map(({ label }) => label),
      names,
    );
    assert.ok(block < 50, `${block} ms`);
  });

  it('goes on behind a row that cannot be drawn', async () => {
    const items = new ItemsInTurn();
    const broken = items.itemOf({
      item: () => {
        throw new Error('broken');
      },
    });
    const next = items.itemOf(slowRow('next'));
    await assert.rejects(broken, /broken/);
    assert.equal((await next).label, 'next');
  });
});
