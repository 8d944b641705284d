import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { FormCardState, FormState } from '../../protocol/contactForm.ts';
import type { SortedProblems } from './fieldProblems.ts';
import type { ViewContext } from './fieldView.ts';

/** The head of the form: whose card it is, of which account, where it stands, and how many problems it has. */
export function headerView(
  state: FormState,
  name: string,
  problems: SortedProblems | undefined,
  showFirstProblem: () => void,
  { dispatch }: ViewContext,
): TemplateResult {
  const { icon, words } = stateWords(state.cardState);
  return html`<header>
    <div class="title">
      <h1 class=${name === '' ? 'nameless' : ''}>${name || l10n.t('No name yet')}</h1>
      <p class="facts">
        ${
          state.accountName === undefined
            ? nothing
            : html`<span class="fact"
                ><span class="codicon codicon-account" aria-hidden="true"></span
                >${colorMark(state)}<span class="visually-hidden">${l10n.t('Account:')}</span> ${state.accountName}</span
              >`
        }
        <span class="fact state-${state.cardState}"
          ><span class="codicon codicon-${icon}" aria-hidden="true"></span> ${words}</span
        >
        ${
          state.readOnly === 'file'
            ? html`<span class="fact"
                ><span class="codicon codicon-lock" aria-hidden="true"></span> ${l10n.t('Read-only')}</span
              >`
            : nothing
        }
      </p>
    </div>
    <vscode-button
      class="json-button"
      secondary
      icon="json"
      title=${l10n.t('Open this card as JSON text')}
      @click=${() => dispatch({ kind: 'jsonAsked' })}
      >JSON</vscode-button
    >
 ${state.readOnly === 'account' ? readOnlyView(state, dispatch) : nothing}
    <div class="summary" role="status">${problems ? summaryView(problems, showFirstProblem) : nothing}</div>
  </header>`;
}

/** The account's colour beside its name, which says the same in words. */
function colorMark({ accountColor }: FormState): TemplateResult | typeof nothing {
  if (accountColor === undefined) return nothing;
  return html`<span
    class="codicon codicon-circle-large-filled account-color color-${accountColor}"
    aria-hidden="true"
  ></span>`;
}

/** Why the fields take nothing, and what ends that. */
function readOnlyView(
  { accountName = '', cardState }: FormState,
  dispatch: ViewContext['dispatch'],
): TemplateResult {
  const words =
    cardState === 'saved'
      ? l10n.t('"{0}" is read-only here: its contacts cannot be changed.', accountName)
      : l10n.t('"{0}" is read-only here: this draft is kept, and cannot be sent.', accountName);
  return html`<p class="read-only" role="status">
    <span class="codicon codicon-lock" aria-hidden="true"></span>
    <span>
      ${words}
      <button type="button" class="link" @click=${() => dispatch({ kind: 'changesAsked' })}
        >${l10n.t('Allow Changes…')}</button
      >
    </span>
  </p>`;
}

function summaryView(problems: SortedProblems, showFirstProblem: () => void) {
  const { errors, warnings } = problems;
  if (errors + warnings === 0) {
    return html`<span class="no-problems"
      ><span class="codicon codicon-check" aria-hidden="true"></span> ${l10n.t('No problems')}</span
    >`;
  }
  const severity = errors > 0 ? 'error' : 'warning';
  return html`<button type="button" class="problem-count ${severity}" @click=${showFirstProblem}
    ><span class="codicon codicon-${severity}" aria-hidden="true"></span> ${countWords(problems)}</button
  >`;
}

function countWords({ errors, warnings }: SortedProblems): string {
  const parts = [
    errors === 1 ? l10n.t('1 error') : errors > 0 ? l10n.t('{0} errors', errors) : '',
    warnings === 1 ? l10n.t('1 warning') : warnings > 0 ? l10n.t('{0} warnings', warnings) : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}

function stateWords(state: FormCardState): { readonly icon: string; readonly words: string } {
  switch (state) {
    case 'saved':
      return { icon: 'cloud', words: l10n.t('As in Wazzup') };
    case 'draft':
      return { icon: 'circle-filled', words: l10n.t('Changed, not sent yet') };
    case 'new':
      return { icon: 'sparkle', words: l10n.t('New, not sent yet') };
    case 'gone':
      return { icon: 'warning', words: l10n.t('Deleted in Wazzup') };
    case 'file':
      return { icon: 'file', words: l10n.t('File on disk') };
  }
}
