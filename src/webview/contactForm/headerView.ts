import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { FormCardState, FormState } from '../../protocol/contactForm.ts';
import { actionsView, saveButtonView } from './actionsView.ts';
import type { ViewContext } from './fieldView.ts';

/** What the head shows beside the state. */
export interface Head {
  readonly state: FormState;
  /** As the fields have it now. */
  readonly name: string;
  readonly link: string;
  /** How many problems there are, and where. */
  readonly problems: TemplateResult | typeof nothing;
}

/** The head of the form: whose card it is, of which account, where it stands, its problems, and what can be done. */
export function headerView({ state, name, link, problems }: Head, context: ViewContext) {
  return html`<header class=${state.accountColor === undefined ? '' : `color-${state.accountColor}`}>
    <div class="head">
      <span class="avatar" aria-hidden="true">${initials(name)}</span>
      <div class="title">
        <h1 class=${name === '' ? 'nameless' : ''} title=${name}>${name || l10n.t('No name yet')}</h1>
        ${factsView(state)}
      </div>
      ${saveButtonView(state, context)}
    </div>
    <div class="bar">${problems}${actionsView(state, link, context)}</div>
  </header>`;
}

function factsView(state: FormState): TemplateResult {
  const { icon, words } = stateWords(state.cardState);
  return html`<p class="facts">
    ${
      state.accountName === undefined
        ? nothing
        : html`<span class="fact account" title=${state.accountName}
            >${colorMark(state)}<span class="visually-hidden">${l10n.t('Account:')}</span
            ><span class="account-name">${state.accountName}</span></span
          >`
    }
    <span class="fact state state-${state.cardState}"
      ><span class="codicon codicon-${icon}" aria-hidden="true"></span> ${words}</span
    >
    ${
      state.readOnly === undefined
        ? nothing
        : html`<span class="fact state"
            ><span class="codicon codicon-lock" aria-hidden="true"></span> ${l10n.t('Read-only')}</span
          >`
    }
  </p>`;
}

/** The account's colour beside its name, which says the same in words. */
function colorMark({ accountColor }: FormState): TemplateResult {
  return accountColor === undefined
    ? html`<span class="codicon codicon-account" aria-hidden="true"></span>`
    : html`<span
        class="codicon codicon-circle-large-filled account-color color-${accountColor}"
        aria-hidden="true"
      ></span>`;
}

/** The first letters of the first and the last word that begin with one. */
function initials(name: string): string {
  const letters = name.split(/\s+/).flatMap((word) => /^\p{L}/u.exec(word)?.[0] ?? []);
  const [first = '', ...others] = letters;
  return `${first}${others.at(-1) ?? ''}`.toLocaleUpperCase();
}

function stateWords(state: FormCardState): { readonly icon: string; readonly words: string } {
  switch (state) {
    case 'saved':
      return { icon: 'cloud', words: l10n.t('As in Wazzup') };
    case 'overtaken':
      return { icon: 'cloud-download', words: l10n.t('Changed in Wazzup') };
    case 'draft':
      return { icon: 'circle-filled', words: l10n.t('Changed, not sent yet') };
    case 'conflict':
      return { icon: 'git-compare', words: l10n.t('Changed here and in Wazzup') };
    case 'new':
      return { icon: 'sparkle', words: l10n.t('New, not sent yet') };
    case 'gone':
      return { icon: 'warning', words: l10n.t('Deleted in Wazzup') };
    case 'file':
      return { icon: 'file', words: l10n.t('File on disk') };
  }
}
