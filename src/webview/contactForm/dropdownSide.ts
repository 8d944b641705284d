import type { VscodeSingleSelect } from '@vscode-elements/elements/dist/vscode-single-select/index.js';

/** The height of a list of ten, the most that is shown without scrolling, in CSS pixels. */
const listHeight = 228;

/** Lets a select that is about to open do so upwards where there is more room above than it needs below. */
export function chooseDropdownSide(event: Event): void {
  const { target } = event;
  const select =
    target instanceof Element ? target.closest<VscodeSingleSelect>('vscode-single-select') : null;
  if (!select || select.open) return;
  const { top, bottom } = select.getBoundingClientRect();
  const below = document.documentElement.clientHeight - bottom;
  select.position = below < listHeight && top > below ? 'above' : 'below';
}
