import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import os from 'node:os';
import { describe, it } from 'mocha';
import { isAlive, processMark } from '../../../../src/host/history/processMark.ts';

describe('a process that wrote into the history', () => {
  const { pid } = process;
  const mark = processMark(pid);
  const now = Date.now();
  const before = now - os.uptime() * 1000 - 60_000;

  it('is known to be there, and to have ended', async () => {
    const child = spawn(process.execPath, ['-e', 'process.stdin.resume()']);
    await once(child, 'spawn');
    assert.ok(child.pid);
    const of = { pid: child.pid, time: now };
    const childMark = processMark(child.pid);
    assert.ok(isAlive({ ...of, ...(childMark && { mark: childMark }) }));
    assert.ok(isAlive(of), 'as older versions wrote it');
    child.kill();
    await once(child, 'exit');
    assert.equal(isAlive({ ...of, ...(childMark && { mark: childMark }) }), false);
  });

  it('is not taken for another one that got its number after the computer was started again', () => {
    assert.equal(isAlive({ pid, time: before }), false);
  });

  it('is told from another one with its number where the system tells when they began', function () {
    if (process.platform !== 'linux') this.skip();
    assert.match(mark ?? '', /^[0-9a-f-]{36}\/\d+$/);
    assert.ok(isAlive({ pid, mark: mark ?? '', time: before }), 'whatever the clock says');
    assert.equal(isAlive({ pid, mark: `${mark}1`, time: now }), false);
    assert.equal(processMark(2 ** 30), undefined);
  });
});
