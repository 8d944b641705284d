import { readFile } from 'node:fs/promises';
import { request } from 'node:http';
import path from 'node:path';
import { until } from '../until.ts';
import type { Workbench } from './workbench.ts';

/** The extension that answers; for `extraExtensions`. */
export const probeFolder = path.resolve('test/support/probe');

/** How the extension host fared since the last `forget`. */
export interface HostFigures {
  /** The longest time, in ms, for which it could do nothing else; what other programs took does not count. */
  readonly blockMs: number;
  /** The longest collection of garbage, in ms, with what other programs took meanwhile. */
  readonly collectionMs: number;
  /** What the process had from the system, at most. */
  readonly residentBytes: number;
  /** What it held with garbage that was not collected yet, at most. */
  readonly heapBytes: number;
  /** Rejections since the start that nobody handles, in words. */
  readonly unhandled: readonly string[];
  /** What Node warned of since the start. */
  readonly warnings: readonly string[];
}

/** Runs commands in the extension host of a window, as an extension of its own would, and tells how that fares. */
export interface HostProbe {
  /**
   * The result of a command, with only the length of each list. Addresses in its arguments and options come as
   * `{$uri: text}`. Rejects with the words of its failure.
   */
  run(command: string, ...args: readonly unknown[]): Promise<unknown>;
  /** Replaces what fits a pattern in a document. */
  edit(uri: string, from: string, to: string): Promise<void>;
  /** The same, and saves it. Whether that went well. */
  save(uri: string, from: string, to: string): Promise<boolean>;
  figures(): Promise<HostFigures>;
  forget(): Promise<void>;
  /** What is held when all garbage was collected: in bytes, and how many sets are in it. */
  held(): Promise<{ readonly bytes: number; readonly sets: number }>;
}

/** The probe of a window that was opened with `probeFolder`. */
export async function hostProbe({ serverDataDir }: Workbench): Promise<HostProbe> {
  const file = path.join(serverDataDir, 'data/User/globalStorage/contacts-tools.probe/port');
  let port = '';
  await until('the probe answers', async () => {
    port = await readFile(file, 'utf8').catch(() => '');
    return port !== '';
  });
  const ask = async <T>(route: string, body: unknown = {}): Promise<T> => {
    const answer: { readonly result: T } | { readonly error: string } = JSON.parse(
      await post(`http://127.0.0.1:${port}/${route}`, JSON.stringify(body)),
    );
    if ('error' in answer) throw new Error(`${route} ${JSON.stringify(body)}: ${answer.error}`);
    return answer.result;
  };
  return {
    run: (command, ...args) => ask('run', { command, args }),
    edit: (uri, from, to) => ask('edit', { uri, from, to }),
    save: (uri, from, to) => ask('save', { uri, from, to }),
    figures: () => ask('figures'),
    forget: () => ask('forget'),
    held: () => ask('held'),
  };
}

/** `fetch` gives up after five minutes. */
function post(url: string, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { method: 'POST', agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => resolve(text));
      response.on('error', reject);
    });
    asked.on('error', reject);
    asked.end(body);
  });
}
