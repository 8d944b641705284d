import { once } from 'node:events';
import {
  Agent,
  createServer,
  type IncomingMessage,
  type RequestOptions,
  type ServerResponse,
  request as send,
} from 'node:http';

export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The connection ends before the whole body has come. */
  readonly isCut?: boolean;
}

export interface HttpRequest {
  readonly method: string;
  /** Within `/v3`, with the query, as received. */
  readonly path: string;
  readonly body: string;
}

/** Passes a request on, with another key or body if need be. Rejects if the connection broke. */
export type Forward = (changes?: {
  readonly key?: string;
  readonly body?: string;
}) => Promise<HttpAnswer>;

/** Stands between client and sandbox: may look, act meanwhile, or answer something else. */
export type Interceptor = (request: HttpRequest, forward: Forward) => Promise<HttpAnswer>;

/** What lies between a client and a sandbox. */
export interface Wire {
  /** Where the client finds it. */
  readonly url: string;
  intercept: Interceptor;
  /** From now on nobody answers at this address. */
  refuse(): void;
  /** Somebody does again. */
  accept(): Promise<void>;
  close(): void;
}

/** A wire to the server at `target`, which passes everything on until it is told otherwise. */
export async function openWire(target: string): Promise<Wire> {
  const { hostname, port: targetPort, pathname } = new URL(target);
  const agent = new Agent({ keepAlive: true });
  const base = { agent, hostname, port: targetPort, path: pathname };
  const server = createServer((request, response) => {
    relay(base, wire, request, response).catch(() => response.socket?.resetAndDestroy());
  });
  let port = 0;
  const accept = async () => {
    if (server.listening) return;
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  };
  await accept();
  const address = server.address();
  port = typeof address === 'object' && address ? address.port : 0;
  const refuse = () => {
    server.close();
    server.closeAllConnections();
  };
  const wire: Wire = {
    url: `http://127.0.0.1:${port}/v3`,
    intercept: async (_request, forward) => await forward(),
    refuse,
    accept,
    close: () => {
      refuse();
      agent.destroy();
    },
  };
  return wire;
}

async function relay(
  target: RequestOptions,
  wire: Pick<Wire, 'intercept'>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  const received = Buffer.concat(parts).toString('utf8');
  const { method = 'GET', url = '' } = request;
  const path = url.replace(/^\/v3/, '');
  const forward: Forward = async ({ key, body = received } = {}) => {
    const { authorization = '' } = request.headers;
    const answer = await answerTo(
      {
        ...target,
        path: `${target.path}${path}`,
        method,
        headers: {
          authorization: key === undefined ? authorization : `Bearer ${key}`,
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
        },
      },
      body,
    );
    const { statusCode = 0 } = answer;
    return { status: statusCode, headers: told(answer), ...(await bodyOf(answer)) };
  };
  deliver(await wire.intercept({ method, path, body: received }, forward), response);
}

async function answerTo(options: RequestOptions, body: string): Promise<IncomingMessage> {
  return await new Promise((resolve, reject) => {
    send(options, resolve).once('error', reject).end(body);
  });
}

/** What came of the body. */
async function bodyOf(answer: IncomingMessage): Promise<Pick<HttpAnswer, 'body' | 'isCut'>> {
  const chunks: Buffer[] = [];
  const text = () => Buffer.concat(chunks).toString('utf8');
  try {
    for await (const chunk of answer) chunks.push(chunk);
    return { body: text() };
  } catch {
    return { body: text(), isCut: true };
  }
}

function told({ headers }: IncomingMessage): Readonly<Record<string, string>> {
  return Object.fromEntries(
    ['content-type', 'retry-after'].flatMap((name) => {
      const value = headers[name];
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );
}

function deliver({ status, body, headers, isCut }: HttpAnswer, response: ServerResponse): void {
  const bytes = Buffer.from(body);
  // What is cut off promised more than it holds.
  const length = isCut ? bytes.length + 100 : bytes.length;
  response.writeHead(status, {
    'content-type': 'application/json',
    ...headers,
    ...(status !== 204 && { 'content-length': String(length) }),
  });
  if (!isCut) response.end(status === 204 ? undefined : bytes);
  else response.write(bytes, () => response.socket?.destroy());
}
