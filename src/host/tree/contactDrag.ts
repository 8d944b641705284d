import * as vscode from 'vscode';
import type { AccountId } from '../../core/accountId.ts';
import type { Contact } from '../../core/contact/contact.ts';
import { contactsText } from '../../core/contact/contactText.ts';
import type { SelectedContact } from './contactsOfRows.ts';
import { addressesType, rowsType } from './dragTypes.ts';
import { GroupNode } from './groupNode.ts';
import type { TreeNode } from './treeNode.ts';

/** Contacts that were dropped on a person. */
export interface PersonDrop {
  readonly accountId: AccountId;
  /** As they were read. */
  readonly contacts: readonly Contact[];
  readonly userId: string;
}

/** A file that was dropped on an account. */
export interface FileDrop {
  readonly accountId: AccountId;
  readonly uri: vscode.Uri;
}

interface ContactDragParts {
  /** The contacts that rows stand for. */
  readonly contactsOf: (nodes: readonly TreeNode[]) => Promise<readonly SelectedContact[]>;
  readonly droppedOnPerson: (drop: PersonDrop) => void;
  readonly droppedFile: (drop: FileDrop) => void;
}

/**
 * Contacts can be dragged out of the tree as JSON, and within it onto the group of another person; a file onto anything of
 * an account.
 */
export class ContactDrag {
  readonly #parts: ContactDragParts;

  constructor(parts: ContactDragParts) {
    this.#parts = parts;
  }

  async handleDrag(nodes: readonly TreeNode[], transfer: vscode.DataTransfer): Promise<void> {
    const dragged = await this.#parts.contactsOf(nodes);
    if (dragged.length === 0) return;
    const text = contactsText(dragged.map(({ contact }) => contact));
    transfer.set('text/plain', new vscode.DataTransferItem(text));
    transfer.set(rowsType, new vscode.DataTransferItem(nodes));
  }

  async handleDrop(target: TreeNode | undefined, transfer: vscode.DataTransfer): Promise<void> {
    const nodes: unknown = transfer.get(rowsType)?.value;
    if (target instanceof GroupNode && Array.isArray(nodes)) await this.#dropOnGroup(target, nodes);
    const files = transfer.get(addressesType);
    if (!target || Array.isArray(nodes) || !files) return;
    const [first] = (await files.asString()).split(/\r?\n/).filter((line) => /^[^#]/.test(line));
    if (first === undefined) return;
    const uri = vscode.Uri.parse(first, true);
    this.#parts.droppedFile({ accountId: target.accountId, uri });
  }

  async #dropOnGroup({ term, accountId }: GroupNode, nodes: readonly TreeNode[]): Promise<void> {
    if (term.by !== 'responsible' || term.key === '') return;
    const dragged = await this.#parts.contactsOf(nodes);
    // An account's users are nobody in another one.
    const contacts = dragged
      .filter((one) => one.accountId === accountId)
      .map(({ contact }) => contact);
    if (contacts.length > 0) {
      this.#parts.droppedOnPerson({ accountId, contacts, userId: term.key });
    }
  }
}
