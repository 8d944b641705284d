import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Workbench } from '../support/vscode/workbench.ts';

/** Whether VS Code has put an unsaved document aside that holds this text. */
export async function isBackedUp({ serverDataDir }: Workbench, text: string): Promise<boolean> {
  const folder = path.join(serverDataDir, 'data/User/Backups');
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile());
  const texts = await Promise.all(
    files.map(({ parentPath, name }) => readFile(path.join(parentPath, name), 'utf8')),
  );
  return texts.some((some) => some.includes(text));
}
