/** The sandbox as a program. It acts on `process.argv` as soon as it is loaded. */
import { helpText, parseCommandLine } from './commandLine.ts';
import { LoadError } from './loadContacts.ts';
import type { SandboxOptions } from './options.ts';
import { watchParent } from './parentWatch.ts';
import { type Sandbox, startSandbox } from './sandbox.ts';

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

async function run(options: Partial<SandboxOptions>): Promise<void> {
  let sandbox: Sandbox | undefined;
  const end = (): void => {
    // Whatever still holds the process up ends with it.
    const closed = sandbox?.close() ?? Promise.resolve();
    closed.finally(() => process.exit(0)).catch(() => undefined);
  };
  // Ctrl+C comes twice: to the whole group, and once more from npm.
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  watchParent(end);
  try {
    sandbox = await startSandbox(options);
    const { url, key, sidecarKey } = sandbox;
    process.stdout.write(`${JSON.stringify({ url, key, sidecarKey })}\n`);
  } catch (error) {
    say(`sandbox: ${explain(error, options)}`);
    process.exit(error instanceof LoadError ? 2 : 1);
  }
}

function explain(error: unknown, options: Partial<SandboxOptions>): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    return `port ${options.port} is taken. Choose another with --port, or --port 0 for any free one.`;
  }
  return error instanceof Error ? error.message : String(error);
}

function main(): void {
  // Whoever reads the first line may close the pipe then; the server goes on.
  process.stdout.on('error', () => undefined);
  const commandLine = parseCommandLine(process.argv.slice(2));
  switch (commandLine.kind) {
    case 'help':
      process.stdout.write(helpText);
      return;
    case 'wrong':
      say(`sandbox: ${commandLine.problem}\nTry --help.`);
      process.exitCode = 2;
      return;
    case 'start':
      run(commandLine.options).catch((error: unknown) => {
        say(`sandbox: ${String(error)}`);
        process.exit(1);
      });
  }
}

main();
