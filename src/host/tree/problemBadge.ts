import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { AccountId } from '../../core/accountId.ts';
import { numberText } from '../../core/numberText.ts';
import type { TreeAudits } from './contactTree.ts';

/** Says at the icon of the view how many problems the last checks have found; nothing where there was none. */
export class ProblemBadge implements vscode.Disposable {
  readonly #watch: vscode.Disposable;

  constructor(
    view: Pick<vscode.TreeView<unknown>, 'badge'>,
    audits: TreeAudits,
    accounts: () => readonly { readonly id: AccountId }[],
  ) {
    this.#watch = audits.onDidChange(() => {
      const problems = accounts().reduce(
        (sum, { id }) => sum + (audits.of(id)?.problems.length ?? 0),
        0,
      );
      const tooltip = l10n.t(
        'Problems in contacts: {0}',
        numberText(problems, vscode.env.language),
      );
      view.badge = problems === 0 ? undefined : { value: problems, tooltip };
    });
  }

  dispose(): void {
    this.#watch.dispose();
  }
}
