import type { Logger } from '../../core/ports.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';

/** The stand-in API with invented contacts, inside the extension and on loopback; loaded and started when first asked for. */
export class DemoServer {
  readonly #logger: Logger;
  #running: Promise<Sandbox> | undefined;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  /** Address and key of the running demo. Rejects if it cannot listen; the next call tries again. */
  start(): Promise<{ readonly url: string; readonly key: string }> {
    this.#running ??= this.#launch().catch((error: unknown) => {
      this.#running = undefined;
      throw error;
    });
    return this.#running;
  }

  async #launch(): Promise<Sandbox> {
    const { startSandbox } = await import('../../sandbox/sandbox.ts');
    const sandbox = await startSandbox({ contacts: 1000 });
    this.#logger.info('Demo started', { url: sandbox.url });
    return sandbox;
  }

  /** Ends the demo; what was changed in it is gone. */
  async stop(): Promise<void> {
    const sandbox = await this.#running;
    this.#running = undefined;
    await sandbox?.close();
  }
}
