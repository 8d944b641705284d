import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { runCommand } from './workbenchPage.ts';

/** The rows of a bare tree, by their labels. */
export const bareRows: readonly string[] = ['Bare 1.', 'Bare 2.', 'Bare 3.', 'Bare 4.', 'Bare 5.'];

/** The first of the hundred rows below one of them, by its label. */
export const firstBelow = (label: string): string => `${label} Row 1.`;

/** A row of the bare tree, once that is shown. */
export const bareRow = (page: Page, label: string): Locator =>
  page
    .locator('[id="workbench.view.extension.bare"] .monaco-list-row')
    .filter({ hasText: label })
    .first();

/** Shows the bare tree in place of another. */
export async function openBareTree(page: Page): Promise<void> {
  await runCommand(page, 'View: Show Bare Tree');
  await bareRow(page, bareRows[0] ?? '').waitFor();
}

/** Puts an extension into a folder that does nothing but show rows that it has at hand: what VS Code itself needs. */
export async function installBareTree(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'package.json'), JSON.stringify(manifest));
  await writeFile(path.join(folder, 'extension.js'), code);
}

const manifest = {
  name: 'bare-tree',
  publisher: 'contacts-tools',
  version: '0.0.1',
  engines: { vscode: '^1.100.0' },
  extensionKind: ['workspace'],
  main: './extension.js',
  activationEvents: [],
  contributes: {
    viewsContainers: { activitybar: [{ id: 'bare', title: 'Bare Tree', icon: '$(list-tree)' }] },
    views: { bare: [{ id: 'bareTree', name: 'Bare Tree' }] },
  },
};

const code = `
const vscode = require('vscode');
const hundred = Array.from({ length: 100 }, (_, index) => index + 1);
exports.activate = () => vscode.window.createTreeView('bareTree', {
  treeDataProvider: {
    getTreeItem: (label) => new vscode.TreeItem(label, label.includes('Row') ? 0 : 1),
    getChildren: (label) =>
      label ? hundred.map((number) => label + ' Row ' + number + '.') : ${JSON.stringify(bareRows)},
  },
});
`;
