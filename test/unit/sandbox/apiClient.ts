import assert from 'node:assert/strict';
import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import type { StoredContact } from '../../../src/sandbox/json.ts';
import type { SandboxOptions } from '../../../src/sandbox/options.ts';
import { type Sandbox, startSandbox } from '../../../src/sandbox/sandbox.ts';

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The body as JSON; fails the test if it is not. */
  json(): unknown;
}

export interface CallOptions {
  /** Sent as JSON; text and bytes go as they are. */
  readonly body?: unknown;
  /** Without it the sandbox's own; null sends no `Authorization` at all. */
  readonly authorization?: string | null;
}

export interface Api {
  readonly sandbox: Sandbox;
  /** A request to `/v3` plus the path, which reaches the sandbox as it is written here. */
  call(method: string, path: string, options?: CallOptions): Promise<Reply>;
  /** A request to the server's root. */
  root(method: string, path: string, body?: unknown): Promise<Reply>;
  /** A request to a control route, which must succeed; its body as text. */
  control(method: string, route: string, body?: unknown): Promise<string>;
}

/** Starts a sandbox, hands it to the test and closes it. There are no demo contacts unless asked for. */
export async function withSandbox(
  options: Partial<SandboxOptions>,
  work: (api: Api) => Promise<void>,
): Promise<void> {
  const sandbox = await startSandbox({ contacts: 0, ...options });
  const agent = new Agent({ keepAlive: true });
  try {
    await work(apiOf(sandbox, agent));
  } finally {
    agent.destroy();
    await sandbox.close();
  }
}

function apiOf(sandbox: Sandbox, agent: Agent): Api {
  const { port } = new URL(sandbox.url);
  const send = (method: string, path: string, body: unknown, headers: Record<string, string>) =>
    new Promise<Reply>((resolve, reject) => {
      const bytes =
        typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body);
      const length = body === undefined ? 0 : Buffer.byteLength(bytes);
      const framed = { ...headers, 'content-length': String(length) };
      const outgoing = request({ agent, port, method, path, headers: framed }, (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.once('error', reject);
        incoming.once('end', () => {
          const text = Buffer.concat(chunks).toString();
          const status = incoming.statusCode ?? 0;
          resolve({ status, headers: incoming.headers, text, json: () => JSON.parse(text) });
        });
      });
      outgoing.once('error', reject);
      outgoing.end(body === undefined ? undefined : bytes);
    });
  const root = (method: string, path: string, body?: unknown) => send(method, path, body, {});
  return {
    sandbox,
    root,
    call(method, path, { body, authorization = `Bearer ${sandbox.key}` } = {}) {
      return send(method, `/v3${path}`, body, authorization === null ? {} : { authorization });
    },
    async control(method, route, body) {
      const reply = await root(method, `/__sandbox/${route}`, body);
      assert.equal(reply.status, 200, reply.text);
      return reply.text;
    },
  };
}

/** A contact that the API accepts, with other values where they are given. */
export function contact(id: string, changes: Record<string, unknown> = {}): StoredContact {
  return {
    id,
    responsibleUserId: 'u1',
    name: `Name of ${id}`,
    contactData: [{ chatType: 'whatsapp', chatId: '79011112233' }],
    ...changes,
  };
}

export function contacts(length: number): StoredContact[] {
  return Array.from({ length }, (_, index) => contact(`c${String(index).padStart(4, '0')}`));
}

/** The value at a path of keys and positions; undefined where there is none. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (found, key) =>
      typeof found === 'object' && found !== null ? Reflect.get(found, key) : undefined,
    value,
  );
}

/** The ids of a list, whatever else it holds. */
export function ids(list: unknown): unknown[] {
  assert.ok(Array.isArray(list));
  return list.map((element) => at(element, 'id'));
}
