import { once } from 'node:events';
import { request } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Certificate } from './certificates.ts';

/** A server that speaks TLS and hands all requests on to one that does not. */
export interface TlsFront {
  readonly port: number;
  /** Requests that came through a handshake, and so might have brought a key. */
  readonly requests: number;
  close(): Promise<void>;
}

/** @param target whose host and port get the requests */
export async function startTlsFront(target: string, certificate: Certificate): Promise<TlsFront> {
  const { hostname, port } = new URL(target);
  let requests = 0;
  const server = createServer({ cert: certificate.cert, key: certificate.key }, (asked, answer) => {
    requests += 1;
    const { method, url, headers } = asked;
    const passed = request({ hostname, port, method, path: url, headers }, (answered) => {
      answer.writeHead(answered.statusCode ?? 502, answered.headers);
      answered.pipe(answer);
    });
    passed.on('error', () => answer.destroy());
    asked.pipe(passed);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    get requests() {
      return requests;
    },
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
