import * as vscode from 'vscode';
import type { Contact } from '../../core/contact/contact.ts';
import { contactUri } from '../documents/contactUri.ts';
import type { CardChecks } from './cardChecks.ts';
import { contactRow } from './contactRow.ts';
import { contactTooltip } from './contactTooltip.ts';
import type { TreeSession } from './treeAccounts.ts';
import { TreeNode } from './treeNode.ts';

/** What the rows of an account's contacts share. */
export interface ContactFacts {
  readonly session: TreeSession;
  /** A contact as last seen. */
  readonly contact: (id: string) => Contact | undefined;
  readonly checks: CardChecks;
  /** The folder of the messengers' pictures. */
  readonly icons: vscode.Uri;
  /** Whether the account takes no changes. */
  readonly isReadOnly: () => boolean;
}

const rowFragment = 'row';

/** Whether this names the row of a contact, and not its card. */
export function isRowUri({ fragment }: vscode.Uri): boolean {
  return fragment === rowFragment;
}

/** A contact. */
export class ContactNode extends TreeNode {
  readonly id: string;
  readonly #facts: ContactFacts;

  constructor(parent: TreeNode, id: string, facts: ContactFacts) {
    super(parent.accountId, parent, `contact/${id}`);
    this.id = id;
    this.#facts = facts;
  }

  /** The contact as last seen; undefined once it is gone. */
  get contact(): Contact | undefined {
    return this.#facts.contact(this.id);
  }

  /** Of the contact's card. */
  get uri(): vscode.Uri {
    return contactUri(this.accountId, this.id);
  }

  /** The name that VS Code asks by for the row's mark, which is not the mark of the card's tab. */
  get rowUri(): vscode.Uri {
    return this.uri.with({ fragment: rowFragment });
  }

  override item(): vscode.TreeItem {
    const { session, checks, icons, isReadOnly } = this.#facts;
    const contact = this.contact ?? { id: this.id };
    const errors = this.contact ? checks.errorsOf(contact) : 0;
    const row = contactRow(contact, (id) => session.users.nameOf(id), errors);
    const item = new vscode.TreeItem(row.label, vscode.TreeItemCollapsibleState.None);
    item.id = this.path;
    item.description = row.description;
    item.resourceUri = this.rowUri;
    item.iconPath = row.icon
      ? vscode.Uri.joinPath(icons, row.icon)
      : new vscode.ThemeIcon('person');
    item.contextValue = isReadOnly() ? row.abilities : `${row.abilities} writable`;
    item.accessibilityInformation = { label: row.spoken };
    item.command = {
      command: 'wazzup.openContact',
      title: '',
      arguments: [this.id, this.accountId, { preserveFocus: true }],
    };
    return item;
  }

  /** Made when the row is pointed at. */
  tooltip(): vscode.MarkdownString | undefined {
    const { session, checks } = this.#facts;
    return (
      this.contact &&
      contactTooltip(
        this.contact,
        (id) => session.users.nameOf(id),
        checks.problemsOf(this.accountId, this.contact),
      )
    );
  }
}
