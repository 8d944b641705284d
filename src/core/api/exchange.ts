import fetch, { FetchError } from 'node-fetch';
import { ApiError, type NetworkDetail } from './apiError.ts';

/**
 * Bodies above this size are not read: a full page of contacts has less than a tenth of it, and a larger body would
 * hold up the extension host while it is parsed.
 */
const largestBodyBytes = 8 * 1024 * 1024;

/** One HTTP request. */
export interface Message {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly key: string;
  /** JSON. */
  readonly body?: string | undefined;
}

/** One HTTP answer, of any status. */
export interface RawAnswer {
  readonly status: number;
  readonly text: string;
  readonly retryAfter: string | undefined;
  readonly requestId: string | undefined;
}

/**
 * Sends one request and reads the whole answer. By node-fetch without an agent of our own, so that VS Code's
 * proxy and certificate settings apply and Node's own agent keeps connections alive. A redirect is an answer
 * like others and never followed: the key goes to the configured address alone.
 *
 * @throws ApiError "network", or "badResponse" for a body over 8 MB; the signal's reason when aborted
 */
export async function exchange(message: Message, signal: AbortSignal): Promise<RawAnswer> {
  try {
    const response = await fetch(message.url, {
      method: message.method,
      headers: {
        Accept: 'application/json',
        Authorization: `Bearer ${message.key}`,
        ...(message.body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(message.body === undefined ? {} : { body: message.body }),
      redirect: 'manual',
      size: largestBodyBytes,
      signal,
    });
    return {
      status: response.status,
      text: await response.text(),
      retryAfter: response.headers.get('retry-after') ?? undefined,
      requestId: response.headers.get('x-request-id') ?? undefined,
    };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof FetchError && error.type === 'max-size') {
      throw new ApiError('badResponse', { detail: 'tooLarge', cause: error });
    }
    throw new ApiError('network', {
      code: systemCode(error),
      detail: networkDetail(error),
      cause: error,
    });
  }
}

/** VS Code's proxy agent gives its failures no code. */
function networkDetail(error: unknown): NetworkDetail | undefined {
  if (isCertificateCode(systemCode(error) ?? '')) return 'certificate';
  return error instanceof Error && /socket connection to proxies/.test(error.message)
    ? 'proxy'
    : undefined;
}

/** Of OpenSSL and Node: CERT_HAS_EXPIRED, SELF_SIGNED_CERT_IN_CHAIN, ERR_TLS_CERT_ALTNAME_INVALID and so on. */
function isCertificateCode(code: string): boolean {
  return /CERT|LEAF_SIGNATURE|^INVALID_(CA|PURPOSE)$/.test(code);
}

function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;
}
