import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { noteKeys, noteNumbers } from './runSecrets.ts';

/** A running stand-in API; `url` is the base URL for `wazzup.apiBaseUrl`. */
export interface Sandbox {
  readonly url: string;
  readonly key: string;
  readonly sidecarKey: string;
  /** Calls a control route, for example `control('GET', 'stats')`; the answer's text. */
  control(method: 'GET' | 'POST' | 'DELETE', route: string, body?: unknown): Promise<string>;
  stop(): Promise<void>;
}

/** The environment variable by which tests inside VS Code are told of the sandbox of their run: `{url, key, sidecarKey}`. */
export const sandboxVariable = 'WAZZUP_TEST_SANDBOX';
/** The environment variable that holds the project's folder where the working directory is another. */
export const rootVariable = 'WAZZUP_TEST_ROOT';

const projectRoot = (): string => process.env[rootVariable] ?? process.cwd();

/** Starts the built sandbox program with command line flags, for example `['--contacts', '5']`. */
export async function startSandbox(flags: readonly string[]): Promise<Sandbox> {
  const program = path.join(projectRoot(), 'out/sandbox.cjs');
  const child = spawn(process.execPath, [program, ...flags], {
    // Inside a desktop VS Code the running program is Electron, which is Node only when told so.
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const kill = () => void child.kill('SIGKILL');
  // Before the handlers that remove what it may still write to.
  process.prependListener('exit', kill);
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => {
      process.off('exit', kill);
      resolve();
    });
  });
  let words = '';
  child.stderr.on('data', (chunk: Buffer) => {
    words += chunk.toString();
  });
  const first = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    child.once('error', reject);
    void ended.then(() => reject(new Error(`The sandbox did not start: ${words}`)));
  });
  const address = sandboxAddress(first);
  noteKeys(address.key, address.sidecarKey);
  const noteContacts = async () => {
    const response = await fetch(new URL('/__sandbox/contacts', address.url));
    const lines = (await response.text()).split('\n').filter((line) => line !== '');
    noteNumbers(lines.map((line): unknown => JSON.parse(line)));
  };
  await noteContacts();
  return {
    ...address,
    control: async (method, route, body) => {
      if (method === 'POST' && route === 'contacts') noteNumbers(body);
      const response = await fetch(new URL(`/__sandbox/${route}`, address.url), {
        method,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        headers: { 'content-type': 'application/json' },
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`${method} ${route}: ${response.status} ${text}`);
      return text;
    },
    stop: async () => {
      // Those that were saved by the extension; a test may have ended the sandbox itself.
      await noteContacts().catch(() => undefined);
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Reads the sandbox's first line, or the value of {@link sandboxVariable}. */
function sandboxAddress(line: string): Pick<Sandbox, 'url' | 'key' | 'sidecarKey'> {
  const value: unknown = JSON.parse(line);
  if (typeof value !== 'object' || value === null)
    throw new Error(`Not a sandbox address: ${line}`);
  const field = (name: string): string => {
    const found: unknown = Reflect.get(value, name);
    if (typeof found !== 'string') throw new Error(`No ${name} in the sandbox address: ${line}`);
    return found;
  };
  return { url: field('url'), key: field('key'), sidecarKey: field('sidecarKey') };
}
