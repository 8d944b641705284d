import type { ServerResponse } from 'node:http';
import type { Answer } from './answer.ts';
import type { Outcome } from './exchange.ts';

/** Carries an outcome out on the connection. */
export function deliver(outcome: Outcome, response: ServerResponse): void {
  switch (outcome.kind) {
    case 'answer':
      sendAnswer(outcome.answer, response);
      return;
    case 'truncate':
      sendHalf(outcome.answer, response);
      return;
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'hang':
  }
}

export function sendAnswer(answer: Answer, response: ServerResponse): void {
  const bytes = Buffer.from(answer.body);
  writeHead(answer, bytes, response);
  response.end(bytes);
}

/** Headers for the whole body, half of it, and the end of the connection. An empty body has no half to lose. */
function sendHalf(answer: Answer, response: ServerResponse): void {
  const bytes = Buffer.from(answer.body);
  const { socket } = response;
  writeHead(answer, bytes, response);
  // Without a body Node sends the head at the end only.
  if (bytes.length === 0) response.end(() => socket?.destroy());
  else response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => socket?.destroy());
}

function writeHead(answer: Answer, bytes: Uint8Array, response: ServerResponse): void {
  response.writeHead(answer.status, {
    ...(answer.status === 204 ? {} : { 'content-length': String(bytes.length) }),
    ...(answer.contentType ? { 'content-type': answer.contentType } : {}),
    ...answer.headers,
  });
}
