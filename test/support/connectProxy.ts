import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

/** A proxy as companies have one: all it hears of a connection through it is a name and a port. */
export interface ConnectProxy {
  readonly url: string;
  /** What it was asked to connect to: "api.example:443". */
  readonly asked: readonly string[];
  /** All that it was told in the clear. */
  readonly heard: string;
  close(): Promise<void>;
}

interface ProxyOptions {
  /** The port of this machine to which every name leads. */
  readonly leadsTo: number;
  /** `user:password` that it wants; lets everybody through without. */
  readonly credentials?: string;
}

export async function startConnectProxy({
  leadsTo,
  credentials,
}: ProxyOptions): Promise<ConnectProxy> {
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  let heard = '';
  const wanted =
    credentials === undefined ? undefined : `Basic ${Buffer.from(credentials).toString('base64')}`;
  const server = createServer((_, answer) => void answer.writeHead(400).end());
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('connect', ({ url = '', headers }, socket: Socket) => {
    asked.push(url);
    heard += JSON.stringify(headers);
    socket.on('error', () => socket.destroy());
    if (wanted !== undefined && headers['proxy-authorization'] !== wanted) {
      const refusal = ['HTTP/1.1 407 Proxy Authentication Required'];
      refusal.push('Proxy-Authenticate: Basic realm="invented"', 'Content-Length: 0');
      socket.end(`${refusal.join('\r\n')}\r\n\r\n`);
      return;
    }
    const there = connect(leadsTo, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      there.pipe(socket);
      socket.pipe(there);
    });
    there.on('error', () => socket.destroy());
    socket.on('close', () => there.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    get heard() {
      return heard;
    },
    close: async () => {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
  };
}
