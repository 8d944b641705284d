import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** Where `npm run package` puts the extension, relative to the project's folder. */
export async function packageFile(): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile('package.json', 'utf8'));
  if (typeof manifest !== 'object' || manifest === null) throw new Error('package.json is broken');
  return path.join(
    'dist',
    `${Reflect.get(manifest, 'name')}-${Reflect.get(manifest, 'version')}.vsix`,
  );
}
