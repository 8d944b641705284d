import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { type Sandbox, startSandbox } from '../support/sandboxProcess.ts';

/** A sandbox of a test's own with an account that is connected to it. */
export interface SandboxAccount extends Sandbox {
  readonly accountId: string;
  /** Requests since the last `forgetRequests`, by method and route; routes without any are absent. */
  requests(): Promise<Readonly<Record<string, number>>>;
  /** As `requests`, without those for the list of users, which come whenever names are first to be shown. */
  contactRequests(): Promise<Readonly<Record<string, number>>>;
  forgetRequests(): Promise<void>;
  /** What the sandbox holds under this id, as JSON values. */
  contact(id: string): Promise<Readonly<Record<string, unknown>> | undefined>;
  ids(): Promise<readonly string[]>;
  /** Another program's change. */
  put(...contacts: readonly unknown[]): Promise<void>;
  remove(...ids: readonly string[]): Promise<void>;
  fail(...faults: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/** Starts a sandbox and connects an account to it as a user would, by the command. */
export async function connectSandbox(flags: readonly string[] = []): Promise<SandboxAccount> {
  const sandbox = await startSandbox(flags);
  const settings = vscode.workspace.getConfiguration('wazzup');
  const before = settings.inspect('apiBaseUrl')?.globalValue;
  await settings.update('apiBaseUrl', sandbox.url, vscode.ConfigurationTarget.Global);
  const connect = { name: 'Test', key: sandbox.key };
  const accountId: unknown = await vscode.commands.executeCommand('wazzup.connect', connect);
  assert.ok(typeof accountId === 'string');
  let seen: Readonly<Record<string, number>> = {};
  const allRequests = async () => readCounts(await sandbox.control('GET', 'stats'));
  const contacts = async () =>
    (await sandbox.control('GET', 'contacts'))
      .split('\n')
      .filter((line) => line !== '')
      .map((line): Readonly<Record<string, unknown>> => JSON.parse(line));
  const requests = async () => {
    const now = Object.entries(await allRequests());
    const since = now.map(([route, count]) => [route, count - (seen[route] ?? 0)] as const);
    return Object.fromEntries(since.filter(([, count]) => count > 0));
  };
  return {
    ...sandbox,
    accountId,
    requests,
    contactRequests: async () => {
      const { 'GET /users': _users, ...others } = await requests();
      return others;
    },
    forgetRequests: async () => {
      seen = await allRequests();
    },
    contact: async (id) => (await contacts()).find((contact) => contact['id'] === id),
    ids: async () => (await contacts()).map((contact) => String(contact['id'])),
    put: async (...changed) => void (await sandbox.control('POST', 'contacts', changed)),
    remove: async (...ids) => void (await sandbox.control('DELETE', 'contacts', ids)),
    fail: async (...faults) => void (await sandbox.control('POST', 'faults', faults)),
    close: async () => {
      await closeAllEditors();
      // A test may have disconnected it.
      await vscode.commands
        .executeCommand('wazzup.disconnect', { accountId })
        .then(undefined, () => {});
      await settings.update('apiBaseUrl', before, vscode.ConfigurationTarget.Global);
      await sandbox.stop();
    },
  };
}

function readCounts(stats: string): Readonly<Record<string, number>> {
  const parsed: { readonly requests: Readonly<Record<string, number>> } = JSON.parse(stats);
  return parsed.requests;
}

/** Closes every editor and drops its unsaved changes. */
export async function closeAllEditors(): Promise<void> {
  for (const document of vscode.workspace.textDocuments) {
    if (!document.isDirty) continue;
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

/** Waits until `condition` holds; fails with `what` after ten seconds. */
export async function until(
  what: string,
  condition: () => boolean | Promise<boolean>,
): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!(await condition())) {
    assert.ok(Date.now() < deadline, `never came: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** A valid contact with invented data. */
export function someContact(id: string, more: Readonly<Record<string, unknown>> = {}) {
  return {
    id,
    responsibleUserId: 'user-1',
    name: 'Anna Petrova',
    contactData: [{ chatType: 'whatsapp', chatId: '79011112233' }],
    ...more,
  };
}
