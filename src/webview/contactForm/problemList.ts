import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { PlacedProblem, SortedProblems } from './fieldProblems.ts';
import type { ViewContext } from './fieldView.ts';
import { placeWords } from './placeWords.ts';

/** Brings the place of a problem into view and focuses it; `undefined` for one without a place of its own. */
export type Reveal = (place: string | undefined) => void;

const listId = 'problem-list';

/**
 * How many problems the card has. It leads to the only one, and opens a list of several that lies over the form: what
 * grew and shrank while somebody types would push the fields about.
 */
export function problemListView(
  problems: SortedProblems,
  isOpen: boolean,
  reveal: Reveal,
  { dispatch }: ViewContext,
): TemplateResult {
  const { inOrder, errors } = problems;
  const [first, ...others] = inOrder;
  if (!first) {
    return html`<div class="summary"><p class="no-problems" role="status"
      ><span class="codicon codicon-check" aria-hidden="true"></span> ${l10n.t('No problems')}</p></div>`;
  }
  const hasList = others.length > 0;
  const severity = errors > 0 ? 'error' : 'warning';
  const toggle = (open: boolean) => dispatch({ kind: 'problemsToggled', isOpen: open });
  const press = () => (hasList ? toggle(!isOpen) : reveal(first.place));
  return html`<div class="summary" @focusout=${(event: FocusEvent) => closeWhenLeft(event)} @keydown=${(event: KeyboardEvent) => closeByEscape(event)}>
    <div role="status"
      ><button
        type="button"
        class="problem-count"
        aria-expanded=${hasList ? String(isOpen) : nothing}
        aria-controls=${hasList && isOpen ? listId : nothing}
        @click=${press}
        ><span class="codicon codicon-${severity} ${severity}" aria-hidden="true"></span> ${countWords(problems)}${
          hasList
            ? html` <span class="codicon codicon-chevron-${isOpen ? 'up' : 'down'}" aria-hidden="true"></span>`
            : nothing
        }</button
      ></div
    >
    ${hasList && isOpen ? listView(inOrder, go) : nothing}
  </div>`;

  function go(place: string | undefined): void {
    toggle(false);
    reveal(place);
  }

  function closeWhenLeft({ currentTarget, relatedTarget }: FocusEvent): void {
    const isInside =
      currentTarget instanceof Element &&
      relatedTarget instanceof Node &&
      currentTarget.contains(relatedTarget);
    if (isOpen && !isInside) toggle(false);
  }

  function closeByEscape({ key, currentTarget }: KeyboardEvent): void {
    if (key !== 'Escape' || !isOpen) return;
    toggle(false);
    if (!(currentTarget instanceof Element)) return;
    const button = currentTarget.querySelector('.problem-count');
    if (button instanceof HTMLElement) button.focus();
  }
}

function listView(inOrder: readonly PlacedProblem[], go: Reveal): TemplateResult {
  return html`<ul id=${listId} class="problem-list" aria-label=${l10n.t('Problems')}>
    ${inOrder.map(
      ({ place, problem: { severity, message } }) => html`<li
        ><button type="button" @click=${() => go(place)}
          ><span class="codicon codicon-${severity} ${severity}" aria-hidden="true"></span
          ><span
            ><strong>${placeWords(place)}</strong>
            <span>${message}</span></span
          ></button
        ></li
      >`,
    )}
  </ul>`;
}

function countWords({ errors, warnings }: SortedProblems): string {
  const parts = [
    errors === 1 ? l10n.t('1 error') : errors > 0 ? l10n.t('{0} errors', errors) : '',
    warnings === 1 ? l10n.t('1 warning') : warnings > 0 ? l10n.t('{0} warnings', warnings) : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}
