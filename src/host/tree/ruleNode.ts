import * as vscode from 'vscode';
import type { AuditRule, Severity } from '../../core/audit/auditRule.ts';
import { TimeSlices } from '../../core/book/timeSlices.ts';
import type { Contact } from '../../core/contact/contact.ts';
import { numberText } from '../../core/numberText.ts';
import type { ContactFacts } from './contactNode.ts';
import { TreeNode } from './treeNode.ts';

const icons: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'info',
};

/** A rule that has found something; stands for all contacts in which it has. */
export class RuleNode extends TreeNode {
  readonly rule: AuditRule;
  ids: readonly string[];
  readonly #facts: ContactFacts;

  constructor(parent: TreeNode, rule: AuditRule, ids: readonly string[], facts: ContactFacts) {
    super(parent.accountId, parent, `rule/${rule.id}`);
    this.rule = rule;
    this.ids = ids;
    this.#facts = facts;
  }

  /** They may be as many as the account has: other work goes on meanwhile. */
  async contacts(): Promise<readonly Contact[]> {
    const slices = new TimeSlices();
    const contacts: Contact[] = [];
    for (const id of this.ids) {
      await slices.next();
      const contact = this.#facts.contact(id);
      if (contact) contacts.push(contact);
    }
    return contacts;
  }

  override item(): vscode.TreeItem {
    const { severity, words, fix } = this.rule;
    const { title, meaning, example } = words();
    const item = new vscode.TreeItem(title, vscode.TreeItemCollapsibleState.Collapsed);
    item.id = this.path;
    item.description = numberText(this.ids.length, vscode.env.language);
    item.iconPath = new vscode.ThemeIcon(icons[severity]);
    item.contextValue = [
      'rule matches',
      ...(this.#facts.isReadOnly() ? [] : ['writable']),
      ...(fix ? ['fixable'] : []),
    ].join(' ');
    item.tooltip = `${title}\n\n${meaning}\n${example}`;
    item.accessibilityInformation = { label: `${title}, ${item.description}. ${meaning}` };
    return item;
  }
}
