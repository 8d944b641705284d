import { ApiError, type ApiErrorReason, type BadResponseDetail } from './apiError.ts';
import { type ErrorBody, plainCode, readErrorBody, readText } from './errorBody.ts';
import type { RawAnswer } from './exchange.ts';
import { readRetryAfter } from './retry.ts';

/**
 * The error that an answer means. Its HTTP status decides (documented: 400, 401, 403, 404, 429, 5xx), else
 * the code in its body, but not a redirect's: that is not the API's. The key is cut out of whatever the
 * server repeats.
 *
 * @param body the parsed body; undefined if there is none
 * @param now for a Retry-After that names a date
 */
export function answerError(answer: RawAnswer, body: unknown, key: string, now: number): ApiError {
  const told = readErrorBody(body, key);
  const code = plainCode(told.code ?? '');
  const reason = reasonOfAnswer(answer, code, told);
  return new ApiError(reason ?? 'badResponse', {
    status: answer.status,
    code: told.code,
    description: told.description,
    requestId: told.requestId ?? readText(answer.requestId, key),
    invalid: told.invalid,
    retryAfterMs: readRetryAfter(answer.retryAfter, now),
    detail: reason === undefined ? detailOf(answer.status) : undefined,
  });
}

function reasonOfStatus(status: number): ApiErrorReason | undefined {
  if (status >= 500) return 'server';
  switch (status) {
    case 400:
    case 422:
      return 'invalid';
    case 401:
      return 'unauthorised';
    case 403:
      return 'forbidden';
    case 404:
    case 410:
      return 'notFound';
    case 408:
      return 'timeout';
    case 413:
      return 'tooMany';
    case 429:
      return 'rateLimited';
    default:
      return undefined;
  }
}

function reasonOfAnswer(
  { status }: RawAnswer,
  code: string,
  told: ErrorBody,
): ApiErrorReason | undefined {
  if (isRedirect(status)) return undefined;
  // Before its status, which is that of any other refusal.
  if (isTooMany(code)) return 'tooMany';
  return reasonOfStatus(status) ?? reasonOfCode(code) ?? reasonOfStatus(told.status ?? 0);
}

function reasonOfCode(code: string): ApiErrorReason | undefined {
  if (/^INVALID.*DATA$/.test(code)) return 'invalid';
  if (/^UNAUTHORI[SZ]ED$/.test(code)) return 'unauthorised';
  if (code === 'FORBIDDEN') return 'forbidden';
  if (/NOTFOUND$/.test(code)) return 'notFound';
  if (code === 'TOOMANYREQUESTS') return 'rateLimited';
  return undefined;
}

/** Documented as TOO_MACH_ENTITIES on one page and TOO_MANY_ENTITIES on another. */
const isTooMany = (code: string) => /^TOO.*ENTITIES$/.test(code);

const isRedirect = (status: number) => status >= 300 && status < 400;

function detailOf(status: number): BadResponseDetail {
  if (isRedirect(status)) return 'redirect';
  if (status === 407) return 'proxySignIn';
  return status < 300 ? 'failure' : 'status';
}
