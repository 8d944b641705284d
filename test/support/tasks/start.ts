import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { startSandbox } from '../sandboxProcess.ts';
import { type DemoOptions, openDemo } from '../vscode/demo.ts';
import { parseVersion } from '../vscode/versions.ts';

interface StartOptions extends DemoOptions {
  readonly contacts: number;
  readonly open: boolean;
}

/** Stays in the foreground; a signal, or the end of the parent, ends this process and all that it started. */
export async function run(args: string[]): Promise<number> {
  try {
    const options = parseOptions(args);
    const sandbox = await startSandbox(['--contacts', String(options.contacts)]);
    const demo = await openDemo(sandbox, options);
    console.log(`ready ${demo.url}`);
    if (demo.inBrowser && options.open) openInBrowser(demo.url);
    await demo.ended;
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  }
}

/** @throws Error in words for a flag that does not exist or makes no sense */
function parseOptions(args: string[]): StartOptions {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: 'string', default: '0' },
      contacts: { type: 'string', default: '1000' },
      'no-open': { type: 'boolean', default: false },
      host: { type: 'string' },
      vscode: { type: 'string' },
    },
  });
  const { host } = values;
  if (host !== undefined && host !== 'desktop' && host !== 'server') {
    throw new Error(`--host takes desktop or server, not "${host}"`);
  }
  return {
    port: wholeNumber('--port', values.port, 65_535),
    contacts: wholeNumber('--contacts', values.contacts, 1_000_000),
    open: !values['no-open'],
    host,
    version: values.vscode === undefined ? undefined : parseVersion(values.vscode),
  };
}

function wholeNumber(flag: string, text: string, most: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value <= most) return value;
  throw new Error(`${flag} takes a whole number from 0 to ${most}, not "${text}"`);
}

/** Best effort: the address is printed anyway, and a machine without a desktop has no opener. */
function openInBrowser(url: string): void {
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) {
    return;
  }
  const openers: Partial<Record<NodeJS.Platform, [string, ...string[]]>> = {
    darwin: ['open', url],
    win32: ['cmd', '/c', 'start', '', url.replaceAll('&', '^&')],
  };
  const [command, ...args] = openers[process.platform] ?? ['xdg-open', url];
  const child = spawn(command, args, { stdio: 'ignore', detached: true });
  child.once('error', () => console.error('No browser could be opened; the address is above.'));
  child.unref();
}
