import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { FormAction, FormState } from '../../protocol/contactForm.ts';
import type { ViewContext } from './fieldView.ts';

interface Action {
  readonly action: FormAction;
  readonly icon: string;
  readonly label: string;
  readonly title: string;
  readonly isDisabled?: boolean;
}

/** What can be done with the card beside editing it: one stop of the Tab key, the arrow keys go on from there. */
export function actionsView(
  state: FormState,
  link: string,
  { dispatch }: ViewContext,
): TemplateResult {
  const [first] = actionsOf(state, link);
  return html`<div
    class="actions"
    role="toolbar"
    aria-label=${l10n.t('Actions for this card')}
    @keydown=${moveByArrow}
  >${actionsOf(state, link).map(
    ({ action, icon, label, title, isDisabled }) => html`<button
      type="button"
      class="action"
      title=${title}
      aria-disabled=${isDisabled ? 'true' : nothing}
      tabindex=${action === first?.action ? 0 : -1}
      @click=${() => isDisabled || dispatch({ kind: 'asked', action })}
      ><span class="codicon codicon-${icon}" aria-hidden="true"></span><span class="label">${label}</span></button
    >`,
  )}</div>`;
}

/** Those that make sense for the card as it stands; none that writes where nothing may be written. */
function actionsOf({ cardState, content, readOnly }: FormState, link: string): readonly Action[] {
  const isCard = content.kind === 'card';
  const isStored = cardState !== 'new' && cardState !== 'file';
  const json: Action = {
    action: 'openAsJson',
    icon: 'json',
    label: 'JSON',
    title: l10n.t('Open this card as JSON text'),
  };
  const crm: Action = {
    action: 'openLink',
    icon: 'link-external',
    label: l10n.t('Open in CRM'),
    title: l10n.t('Open the link to the card in the CRM in the browser'),
    isDisabled: !/^https?:\/\//i.test(link.trim()),
  };
  const duplicate: Action = {
    action: 'duplicate',
    icon: 'copy',
    label: l10n.t('Duplicate'),
    title: l10n.t('Make a new card with the same content'),
  };
  const history: Action = {
    action: 'showHistory',
    icon: 'history',
    label: l10n.t('History'),
    title: l10n.t('Show what was done to this contact from this computer'),
  };
  const deletion: Action = {
    action: 'delete',
    icon: 'trash',
    label: l10n.t('Delete'),
    title: l10n.t('Delete this contact in Wazzup'),
  };
  return [
    json,
    ...(isCard ? [crm] : []),
    ...(isCard && cardState !== 'file' && !readOnly ? [duplicate] : []),
    ...(isCard && isStored ? [history] : []),
    ...(isStored && cardState !== 'gone' && !readOnly ? [deletion] : []),
  ];
}

/** Sends what is in the form; nothing else does. Stays where it is when there is nothing to send. */
export function saveButtonView(
  { cardState, isUnsaved, readOnly }: FormState,
  { dispatch }: ViewContext,
): TemplateResult | typeof nothing {
  if (readOnly || cardState === 'file') return nothing;
  return html`<button
    type="button"
    class="save"
    title=${l10n.t('Send this card to Wazzup')}
    aria-disabled=${isUnsaved ? nothing : 'true'}
    @click=${() => isUnsaved && dispatch({ kind: 'asked', action: 'save' })}
    >${l10n.t('Save')}</button
  >`;
}

function moveByArrow(event: KeyboardEvent): void {
  const { currentTarget, key, target } = event;
  if (!(currentTarget instanceof Element && target instanceof HTMLButtonElement)) return;
  const buttons = [...currentTarget.querySelectorAll('button')];
  const at = buttons.indexOf(target);
  const to = targetOf(key, at, buttons.length);
  if (to === undefined) return;
  event.preventDefault();
  buttons[to]?.focus();
}

function targetOf(key: string, at: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowRight':
      return (at + 1) % count;
    case 'ArrowLeft':
      return (at - 1 + count) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
