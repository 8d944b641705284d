import { setMaxListeners } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { AccountId } from '../accountId.ts';
import { isObject } from '../contact/contact.ts';
import type { Clock, Logger } from '../ports.ts';
import { answerError } from './answerError.ts';
import { readAnswerJson } from './answerJson.ts';
import { ApiError } from './apiError.ts';
import { readBaseUrl } from './baseUrl.ts';
import { EscapedIds } from './escapedIds.ts';
import { exchange, type Message, type RawAnswer } from './exchange.ts';
import { cleanKey } from './key.ts';
import { loggableCode } from './loggable.ts';
import { RequestLimiter } from './requestLimiter.ts';
import { attemptLimit, isRetryable, mayHaveRun, retryBudgetMs, retryDelayMs } from './retry.ts';
import { withTimeLimit } from './timeLimit.ts';

/** What `createConnection` needs: the account, its address and key, and how fast it may ask. */
export interface ConnectionOptions {
  readonly accountId: AccountId;
  /** As `readBaseUrl` takes it; the only place that the key is sent to. */
  readonly baseUrl: string;
  /** Asked for at each attempt; undefined if none is stored. */
  readonly key: () => Promise<string | undefined>;
  /** Asked for at each attempt, and used as a whole number from 1 to 500. */
  readonly requestsPer5Seconds: () => number;
  /** Asked for at each attempt of a request that may change something; while it is true none is sent (never). */
  readonly isReadOnly?: () => boolean;
  readonly clock: Clock;
  readonly logger: Logger;
  /** From 0 to 1 (Math.random). */
  readonly random?: () => number;
  /** How long one attempt may take from sending to the end of the answer, in ms (10,000). */
  readonly attemptTimeoutMs?: number;
}

/** How a call may end early, and who goes first. */
export interface CallOptions {
  /** Ends the call at once, wherever it is; it then rejects with the signal's reason. */
  readonly signal: AbortSignal;
  /** Time of the clock in ms: then no further attempt starts, and the current one is given up ("timeout"). */
  readonly deadline?: number;
  /** Lets all calls go first that are not in the background: of two that wait, somebody waits for the other (false). */
  readonly isBackground?: boolean;
}

/** One call of a route. For core/api only. */
export interface ApiRequest {
  readonly method: Message['method'];
  /** As documented, `/contacts/{id}`, for the log. */
  readonly route: string;
  /** What is appended to the base URL, if it differs from the route. */
  readonly path?: string;
  readonly body?: string;
  /** Whether the answer must be JSON. A write's need not be: any 2xx is a success. */
  readonly needsJson?: boolean;
  /** Whether 404 is an answer, not an error. */
  readonly mayBeAbsent?: boolean;
}

/** An answer that is no failure. */
export interface ApiAnswer {
  /** 200–299, or 404 where that is an answer. */
  readonly status: number;
  /** The parsed body; undefined if it is not JSON, or more than any answer of the API (see `readAnswerJson`). */
  readonly body: unknown;
  /** Whether the server may have done it already at an earlier attempt whose answer was lost. */
  readonly mayHaveRunBefore: boolean;
}

/** One account at one address. Its rate limit is shared by all calls over it. */
export interface ApiConnection {
  readonly accountId: AccountId;
  readonly baseUrl: string;
  /** Whether requests that may change something are refused now ("readOnly"), before anything leaves. */
  readonly isReadOnly: boolean;
  /** What its server was seen to do with ids that have to be escaped in a path. */
  readonly escapedIds: EscapedIds;
  /**
   * Calls a route: waits for room within the rate limit, tries again where that may help, and turns every
   * failure into an ApiError. For core/api only: use the functions of readRoutes.ts and writeRoutes.ts.
   */
  request(request: ApiRequest, call: CallOptions): Promise<ApiAnswer>;
}

/**
 * A connection to an account; no request is made yet.
 *
 * @throws RangeError if `baseUrl` is not one that `readBaseUrl` takes
 */
export function createConnection(options: ConnectionOptions): ApiConnection {
  return new HttpConnection(options);
}

class HttpConnection implements ApiConnection {
  readonly accountId: AccountId;
  readonly baseUrl: string;
  readonly escapedIds = new EscapedIds();
  readonly #options: ConnectionOptions;
  readonly #limiter: RequestLimiter;

  constructor(options: ConnectionOptions) {
    const read = readBaseUrl(options.baseUrl);
    if ('problem' in read) throw new RangeError(`base URL: ${read.problem}`);
    this.accountId = options.accountId;
    this.baseUrl = read.baseUrl;
    this.#options = options;
    this.#limiter = new RequestLimiter(options.clock, options.requestsPer5Seconds);
  }

  get isReadOnly(): boolean {
    return this.#options.isReadOnly?.() ?? false;
  }

  async request(request: ApiRequest, call: CallOptions): Promise<ApiAnswer> {
    const { signal, deadline } = call;
    signal.throwIfAborted();
    this.#refuseIfReadOnly(request);
    // Hundreds of calls may share one signal; each listens to it while it lasts, which is no leak.
    setMaxListeners(0, signal);
    if (deadline === undefined) return this.#tryRepeatedly(request, call);
    const { clock } = this.#options;
    const ms = deadline - clock.now();
    if (ms <= 0) throw new ApiError('timeout');
    return withTimeLimit({ clock, ms, signal, onTimeout: () => new ApiError('timeout') }, (inner) =>
      this.#tryRepeatedly(request, { ...call, signal: inner }),
    );
  }

  /** A plain loop: p-retry would add timers of its own beside the clock and wrap reasons that are no errors. */
  async #tryRepeatedly(request: ApiRequest, call: CallOptions): Promise<ApiAnswer> {
    const { signal, deadline = Infinity } = call;
    const { clock, random = Math.random } = this.#options;
    let mayHaveRunBefore = false;
    let lastStart = deadline;
    for (let attempt = 1; ; attempt++) {
      try {
        const answer = await this.#attempt(request, call, attempt);
        return { ...answer, mayHaveRunBefore };
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        const last = mayHaveRunBefore ? error.afterLostAttempt() : error;
        if (!isRetryable(error)) throw last;
        if (attempt === 1) lastStart = Math.min(deadline, clock.now() + retryBudgetMs);
        const wait = retryDelayMs(error, attempt, random());
        const start = clock.now() + wait;
        // Also where this call gives up: the next one would run into the same window.
        if (error.reason === 'rateLimited') this.#limiter.pauseUntil(start);
        if (attempt === attemptLimit || start >= lastStart || signal.aborted) throw last;
        mayHaveRunBefore ||= mayHaveRun(error);
        await clock.sleep(wait, signal);
      }
    }
  }

  async #attempt(request: ApiRequest, { signal, isBackground }: CallOptions, attempt: number) {
    const { clock, logger } = this.#options;
    const { method, route } = request;
    let start: number | undefined;
    const onSend = () => {
      start = clock.now();
    };
    const log = (status: number | undefined, reason?: string, code?: string) => {
      if (start === undefined) return;
      const ms = clock.now() - start;
      const facts = { method, route, status, ms, attempt, reason, code: loggableCode(code) };
      logger.debug('API request', facts);
    };
    try {
      const { raw, key } = await this.#limiter.run(
        signal,
        () => this.#send(request, signal, onSend),
        isBackground,
      );
      // Where several answers come at once, the next requests leave before any of them is looked at.
      await nextTurn();
      const answer = this.#judge(request, raw, key);
      log(answer.status);
      return answer;
    } catch (error) {
      if (error instanceof ApiError) log(error.status, error.reason, error.code);
      else log(undefined, 'cancelled');
      throw error;
    }
  }

  async #send(request: ApiRequest, signal: AbortSignal, onSend: () => void) {
    const { clock, attemptTimeoutMs: ms = 10_000 } = this.#options;
    const { method, route, path = route, body } = request;
    const key = await this.#key();
    // Once more: the account may have been made read-only while this waited for its turn or its key.
    this.#refuseIfReadOnly(request);
    const message: Message = { method, url: `${this.baseUrl}${path}`, key, body };
    onSend();
    const limit = { clock, ms, signal, onTimeout: () => new ApiError('timeout') };
    const raw = await withTimeLimit(limit, (inner) => exchange(message, inner));
    return { raw, key };
  }

  #refuseIfReadOnly({ method }: ApiRequest): void {
    if (method !== 'GET' && this.isReadOnly) throw new ApiError('readOnly');
  }

  async #key(): Promise<string> {
    const cleaned = cleanKey((await this.#options.key()) ?? '');
    if ('problem' in cleaned) throw new ApiError('unauthorised');
    return cleaned.key;
  }

  #judge(request: ApiRequest, raw: RawAnswer, key: string) {
    const body = readAnswerJson(raw.text);
    const isSuccess = raw.status >= 200 && raw.status < 300;
    if (isSuccess ? reportsError(body) : !(raw.status === 404 && request.mayBeAbsent)) {
      throw answerError(raw, body, key, this.#options.clock.now());
    }
    if (isSuccess && body === undefined && request.needsJson) {
      throw new ApiError('badResponse', { status: raw.status, detail: 'notJson' });
    }
    return { status: raw.status, body };
  }
}

/** An `error` in a 2xx object counts as a failure (undocumented; taking it for a success could lose a write). */
function reportsError(body: unknown): boolean {
  return isObject(body) && Boolean(body['error']);
}
