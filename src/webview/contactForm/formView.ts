import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { FormCard, FormProblem, FormState } from '../../protocol/contactForm.ts';
import { type SortedProblems, sortProblems } from './fieldProblems.ts';
import { messageView, textFieldView, type ViewContext } from './fieldView.ts';
import { type FormEvent, type FormModel, textAt } from './formModel.ts';
import { type Head, headerView } from './headerView.ts';
import { noticeView } from './noticeView.ts';
import { personView } from './personView.ts';
import { placeWords } from './placeWords.ts';
import { problemListView, type Reveal } from './problemList.ts';
import { rowView } from './rowView.ts';

/** The whole form. `reveal` brings the place of a problem into view and focuses it. */
export function formView(
  model: FormModel,
  dispatch: (event: FormEvent) => void,
  reveal: Reveal,
): TemplateResult | typeof nothing {
  const { state } = model;
  if (!state) return nothing;
  const context: ViewContext = { dispatch, readOnly: state.readOnly !== undefined };
  if (state.content.kind === 'unreadable') {
    const head: Head = { state, name: l10n.t('Contact'), link: '', problems: nothing };
    return html`${headerView(head, context)} ${unreadableView(state.content.reason, context)}
      ${noticeView(state, context)}`;
  }
  const { card } = state.content;
  const problems = sortProblems(state.problems);
  const head = {
    state,
    name: textAt(model, '/name', card.name).trim() || textAt(model, '/id', card.id),
    link: textAt(model, '/uri', card.uri),
    problems: problemListView(problems, model.areProblemsOpen, reveal, context),
  };
  return html`${headerView(head, context)}
    ${fieldsView(model, state, card, problems, context)}
    ${messengersView(model, card, problems, context)} ${notesView(card, problems.others, context)}
    ${noticeView(state, context)}
    <p class="visually-hidden" aria-live="polite">${problemOfFocused(model, problems)}</p>`;
}

/** What is wrong with the field that is being typed into, for the screen reader's live region. */
function problemOfFocused({ focused }: FormModel, problems: SortedProblems): string {
  return (focused === undefined ? undefined : problems.at.get(focused)?.[0]?.message) ?? '';
}

function fieldsView(
  model: FormModel,
  state: FormState,
  card: FormCard,
  problems: SortedProblems,
  context: ViewContext,
) {
  const field = (pointer: string, documentText: string) => ({
    pointer,
    label: placeWords(pointer),
    text: textAt(model, pointer, documentText),
    problems: problems.at.get(pointer) ?? [],
  });
  return html`<section class="fields" aria-label=${l10n.t('Contact')}>
    ${textFieldView({ ...field('/name', card.name), required: true }, context)}
    ${personView(
      {
        ...field('/responsibleUserId', card.responsibleUserId),
        required: true,
      },
      state.users,
      context,
    )}
    ${textFieldView(
      {
        ...field('/uri', card.uri),
        hint: l10n.t('Shown as a button in the Wazzup chat'),
      },
      context,
    )}
    ${textFieldView(
      {
        ...field('/id', card.id),
        required: true,
        fixed: state.idFixed,
        hint: state.idFixed
          ? l10n.t('Fixed: it names this card')
          : l10n.t("The contact's id in the CRM"),
      },
      context,
    )}
  </section>`;
}

function messengersView(
  model: FormModel,
  card: FormCard,
  problems: SortedProblems,
  context: ViewContext,
) {
  const problemsAt = (pointer: string) => problems.at.get(pointer) ?? [];
  const count = card.rows.length;
  return html`<section class="messengers" aria-labelledby="messengers-title">
    <h2 id="messengers-title">
      ${l10n.t('Messengers')} <span class="count">${count > 0 ? count : nothing}</span>
    </h2>
    ${problemsAt('/contactData').length > 0 ? messageView(problemsAt('/contactData')) : nothing}
    <ol class="rows" data-place="/contactData">
      ${card.rows.map((row, index) => rowView({ row, index, count, model, problemsAt }, context))}
    </ol>
    ${
      context.readOnly
        ? nothing
        : html`<vscode-button
            id="add-row"
            secondary
            icon="add"
            @click=${() => context.dispatch({ kind: 'rowAdded' })}
            >${l10n.t('Add messenger')}</vscode-button>`
    }
  </section>`;
}

/** What the form cannot show, and problems that belong to no field. */
function notesView(card: FormCard, problems: readonly FormProblem[], { dispatch }: ViewContext) {
  const hidden = card.rows.reduce((sum, row) => sum + row.otherKeys, card.otherKeys);
  if (hidden === 0 && problems.length === 0) return nothing;
  return html`<section class="notes" tabindex="-1" aria-label=${l10n.t('Notes')}>
    ${problems.length > 0 ? messageView(problems) : nothing}
    ${
      hidden === 0
        ? nothing
        : html`<p class="hidden-keys">
            ${
              hidden === 1
                ? l10n.t('1 more field is only visible in JSON.')
                : l10n.t('{0} more fields are only visible in JSON.', hidden)
            }
            <button type="button" class="link" @click=${() => dispatch({ kind: 'asked', action: 'openAsJson' })}
              >${l10n.t('Open as JSON')}</button
            >
          </p>`
    }
  </section>`;
}

/** Calm words instead of the fields while the text is no card; the form comes back with the next good text. */
function unreadableView(reason: string, { dispatch }: ViewContext) {
  return html`<section class="unreadable" role="status">
    <span class="codicon codicon-json" aria-hidden="true"></span>
    <h2>${l10n.t('This card cannot be shown as a form')}</h2>
    <p>${reason} ${l10n.t('Nothing is lost: correct it in the JSON, and the form comes back.')}</p>
    <vscode-button @click=${() => dispatch({ kind: 'asked', action: 'openAsJson' })}>${l10n.t('Open as JSON')}</vscode-button>
  </section>`;
}
