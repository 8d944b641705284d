import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Contact } from '../../core/contact/contact.ts';
import { numberText } from '../../core/numberText.ts';
import type { BlockRow } from './accountRows.ts';
import { type ContactFacts, ContactNode } from './contactNode.ts';
import { TreeNode } from './treeNode.ts';

/** Consecutive contacts of a long list, shown when the row is expanded; stands for all of them. */
export class BlockNode extends TreeNode {
  readonly #facts: ContactFacts;
  #block: BlockRow;
  #nodes = new Map<string, ContactNode>();

  constructor(parent: TreeNode, block: BlockRow, facts: ContactFacts) {
    super(parent.accountId, parent, `block/${block.from}`);
    this.#block = block;
    this.#facts = facts;
  }

  set block(block: BlockRow) {
    this.#block = block;
  }

  get ids(): readonly string[] {
    return this.#block.ids;
  }

  contacts(): readonly Contact[] {
    return this.ids.flatMap((id) => this.#facts.contact(id) ?? []);
  }

  /** The rows of its contacts. */
  children(): readonly ContactNode[] {
    const nodes = this.#nodes;
    this.#nodes = new Map();
    for (const id of this.ids) {
      this.#nodes.set(id, nodes.get(id) ?? new ContactNode(this, id, this.#facts));
    }
    return [...this.#nodes.values()];
  }

  /** The row of a contact if it was asked for. */
  shownNode(id: string): ContactNode | undefined {
    return this.#nodes.get(id);
  }

  override item(): vscode.TreeItem {
    const { from, ids } = this.#block;
    const text = (value: number) => numberText(value, vscode.env.language);
    const label = l10n.t('Contacts {0}–{1}', text(from + 1), text(from + ids.length));
    const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Collapsed);
    item.id = this.path;
    item.iconPath = new vscode.ThemeIcon('organization');
    item.contextValue = this.#facts.isReadOnly() ? 'block matches' : 'block matches writable';
    return item;
  }
}
