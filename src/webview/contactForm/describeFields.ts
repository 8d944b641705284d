import type { VscodeSingleSelect } from '@vscode-elements/elements/dist/vscode-single-select/index.js';
import type { VscodeTextfield } from '@vscode-elements/elements/dist/vscode-textfield/index.js';

/**
 * Puts each field's hint or problem, and whether it is required or invalid, on the control inside the component, where
 * screen readers look for it: references by id cannot cross the border of a component.
 */
export async function describeFields(root: ParentNode): Promise<void> {
  for (const field of root.querySelectorAll<VscodeSingleSelect | VscodeTextfield>(
    'vscode-textfield, vscode-single-select',
  )) {
    await field.updateComplete;
    const control = field.shadowRoot?.querySelector('input, [role="combobox"]');
    if (!control) continue;
    setAttribute(control, 'aria-description', field.getAttribute('data-description') ?? '');
    setAttribute(control, 'aria-required', field.hasAttribute('data-required') ? 'true' : '');
    setAttribute(control, 'aria-invalid', field.invalid ? 'true' : '');
  }
}

function setAttribute(element: Element, name: string, value: string): void {
  if (value === '') element.removeAttribute(name);
  else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}
