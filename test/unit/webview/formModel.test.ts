import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { FormRow, FormState } from '../../../src/protocol/contactForm.ts';
import {
  emptyModel,
  type FormEvent,
  type FormModel,
  reduce,
  type Step,
  textAt,
} from '../../../src/webview/contactForm/formModel.ts';

const row: FormRow = {
  editable: true,
  chatType: 'vk',
  chatId: '5',
  username: '',
  phone: '',
  otherKeys: 0,
};

function state(version: number, handled: number, name: string, rows = 3): FormState {
  return {
    version,
    handled,
    content: {
      kind: 'card',
      card: {
        id: '1',
        name,
        responsibleUserId: 'u',
        uri: '',
        rows: Array.from({ length: rows }, () => row),
        otherKeys: 0,
      },
    },
    problems: [],
    users: { kind: 'unavailable' },
    accountName: 'Shop',
    cardState: 'saved',
    isUnsaved: false,
    accountColor: undefined,
    readOnly: undefined,
    idFixed: true,
  };
}

/** Plays events one after the other and returns the last step. */
function play(...events: readonly FormEvent[]): Step {
  let step: Step = { model: emptyModel, send: [] };
  for (const event of events) step = reduce(step.model, event);
  return step;
}

function nameIn(model: FormModel): string {
  const { content } = model.state ?? {};
  return textAt(model, '/name', content?.kind === 'card' ? content.card.name : '');
}

const shown = (version: number, handled: number, name: string, rows?: number): FormEvent => ({
  kind: 'state',
  state: state(version, handled, name, rows),
});
const typed = (text: string): FormEvent => ({ kind: 'typed', pointer: '/name', text });
const entered: FormEvent = { kind: 'entered', pointer: '/name' };

describe('the form', () => {
  it('sends each letter with its number, the version shown and the visit it belongs to', () => {
    const { send } = play(shown(4, 0, ''), entered, typed('A'), typed('An'));
    assert.deepEqual(send, [
      { kind: 'set', seq: 2, base: 4, run: 1, pointer: '/name', text: 'An' },
    ]);
  });

  it('goes on showing what was typed while older states come in', () => {
    const typing = [shown(4, 0, ''), entered, typed('A'), typed('An'), typed('Ann')];
    assert.equal(nameIn(play(...typing, shown(5, 1, 'A')).model), 'Ann');
    assert.equal(nameIn(play(...typing, shown(5, 1, 'A'), shown(6, 3, 'Ann')).model), 'Ann');
  });

  it('shows the document again once the host has dealt with what was typed', () => {
    const typing = [shown(4, 0, ''), entered, typed('A')];
    assert.equal(nameIn(play(...typing, shown(5, 1, 'A'), shown(6, 1, '')).model), '');
    assert.equal(nameIn(play(...typing, shown(5, 1, 'refused')).model), 'refused');
  });

  it('begins a new visit with each focus and ends it when the field is left', () => {
    const events = [shown(4, 0, ''), entered, typed('A'), { kind: 'left' } as const];
    assert.deepEqual(play(...events).send, [{ kind: 'commit' }]);
    const [message] = play(...events, entered, typed('AB')).send;
    assert.equal(message?.kind === 'set' && message.run, 2);
  });

  it('completes a value picked from a list at once', () => {
    const { send } = play(shown(4, 0, ''), {
      kind: 'picked',
      pointer: '/responsibleUserId',
      text: 'u-2',
    });
    assert.deepEqual(
      send.map(({ kind }) => kind),
      ['set', 'commit'],
    );
  });

  describe('rows', () => {
    const ready = shown(4, 0, '');

    it('stay as they are until the host has changed them', () => {
      const { model, send, focus } = play(ready, { kind: 'rowRemoved', row: 0 });
      assert.deepEqual(send, [{ kind: 'removeRow', row: 0, seq: 1, base: 4 }]);
      assert.equal(focus, undefined);
      assert.equal(model.state?.version, 4);
    });

    it('take the focus along: to the next row after a removal, to the add button after the last', () => {
      const removed = (index: number, rows: number) =>
        play(shown(4, 0, '', rows), { kind: 'rowRemoved', row: index }, shown(5, 1, '', rows - 1))
          .focus;
      assert.deepEqual(removed(0, 3), { kind: 'row', row: 0, part: 'remove' });
      assert.deepEqual(removed(2, 3), { kind: 'row', row: 1, part: 'remove' });
      assert.deepEqual(removed(0, 1), { kind: 'add' });
    });

    it('take the focus along when moved, to a button that can be pressed', () => {
      const moved = (index: number, to: number) =>
        play(ready, { kind: 'rowMoved', row: index, to }, shown(5, 1, '')).focus;
      assert.deepEqual(moved(2, 1), { kind: 'row', row: 1, part: 'up' });
      assert.deepEqual(moved(1, 0), { kind: 'row', row: 0, part: 'down' });
      assert.deepEqual(moved(0, 1), { kind: 'row', row: 1, part: 'down' });
      assert.deepEqual(moved(1, 2), { kind: 'row', row: 2, part: 'up' });
    });

    it('get the focus on their messenger when added, once', () => {
      const added = [ready, { kind: 'rowAdded' } as const, shown(5, 1, '', 4)];
      assert.deepEqual(play(...added).focus, { kind: 'row', row: 3, part: 'chatType' });
      assert.equal(play(...added, shown(6, 1, '', 4)).focus, undefined);
    });

    it('wait with the focus for the answer to this very edit', () => {
      assert.equal(play(ready, { kind: 'rowAdded' }, shown(5, 0, '')).focus, undefined);
    });
  });

  it('passes on what a button asks for, and opens and closes the list of problems', () => {
    assert.deepEqual(play({ kind: 'asked', action: 'duplicate' }).send, [{ kind: 'duplicate' }]);
    const opened = play({ kind: 'problemsToggled', isOpen: true });
    assert.deepEqual([opened.model.areProblemsOpen, opened.send], [true, []]);
    const closed = reduce(opened.model, { kind: 'problemsToggled', isOpen: false });
    assert.equal(closed.model.areProblemsOpen, false);
  });
});
