import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import { createDemoData } from './demo/demoData.ts';
import { type Fault, parseFault } from './faults.ts';
import { loadContacts } from './loadContacts.ts';
import { defaultOptions, type SandboxOptions } from './options.ts';
import { requestListener } from './requestListener.ts';
import { noLog, openLog } from './requestLog.ts';
import { SandboxState } from './state.ts';

export interface Sandbox {
  /** The base address, such as `http://127.0.0.1:41234/v3`. */
  readonly url: string;
  /** Opens everything. */
  readonly key: string;
  /** A key as the amoCRM and Bitrix24 integrations have it: contacts and users are closed to it. */
  readonly sidecarKey: string;
  /** Stops listening and ends every connection at once, hanging answers included. */
  close(): Promise<void>;
}

const defaultContacts = 1000;

/**
 * Starts a stand-in for the API on the loopback interface, with demo contacts that are computed when asked for.
 * @throws LoadError if the file of contacts is no good; the error of the system if the port is taken or the log cannot
 * be written; RangeError if a fault makes no sense
 */
export async function startSandbox(wishes: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  const options: SandboxOptions = { ...defaultOptions, ...wishes };
  const faults = options.faults.map(readFault);
  const loaded = options.load === undefined ? [] : await loadContacts(options.load);
  const contacts = options.contacts ?? (options.load === undefined ? defaultContacts : 0);
  const demo = createDemoData({ ...options, contacts });
  // Sorted, each goes to the end of what is there: at the start and at each reset.
  const seeded = [...demo.seeded, ...loaded].sort(
    (a, b) => Number(a.id > b.id) - Number(a.id < b.id),
  );
  const start = { ...demo, seeded };
  const state = new SandboxState(start, options, faults);
  const keys = { key: options.key ?? randomKey(), sidecarKey: randomKey() };
  const log = options.log === undefined ? noLog : openLog(options.log, Object.values(keys));
  const closing = new AbortController();

  const server = createServer(
    requestListener({ keys, state, log, options, closing: closing.signal }),
  );
  // A connection that the server drops just as the client sends its next request would look like a fault.
  server.keepAliveTimeout = 0;
  server.listen(options.port, '127.0.0.1');
  await once(server, 'listening').catch((error: unknown) => {
    log.close();
    throw error;
  });
  const closed = once(server, 'close');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : options.port;
  return {
    ...keys,
    url: `http://127.0.0.1:${port}/v3`,
    async close() {
      closing.abort();
      server.close();
      server.closeAllConnections();
      await closed;
      // Requests whose answers still waited take note of their end first.
      await setImmediate();
      log.close();
    },
  };
}

function readFault(spec: string): Fault {
  const fault = parseFault(spec);
  if ('problem' in fault) throw new RangeError(fault.problem);
  return fault;
}

/** 32 hexadecimal digits, like the samples in the documentation. */
function randomKey(): string {
  return randomBytes(16).toString('hex');
}
