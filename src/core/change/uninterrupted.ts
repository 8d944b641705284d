import type { CallOptions } from '../api/connection.ts';

/** `call` with its deadline but without its signal: for requests that must end once they are on their way. */
export function uninterrupted({ deadline }: CallOptions): CallOptions {
  const { signal } = new AbortController();
  return deadline === undefined ? { signal } : { signal, deadline };
}
