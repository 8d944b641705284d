import { type Answer, emptyAnswer } from './answer.ts';
import { errorAnswer } from './errorAnswer.ts';
import type { SandboxState } from './state.ts';

/** The two keys of a sandbox: one for everything, and one as the amoCRM and Bitrix24 integrations have it. */
export interface Keys {
  readonly key: string;
  readonly sidecarKey: string;
}

/** The key of a request that passed. */
export interface Admitted {
  readonly key: string;
}

/** Judges a request in the documented order: unknown key (401), key of an integration (403), rate limit (429). */
export function admit(
  authorization: string | undefined,
  path: string,
  keys: Keys,
  state: SandboxState,
): Admitted | Answer {
  const key = /^bearer +(\S+)$/i.exec(authorization?.trim() ?? '')?.[1];
  if (key === undefined || (key !== keys.key && key !== keys.sidecarKey)) {
    return unauthorised(state);
  }
  const withinLimit = state.limits.admit(key);
  if (key === keys.sidecarKey && /^\/(contacts|users)(\/|$)/.test(path)) {
    return errorAnswer({ status: 403, code: 'FORBIDDEN' }, state.variants.errorShape);
  }
  return withinLimit ? { key } : tooManyRequests(key, state);
}

function unauthorised({ variants }: SandboxState): Answer {
  const description = 'The API key is missing or wrong';
  return variants.authBody === 'empty'
    ? emptyAnswer(401)
    : errorAnswer({ status: 401, code: 'UNAUTHORIZED', description }, variants.errorShape);
}

/** The answer to a request beyond the limit. */
export function tooManyRequests(key: string, { limits, variants }: SandboxState): Answer {
  const description = 'The request limit is exceeded';
  const answer = errorAnswer(
    { status: 429, code: 'TOO_MANY_REQUESTS', description },
    variants.errorShape,
  );
  return variants.retryAfter === 'off'
    ? answer
    : { ...answer, headers: { 'retry-after': String(limits.secondsLeft(key)) } };
}
