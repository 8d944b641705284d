import { mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { isObject } from '../../core/contact/contact.ts';
import type { Storage } from '../../core/ports.ts';

/** A folder on disk, made with the first file. Only its user may read it: it holds contacts. */
export function journalFolder(folder: string): Storage {
  return {
    async append(name, text) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const file = await open(path.join(folder, name), 'a', 0o600);
      try {
        await file.writeFile(text);
        await file.sync();
      } finally {
        await file.close();
      }
    },
    async read(name) {
      try {
        return await readFile(path.join(folder, name), 'utf8');
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
    async list() {
      try {
        return await readdir(folder);
      } catch (error) {
        if (isMissing(error)) return [];
        throw error;
      }
    },
    remove: (name) => rm(path.join(folder, name), { force: true }),
  };
}

function isMissing(error: unknown): boolean {
  return isObject(error) && error['code'] === 'ENOENT';
}
