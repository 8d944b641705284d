import * as vscode from 'vscode';
import type { Clock } from '../../core/ports.ts';
import { withProgressWhenSlow } from '../ui/progress.ts';
import { contactsViewId } from '../viewIds.ts';

/** Does work while the Contacts view shows that it is busy; `title` is what can be cancelled if it takes long. */
export async function whileBusy<T>(
  title: string,
  clock: Clock,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return await vscode.window.withProgress({ location: { viewId: contactsViewId } }, () =>
    withProgressWhenSlow(title, clock, work),
  );
}
