import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  downloadAndUnzipVSCode,
  runTests,
  SilentReporter,
  TestRunFailedError,
} from '@vscode/test-electron';
import type { PreparedRun } from './hostRun.ts';
import type { VscodeVersion } from './versions.ts';

/** The program of a desktop VS Code, downloaded if need be; none (with a line that says why) where there cannot be one. */
export async function findDesktop(version: VscodeVersion): Promise<string | undefined> {
  const headless =
    process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY'];
  if (headless) {
    console.error('No display: taking the web workbench in place of the desktop VS Code.');
    return undefined;
  }
  try {
    return await downloadAndUnzipVSCode({
      version,
      cachePath: path.resolve('.vscode-test'),
      reporter: new SilentReporter(),
    });
  } catch (error) {
    console.error(
      `VS Code ${version} cannot be downloaded (${String(error)}): taking the web workbench.`,
    );
    return undefined;
  }
}

/** Flags of a desktop VS Code that touches nothing of the user's own. */
export async function desktopFlags(
  dataDir: string,
  settings: Readonly<Record<string, unknown>>,
): Promise<string[]> {
  const file = path.join(dataDir, 'User/settings.json');
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify(settings, undefined, 2));
  return [
    ...['--user-data-dir', dataDir, '--extensions-dir', path.join(dataDir, 'extensions')],
    '--disable-workspace-trust',
    '--disable-telemetry',
    '--disable-updates',
    '--skip-welcome',
    '--skip-release-notes',
    '--no-sandbox',
    '--disable-gpu',
  ];
}

/** @returns the code the run ended with, or nothing where there is no desktop VS Code */
export async function runDesktop(run: PreparedRun): Promise<number | undefined> {
  const program = await findDesktop(run.version);
  if (!program) return undefined;
  try {
    return await runTests({
      vscodeExecutablePath: program,
      extensionDevelopmentPath: run.extension,
      extensionTestsPath: run.suite,
      extensionTestsEnv: run.env,
      launchArgs: [run.workspace, ...(await desktopFlags(run.dataDir, run.settings))],
    });
  } catch (error) {
    if (error instanceof TestRunFailedError) return error.code ?? 1;
    throw error;
  }
}
