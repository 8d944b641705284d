import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

/**
 * Stands before a VS Code server and answers `POST /mint-key` with a key that is fixed for the run: without it the
 * workbench forgets its secrets at each reload. Everything else goes through, WebSockets too.
 * @param port 0 = any free one
 * @returns the port it listens on, on the loopback interface only
 * @throws Error when the port is taken
 */
export async function startProxy(serverPort: number, port: number): Promise<number> {
  const sealingKey = randomBytes(32);
  const proxy = createServer((incoming, outgoing) => {
    if (incoming.method === 'POST' && incoming.url === '/mint-key') outgoing.end(sealingKey);
    else forward(incoming, outgoing, serverPort);
  });
  proxy.on('upgrade', (incoming: IncomingMessage, client: Socket, head: Buffer) => {
    const server = connect(serverPort, '127.0.0.1', () => {
      server.write(requestHead(incoming));
      server.write(head);
      client.pipe(server).pipe(client);
    });
    // Either side may go at any time, the page by a reload: then so does the other.
    for (const [one, other] of [
      [client, server],
      [server, client],
    ] as const) {
      one.on('error', () => other.destroy()).on('close', () => other.destroy());
    }
  });
  await new Promise<void>((resolve, reject) => {
    proxy.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new Error(`Port ${port} is in use.`) : error),
    );
    proxy.listen(port, '127.0.0.1', resolve);
  });
  return (proxy.address() as AddressInfo).port;
}

function forward(incoming: IncomingMessage, outgoing: ServerResponse, port: number): void {
  const { method, url: path, headers } = incoming;
  const onward = request({ host: '127.0.0.1', port, method, path, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
    answer.once('error', () => outgoing.destroy());
  });
  onward.once('error', () => {
    if (!outgoing.headersSent) outgoing.writeHead(502);
    outgoing.end();
  });
  outgoing.once('close', () => onward.destroy());
  incoming.pipe(onward);
}

function requestHead({ method, url, rawHeaders }: IncomingMessage): string {
  const lines = [`${method} ${url} HTTP/1.1`];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    lines.push(`${rawHeaders[index]}: ${rawHeaders[index + 1]}`);
  }
  return `${lines.join('\r\n')}\r\n\r\n`;
}
