import { setMaxListeners } from 'node:events';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { emptyAnswer } from './answer.ts';
import type { Keys } from './authorisation.ts';
import { control } from './control.ts';
import { deliver, sendAnswer } from './delivery.ts';
import { exchange, type Outcome } from './exchange.ts';
import type { SandboxOptions } from './options.ts';
import type { RequestLog } from './requestLog.ts';
import type { SandboxState } from './state.ts';

export interface ListenerParts {
  readonly keys: Keys;
  readonly state: SandboxState;
  readonly log: RequestLog;
  readonly options: SandboxOptions;
  /** Fires when the sandbox ends: no answer waits any longer. */
  readonly closing: AbortSignal;
}

/**
 * Takes requests apart. It works on node:http directly: frameworks tidy paths up (`%2F`, broken escapes, `..`, a trailing
 * slash), whereas here the path counts as received, and faults need the bare connection.
 */
export function requestListener(parts: ListenerParts): RequestListener {
  // Every delayed answer listens to it.
  setMaxListeners(0, parts.closing);
  return (request, response) => {
    handle(parts, request, response).catch((error: unknown) => {
      // The client has gone away, or the sandbox ends. All else is a mistake in the sandbox and must not pass for an answer.
      if (!response.destroyed && !parts.closing.aborted) {
        process.stderr.write(`sandbox: ${error instanceof Error ? error.stack : String(error)}\n`);
      }
      response.destroy();
    });
  };
}

async function handle(
  parts: ListenerParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method, path } = splitRequest(request);
  const body = () => readBody(request);
  if (path.startsWith('/__sandbox/')) {
    await control({ method, path, body }, parts.state, response);
  } else if (/^\/v3(\/|$)/.test(path)) {
    await answerApi(parts, request, response);
  } else {
    sendAnswer(emptyAnswer(404), response);
  }
}

async function answerApi(
  { keys, state, log, options, closing }: ListenerParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method, path, query } = splitRequest(request);
  const { authorization } = request.headers;
  const time = new Date().toISOString();
  const began = performance.now();
  const note = (outcome: Outcome): void => {
    const ms = Math.round((performance.now() - began) * 1000) / 1000;
    log.write({ time, method, path, query, ...told(outcome), ms });
  };
  let outcome: Outcome = { kind: 'reset', entities: 0 };
  try {
    const body = () => readBody(request);
    const apiRequest = { method, path: path.slice('/v3'.length), query, authorization, body };
    outcome = await exchange(apiRequest, keys, state);
    const jitter = options.jitter > 0 ? options.jitter * state.random.next() : 0;
    await waitUntil(began + options.latency + jitter, closing);
  } finally {
    note(outcome);
  }
  deliver(outcome, response);
}

function told(outcome: Outcome): { readonly status: number | null; readonly entities: number } {
  return 'answer' in outcome
    ? { status: outcome.answer.status, entities: outcome.answer.entities }
    : { status: null, entities: outcome.entities };
}

/** Timers may fire a fraction of a millisecond early. */
async function waitUntil(due: number, signal: AbortSignal): Promise<void> {
  for (let left = due - performance.now(); left > 0; left = due - performance.now()) {
    await sleep(Math.ceil(left), undefined, { signal });
  }
}

/** Method and target as received. Node has refused bytes beyond ASCII before (400). */
function splitRequest(request: IncomingMessage): {
  readonly method: string;
  readonly path: string;
  readonly query: string;
} {
  const [, path = '', query = ''] =
    /^(?:https?:\/\/[^/?]*)?([^?]*)\??(.*)$/is.exec(request.url ?? '') ?? [];
  return { method: request.method ?? '', path, query };
}

async function readBody(request: IncomingMessage): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) {
    if (chunk instanceof Uint8Array) chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
