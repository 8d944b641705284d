import * as vscode from 'vscode';

/** A file system that is loaded by the first question about a file. Nothing in it is watched by VS Code's wish. */
export class LateFiles implements vscode.FileSystemProvider, vscode.Disposable {
  readonly #files: () => Promise<vscode.FileSystemProvider>;
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  #watch: vscode.Disposable | undefined;

  readonly onDidChangeFile = this.#changed.event;

  /** @param load gives what answers, and calls `adopt` with it on its way */
  constructor(load: () => Promise<vscode.FileSystemProvider>) {
    this.#files = load;
  }

  /** Passes on what `files` tells of changes. */
  adopt(files: vscode.FileSystemProvider): void {
    this.#watch = files.onDidChangeFile((changes) => this.#changed.fire(changes));
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    return await (await this.#files()).stat(uri);
  }

  async readDirectory(uri: vscode.Uri): Promise<[string, vscode.FileType][]> {
    return await (await this.#files()).readDirectory(uri);
  }

  async createDirectory(uri: vscode.Uri): Promise<void> {
    await (await this.#files()).createDirectory(uri);
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    return await (await this.#files()).readFile(uri);
  }

  async writeFile(
    uri: vscode.Uri,
    content: Uint8Array,
    options: { readonly create: boolean; readonly overwrite: boolean },
  ): Promise<void> {
    await (await this.#files()).writeFile(uri, content, options);
  }

  async delete(uri: vscode.Uri, options: { readonly recursive: boolean }): Promise<void> {
    await (await this.#files()).delete(uri, options);
  }

  async rename(
    from: vscode.Uri,
    to: vscode.Uri,
    options: { readonly overwrite: boolean },
  ): Promise<void> {
    await (await this.#files()).rename(from, to, options);
  }

  dispose(): void {
    this.#watch?.dispose();
    this.#changed.dispose();
  }
}
