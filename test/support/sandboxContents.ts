import type { Sandbox } from './sandboxProcess.ts';

/** A contact as JSON values. */
export type SandboxContact = Readonly<Record<string, unknown>>;

/** What a test looks at and changes inside a sandbox, beside the API. */
export interface SandboxContents {
  /** Requests since the last `forgetRequests`, by method and route; routes without any are absent. */
  requests(): Promise<Readonly<Record<string, number>>>;
  forgetRequests(): Promise<void>;
  /** What the sandbox holds under this id, as JSON values. */
  contact(id: string): Promise<SandboxContact | undefined>;
  /** In list order. */
  ids(): Promise<readonly string[]>;
  /** Another program's change. */
  put(...contacts: readonly SandboxContact[]): Promise<void>;
  remove(...ids: readonly string[]): Promise<void>;
  /** Replaces the faults; none ends them. */
  fail(...faults: readonly string[]): Promise<void>;
}

export function contentsOf({ control }: Pick<Sandbox, 'control'>): SandboxContents {
  let seen: Readonly<Record<string, number>> = {};
  const allRequests = async (): Promise<Readonly<Record<string, number>>> => {
    const stats: { readonly requests: Readonly<Record<string, number>> } = JSON.parse(
      await control('GET', 'stats'),
    );
    return stats.requests;
  };
  const contacts = async (): Promise<readonly SandboxContact[]> =>
    (await control('GET', 'contacts'))
      .split('\n')
      .filter((line) => line !== '')
      .map((line): SandboxContact => JSON.parse(line));
  return {
    requests: async () => {
      const now = Object.entries(await allRequests());
      const since = now.map(([route, count]) => [route, count - (seen[route] ?? 0)] as const);
      return Object.fromEntries(since.filter(([, count]) => count > 0));
    },
    forgetRequests: async () => {
      seen = await allRequests();
    },
    contact: async (id) => (await contacts()).find((contact) => contact['id'] === id),
    ids: async () => (await contacts()).map((contact) => String(contact['id'])),
    put: async (...changed) => void (await control('POST', 'contacts', changed)),
    remove: async (...ids) => void (await control('DELETE', 'contacts', ids)),
    fail: async (...faults) => void (await control('POST', 'faults', faults)),
  };
}
