import type { Storage } from '../../src/core/ports.ts';

/** Files in memory, which a test can look into and make fail. */
export interface MemoryStorage extends Storage {
  readonly files: Map<string, string>;
  /** Thrown by `append` as long as it is set. */
  failure: Error | undefined;
  /** Runs before each `append`. */
  beforeAppend: (name: string, text: string) => Promise<void>;
}

export function memoryStorage(): MemoryStorage {
  const files = new Map<string, string>();
  const storage: MemoryStorage = {
    files,
    failure: undefined,
    beforeAppend: async () => {},
    async append(name, text) {
      if (storage.failure) throw storage.failure;
      await storage.beforeAppend(name, text);
      files.set(name, (files.get(name) ?? '') + text);
    },
    read: async (name) => files.get(name),
    list: async () => [...files.keys()],
    remove: async (name) => void files.delete(name),
  };
  return storage;
}
