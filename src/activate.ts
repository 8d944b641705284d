import * as vscode from 'vscode';
import { contactScheme } from './host/documents/contactUri.ts';
import { selectionScheme } from './host/documents/selectionUri.ts';
import type { HistoryNode } from './host/history/historyNode.ts';
import { Late } from './host/late/late.ts';
import { LateFiles } from './host/late/lateFiles.ts';
import { LateTree } from './host/late/lateTree.ts';
import { addressesType, rowsType } from './host/tree/dragTypes.ts';
import type { TreeNode } from './host/tree/treeNode.ts';
import { contactFormViewType, contactsViewId, historyViewId } from './host/viewIds.ts';

/** What the languages of the manifest begin with. */
const languages = 'wazzup-contact';

/** As far as it is read here. */
interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly languageModelTools: readonly { readonly name: string }[];
  };
}

/**
 * The extension in the order in which it can be loaded. Each part is compiled in a turn of its own: all at once would hold
 * up every extension in the window.
 */
const parts: readonly (() => Promise<unknown>)[] = [
  () => import('./core/api/connection.ts'),
  () => import('./core/contact/validateContact.ts'),
  () => import('./core/book/book.ts'),
  () => import('./host/tree/contactsView.ts'),
  () => import('./host/commands/commands.ts'),
];

/**
 * Tells VS Code what there is: commands, views, file systems and editors. What is behind them (`extension.ts`) is loaded
 * by the first of them that is used, or when a document of ours is open. Until then nothing is read from disk, secret
 * storage or network.
 */
export function activate(context: vscode.ExtensionContext): void {
  const own = <T extends vscode.Disposable>(part: T): T => {
    context.subscriptions.push(part);
    return part;
  };
  const load = () => extension.get();
  const contactRows = own(new LateTree<TreeNode>(load));
  const historyRows = own(new LateTree<HistoryNode>(load));
  const files = own(new LateFiles(async () => (await load()).files));
  const selectionFiles = own(new LateFiles(async () => (await load()).selectionFiles));
  const contacts = own(
    vscode.window.createTreeView(contactsViewId, {
      treeDataProvider: contactRows,
      canSelectMany: true,
      showCollapseAll: true,
      dragAndDropController: {
        dragMimeTypes: ['text/plain'],
        dropMimeTypes: [rowsType, addressesType],
        handleDrag: async (nodes, transfer) =>
          (await load()).contactDrag.handleDrag(nodes, transfer),
        handleDrop: async (target, transfer) =>
          (await load()).contactDrag.handleDrop(target, transfer),
      },
    }),
  );
  const history = own(
    vscode.window.createTreeView(historyViewId, {
      treeDataProvider: historyRows,
      canSelectMany: true,
      showCollapseAll: true,
    }),
  );

  const extension = new Late(async () => {
    for (const part of parts) {
      await part();
      await new Promise((resolve) => setImmediate(resolve));
    }
    const { wholeExtension } = await import('./extension.ts');
    const whole = wholeExtension(context, { contacts, history });
    contactRows.adopt(whole.contactRows);
    historyRows.adopt(whole.historyRows);
    files.adopt(whole.files);
    selectionFiles.adopt(whole.selectionFiles);
    return whole;
  });

  const manifest: Manifest = context.extension.packageJSON;
  for (const { command } of manifest.contributes.commands) {
    own(
      vscode.commands.registerCommand(command, async (...args: unknown[]) =>
        (await load()).runCommand(command, args),
      ),
    );
  }
  for (const { name } of manifest.contributes.languageModelTools) {
    const tool = async () => {
      const found = (await load()).modelTools.get(name);
      if (!found) throw new Error(`no tool answers to ${name}`);
      return found;
    };
    own(
      vscode.lm.registerTool<unknown>(name, {
        prepareInvocation: async (options, token) =>
          (await tool()).prepareInvocation?.(options, token),
        invoke: async (options, token) => (await tool()).invoke(options, token),
      }),
    );
  }
  const isCaseSensitive = true;
  own(vscode.workspace.registerFileSystemProvider(contactScheme, files, { isCaseSensitive }));
  own(
    vscode.workspace.registerFileSystemProvider(selectionScheme, selectionFiles, {
      isCaseSensitive,
    }),
  );
  own(
    vscode.window.registerCustomEditorProvider(
      contactFormViewType,
      {
        resolveCustomTextEditor: async (document, panel, token) =>
          (await load()).form.resolveCustomTextEditor(document, panel, token),
      },
      { supportsMultipleEditorsPerDocument: true },
    ),
  );
  const loadForOurs = (document: vscode.TextDocument) => {
    // Whoever uses the extension gets the failure.
    if (document.languageId.startsWith(languages)) load().catch(() => undefined);
  };
  own(vscode.workspace.onDidOpenTextDocument(loadForOurs));
  for (const document of vscode.workspace.textDocuments) loadForOurs(document);
}
