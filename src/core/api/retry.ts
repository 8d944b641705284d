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
export function isRetryable({ reason, detail }: ApiError): boolean {
  // A certificate does not become trusted by asking again.
  if (detail === 'certificate') return false;
  return (
    reason === 'rateLimited' || reason === 'server' || reason === 'network' || reason === 'timeout'
  );
}

/** Whether the server may have done what was asked, although the call failed. */
export function mayHaveRun({ reason, code = '', detail }: ApiError): boolean {
  if (detail === 'certificate' || detail === 'proxy') return false;
  return (
    reason === 'server' || reason === 'timeout' || (reason === 'network' && !unconnected.has(code))
  );
}

/**
 * How long to wait before the next attempt, in ms: what the server asks for (at most 30 s); after a 429
 * without a word of a time to come the documented window of 5 s; else 300 ms, 600 ms, 1.2 s. Each with up to as much again
 * (after a 429 up to half a second more), so that many clients do not return together.
 *
 * @param attempt the number of attempts that have failed, from 1
 * @param random from 0 to 1
 */
export function retryDelayMs(error: ApiError, attempt: number, random: number): number {
  const isRateLimited = error.reason === 'rateLimited';
  const asked = error.retryAfterMs ?? (isRateLimited ? 0 : undefined);
  if (asked !== undefined) {
    // No time at all, or a date gone by, cannot be meant where there were too many requests.
    const ms = isRateLimited && asked <= 0 ? rateWindowMs : asked;
    return ms + Math.round(random * 500);
  }
  const backoff = firstBackoffMs * 2 ** (attempt - 1);
  return backoff + Math.round(random * backoff);
}

/** Dates of HTTP, today's and that of RFC 850. `Date.parse` alone would also take "-5" and "3, 3" for dates. */
const httpDate = /^[A-Z][a-z]+, \d\d[ -][A-Z][a-z]{2}[ -]\d{2,4} \d\d:\d\d:\d\d GMT$/;

/**
 * A Retry-After header, in seconds or as an HTTP date, in ms from `now`: 0…30 s, 0 for a date gone by.
 * Undefined if it says nothing.
 */
export function readRetryAfter(header: string | undefined, now: number): number | undefined {
  const text = header?.trim() ?? '';
  const isSeconds = /^\d+(\.\d+)?$/.test(text);
  if (!isSeconds && !httpDate.test(text)) return undefined;
  const ms = isSeconds ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isNaN(ms) ? undefined : Math.min(longestRetryAfterMs, Math.max(0, ms));
}
