import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { emptyAnswer, jsonAnswer } from './answer.ts';
import { sendAnswer } from './delivery.ts';
import { type Fault, parseFault } from './faults.ts';
import { isStoredContact, parseJson } from './json.ts';
import type { SandboxState } from './state.ts';

export interface ControlRequest {
  readonly method: string;
  /** As received, without query. */
  readonly path: string;
  readonly body: () => Promise<Uint8Array>;
}

/** Routes for those who run the sandbox: looking inside, changing contacts as another program would, faults, reset. */
export async function control(
  request: ControlRequest,
  state: SandboxState,
  response: ServerResponse,
): Promise<void> {
  const route = `${request.method} ${request.path}`;
  if (route === 'GET /__sandbox/contacts') {
    await streamContacts(state, response);
    return;
  }
  switch (route) {
    case 'GET /__sandbox/stats': {
      const requests = Object.fromEntries(state.requests);
      const contacts = state.contacts.written.count;
      return sendAnswer(jsonAnswer(200, { requests, contacts }), response);
    }
    case 'POST /__sandbox/contacts':
      return finish(putContacts(parseJson(await request.body()), state), response);
    case 'DELETE /__sandbox/contacts':
      return finish(deleteContacts(parseJson(await request.body()), state), response);
    case 'POST /__sandbox/faults':
      return finish(replaceFaults(parseJson(await request.body()), state), response);
    case 'POST /__sandbox/reset':
      state.reset();
      return finish(undefined, response);
    default:
      return sendAnswer(emptyAnswer(404), response);
  }
}

function finish(problem: string | undefined, response: ServerResponse): void {
  const answer = problem === undefined ? jsonAnswer(200, {}) : jsonAnswer(400, { error: problem });
  sendAnswer(answer, response);
}

function putContacts(value: unknown, state: SandboxState): string | undefined {
  if (!Array.isArray(value) || !value.every(isStoredContact)) {
    return 'The body must be a JSON array of objects, each with a string "id".';
  }
  for (const contact of value) state.contacts.changeAtOnce(contact.id, contact);
  return undefined;
}

function deleteContacts(value: unknown, state: SandboxState): string | undefined {
  if (!isStringArray(value)) return 'The body must be a JSON array of ids.';
  for (const id of value) state.contacts.changeAtOnce(id, undefined);
  return undefined;
}

function replaceFaults(value: unknown, state: SandboxState): string | undefined {
  if (!isStringArray(value)) return 'The body must be a JSON array of fault specifications.';
  const faults: Fault[] = [];
  for (const spec of value) {
    const fault = parseFault(spec);
    if ('problem' in fault) return fault.problem;
    faults.push(fault);
  }
  state.faults.replace(faults);
  return undefined;
}

function isStringArray(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((element) => typeof element === 'string');
}

/** All contacts as NDJSON, a portion a turn, so that a million of them hold up nobody. */
async function streamContacts(state: SandboxState, response: ServerResponse): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  response.writeHead(200, { 'content-type': 'application/x-ndjson; charset=utf-8' });
  let last: string | undefined;
  while (!gone.signal.aborted) {
    const portion = state.contacts.written.after(last, 500);
    last = portion.at(-1)?.id;
    if (last === undefined) break;
    const lines = portion.map((contact) => `${JSON.stringify(contact)}\n`).join('');
    if (!response.write(lines)) {
      await once(response, 'drain', { signal: gone.signal }).catch(() => undefined);
    }
    // A client that reads fast drains at once: without this turn no other request would be heard.
    await nextTurn();
  }
  response.end();
}
