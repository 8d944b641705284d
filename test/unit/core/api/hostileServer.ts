import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';

/** What a hostile server got. */
export interface HostileRequest {
  /** The first line: `GET /v3/contacts?offset=0 HTTP/1.1`. */
  readonly line: string;
  /** Request line and headers as they came. */
  readonly head: string;
  /** The first is 1. */
  readonly number: number;
}

/** Writes whatever it likes to the bare socket. */
export type Misbehaviour = (socket: Socket, request: HostileRequest) => void;

export interface HostileServer {
  /** A base URL for a connection. */
  readonly url: string;
  readonly seen: readonly HostileRequest[];
  /** Bytes written so far. */
  bytesSent(): number;
  /** Connections that are still open. */
  open(): number;
  close(): Promise<void>;
}

/** A server on loopback that knows no HTTP but the end of a request. */
export async function startHostileServer(behave: Misbehaviour): Promise<HostileServer> {
  const seen: HostileRequest[] = [];
  const sockets = new Set<Socket>();
  let sentBefore = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => {
      sockets.delete(socket);
      sentBefore += socket.bytesWritten;
    });
    let received = '';
    socket.on('data', (chunk: Buffer) => {
      received += chunk.toString('latin1');
      for (let rest = afterRequest(received); rest !== undefined; rest = afterRequest(received)) {
        const head = received.slice(0, received.indexOf('\r\n\r\n'));
        received = rest;
        const request = { line: head.split('\r\n')[0] ?? '', head, number: seen.length + 1 };
        seen.push(request);
        behave(socket, request);
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}/v3`,
    seen,
    bytesSent: () => [...sockets].reduce((sum, { bytesWritten }) => sum + bytesWritten, sentBefore),
    open: () => sockets.size,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** What comes after the first whole request; undefined if there is none. */
function afterRequest(received: string): string | undefined {
  const end = received.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const length = Number(/^content-length: *(\d+)/im.exec(received.slice(0, end))?.[1] ?? 0);
  const rest = received.slice(end + 4);
  return rest.length < length ? undefined : rest.slice(length);
}

/** A whole answer. Further headers as lines. */
export function answer(
  body: string | Buffer,
  status: string | number = 200,
  ...headers: readonly string[]
): Buffer {
  const bytes = Buffer.from(body);
  const lines = [
    `HTTP/1.1 ${status} Whatever`,
    'Content-Type: application/json',
    `Content-Length: ${bytes.length}`,
    ...headers,
  ];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), bytes]);
}

/** Writes a text again and again, as fast as it is taken or one piece each `everyMs`, until the other side has gone. */
export function pourOut(socket: Socket, text: string | Buffer, everyMs?: number): void {
  if (everyMs !== undefined) {
    const timer = setInterval(() => socket.write(text), everyMs);
    socket.on('close', () => clearInterval(timer));
    return;
  }
  const pour = () => {
    while (!socket.destroyed && socket.write(text));
  };
  socket.on('drain', pour);
  pour();
}
