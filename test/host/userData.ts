import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** The files in the folder of VS Code's user data whose path matches and whose content includes a text. */
export async function filesWith(name: RegExp, text: string): Promise<readonly string[]> {
  const folder = process.env['WAZZUP_TEST_DATA'] ?? '';
  const names = (await readdir(folder, { recursive: true })).filter((file) => name.test(file));
  const found = await Promise.all(
    names.map(async (file) => {
      // A file may be gone meanwhile.
      const content = await readFile(path.join(folder, file), 'utf8').catch(() => '');
      return content.includes(text) ? [file] : [];
    }),
  );
  return found.flat();
}
