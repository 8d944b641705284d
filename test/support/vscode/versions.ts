/** The oldest VS Code the extension supports and the newest it is tested with. */
export const versions = { min: '1.100.3', latest: '1.139.1' } as const;

export type VscodeVersion = (typeof versions)[keyof typeof versions];

/** The environment variable that names the version of a run to the tests. */
export const versionVariable = 'WAZZUP_TEST_VSCODE';

/** @throws Error for a version the tests do not run with */
export function parseVersion(text: string): VscodeVersion {
  const known = Object.entries(versions).find((entry) => entry.includes(text));
  if (!known) {
    const choices = Object.entries(versions).flat().join(', ');
    throw new Error(`--vscode takes one of ${choices}, not "${text}"`);
  }
  return known[1];
}
