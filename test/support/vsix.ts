import { readFile, stat } from 'node:fs/promises';
import { unzipSync } from 'fflate';
import { indispensable, isShipped, shippedFiles } from './shippedFiles.ts';

/** A package may be so big. */
const mostBytes = 700_000;

/** vsce writes the names of these in its own way. */
const vsceNames: ReadonlyMap<string, string> = new Map([
  ['readme.md', 'README.md'],
  ['changelog.md', 'CHANGELOG.md'],
  ['LICENSE.txt', 'LICENSE'],
]);

/**
 * Judges the content of a packaged extension.
 * @returns complaints in words; none when it holds what it should and nothing else
 */
export async function inspectVsix(file: string, extension: string): Promise<string[]> {
  const files = await vsixFiles(file);
  const here = await shippedFiles(extension);
  const { size } = await stat(file);
  return [
    ...files.filter((name) => !isShipped(name)).map((name) => `must not ship: ${name}`),
    ...here.filter((name) => !files.includes(name)).map((name) => `left out: ${name}`),
    ...indispensable.filter((name) => !files.includes(name)).map((name) => `missing: ${name}`),
    ...(size > mostBytes ? [`${size} bytes are more than ${mostBytes}`] : []),
  ];
}

async function vsixFiles(file: string): Promise<string[]> {
  const names: string[] = [];
  unzipSync(await readFile(file), {
    filter: ({ name }) => {
      names.push(name);
      return false;
    },
  });
  const prefix = 'extension/';
  return names
    .filter((name) => name.startsWith(prefix) && !name.endsWith('/'))
    .map((name) => name.slice(prefix.length))
    .map((name) => vsceNames.get(name) ?? name);
}
