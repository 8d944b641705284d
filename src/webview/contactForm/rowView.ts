import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { live } from 'lit/directives/live.js';
import { chatTypes } from '../../core/contact/contact.ts';
import { fieldLabel } from '../../core/contact/fieldLabel.ts';
import type { FormProblem, FormRow } from '../../protocol/contactForm.ts';
import {
  chatIdHint,
  isKnownChatType,
  messengerName,
  type RowField,
  rowFields,
} from '../../protocol/messengers.ts';
import {
  descriptionOf,
  fieldId,
  fieldView,
  messageView,
  textFieldView,
  type ViewContext,
} from './fieldView.ts';
import { type FormModel, textAt } from './formModel.ts';
import { placeWords } from './placeWords.ts';

/** One row of `contactData` among `count`. */
export interface RowPlace {
  readonly row: FormRow;
  readonly index: number;
  readonly count: number;
  readonly model: FormModel;
  readonly problemsAt: (pointer: string) => readonly FormProblem[];
}

export function rowView(place: RowPlace, context: ViewContext): TemplateResult {
  const { row, index, model, problemsAt } = place;
  const at = `/contactData/${index}`;
  const chatType = textAt(model, `${at}/chatType`, row.chatType);
  const icon = model.icons[isKnownChatType(chatType) ? chatType : 'other'];
  return html`<li><div class="row" role="group" aria-label=${l10n.t('Messenger {0}', index + 1)}>
    <img class="messenger-icon" src=${icon ?? nothing} alt="" width="20" height="20" />
    ${
      row.editable
        ? html`${pickerView(place, chatType, context)}
            <div class="row-fields">
              ${fieldsOf(place, chatType).map((field) => rowFieldView(place, field, chatType, context))}
            </div>`
        : html`<p class="not-editable">${l10n.t('This entry is not a messenger account. Edit it as JSON.')}</p>`
    }
    ${context.readOnly ? nothing : buttonsView(place, context)}
    <div class="row-messages">${problemsAt(at).length > 0 ? messageView(problemsAt(at)) : nothing}</div>
  </div></li>`;
}

function pickerView({ index, problemsAt }: RowPlace, chatType: string, context: ViewContext) {
  const pointer = `/contactData/${index}/chatType`;
  const label = l10n.t('Messenger');
  const field = {
    pointer,
    label,
    text: chatType,
    problems: problemsAt(pointer),
  };
  if (context.readOnly) {
    // Not the list: one that is switched off is hard to read.
    const shown = { ...field, fullLabel: placeWords(`/contactData/${index}`) };
    const view = textFieldView({ ...shown, text: messengerName(chatType) }, context);
    return html`<div class="picker">${view}</div>`;
  }
  const control = html`<vscode-single-select
    id=${fieldId(pointer)}
    data-pointer=${pointer}
    data-description=${descriptionOf(field)}
    data-row=${index}
    data-part="chatType"
    .label=${l10n.t('Messenger {0}', index + 1)}
    .options=${guard([chatType], () => messengerOptions(chatType))}
    .value=${live(chatType)}
    ?invalid=${field.problems[0]?.severity === 'error'}
    @change=${(event: Event) => {
      const select = event.currentTarget;
      if (select instanceof HTMLElement && 'value' in select) {
        context.dispatch({ kind: 'picked', pointer, text: String(select.value) });
      }
    }}
  ></vscode-single-select>`;
  return html`<div class="picker">${fieldView(field, control)}</div>`;
}

/** The documented messengers, and this row's own if it is another. */
function messengerOptions(chatType: string) {
  const known = chatTypes.map((type) => ({ label: messengerName(type), value: type }));
  return isKnownChatType(chatType)
    ? known
    : [{ label: chatType || l10n.t('Choose…'), value: chatType }, ...known];
}

/** The fields that this messenger uses, and those that the row has all the same. */
function fieldsOf({ row, index, model, problemsAt }: RowPlace, chatType: string) {
  const used = rowFields(chatType);
  const all: readonly RowField[] = ['chatId', 'username', 'phone'];
  return all.filter((field) => {
    const pointer = `/contactData/${index}/${field}`;
    return (
      used.includes(field) ||
      textAt(model, pointer, row[field]) !== '' ||
      model.focused === pointer ||
      problemsAt(pointer).length > 0
    );
  });
}

function rowFieldView(place: RowPlace, field: RowField, chatType: string, context: ViewContext) {
  const { row, index, model, problemsAt } = place;
  const pointer = `/contactData/${index}/${field}`;
  const label = fieldLabel(field);
  return textFieldView(
    {
      pointer,
      label,
      hint: hintOf(field, chatType),
      fullLabel: placeWords(pointer),
      text: textAt(model, pointer, row[field]),
      problems: problemsAt(pointer),
    },
    context,
  );
}

function hintOf(field: RowField, chatType: string): string {
  switch (field) {
    case 'chatId':
      return chatIdHint(chatType);
    case 'username':
      return l10n.t('Without @');
    case 'phone':
      return l10n.t('Digits only: 79011112233');
  }
}

function buttonsView({ index, count }: RowPlace, { dispatch }: ViewContext) {
  const number = index + 1;
  return html`<div class="row-buttons">
    ${buttonView('up', 'arrow-up', l10n.t('Move messenger {0} up', number), index === 0, () =>
      dispatch({ kind: 'rowMoved', row: index, to: index - 1 }),
    )}
    ${buttonView(
      'down',
      'arrow-down',
      l10n.t('Move messenger {0} down', number),
      index === count - 1,
      () => dispatch({ kind: 'rowMoved', row: index, to: index + 1 }),
    )}
    ${buttonView('remove', 'trash', l10n.t('Remove messenger {0}', number), false, () =>
      dispatch({ kind: 'rowRemoved', row: index }),
    )}
  </div>`;

  function buttonView(
    part: string,
    icon: string,
    label: string,
    disabled: boolean,
    onClick: () => void,
  ) {
    return html`<button
      type="button"
      class="icon-button"
      data-row=${index}
      data-part=${part}
      aria-label=${label}
      title=${label}
      ?disabled=${disabled}
      @click=${onClick}
    ><span class="codicon codicon-${icon}" aria-hidden="true"></span></button>`;
  }
}
