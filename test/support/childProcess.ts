import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';

export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** npm by the very program that started this script, else the one on the PATH. */
export function npm(args: readonly string[], cwd: string): Program {
  const cli = process.env['npm_execpath'];
  return cli?.endsWith('npm-cli.js')
    ? { command: process.execPath, args: [cli, ...args], cwd }
    : { command: process.platform === 'win32' ? 'npm.cmd' : 'npm', args, cwd };
}

/** The command line program of an installed package, run by this Node. */
export function packageProgram(script: string, args: readonly string[]): Program {
  return { command: process.execPath, args: [path.resolve('node_modules', script), ...args] };
}

/**
 * Runs a program to its end; it ends with this process.
 * @param output `stderr` shows all it says on standard error, `collect` keeps it for the result.
 * @returns the exit code (1 if a signal ended it or it could not start) and what was collected, both streams as one.
 */
export function runProgram(
  program: Program,
  output: 'stderr' | 'collect' | 'inherit',
): Promise<{ code: number; text: string }> {
  const stream = { stderr: 2, collect: 'pipe', inherit: 'inherit' } as const;
  const child = spawn(program.command, program.args, {
    cwd: program.cwd ?? process.cwd(),
    env: program.env ?? process.env,
    stdio: ['ignore', stream[output], stream[output]],
    shell: program.command.endsWith('.cmd'),
  });
  const kill = () => void child.kill('SIGTERM');
  process.prependListener('exit', kill);
  let text = '';
  const collect = (chunk: Buffer) => {
    text += chunk.toString();
  };
  child.stdout?.on('data', collect);
  child.stderr?.on('data', collect);
  return new Promise((resolve) => {
    const end = (code: number) => {
      process.off('exit', kill);
      resolve({ code, text });
    };
    child.once('error', (error) => {
      text += String(error);
      if (output !== 'collect') console.error(String(error));
      end(1);
    });
    child.once('close', (code) => end(code ?? 1));
  });
}

/** Ends a process that leads its own group, and everything it started. */
export async function stopGroup(child: ChildProcess, graceMs = 1500): Promise<void> {
  const ended = new Promise<void>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once('exit', () => resolve());
  });
  signalGroup(child, 'SIGTERM');
  const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), graceMs);
  await ended;
  clearTimeout(timer);
  signalGroup(child, 'SIGKILL');
}

/** Works in an `exit` handler too. A group that is gone already is no error. */
export function signalGroup(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
