import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { FormProblem } from '../../protocol/contactForm.ts';
import type { FormEvent } from './formModel.ts';

/** What every view needs: where events go, and whether anything may be edited. */
export interface ViewContext {
  readonly dispatch: (event: FormEvent) => void;
  readonly readOnly: boolean;
}

/** One labelled field. */
export interface Field {
  readonly pointer: string;
  readonly label: string;
  /** The name for screen readers where `label` alone does not say which row is meant. */
  readonly fullLabel?: string;
  readonly text: string;
  readonly hint?: string;
  readonly required?: boolean;
  readonly problems: readonly FormProblem[];
  readonly fixed?: boolean;
}

/** The element id of a field, so that labels and the problem summary find it. */
export function fieldId(pointer: string): string {
  return `field${pointer.replaceAll('/', '-')}`;
}

/** A field with its label above and its problem or hint below, for which the room is kept. */
export function fieldView(field: Field, control: TemplateResult) {
  return html`<div class="field" data-severity=${field.problems[0]?.severity ?? nothing}>
    <label for=${fieldId(field.pointer)}>
      ${field.label}${field.required ? html`<span class="required" aria-hidden="true">*</span>` : nothing}
    </label>
    ${control}
    ${messageView(field.problems, field.hint)}
  </div>`;
}

/** A field of text. */
export function textFieldView(field: Field, context: ViewContext) {
  const { pointer } = field;
  const { dispatch } = context;
  const read = (event: Event): string =>
    event.currentTarget instanceof HTMLElement && 'value' in event.currentTarget
      ? String(event.currentTarget.value)
      : '';
  const control = html`<vscode-textfield
    id=${fieldId(pointer)}
    data-pointer=${pointer}
    data-description=${descriptionOf(field)}
    ?data-required=${field.required}
    autocomplete="off"
    .label=${field.fullLabel ?? field.label}
    .value=${live(field.text)}
    ?readonly=${context.readOnly || (field.fixed ?? false)}
    ?invalid=${field.problems[0]?.severity === 'error'}
    @focusin=${() => dispatch({ kind: 'entered', pointer })}
    @focusout=${() => dispatch({ kind: 'left' })}
    @input=${(event: Event) => dispatch({ kind: 'typed', pointer, text: read(event) })}
  ></vscode-textfield>`;
  return fieldView(field, control);
}

/** What a screen reader says of a field after its name: its problems, else its hint. */
export function descriptionOf(field: Field): string {
  return field.problems.map(({ message }) => message).join(' ') || (field.hint ?? '');
}

/** The line below a field, a row or a list. */
export function messageView(problems: readonly FormProblem[], hint = ''): TemplateResult {
  if (problems.length === 0) return html`<p class="message">${hint}</p>`;
  return html`${problems.map(
    ({ severity, message }) =>
      html`<p class="message"
        ><span class="codicon codicon-${severity} ${severity}" aria-hidden="true"></span>${message}</p
      >`,
  )}`;
}
