import './elements.ts';
import './page.css';
import './header.css';
import './bar.css';
import './fields.css';
import './messengers.css';
import * as l10n from '@vscode/l10n';
import { render } from 'lit';
import { assertNever, type HostMessage } from '../../protocol/contactForm.ts';
import { describeFields } from './describeFields.ts';
import { chooseDropdownSide } from './dropdownSide.ts';
import { focusPlace, focusTarget } from './focus.ts';
import { emptyModel, type FormEvent, type FormModel, reduce } from './formModel.ts';
import { formView } from './formView.ts';
import { readPlace, restorePlace, type ScreenPlace } from './screenPlace.ts';
import { keepSelectAll } from './selectAll.ts';

function start(root: HTMLElement): void {
  const host = acquireVsCodeApi<ScreenPlace>();
  let model: FormModel = emptyModel;
  let hasBegun = false;
  let isRestored = false;
  let isDrawing = false;
  const waiting: FormEvent[] = [];

  const draw = (): void => {
    isDrawing = true;
    try {
      render(
        formView(model, dispatch, (place) => focusPlace(root, place)),
        root,
      );
    } finally {
      isDrawing = false;
    }
    void describeFields(root);
  };

  /** Drawing may take the focused field away, whose event then waits until the drawing is done. */
  function dispatch(event: FormEvent): void {
    waiting.push(event);
    if (isDrawing) return;
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const step = reduce(model, next);
      model = step.model;
      for (const message of step.send) host.postMessage(message);
      draw();
      if (step.focus) focusTarget(root, step.focus);
    }
  }

  function receive(message: HostMessage): void {
    switch (message.kind) {
      case 'begin':
        hasBegun = true;
        l10n.config({ contents: { ...message.words } });
        dispatch({ kind: 'began', icons: message.icons });
        return;
      case 'state':
        // One that was sent while the page was being loaded comes before the words and icons; another one follows them.
        if (!hasBegun) return;
        dispatch({ kind: 'state', state: message.state });
        if (!isRestored) restorePlace(root, host.getState());
        isRestored = true;
        return;
      default:
        assertNever(message);
    }
  }

  const keepPlace = (): void => {
    if (isRestored) host.setState(readPlace(root));
  };
  window.addEventListener('message', (event: MessageEvent<HostMessage>) => receive(event.data));
  window.addEventListener('scroll', keepPlace, { passive: true });
  root.addEventListener('focusin', keepPlace);
  for (const type of ['pointerdown', 'keydown', 'input']) {
    root.addEventListener(type, chooseDropdownSide, { capture: true });
  }
  keepSelectAll(root);
  // A page that is hidden or unloaded gets no focusout: what waits must not.
  document.addEventListener('visibilitychange', () => host.postMessage({ kind: 'commit' }));
  host.postMessage({ kind: 'ready' });
}

const root = document.getElementById('form');
if (root) start(root);
