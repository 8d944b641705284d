import { cp, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { shippedFiles } from '../shippedFiles.ts';

/**
 * Puts the built extension into a server's fresh extensions folder, unpacked: it runs as a user's would, in production
 * mode and with the shipped files alone, and a build during the run does not change it.
 */
export async function installExtension(extension: string, extensionsDir: string): Promise<void> {
  const target = path.join(extensionsDir, await extensionFolder(extension));
  for (const file of await shippedFiles(extension)) {
    await mkdir(path.dirname(path.join(target, file)), { recursive: true });
    await cp(path.join(extension, file), path.join(target, file));
  }
}

/** Puts an extension of the tests, which is two files, into a server's fresh extensions folder. */
export async function installHelper(helper: string, extensionsDir: string): Promise<void> {
  const target = path.join(extensionsDir, await extensionFolder(helper));
  for (const file of ['package.json', 'extension.js']) {
    await cp(path.join(helper, file), path.join(target, file));
  }
}

/** The folder name by which VS Code knows an installed extension: `publisher.name-version`. */
async function extensionFolder(extension: string): Promise<string> {
  const text = await readFile(path.join(extension, 'package.json'), 'utf8');
  const manifest: unknown = JSON.parse(text);
  const field = (name: string): string => {
    const value: unknown =
      typeof manifest === 'object' && manifest !== null ? Reflect.get(manifest, name) : undefined;
    if (typeof value !== 'string') throw new Error(`package.json of ${extension} has no ${name}`);
    return value;
  };
  return `${field('publisher')}.${field('name')}-${field('version')}`;
}
