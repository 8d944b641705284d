import type { ApiError } from './apiError.ts';

/** Attempts of one call, the first included. Every route may be repeated: reads, upserts by id, deletions. */
export const attemptLimit = 4;

/** After this time from a call's first failure no further attempt begins. */
export const retryBudgetMs = 60_000;

/** The longest that a Retry-After is honoured. */
const longestRetryAfterMs = 30_000;

/** The documented window of the rate limit: without a Retry-After it is over after this time. */
const rateWindowMs = 5_000;

const firstBackoffMs = 300;

/** System codes of connections that never came to be: the server has not seen the request. */
const unconnected = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/** Whether another attempt may help: 429, 5xx, a broken connection, no answer in time. */
export function isRetryable({ reason }: ApiError): boolean {
  return (
    reason === 'rateLimited' || reason === 'server' || reason === 'network' || reason === 'timeout'
  );
}

/** Whether the server may have done what was asked, although the call failed. */
export function mayHaveRun({ reason, code = '' }: ApiError): boolean {
  return (
    reason === 'server' || reason === 'timeout' || (reason === 'network' && !unconnected.has(code))
  );
}

/**
 * How long to wait before the next attempt, in ms: what the server asks for (at most 30 s); after a 429
 * without a word the documented window of 5 s; else 300 ms, 600 ms, 1.2 s. Each with up to as much again
 * (after a 429 up to half a second more), so that many clients do not return together.
 *
 * @param attempt the number of attempts that have failed, from 1
 * @param random from 0 to 1
 */
export function retryDelayMs(error: ApiError, attempt: number, random: number): number {
  if (error.retryAfterMs !== undefined) return error.retryAfterMs + Math.round(random * 500);
  if (error.reason === 'rateLimited') return rateWindowMs + Math.round(random * 500);
  const backoff = firstBackoffMs * 2 ** (attempt - 1);
  return backoff + Math.round(random * backoff);
}

/** A Retry-After header, in seconds or as an HTTP date, in ms from `now`: 0…30 s. Undefined if it says nothing. */
export function readRetryAfter(header: string | undefined, now: number): number | undefined {
  const text = header?.trim() ?? '';
  const ms = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isNaN(ms) ? undefined : Math.min(longestRetryAfterMs, Math.max(0, ms));
}
