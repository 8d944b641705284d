import { ApiError } from '../api/apiError.ts';
import type { CallOptions } from '../api/connection.ts';
import type { Clock } from '../ports.ts';

/** Why no further request may start, if that is so: the signal's reason, or "timeout" after the deadline. */
export function interruption(
  clock: Clock,
  { signal, deadline }: CallOptions,
): { readonly error: unknown } | undefined {
  if (signal.aborted) return { error: signal.reason };
  if (deadline !== undefined && clock.now() >= deadline) return { error: new ApiError('timeout') };
  return undefined;
}
