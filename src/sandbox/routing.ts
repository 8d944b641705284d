import { type Answer, emptyAnswer, jsonAnswer } from './answer.ts';
import { bulkDelete, deleteOne, upsert } from './batch.ts';
import { contactCollection, listContacts, readContact } from './contactRoutes.ts';
import { channels } from './demo/channels.ts';
import { errorAnswer } from './errorAnswer.ts';
import type { SandboxState } from './state.ts';
import { listUsers, readUser, userCollection } from './userRoutes.ts';
import type { Variants } from './variants.ts';

/** What a route's answer depends on. */
export interface Call {
  readonly state: SandboxState;
  /** Without the question mark. */
  readonly query: string;
  /** Percent-decoded; empty on a route without one. */
  readonly id: string;
  readonly body: Uint8Array;
}

type Handler = (call: Call) => Answer;

const handlers: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ['GET /contacts', ({ query, state }) => listContacts(query, state)],
  ['POST /contacts', ({ body, state }) => upsert(body, contactCollection(state), state.variants)],
  ['GET /contacts/{id}', ({ id, state }) => readContact(id, state)],
  [
    'DELETE /contacts/{id}',
    ({ id, state }) => deleteOne(id, contactCollection(state), state.variants),
  ],
  [
    'PATCH /contacts/bulk_delete',
    ({ body, state }) => bulkDelete(body, contactCollection(state), state.variants),
  ],
  ['GET /users', ({ query, state }) => listUsers(query, state)],
  ['POST /users', ({ body, state }) => upsert(body, userCollection(state), state.variants)],
  ['GET /users/{id}', ({ id, state }) => readUser(id, state)],
  ['DELETE /users/{id}', ({ id, state }) => deleteOne(id, userCollection(state), state.variants)],
  [
    'PATCH /users/bulk_delete',
    ({ body, state }) => bulkDelete(body, userCollection(state), state.variants),
  ],
  ['GET /channels', () => jsonAnswer(200, channels, channels.length)],
]);

/** Where a request leads. */
export interface Route {
  /** Method and route template, such as `GET /contacts/{id}`; the path itself where no route has it. */
  readonly name: string;
  /** The id as received. */
  readonly rawId?: string;
  /** Absent where there is no such route, and the request is answered without it. */
  readonly handler?: Handler;
  /** The methods that the path does have. */
  readonly allowed: readonly string[];
}

/** Finds the route for a path as received, without `/v3` and query. A trailing slash is part of the path. */
export function findRoute(method: string, path: string): Route {
  const [, collection = '', rawId, ...rest] = path.split('/');
  const templates: string[] = [];
  if (rest.length === 0 && rawId === undefined) templates.push(`/${collection}`);
  if (rest.length === 0 && rawId) {
    if (rawId === 'bulk_delete') templates.push(`/${collection}/bulk_delete`);
    templates.push(`/${collection}/{id}`);
  }
  const allowed = allMethods.filter((name) =>
    templates.some((at) => handlers.has(`${name} ${at}`)),
  );
  const template =
    templates.find((at) => handlers.has(`${method} ${at}`)) ??
    (allowed.length > 0 ? templates[0] : undefined) ??
    (path || '/');
  const name = `${method} ${template}`;
  const handler = handlers.get(name);
  return {
    name,
    allowed,
    ...(rawId === undefined ? {} : { rawId }),
    ...(handler ? { handler } : {}),
  };
}

const allMethods = ['GET', 'POST', 'DELETE', 'PATCH'];

/** The answer where the request itself shows that it leads nowhere: no such route, or an id that cannot be read. */
export function refuseRoute(method: string, route: Route, variants: Variants): Answer | undefined {
  if (!route.handler) {
    const isOtherMethod = route.allowed.length > 0 && method !== 'HEAD' && method !== 'OPTIONS';
    return variants.wrongMethod === '405' && isOtherMethod
      ? { ...emptyAnswer(405), headers: { allow: route.allowed.join(', ') } }
      : emptyAnswer(404);
  }
  if (!route.name.endsWith('{id}')) return undefined;
  if (variants.slash === '404' && /%2f/i.test(route.rawId ?? '')) return emptyAnswer(404);
  return decodeId(route.rawId ?? '') === undefined
    ? errorAnswer(
        {
          status: 400,
          code: 'INVALID_ID',
          description: 'The id in the path is not encoded properly',
        },
        variants.errorShape,
      )
    : undefined;
}

/** The percent-decoded path segment; `undefined` where an escape is broken or no UTF-8. */
export function decodeId(rawId: string): string | undefined {
  try {
    return decodeURIComponent(rawId);
  } catch {
    return undefined;
  }
}
