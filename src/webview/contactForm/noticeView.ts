import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { FormState } from '../../protocol/contactForm.ts';
import type { ViewContext } from './fieldView.ts';

/** What is unusual about the card as a whole, and what can be done about it; below the fields, and always in view. */
export function noticeView(state: FormState, context: ViewContext) {
  const { cardState, isUnsaved, readOnly } = state;
  if (readOnly === 'account') return readOnlyView(state, context);
  if (cardState === 'conflict') {
    return notice(
      'git-compare',
      l10n.t(
        'Somebody changed this contact in Wazzup after you opened it. Save keeps what both of you changed, and asks where you changed the same.',
      ),
    );
  }
  if (cardState === 'overtaken') {
    return notice(
      'cloud-download',
      l10n.t(
        'Somebody changed this contact in Wazzup after you opened it. Refresh shows it as it is now.',
      ),
    );
  }
  if (cardState === 'gone') {
    return notice(
      'warning',
      isUnsaved
        ? l10n.t('This contact is not in Wazzup any more. Save asks whether to create it again.')
        : l10n.t(
            'This contact is not in Wazzup any more. Duplicate makes a new one of what you see here.',
          ),
    );
  }
  return nothing;
}

/** Why the fields take nothing, and what ends that. */
function readOnlyView(
  { accountName = '', cardState, isUnsaved }: FormState,
  { dispatch }: ViewContext,
) {
  const words =
    cardState === 'gone' || !isUnsaved
      ? l10n.t('"{0}" is read-only here: its contacts cannot be changed.', accountName)
      : l10n.t('"{0}" is read-only here: this draft is kept, and cannot be sent.', accountName);
  const button = html`<button
    type="button"
    class="link"
    @click=${() => dispatch({ kind: 'asked', action: 'allowChanges' })}
    >${l10n.t('Allow Changes…')}</button
  >`;
  return notice('lock', words, button);
}

function notice(icon: string, words: string, button: unknown = nothing): TemplateResult {
  return html`<p class="notice" role="status">
    <span class="codicon codicon-${icon}" aria-hidden="true"></span>
    <span>${words} ${button}</span>
  </p>`;
}
