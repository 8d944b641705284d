import * as l10n from '@vscode/l10n';
import { html } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { live } from 'lit/directives/live.js';
import type { FormUsers } from '../../protocol/contactForm.ts';
import {
  descriptionOf,
  type Field,
  fieldId,
  fieldView,
  textFieldView,
  type ViewContext,
} from './fieldView.ts';
import { type PersonOption, personMatching, personOptions } from './people.ts';

/** The responsible person: picked by name where the users are known, else typed as an id. */
export function personView(field: Field, users: FormUsers, context: ViewContext) {
  if (users.kind === 'unavailable' || context.readOnly) {
    const hint = l10n.t('Id of a Wazzup user');
    const name =
      users.kind === 'list' ? users.users.find(({ id }) => id === field.text)?.name : undefined;
    return textFieldView({ ...field, hint: name ?? hint }, context);
  }
  const { pointer } = field;
  const options = personOptions(users, field.text);
  const hint = users.kind === 'loading' ? l10n.t('Reading the list of users…') : field.hint;
  const withHint: Field = hint === undefined ? field : { ...field, hint };
  const control = html`<vscode-single-select
    combobox
    filter="contains"
    id=${fieldId(pointer)}
    data-pointer=${pointer}
    data-description=${descriptionOf(withHint)}
    ?data-required=${withHint.required}
    .label=${field.label}
    .options=${guard([users, field.text], () => options)}
    .value=${live(field.text)}
    ?invalid=${field.problems[0]?.severity === 'error'}
    @focusin=${() => context.dispatch({ kind: 'entered', pointer })}
    @focusout=${() => context.dispatch({ kind: 'left' })}
    @change=${(event: Event) => pick(event, options, field.text, context)}
  ></vscode-single-select>`;
  return fieldView(withHint, control);

  function pick(
    event: Event,
    choices: readonly PersonOption[],
    current: string,
    { dispatch }: ViewContext,
  ): void {
    const select = event.currentTarget;
    if (!(select instanceof HTMLElement) || !('value' in select)) return;
    // Enter without a highlighted option leaves no value: then the words typed decide.
    const chosen = String(select.value) || personMatching(choices, typedInto(select)) || current;
    select.value = chosen;
    dispatch({ kind: 'picked', pointer, text: chosen });
  }
}

function typedInto(select: HTMLElement): string {
  const input = select.shadowRoot?.querySelector('input');
  return input?.value ?? '';
}
