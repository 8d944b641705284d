import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { shownText } from '../../core/contact/shownText.ts';
import type { AccountBranch } from './accountBranch.ts';
import { matchCountText } from './matchCountText.ts';

/** Says in the view's title what is filtered, and tells menus that something is (`wazzup.isFiltered`). */
export class FilterState {
  readonly #view: { description?: string | undefined };
  readonly #branches: () => readonly AccountBranch[];
  #isFiltered = false;

  constructor(
    view: { description?: string | undefined },
    branches: () => readonly AccountBranch[],
  ) {
    this.#view = view;
    this.#branches = branches;
  }

  /** Looks again. */
  tell(): void {
    const filtered = this.#branches().filter(({ query }) => query !== '');
    const [only, ...others] = filtered;
    const facts =
      only && others.length === 0
        ? [
            only.matches && matchCountText(only.matches.matchCount, vscode.env.language),
            shownText(only.query),
          ]
        : [filtered.length > 0 ? l10n.t('{0} filters', filtered.length) : ''];
    this.#view.description = facts.filter(Boolean).join(' · ');
    if (this.#isFiltered === filtered.length > 0) return;
    this.#isFiltered = filtered.length > 0;
    void vscode.commands.executeCommand('setContext', 'wazzup.isFiltered', this.#isFiltered);
  }
}
