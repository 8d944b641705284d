import { ApiError, type ApiErrorReason } from '../api/apiError.ts';

/** Of a 429 it is documented that refused requests change nothing; what is read-only here was not even sent. */
const refusals: readonly ApiErrorReason[] = [
  'unauthorised',
  'forbidden',
  'readOnly',
  'tooMany',
  'notFound',
  'rateLimited',
];
const lasting: readonly ApiErrorReason[] = [...refusals, 'network', 'timeout'];

/** Whether the server turned the request away as a whole, so that nothing of it was carried out. */
export function isRefusal(error: unknown): boolean {
  return error instanceof ApiError && refusals.includes(error.reason) && !error.mayHaveRunBefore;
}

/** Whether the server refused what was sent as invalid, one of it or all. */
export function isInvalid(error: unknown): error is ApiError {
  return error instanceof ApiError && error.reason === 'invalid';
}

/**
 * Whether the next request would meet the same failure, so that sending it makes no sense. A 5xx or an
 * unreadable answer may be owed to what was sent, so one of these does not end a run.
 */
export function endsRun(error: unknown): boolean {
  return !(error instanceof ApiError) || lasting.includes(error.reason);
}

/** Whether the server failed: once may be owed to what was sent, again and again is an outage. */
export function isServerFailure(error: unknown): boolean {
  return error instanceof ApiError && error.reason === 'server';
}
