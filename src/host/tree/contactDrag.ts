import * as vscode from 'vscode';
import type { AccountId } from '../../core/accountId.ts';
import type { Contact } from '../../core/contact/contact.ts';
import { contactsText } from '../../core/contact/contactText.ts';
import type { SelectedContact } from './contactsOfRows.ts';
import { GroupNode } from './groupNode.ts';
import type { TreeNode } from './treeNode.ts';

/** Contacts that were dropped on a person. */
export interface PersonDrop {
  readonly accountId: AccountId;
  /** As they were read. */
  readonly contacts: readonly Contact[];
  readonly userId: string;
}

interface ContactDragParts {
  /** The contacts that rows stand for. */
  readonly contactsOf: (nodes: readonly TreeNode[]) => Promise<readonly SelectedContact[]>;
  readonly dropped: (drop: PersonDrop) => void;
}

const treeType = 'application/vnd.code.tree.wazzup.contacts';

/** Contacts can be dragged out of the tree as JSON, and within it onto the group of another person. */
export class ContactDrag implements vscode.TreeDragAndDropController<TreeNode> {
  readonly dragMimeTypes = ['text/plain'];
  readonly dropMimeTypes = [treeType];
  readonly #parts: ContactDragParts;

  constructor(parts: ContactDragParts) {
    this.#parts = parts;
  }

  async handleDrag(nodes: readonly TreeNode[], transfer: vscode.DataTransfer): Promise<void> {
    const dragged = await this.#parts.contactsOf(nodes);
    if (dragged.length === 0) return;
    const text = contactsText(dragged.map(({ contact }) => contact));
    transfer.set('text/plain', new vscode.DataTransferItem(text));
    transfer.set(treeType, new vscode.DataTransferItem(nodes));
  }

  async handleDrop(target: TreeNode | undefined, transfer: vscode.DataTransfer): Promise<void> {
    if (!(target instanceof GroupNode)) return;
    const { term, accountId } = target;
    const nodes: unknown = transfer.get(treeType)?.value;
    if (term.by !== 'responsible' || term.key === '' || !Array.isArray(nodes)) return;
    const dragged = await this.#parts.contactsOf(nodes);
    // An account's users are nobody in another one.
    const contacts = dragged
      .filter((one) => one.accountId === accountId)
      .map(({ contact }) => contact);
    if (contacts.length > 0) this.#parts.dropped({ accountId, contacts, userId: term.key });
  }
}
