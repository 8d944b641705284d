import * as vscode from 'vscode';

interface PickOptions<Item extends vscode.QuickPickItem> {
  readonly title: string;
  readonly placeholder: string;
  readonly items: readonly Item[];
  /** The one that is highlighted at first; otherwise the first. */
  readonly active?: Item | undefined;
  /** At the top. */
  readonly buttons?: readonly vscode.QuickInputButton[];
  /** Does what the button of an item is for, and returns the items to show from then on. */
  readonly onItemButton?: (item: Item) => Promise<readonly Item[]>;
}

/** What was picked, or the button at the top that was pressed instead; undefined if the list was closed. */
export type Picked<Item> = { readonly item: Item } | { readonly button: vscode.QuickInputButton };

/** Lets the user pick one item; the list stays while other windows have the focus. Rejects as `onItemButton` does. */
export async function pickOne<Item extends vscode.QuickPickItem>(
  options: PickOptions<Item>,
): Promise<Picked<Item> | undefined> {
  const pick = vscode.window.createQuickPick<Item>();
  pick.title = options.title;
  pick.placeholder = options.placeholder;
  pick.ignoreFocusOut = true;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  pick.keepScrollPosition = true;
  pick.items = options.items;
  if (options.active) pick.activeItems = [options.active];
  pick.buttons = options.buttons ?? [];
  const registrations: vscode.Disposable[] = [pick];
  try {
    return await new Promise((resolve, reject) => {
      registrations.push(
        pick.onDidAccept(() => {
          const [item] = pick.selectedItems;
          // Enter where what was typed matches none.
          if (item) resolve({ item });
        }),
        pick.onDidTriggerButton((button) => resolve({ button })),
        pick.onDidTriggerItemButton(({ item }) => {
          options.onItemButton?.(item).then((items) => {
            pick.items = items;
          }, reject);
        }),
        pick.onDidHide(() => resolve(undefined)),
      );
      pick.show();
    });
  } finally {
    vscode.Disposable.from(...registrations).dispose();
  }
}
