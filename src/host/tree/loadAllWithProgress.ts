import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Book } from '../../core/book/book.ts';
import type { Coverage } from '../../core/book/coverage.ts';
import { numberText } from '../../core/numberText.ts';
import { withProgress } from '../ui/progress.ts';
import type { AccountBranch } from './accountBranch.ts';

/** Reads all pages of an account's list, under a notification with Cancel. Rejects as `Book.loadAll`. */
export async function loadAllWithProgress(branch: AccountBranch, book: Book): Promise<Coverage> {
  return await withProgress(l10n.t('Loading all contacts'), (signal, progress) => {
    let shown = 0;
    const onProgress = (read: number, total: number | undefined) => {
      const percent = total ? (read / total) * 100 : 0;
      const message = progressText(read, total);
      progress.report({ message, increment: Math.max(0, percent - shown) });
      shown = Math.max(shown, percent);
    };
    return branch.holding(() => book.loadAll({ signal, onProgress }));
  });
}

function progressText(read: number, total: number | undefined): string {
  const text = (value: number) => numberText(value, vscode.env.language);
  return total === undefined
    ? l10n.t('{0} loaded', text(read))
    : l10n.t('{0} of {1}', text(read), text(total));
}
