import assert from 'node:assert/strict';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { median } from '../support/percentile.ts';
import { copyId, emptyId, rivalCount } from '../support/vscode/startRivals.ts';

/** Bytes that a start may add to what the extension host holds. */
const mostHeld = 2_000_000;
/** So many times as long as that of an extension that does nothing a start may take. */
const mostRatio = 2;

/** Its tests run first: they need a window in which the extension was not used yet. */
describe('The start of the extension', () => {
  const found = (id: string) => {
    const extension = vscode.extensions.getExtension(id);
    assert.ok(extension, id);
    return extension;
  };
  const own = found('contacts-tools.wazzup-contacts');

  /** The files of an extension that were read as code. */
  const loadedFiles = ({ extensionPath }: vscode.Extension<unknown>) => {
    const dist = path.join(extensionPath, 'dist') + path.sep;
    return Object.keys(require.cache)
      .filter((file) => file.startsWith(dist))
      .map((file) => file.slice(dist.length));
  };
  const isWhole = (file: string) => path.basename(file).startsWith('extension-');

  it('reads little code', async () => {
    assert.equal(own.isActive, false);
    await own.activate();
    const files = loadedFiles(own);
    assert.ok(files.includes('activate.js'), String(files));
    assert.ok(!files.some(isWhole), String(files));
  });

  it('takes at most twice the time of an extension that does nothing, and little memory', async () => {
    const empty: number[] = [];
    const copies: number[] = [];
    const held: number[] = [];
    for (let number = 1; number <= rivalCount; number += 1) {
      empty.push(await timeOf(found(emptyId(number))));
      const before = heldNow();
      copies.push(await timeOf(found(copyId(number))));
      held.push(heldNow() - before);
    }
    const ratio = median(copies) / median(empty);
    const figures = JSON.stringify({ empty, copies, held });
    assert.ok(ratio <= mostRatio, `× ${ratio}: ${figures}`);
    assert.ok(median(held) <= mostHeld, figures);
  });

  it('loads the rest at the first use', async () => {
    assert.ok(!loadedFiles(own).some(isWhole));
    await vscode.commands.executeCommand('wazzup.copyDiagnostics');
    assert.ok(loadedFiles(own).some(isWhole));
  });
});

async function timeOf(extension: vscode.Extension<unknown>): Promise<number> {
  assert.equal(extension.isActive, false, extension.id);
  const start = performance.now();
  await extension.activate();
  return performance.now() - start;
}

/** What the process holds when all garbage was collected, in bytes. */
function heldNow(): number {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  assert.ok(typeof collect === 'function');
  collect();
  return process.memoryUsage().heapUsed;
}
