import assert from 'node:assert/strict';
import { setMaxListeners } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { RequestLimiter } from '../../../../src/core/api/requestLimiter.ts';
import { FakeClock } from '../../../support/fakeClock.ts';

const never = new AbortController().signal;
setMaxListeners(0, never);
const windowMs = 5000;

/** Lets everything happen that can happen at this time. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await nextTurn();
}

describe('RequestLimiter', () => {
  it('starts as many as the limit, then waits for five seconds after the end of the first', async () => {
    const clock = new FakeClock();
    const limiter = new RequestLimiter(clock, () => 2);
    const started: number[] = [];
    for (let i = 0; i < 3; i++) {
      void limiter.run(never, async () => {
        started.push(clock.now());
        await clock.sleep(1000);
      });
    }
    const start = clock.now();
    await settle();
    assert.equal(started.length, 2);
    for (let ms = 0; ms < 7000; ms += 100) {
      clock.advance(100);
      await settle();
    }
    const [, , third = 0] = started;
    assert.ok(third - start >= 1000 + windowMs && third - start <= 1000 + windowMs + 200);
  });

  it('starts in the order of the calls', async () => {
    const clock = new FakeClock(() => true);
    const limiter = new RequestLimiter(clock, () => 3);
    const order: number[] = [];
    const runs = Array.from({ length: 30 }, (_, i) =>
      limiter.run(never, async () => void order.push(i)),
    );
    await Promise.all(runs);
    assert.deepEqual(
      order,
      runs.map((_, i) => i),
    );
  });

  it('lets the next one start before all in the background, in the order of the calls within both', async () => {
    const clock = new FakeClock();
    const limiter = new RequestLimiter(clock, () => 500);
    const order: string[] = [];
    const ends: (() => void)[] = [];
    const run = (name: string, isBackground: boolean) =>
      limiter.run(
        never,
        async () => {
          order.push(name);
          await new Promise<void>((end) => ends.push(end));
        },
        isBackground,
      );
    const runs = Array.from({ length: 12 }, (_, i) => run(`scan ${i}`, true));
    runs.push(run('page', false), run('card', false));
    await settle();
    assert.equal(order.length, 10);
    for (const next of ['page', 'card', 'scan 10', 'scan 11']) {
      ends.shift()?.();
      await settle();
      assert.equal(order.at(-1), next);
    }
    for (const end of ends) end();
    await Promise.all(runs);
  });

  it('gives the next room within the limit to one that came while those in the background waited for it', async () => {
    const clock = new FakeClock();
    const limiter = new RequestLimiter(clock, () => 1);
    const order: string[] = [];
    const run = (name: string, isBackground: boolean) =>
      limiter.run(never, async () => void order.push(name), isBackground);
    const runs = ['scan 1', 'scan 2', 'scan 3'].map((name) => run(name, true));
    await settle();
    runs.push(run('page', false));
    for (const next of ['scan 1', 'page', 'scan 2', 'scan 3']) {
      await settle();
      assert.equal(order.at(-1), next);
      clock.advance(windowMs + 10);
    }
    await Promise.all(runs);
  });

  it('waits for room no longer once all who wait for it are cancelled, in the background or not', async () => {
    const clock = new FakeClock();
    const limiter = new RequestLimiter(clock, () => 1);
    await limiter.run(never, async () => undefined);
    const cancels = [new AbortController(), new AbortController()];
    const [scan, page] = cancels.map(({ signal }, index) =>
      limiter.run(signal, async () => assert.fail('it was cancelled'), index === 0),
    );
    assert.equal(clock.sleeping.length, 1);
    cancels[1]?.abort(new Error('enough'));
    await assert.rejects(page ?? assert.fail(), /enough/);
    assert.equal(clock.sleeping.length, 1);
    cancels[0]?.abort(new Error('enough'));
    await assert.rejects(scan ?? assert.fail(), /enough/);
    assert.deepEqual(clock.sleeping, []);
    clock.advance(windowMs + 10);
    assert.equal(await limiter.run(never, async () => 'next', true), 'next');
  });

  it('has at most ten under way', async () => {
    const clock = new FakeClock();
    const limiter = new RequestLimiter(clock, () => 500);
    let underWay = 0;
    let most = 0;
    const runs = Array.from({ length: 50 }, () =>
      limiter.run(never, async () => {
        underWay++;
        most = Math.max(most, underWay);
        await nextTurn();
        underWay--;
      }),
    );
    await Promise.all(runs);
    assert.equal(most, 10);
  });

  it('hands on what the work gives and what it throws, and goes on after it', async () => {
    const limiter = new RequestLimiter(new FakeClock(), () => 500);
    assert.equal(await limiter.run(never, async () => 5), 5);
    const failure = new Error('broken');
    await assert.rejects(
      limiter.run(never, () => Promise.reject(failure)),
      failure,
    );
    assert.equal(await limiter.run(never, async () => 6), 6);
  });

  it('lets go of a cancelled call at once, whether it waits for a turn or for room', async () => {
    const clock = new FakeClock();
    const limiter = new RequestLimiter(clock, () => 1);
    await limiter.run(never, async () => undefined);
    const cancel = new AbortController();
    setMaxListeners(0, cancel.signal);
    const waiting = Array.from({ length: 20 }, () =>
      limiter.run(cancel.signal, async () => assert.fail('it was cancelled')),
    );
    await settle();
    cancel.abort(new Error('enough'));
    for (const one of waiting) await assert.rejects(one, /enough/);
    assert.deepEqual(clock.sleeping, []);
    clock.advance(windowMs * 2);
    assert.equal(await limiter.run(never, async () => 'next'), 'next');
  });

  it('keeps no room for a call that is cancelled just as there is room', async () => {
    const clock = new FakeClock();
    const limiter = new RequestLimiter(clock, () => 1);
    await limiter.run(never, async () => undefined);
    const cancel = new AbortController();
    const waiting = limiter.run(cancel.signal, async () => assert.fail('it was cancelled'));
    await settle();
    clock.advance(windowMs + 10);
    cancel.abort(new Error('enough'));
    await assert.rejects(waiting, /enough/);
    clock.advance(windowMs * 2);
    assert.equal(await limiter.run(never, async () => 'next'), 'next');
  });

  it('follows a changed setting, and takes nonsense for 1 to 500', async () => {
    for (const [setting, free] of [
      [0, 1],
      [-5, 1],
      [2.9, 2],
      [1000, 500],
      [Number.NaN, 500],
    ] as const) {
      const clock = new FakeClock();
      let cap = setting as number;
      const limiter = new RequestLimiter(clock, () => cap);
      let started = 0;
      const cancel = new AbortController();
      setMaxListeners(0, cancel.signal);
      const runs = Array.from({ length: 510 }, () =>
        limiter.run(cancel.signal, async () => void started++).catch(() => undefined),
      );
      for (let turn = 0; turn < 60; turn++) await settle();
      assert.equal(started, free, String(setting));
      cap = 500;
      clock.advance(windowMs + 10);
      for (let turn = 0; turn < 60; turn++) await settle();
      assert.equal(started, Math.min(510, free + 500), String(setting));
      cancel.abort();
      await Promise.all(runs);
    }
  });

  it('starts nothing during a pause', async () => {
    const clock = new FakeClock();
    const limiter = new RequestLimiter(clock, () => 500);
    limiter.pauseUntil(clock.now() + 3000);
    limiter.pauseUntil(clock.now() + 1000);
    let done = false;
    const run = limiter.run(never, async () => {
      done = true;
    });
    await settle();
    clock.advance(2999);
    await settle();
    assert.equal(done, false);
    clock.advance(1);
    await run;
  });

  it('is not held up by a clock that was set back', async () => {
    const clock = new FakeClock();
    const limiter = new RequestLimiter(clock, () => 1);
    limiter.pauseUntil(clock.now() + 20_000);
    clock.advance(20_000);
    await limiter.run(never, async () => undefined);
    clock.set(clock.now() - 3_600_000);
    const run = limiter.run(never, async () => 'done');
    for (let ms = 0; ms <= 31_000 + windowMs; ms += 1000) {
      clock.advance(1000);
      await settle();
    }
    assert.equal(await run, 'done');
  });

  it('lets no more than the limit reach a server in any five seconds', async () => {
    const request = fc.record({
      there: fc.integer({ min: 0, max: 3000 }),
      back: fc.integer({ min: 0, max: 3000 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 6 }),
        fc.array(request, { minLength: 1, maxLength: 25 }),
        async (cap, requests) => {
          const clock = new FakeClock();
          const limiter = new RequestLimiter(clock, () => cap);
          const arrivals: number[] = [];
          let ended = 0;
          for (const { there, back } of requests) {
            void limiter
              .run(never, async () => {
                await clock.sleep(there);
                arrivals.push(clock.now());
                await clock.sleep(back);
              })
              .then(() => void ended++);
          }
          for (let step = 0; ended < requests.length && step < 5000; step++) {
            await settle();
            clock.advance(97);
          }
          assert.equal(ended, requests.length);
          arrivals.sort((a, b) => a - b);
          for (const [index, arrival] of arrivals.entries()) {
            const later = arrivals[index + cap];
            assert.ok(later === undefined || later - arrival >= windowMs, `${arrivals}`);
          }
        },
      ),
      { numRuns: 15 },
    );
  }).timeout(20_000);
});
