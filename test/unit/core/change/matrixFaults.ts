import { isObject } from '../../../../src/core/contact/contact.ts';
import type { FakeClock } from '../../../support/fakeClock.ts';
import type { Forward, HttpAnswer, HttpRequest } from './wire.ts';
import type { WriteWorld } from './writeWorld.ts';

/** Which requests of an operation a fault strikes. */
export type Scope =
  /** The first one that writes, once. */
  | 'first write'
  /** Each that writes, however often it is tried. */
  | 'every write'
  /** All that follow the first one that writes, those that read included. */
  | 'after the first write';

/** Something that goes wrong with a request. */
export interface Fault {
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** What becomes of a request that it strikes. */
  strike(request: HttpRequest, forward: Forward, world: WriteWorld): Promise<HttpAnswer>;
}

/** How long one attempt of a client waits for its answer, in ms. */
export const attemptTimeoutMs = 10_000;

const everyScope: readonly Scope[] = ['first write', 'every write', 'after the first write'];

export function matrixFaults(clock: FakeClock): readonly Fault[] {
  const hang = async (): Promise<HttpAnswer> => {
    clock.advance(attemptTimeoutMs);
    return await new Promise<never>(() => {});
  };
  return [
    // What the sandbox does by itself.
    ...(
      [
        ['reset before', 'reset'],
        ['reset after', 'reset-after'],
        ['truncated', 'truncate'],
        ['garbage', 'garbage'],
        ['429', '429'],
        ['500 before', '500'],
        ['500 after', '500-after'],
        ['503 before', '503'],
        ['503 after', '503-after'],
      ] as const
    ).map(([name, kind]) => ({ name, scopes: everyScope, strike: byTheSandbox(kind) })),
    {
      name: '429 with Retry-After',
      scopes: everyScope,
      strike: async () => ({ status: 429, body: '', headers: { 'retry-after': '7' } }),
    },
    { name: 'hang before', scopes: everyScope, strike: hang },
    {
      name: 'hang after',
      scopes: everyScope,
      strike: async (_request, forward) => {
        await forward();
        return await hang();
      },
    },
    {
      name: 'empty promise',
      scopes: everyScope,
      strike: async ({ method }) => ({ status: 200, body: method === 'GET' ? '' : '[]' }),
    },
    {
      name: 'connection refused',
      scopes: ['after the first write'],
      strike: async (_request, _forward, { wire }) => {
        wire.refuse();
        throw new Error('nobody there');
      },
    },
    {
      name: '401 in the middle',
      scopes: ['after the first write'],
      strike: async (_request, forward) => await forward({ key: 'revoked' }),
    },
    {
      name: 'partial 400',
      scopes: ['every write'],
      strike: async ({ body }, forward) => await forward({ body: withRefused(body) }),
    },
  ];
}

function byTheSandbox(kind: string): Fault['strike'] {
  return async ({ method }, forward, world) => {
    await world.setFaults(`${method}:.:${kind}`);
    return await forward();
  };
}

/** Lets a fault strike what an operation sends, from now on. Returns how often it did. */
export function letStrike(fault: Fault, scope: Scope, world: WriteWorld): () => number {
  let writes = 0;
  let strikes = 0;
  world.intercept = async (request, forward) => {
    const isWrite = request.method !== 'GET';
    if (isWrite) writes += 1;
    const struck = {
      'first write': isWrite && writes === 1,
      'every write': isWrite,
      'after the first write': writes > (isWrite ? 1 : 0),
    }[scope];
    if (!struck) {
      // What the fault has set in the sandbox must not strike others.
      if (strikes > 0) await world.setFaults();
      return await forward();
    }
    strikes += 1;
    return await fault.strike(request, forward, world);
  };
  return () => strikes;
}

/** Everything is well again. */
export async function heal(world: WriteWorld): Promise<void> {
  world.intercept = async (_request, forward) => await forward();
  await world.wire.accept();
  await world.setFaults();
}

/** Makes contacts and ids invalid whose ids end so: the same ones again and again, whatever comes with them. */
const refused = /[13]$/;

function withRefused(body: string): string {
  const elements: unknown = body === '' ? undefined : JSON.parse(body);
  if (!Array.isArray(elements)) return body;
  const spoilt = elements.map((element: unknown) => {
    if (isObject(element))
      return refused.test(String(element['id'])) ? { ...element, name: '' } : element;
    return refused.test(String(element)) ? '' : element;
  });
  return JSON.stringify(spoilt);
}
