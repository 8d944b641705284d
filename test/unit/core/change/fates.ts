import type fc from 'fast-check';
import type { Interceptor } from './wire.ts';

/** What may happen to one request. */
export const fates = [
  'well',
  'well',
  'well',
  'refused',
  'lostBefore',
  'lostAfter',
  'failedBefore',
  'failedAfter',
  'nothingButOk',
  'garbageAfter',
  'keyRefused',
] as const;

export type Fate = (typeof fates)[number];

/** Lets each request meet the next fate. */
export function withFates(stream: fc.Stream<Fate>): Interceptor {
  return async ({ method }, forward) => {
    switch (stream.next().value) {
      case 'refused':
        return { status: 429, body: '' };
      case 'lostBefore':
        throw new Error('connection lost');
      case 'lostAfter':
        await forward();
        throw new Error('connection lost');
      case 'failedBefore':
        return { status: 503, body: '' };
      case 'failedAfter':
        await forward();
        return { status: 500, body: '' };
      case 'nothingButOk':
        return method === 'GET' ? { status: 200, body: '' } : { status: 200, body: '[]' };
      case 'garbageAfter':
        await forward();
        return { status: 200, body: '<html>' };
      case 'keyRefused':
        return { status: 401, body: '' };
      default:
        return forward();
    }
  };
}
