import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import * as esbuild from 'esbuild';
import { after, before, describe, it } from 'mocha';
import { helpText, parseCommandLine } from '../../../src/sandbox/commandLine.ts';
import { variantValues } from '../../../src/sandbox/variants.ts';
import { at } from './apiClient.ts';

const wrongFlags = [
  ['--port', '65536'],
  ['--port', '-1'],
  ['--port', 'x'],
  ['--port'],
  ['--contacts', '1e3'],
  ['--contacts', '-5'],
  ['--contacts', '99999999999'],
  ['--users', ''],
  ['--seed', '1.5'],
  ['--latency', '1s'],
  ['--jitter', '-1'],
  ['--rate', '500'],
  ['--rate', '0/5'],
  ['--rate', '5/0'],
  ['--rate', 'a/b'],
  ['--key', ''],
  ['--key', 'with space'],
  ['--key', 'ключ'],
  ['--variant', 'postBody'],
  ['--variant', 'postBody=none'],
  ['--variant', 'nothing=1'],
  ['--variant', 'lag=x'],
  ['--variant', '__proto__=x'],
  ['--fault', 'GET:/x:boom'],
  ['--nothing'],
  ['--clean=yes'],
  ['contacts'],
  ['--', '--clean'],
];

describe('sandbox: flags', () => {
  it('become options', () => {
    const flags = [
      '--port=8080',
      '--contacts',
      '5',
      '--users',
      '0',
      '--seed',
      '7',
      '--clean',
      '--load',
      'f',
      '--key',
      'k',
      '--latency',
      '10',
      '--jitter',
      '5',
      '--rate',
      '3/0.5',
      '--variant',
      'lag=250',
      '--variant',
      'postStatus=200',
      '--variant',
      'postStatus=201',
      '--fault',
      '*:a:500',
      '--fault',
      '*:b:hang',
      '--log',
      'l',
    ];
    assert.deepEqual(parseCommandLine(flags), {
      kind: 'start',
      options: {
        port: 8080,
        contacts: 5,
        users: 0,
        seed: 7,
        clean: true,
        load: 'f',
        key: 'k',
        latency: 10,
        jitter: 5,
        rate: { requests: 3, seconds: 0.5 },
        variants: { lag: 250, postStatus: '201' },
        faults: ['*:a:500', '*:b:hang'],
        log: 'l',
      },
    });
    assert.deepEqual(parseCommandLine([]), {
      kind: 'start',
      options: { variants: {}, faults: [] },
    });
  });

  it('take every value of every variant, and the help names them all', () => {
    for (const [name, values] of Object.entries(variantValues)) {
      for (const value of values) {
        const parsed = parseCommandLine(['--variant', `${name}=${value}`]);
        assert.equal(at(parsed, 'options', 'variants', name), value);
      }
      assert.ok(helpText.includes(`${name}=${values.join('|')}`));
    }
  });

  for (const flags of wrongFlags) {
    it(`refuse ${flags.join(' ')} in words`, () => {
      const parsed = parseCommandLine(flags);
      assert.ok(parsed.kind === 'wrong' && parsed.problem.length > 10, JSON.stringify(parsed));
    });
  }
});

describe('sandbox: program', () => {
  let folder = '';
  let program = '';
  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'sandbox-program-'));
    program = path.join(folder, 'sandbox.cjs');
    await esbuild.build({
      entryPoints: [path.join(process.cwd(), 'src/sandbox/cli.ts')],
      outfile: program,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      logLevel: 'error',
    });
  });
  const children: ChildProcess[] = [];
  after(() => {
    for (const child of children) child.kill('SIGKILL');
    return rm(folder, { recursive: true });
  });

  interface Running {
    readonly child: ChildProcess;
    readonly firstLine: Promise<string>;
    readonly ended: Promise<{
      readonly code: number | null;
      readonly output: string;
      readonly notices: string;
    }>;
  }

  function start(flags: readonly string[]): Running {
    const child = spawn(process.execPath, [program, ...flags], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    children.push(child);
    let output = '';
    let notices = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      notices += chunk.toString();
    });
    const ended = new Promise<{ code: number | null; output: string; notices: string }>(
      (resolve) => {
        child.once('close', (code) => resolve({ code, output, notices }));
      },
    );
    const firstLine = new Promise<string>((resolve) =>
      createInterface({ input: child.stdout }).once('line', resolve),
    );
    return { child, firstLine, ended };
  }

  it('says where it is in its first line, in JSON, and nothing else', async () => {
    const { child, firstLine, ended } = start(['--contacts', '3', '--key', 'k']);
    const address = JSON.parse(await firstLine);
    assert.deepEqual(Object.keys(address), ['url', 'key', 'sidecarKey']);
    assert.match(address.url, /^http:\/\/127\.0\.0\.1:\d+\/v3$/);
    assert.equal(address.key, 'k');
    const headers = { authorization: 'Bearer k' };
    const list: unknown = await (await fetch(`${address.url}/contacts`, { headers })).json();
    assert.equal(at(list, 'count'), 3);
    child.kill('SIGTERM');
    const { code, output, notices } = await ended;
    assert.deepEqual([code, output, notices], [0, `${JSON.stringify(address)}\n`, '']);
  });

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    it(`ends with 0 within a second of ${signal}, with connections idle and answers hanging`, async () => {
      const { child, firstLine, ended } = start([
        '--fault',
        'GET:/contacts:hang',
        '--key',
        'k',
        '--contacts',
        '3',
      ]);
      const { url } = JSON.parse(await firstLine);
      const headers = { authorization: 'Bearer k' };
      await (await fetch(`${url}/channels`, { headers })).text();
      const hanging = fetch(`${url}/contacts`, { headers }).catch(() => 'ended');
      const stats = new URL('/__sandbox/stats', url);
      while (!(await (await fetch(stats)).text()).includes('GET /contacts'));
      const began = performance.now();
      child.kill(signal);
      assert.equal((await ended).code, 0);
      assert.ok(performance.now() - began < 1000);
      assert.equal(await hanging, 'ended');
    });
  }

  it('ends with 0 however often it is told to', async () => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      const { child, firstLine, ended } = start(['--contacts', '0', '--key', 'k']);
      const { url } = JSON.parse(await firstLine);
      const open = Array.from({ length: 20 }, () => fetch(`${url}/channels`));
      await Promise.allSettled(open);
      for (let n = 0; n < 5; n += 1) child.kill(signal);
      assert.equal((await ended).code, 0, signal);
    }
  });

  it('ends when its parent is gone, be it killed', async () => {
    const launcher = `const { spawn } = require('node:child_process');
      spawn(process.execPath, [${JSON.stringify(program)}], { stdio: ['ignore', 'inherit', 'inherit'] });`;
    const parent = spawn(process.execPath, ['-e', launcher], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const { url } = JSON.parse(
      await new Promise<string>((resolve) =>
        createInterface({ input: parent.stdout }).once('line', resolve),
      ),
    );
    // The output stays open for as long as anybody holds it: the sandbox is the last.
    const orphanEnded = new Promise((resolve) => parent.stdout.once('close', resolve));
    parent.kill('SIGKILL');
    await orphanEnded;
    await assert.rejects(fetch(url));
  });

  it('goes on when nobody reads its output any more', async () => {
    const { child, firstLine, ended } = start(['--contacts', '0']);
    const { url } = JSON.parse(await firstLine);
    child.stdout?.destroy();
    assert.equal((await fetch(`${url}/contacts`)).status, 401);
    child.kill('SIGTERM');
    assert.equal((await ended).code, 0);
  });

  it('loads the file it is given', async () => {
    const file = path.join(folder, 'contacts.ndjson');
    await writeFile(file, '{"id":"1"}\n{"id":"2","name":null}\n');
    const { child, firstLine, ended } = start(['--load', file]);
    const { url } = JSON.parse(await firstLine);
    const all = await (await fetch(new URL('/__sandbox/contacts', url))).text();
    assert.equal(all, '{"id":"1"}\n{"id":"2","name":null}\n');
    child.kill('SIGTERM');
    await ended;
  });

  it('hears other requests while it gives a great many contacts to a client that reads fast', async () => {
    const { child, firstLine, ended } = start(['--contacts', '100000', '--clean', '--key', 'k']);
    const { url } = JSON.parse(await firstLine);
    const headers = { authorization: 'Bearer k' };
    const page: unknown = await (await fetch(`${url}/contacts?offset=99999`, { headers })).json();
    const last = at(page, 'data', 0, 'id');
    const contacts = new URL('/__sandbox/contacts', url);
    const stream = await fetch(contacts);
    const all = stream.text();
    await fetch(contacts, { method: 'DELETE', body: JSON.stringify([last]) });
    const lines = (await all).split('\n').filter(Boolean);
    assert.equal(lines.length, 99_999, 'the deletion came in between');
    child.kill('SIGTERM');
    await ended;
  }).timeout(20_000);

  it('explains what it cannot do, on standard error alone: 2 for flags, 1 for the rest', async () => {
    const taken = createServer();
    const port = await new Promise<number>((resolve) => {
      taken.listen(0, '127.0.0.1', () => resolve(Number(at(taken.address(), 'port'))));
    });
    for (const [flags, expected, words] of [
      [['--variant', 'postBody=none'], 2, /postBody takes empty or array/],
      [['--nothing'], 2, /--nothing/],
      [['--fault', 'GET'], 2, /Fault "GET"/],
      [['--load', path.join(folder, 'missing')], 2, /Cannot read .*missing/],
      [['--port', String(port)], 1, new RegExp(`port ${port} is taken`)],
      [['--log', path.join(folder, 'missing', 'log')], 1, /ENOENT/],
    ] as const) {
      const { code, output, notices } = await start(flags).ended;
      assert.deepEqual([code, output], [expected, ''], notices);
      assert.match(notices, words);
      assert.doesNotMatch(notices, /\n\s+at /, 'a stack is no explanation');
    }
    taken.close();
  });

  it('tells its flags under --help', async () => {
    const { code, output } = await start(['--help']).ended;
    assert.deepEqual([code, output], [0, helpText]);
  });
});
