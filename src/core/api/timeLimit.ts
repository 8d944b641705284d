import type { Clock } from '../ports.ts';

/** Made once: each abort without a reason makes an error with its stack, which shows where pages come by the thousand. */
const workEnded = new Error('the work has ended');

/**
 * Runs `work` for at most `ms` milliseconds. The signal it gets is aborted with the caller's, or with
 * `onTimeout()` when the time is up; either way the promise rejects at once with that reason, even if
 * `work` does not listen.
 */
export async function withTimeLimit<Result>(
  limit: { clock: Clock; ms: number; signal: AbortSignal; onTimeout: () => Error },
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  limit.signal.throwIfAborted();
  const inner = new AbortController();
  const passOn = () => inner.abort(limit.signal.reason);
  limit.signal.addEventListener('abort', passOn, { once: true });
  const ended = new AbortController();
  const timer = limit.clock.sleep(limit.ms, ended.signal).then(
    () => inner.abort(limit.onTimeout()),
    // The sleep was ended because the work was: nothing to time any more.
    () => undefined,
  );
  const aborted = new Promise<never>((_resolve, reject) => {
    inner.signal.addEventListener('abort', () => reject(inner.signal.reason), { once: true });
  });
  try {
    return await Promise.race([work(inner.signal), aborted]);
  } finally {
    limit.signal.removeEventListener('abort', passOn);
    ended.abort(workEnded);
    await timer;
  }
}
