import { fieldId } from './fieldView.ts';
import type { FocusTarget } from './formModel.ts';

/** Focuses what the target names, or, where it cannot be focused, another part of the same row. */
export function focusTarget(root: ParentNode, target: FocusTarget): void {
  if (target.kind === 'add') {
    focusOn(root.querySelector('#add-row'));
    return;
  }
  const partsOfRow = [...root.querySelectorAll(`[data-row="${target.row}"]`)];
  const usable = partsOfRow.filter((part) => !part.hasAttribute('disabled'));
  focusOn(
    usable.find((part) => part.getAttribute('data-part') === target.part) ?? usable.at(-1) ?? null,
  );
}

/**
 * Brings the place of a problem into view and focuses its field; the row's first field for a row, and the notes for a
 * problem without a place.
 */
export function focusPlace(root: ParentNode, place = ''): void {
  const row = /^\/contactData\/(\d+)$/.exec(place)?.[1];
  const element =
    root.querySelector(`#${CSS.escape(fieldId(place))}`) ??
    (row === undefined ? null : root.querySelector(`[data-row="${row}"]`)) ??
    (place === '/contactData' ? root.querySelector('#add-row') : root.querySelector('.notes'));
  focusOn(element);
}

function focusOn(element: Element | null): void {
  if (!(element instanceof HTMLElement)) return;
  element.scrollIntoView({ block: 'nearest' });
  element.focus();
}
