import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'mocha';
import { packedReadme } from '../../support/packedReadme.ts';

describe('The README in the package', () => {
  it('has no pictures and links that lead nowhere, and all others', () => {
    const text =
      'A\n\n![Tour](media/tour.gif)\n\nB [plan](PLAN.md) [w](https://w.example) [q](#q).\n';
    assert.equal(packedReadme(text), 'A\n\nB plan [w](https://w.example) [q](#q).\n');
  });

  it('keeps the words of ours', async () => {
    const text = await readFile('README.md', 'utf8');
    const packed = packedReadme(text);
    assert.match(text, /\]\(media\//);
    assert.doesNotMatch(packed, /\]\((?!https:|#)/);
    const headings = (markdown: string) => markdown.match(/^#+ .*$/gm);
    assert.deepEqual(headings(packed), headings(text));
  });
});
