/** Where the user was: a hidden form's page is thrown away and loaded again when it is shown. */
export interface ScreenPlace {
  readonly scrollTop: number;
  /** The element id of the field that had the focus. */
  readonly focused: string | undefined;
}

export function readPlace(root: HTMLElement): ScreenPlace {
  const { activeElement } = document;
  return {
    scrollTop: window.scrollY,
    focused: activeElement && root.contains(activeElement) ? activeElement.id : undefined,
  };
}

export function restorePlace(root: HTMLElement, place: ScreenPlace | undefined): void {
  if (!place) return;
  const field = place.focused ? root.querySelector(`#${CSS.escape(place.focused)}`) : null;
  if (field instanceof HTMLElement) field.focus({ preventScroll: true });
  window.scrollTo({ top: place.scrollTop });
}
