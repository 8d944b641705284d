/** Why a call failed, so that callers can decide without reading texts. */
export type ApiErrorReason =
  /** 401, or no usable key is stored: ask for the key again. */
  | 'unauthorised'
  /** 403: the key may not do this; on contacts, typically a key of the amoCRM or Bitrix24 integration. */
  | 'forbidden'
  /** The user made the account read-only here, and this might change something: it was not sent. */
  | 'readOnly'
  /** 404. */
  | 'notFound'
  /** 400 or 422: the API refuses what was sent; `invalid` names elements and fields if the server did. */
  | 'invalid'
  /** More entities than one request may hold (documented as TOO_MACH_ENTITIES and TOO_MANY_ENTITIES), or 413. */
  | 'tooMany'
  /** 429, after waiting and trying again. */
  | 'rateLimited'
  /** No connection, or it broke; on a write the outcome is unknown. */
  | 'network'
  /** No complete answer in time; on a write the outcome is unknown. */
  | 'timeout'
  /** 5xx; on a write the outcome is unknown. */
  | 'server'
  /** An answer that is none of the API's: redirect, wrong shape, too large, or an undocumented status. */
  | 'badResponse';

/** What exactly is wrong about a bad response. */
export type BadResponseDetail =
  | 'redirect'
  | 'tooLarge'
  | 'notJson'
  | 'shape'
  | 'status'
  | 'failure'
  /** 407: a proxy wants to know who asks; the server was not reached. */
  | 'proxySignIn';

/** Why no connection came to be, so that nothing was sent: its certificate is not trusted, or a proxy is not there. */
export type NetworkDetail = 'certificate' | 'proxy';

/** What the time was not enough for: reading the whole list of contacts. */
export type TimeoutDetail = 'wholeList';

/** One refused element of a request. */
export interface InvalidItem {
  /** 0-based position in the request as the server tells it (it may exceed the request); -1 if it does not. */
  readonly index: number;
  /** Names of fields as the server tells them: documented top-level names, but match by the part before `.` and `[`. */
  readonly fields: readonly string[];
}

/** What is known of a failure. */
export interface ApiErrorFacts {
  /** The HTTP status; undefined if there was no answer. */
  readonly status?: number | undefined;
  /** What the server wrote where its code belongs, or the system's code of a broken connection (ENOTFOUND): not for logs as it is. */
  readonly code?: string | undefined;
  /** The server's short text in English. It may repeat what was sent: not for logs. */
  readonly description?: string | undefined;
  readonly requestId?: string | undefined;
  readonly invalid?: readonly InvalidItem[] | undefined;
  /** What the server asks to wait, in ms (Retry-After). */
  readonly retryAfterMs?: number | undefined;
  readonly detail?: BadResponseDetail | NetworkDetail | TimeoutDetail | undefined;
  /** Whether the server may have done what was asked at an earlier attempt, although it refused the last one. */
  readonly mayHaveRunBefore?: boolean;
  readonly cause?: unknown;
}

/**
 * A failed call of the API. `message` is technical and free of personal data; words for people are made by
 * `apiErrorWords`. A cancelled call rejects with its signal's reason instead.
 */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  /** What callers decide by first; all else is as in `ApiErrorFacts`. */
  readonly reason: ApiErrorReason;
  readonly status: number | undefined;
  readonly code: string | undefined;
  readonly description: string | undefined;
  readonly requestId: string | undefined;
  readonly invalid: readonly InvalidItem[] | undefined;
  readonly retryAfterMs: number | undefined;
  readonly detail: BadResponseDetail | NetworkDetail | TimeoutDetail | undefined;
  readonly mayHaveRunBefore: boolean;

  constructor(reason: ApiErrorReason, facts: ApiErrorFacts = {}) {
    super(
      [reason, facts.status, facts.detail].filter((part) => part !== undefined).join(' '),
      'cause' in facts ? { cause: facts.cause } : {},
    );
    this.reason = reason;
    this.status = facts.status;
    this.code = facts.code;
    this.description = facts.description;
    this.requestId = facts.requestId;
    this.invalid = facts.invalid;
    this.retryAfterMs = facts.retryAfterMs;
    this.detail = facts.detail;
    this.mayHaveRunBefore = facts.mayHaveRunBefore ?? false;
  }

  /** The same failure as the last one of several attempts, an earlier one of which may have been carried out. */
  afterLostAttempt(): ApiError {
    return new ApiError(this.reason, { ...this, cause: this.cause, mayHaveRunBefore: true });
  }
}
