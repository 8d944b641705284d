/**
 * Leaves "select all" in the fields below `root` to the browser. VS Code would do it once more, a moment later: what was
 * typed in between would be selected, too, and lost with the next letter.
 */
export function keepSelectAll(root: HTMLElement): void {
  root.addEventListener('keydown', (event) => {
    if (isSelectAll(event)) event.stopPropagation();
  });
}

/** Ctrl+A or Cmd+A, on keyboards without Latin letters by its place. */
function isSelectAll({ altKey, code, ctrlKey, key, metaKey, shiftKey }: KeyboardEvent): boolean {
  if (altKey || shiftKey || ctrlKey === metaKey) return false;
  return /^[a-z]$/i.test(key) ? key.toLowerCase() === 'a' : code === 'KeyA';
}
