import { type Answer, emptyAnswer, textAnswer } from './answer.ts';
import { admit, type Keys, tooManyRequests } from './authorisation.ts';
import type { FaultKind } from './faults.ts';
import { decodeId, findRoute, refuseRoute } from './routing.ts';
import type { SandboxState } from './state.ts';

/** A request under `/v3`. */
export interface ApiRequest {
  readonly method: string;
  /** As received, without `/v3` and query. */
  readonly path: string;
  /** Without the question mark. */
  readonly query: string;
  readonly authorization: string | undefined;
  /** Reads the body; it rejects if the client goes away before its end. */
  readonly body: () => Promise<Uint8Array>;
}

/** How a request ends: with an answer, half of one, a connection that is reset, or nothing at all. */
export type Outcome =
  | { readonly kind: 'answer' | 'truncate'; readonly answer: Answer }
  | { readonly kind: 'reset' | 'hang'; readonly entities: number };

/**
 * Answers one request. It is judged in this order: key (401), kind of key (403), rate (429), faults, route (404 or 405),
 * id in the path and body (400).
 */
export async function exchange(
  request: ApiRequest,
  keys: Keys,
  state: SandboxState,
): Promise<Outcome> {
  const { method, path, query } = request;
  const route = findRoute(method, path);
  state.countRequest(route.name);
  const admitted = admit(request.authorization, path, keys, state);
  if ('status' in admitted) return { kind: 'answer', answer: admitted };

  const fault = state.faults.strike(method, path, state.random);
  const early = fault && outcomeBefore(fault, admitted.key, state);
  if (early) return early;

  const refusal = refuseRoute(method, route, state.variants);
  if (refusal || !route.handler) {
    return outcomeAfter(fault, refusal ?? emptyAnswer(404));
  }
  const body = method === 'GET' || method === 'DELETE' ? new Uint8Array() : await request.body();
  const id = route.rawId === undefined ? '' : (decodeId(route.rawId) ?? '');
  return outcomeAfter(fault, route.handler({ state, query, id, body }));
}

/** The outcome of a fault that strikes before anything is done. */
function outcomeBefore(fault: FaultKind, key: string, state: SandboxState): Outcome | undefined {
  switch (fault) {
    case '500':
    case '503':
      return { kind: 'answer', answer: emptyAnswer(Number(fault)) };
    case '429':
      return { kind: 'answer', answer: tooManyRequests(key, state) };
    case 'reset':
    case 'hang':
      return { kind: fault, entities: 0 };
    default:
      return undefined;
  }
}

/** What becomes of the true answer. */
function outcomeAfter(fault: FaultKind | undefined, answer: Answer): Outcome {
  switch (fault) {
    case '500-after':
      return { kind: 'answer', answer: emptyAnswer(500, answer.entities) };
    case '503-after':
      return { kind: 'answer', answer: emptyAnswer(503, answer.entities) };
    case 'reset-after':
      return { kind: 'reset', entities: answer.entities };
    case 'truncate':
      return { kind: 'truncate', answer };
    case 'garbage':
      return {
        kind: 'answer',
        answer: textAnswer(200, '<<< not JSON >>>\u0000{"', answer.entities),
      };
    default:
      return { kind: 'answer', answer };
  }
}
