import assert from 'node:assert/strict';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Metafile, OutputFile } from 'esbuild';
import { before, describe, it } from 'mocha';

interface Bundle {
  readonly metafile: Metafile;
  readonly outputFiles: readonly OutputFile[];
}

/** Bytes of minified code that may be read when the extension is activated. */
const mostAtStart = 100_000;
/** Bytes of minified code that may be read in one turn of the extension host at the first use: some 10 ms. */
const mostInOneTurn = 200_000;

describe('The code that ships', () => {
  let extension: Bundle;
  let webview: Bundle;

  before(async () => {
    const build: { shippedCode(): Promise<[Bundle, Bundle]> } = await import(
      pathToFileURL(path.resolve('esbuild.mjs')).href
    );
    [extension, webview] = await build.shippedCode();
  });

  const outputOf = (name: string) => {
    const output = extension.metafile.outputs[name];
    assert.ok(output, name);
    return output;
  };

  const textOf = (name: string) => {
    const file = extension.outputFiles.find((one) => one.path === path.resolve(name));
    assert.ok(file, name);
    return file.text;
  };

  /** The files that are read with this one, before anything is asked for. */
  function readWith(name: string, seen: Set<string> = new Set()): ReadonlySet<string> {
    if (seen.has(name)) return seen;
    seen.add(name);
    for (const { path: other, kind, external } of outputOf(name).imports) {
      if (!external && kind !== 'dynamic-import') readWith(other, seen);
    }
    return seen;
  }

  it('is little at the start', () => {
    const files = [...readWith('dist/activate.js')];
    const bytes = files.reduce((sum, name) => sum + Buffer.byteLength(textOf(name)), 0);
    assert.ok(bytes <= mostAtStart, `${bytes} bytes in ${files.join(', ')}`);
  });

  it('is loaded in parts at the first use, so that nobody waits long for one', () => {
    const seen = new Set(readWith('dist/activate.js'));
    const { imports } = outputOf('dist/activate.js');
    const parts = imports.filter(({ kind }) => kind === 'dynamic-import').map((one) => one.path);
    assert.match(parts.at(-1) ?? '', /\/extension-/);
    for (const part of parts) {
      const news = [...readWith(part)].filter((name) => !seen.has(name));
      const bytes = news.reduce((sum, name) => sum + Buffer.byteLength(textOf(name)), 0);
      assert.ok(bytes <= mostInOneTurn, `${bytes} bytes in ${news.join(', ')}`);
      for (const name of news) seen.add(name);
    }
  });

  it('can reach neither disk nor network nor secrets at the start', () => {
    for (const name of readWith('dist/activate.js')) {
      const outside = outputOf(name).imports.filter(({ external }) => external);
      assert.deepEqual(
        outside.map((one) => one.path).filter((one) => one !== 'vscode'),
        [],
        name,
      );
      assert.doesNotMatch(textOf(name), /\b(secrets|fetch|globalState|workspace\.fs)\b/, name);
    }
  });

  it('makes no copies of the interface of VS Code', () => {
    for (const { path: name, text } of extension.outputFiles) {
      assert.doesNotMatch(text, /[\w$]\(require\("vscode"\)\)/, name);
    }
    assert.match(textOf('dist/activate.js'), /=require\("vscode"\)/);
  });

  it('is nowhere twice', () => {
    for (const { metafile } of [extension, webview]) {
      const places = new Map<string, string[]>();
      for (const [output, { inputs }] of Object.entries(metafile.outputs)) {
        for (const [input, { bytesInOutput }] of Object.entries(inputs)) {
          if (bytesInOutput > 0) places.set(input, [...(places.get(input) ?? []), output]);
        }
      }
      assert.ok(places.size > 0);
      assert.deepEqual(
        [...places].filter(([, outputs]) => outputs.length > 1),
        [],
      );
    }
  });

  it('comes without source maps', () => {
    for (const { path: name, text } of [...extension.outputFiles, ...webview.outputFiles]) {
      assert.doesNotMatch(name, /\.map$/);
      assert.doesNotMatch(text.slice(-1000), /sourceMappingURL/, name);
    }
  });
});
