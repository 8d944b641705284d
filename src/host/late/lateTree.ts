import * as vscode from 'vscode';

/** The rows of a view before what makes them was loaded; VS Code asks for the first ones when it shows the view. */
export class LateTree<Node> implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  readonly #load: () => Promise<unknown>;
  readonly #changed = new vscode.EventEmitter<Node | Node[] | undefined>();
  #tree: vscode.TreeDataProvider<Node> | undefined;
  #watch: vscode.Disposable | undefined;

  readonly onDidChangeTreeData = this.#changed.event;

  /** @param load calls `adopt` on its way */
  constructor(load: () => Promise<unknown>) {
    this.#load = load;
  }

  /** Passes everything on to `tree` from now on. */
  adopt(tree: vscode.TreeDataProvider<Node>): void {
    this.#tree = tree;
    this.#watch = tree.onDidChangeTreeData?.((nodes) => this.#changed.fire(nodes ?? undefined));
  }

  getTreeItem(node: Node): vscode.TreeItem | Thenable<vscode.TreeItem> {
    return this.#loaded().getTreeItem(node);
  }

  getChildren(node?: Node): vscode.ProviderResult<Node[]> {
    return this.#tree ? this.#tree.getChildren(node) : this.#firstChildren(node);
  }

  getParent(node: Node): vscode.ProviderResult<Node> {
    return this.#loaded().getParent?.(node);
  }

  resolveTreeItem(
    item: vscode.TreeItem,
    node: Node,
    token: vscode.CancellationToken,
  ): vscode.ProviderResult<vscode.TreeItem> {
    return this.#loaded().resolveTreeItem?.(item, node, token) ?? item;
  }

  dispose(): void {
    this.#watch?.dispose();
    this.#changed.dispose();
  }

  async #firstChildren(node: Node | undefined): Promise<Node[] | null | undefined> {
    await this.#load();
    return await this.#loaded().getChildren(node);
  }

  #loaded(): vscode.TreeDataProvider<Node> {
    if (!this.#tree) throw new Error('there is no row yet that could be asked about');
    return this.#tree;
  }
}
