import type { ChangeSet } from '../../../../src/core/change/changeSet.ts';
import type { WriteWorld } from './writeWorld.ts';

/** Applies the change set, and lets nothing of it go on after so many steps; the last line may be written in part. */
export async function runUntil(
  world: WriteWorld,
  changeSet: ChangeSet,
  steps: number,
  part: number,
): Promise<void> {
  let left = steps;
  const never = new Promise<never>(() => {});
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const step = async () => {
    left -= 1;
    if (left >= 0) return;
    end();
    await never;
  };
  world.intercept = async (_request, forward) => {
    await step();
    const answer = await forward();
    await step();
    return answer;
  };
  const { files } = world.storage;
  world.storage.beforeAppend = async (name, text) => {
    if (left === 0) {
      files.set(name, (files.get(name) ?? '') + text.slice(0, Math.floor(text.length * part)));
    }
    await step();
  };
  const whole = world.apply(changeSet);
  await Promise.race([ended, whole]);
  left = Number.NEGATIVE_INFINITY;
  await new Promise((resolve) => setImmediate(resolve));
  // The next start.
  world.intercept = (_request, forward) => forward();
  world.storage.beforeAppend = async () => {};
}
