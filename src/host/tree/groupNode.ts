import * as vscode from 'vscode';
import type { ContactGroup } from '../../core/book/search/groupContacts.ts';
import type { Grouping, GroupTerm } from '../../core/book/search/searchQuery.ts';
import { isKnownChatType } from '../../protocol/messengers.ts';
import type { ContactFacts } from './contactNode.ts';
import { type GroupNames, groupRow } from './groupRow.ts';
import { TreeNode } from './treeNode.ts';

/** The contacts of a person, or in a messenger; stands for all of them. */
export class GroupNode extends TreeNode {
  group: ContactGroup;
  readonly #by: Grouping;
  readonly #facts: ContactFacts;
  readonly #names: () => GroupNames;

  constructor(
    parent: TreeNode,
    by: Grouping,
    group: ContactGroup,
    facts: ContactFacts,
    names: () => GroupNames,
  ) {
    super(
      parent.accountId,
      parent, // Keys hold any text: with its length before it no path can be read in two ways.
      `group/${by}/${group.key.length}:${group.key}`,
    );
    this.group = group;
    this.#by = by;
    this.#facts = facts;
    this.#names = names;
  }

  get key(): string {
    return this.group.key;
  }

  /** What the contacts of the group fit. */
  get term(): GroupTerm {
    return { kind: 'group', isNot: false, by: this.#by, key: this.key };
  }

  override item(): vscode.TreeItem {
    const row = groupRow(this.group, this.#by, this.#names(), vscode.env.language);
    const item = new vscode.TreeItem(row.label, vscode.TreeItemCollapsibleState.Collapsed);
    item.id = this.path;
    item.description = row.description;
    item.iconPath = this.#icon(row.isUnlisted);
    item.contextValue = this.#facts.isReadOnly() ? 'group matches' : 'group matches writable';
    const facts = [row.label, row.description, row.detail].filter(Boolean);
    item.tooltip = facts.join('\n');
    item.accessibilityInformation = { label: facts.slice(0, 2).join(', ') };
    return item;
  }

  #icon(isUnlisted: boolean): vscode.ThemeIcon | vscode.Uri {
    if (this.#by === 'responsible') {
      return new vscode.ThemeIcon(
        isUnlisted ? 'warning' : this.key === '' ? 'circle-slash' : 'person',
      );
    }
    if (this.key === '') return new vscode.ThemeIcon('circle-slash');
    const file = isKnownChatType(this.key) ? `${this.key}.svg` : 'other.svg';
    return vscode.Uri.joinPath(this.#facts.icons, file);
  }
}
