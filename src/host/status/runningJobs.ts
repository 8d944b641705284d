import * as vscode from 'vscode';

/** A job that changes an account, while it runs. */
export interface RunningJob {
  /** What is being done. */
  readonly title: string;
  /** How far it is, in words; "" at first. */
  readonly message: string;
}

/** The jobs that change accounts just now. */
export class RunningJobs implements vscode.Disposable {
  readonly #running = new Set<RunningJob>();
  readonly #changed = new vscode.EventEmitter<void>();

  /** Fires when a job begins, comes further or ends. */
  readonly onDidChange = this.#changed.event;

  /** The job that began last. */
  get last(): RunningJob | undefined {
    return [...this.#running].at(-1);
  }

  /** Does work that counts as a job until it has ended. @param work is given what tells how far it is */
  async during<T>(
    title: string,
    work: (report: (message: string) => void) => Promise<T>,
  ): Promise<T> {
    const job = { title, message: '' };
    this.#running.add(job);
    this.#changed.fire();
    try {
      return await work((message) => {
        job.message = message;
        this.#changed.fire();
      });
    } finally {
      this.#running.delete(job);
      this.#changed.fire();
    }
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
