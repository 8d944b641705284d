import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '../../ports.ts';
import type { ContactIndex } from './contactIndex.ts';

/** A gap begins when nothing came for so many milliseconds. */
const quietMs = 5;
/** For so many milliseconds it holds up an answer that comes in a gap. */
const sliceMs = 1;

/**
 * Makes what was read ready for search while answers are waited for: as long as one comes right after the other they go
 * first. Ends when all is ready, or soon after the signal is aborted.
 */
export async function prepareInGaps(
  index: ContactIndex,
  clock: Clock,
  signal: AbortSignal,
): Promise<void> {
  let length = 0;
  for (let isReady = false; !isReady && !signal.aborted; ) {
    if (index.length > length) {
      ({ length } = index);
      await clock.sleep(quietMs);
      continue;
    }
    const end = performance.now() + sliceMs;
    while (!isReady && performance.now() < end) isReady = !index.prepareNext();
    await nextTurn();
  }
}
