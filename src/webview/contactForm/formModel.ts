import type { FormAction, FormEdit, FormMessage, FormState } from '../../protocol/contactForm.ts';
import { assertNever } from '../../protocol/contactForm.ts';

/** What gets the focus once the host has answered. */
export type FocusTarget =
  | {
      readonly kind: 'row';
      readonly row: number;
      readonly part: 'chatType' | 'up' | 'down' | 'remove';
    }
  | { readonly kind: 'add' };

/** Everything the form shows. The host's state is the truth; `typed` lies over it until the host has caught up. */
export interface FormModel {
  readonly state: FormState | undefined;
  readonly icons: Readonly<Record<string, string>>;
  /** What the user entered, by pointer, with the edit that carries it. */
  readonly typed: ReadonlyMap<string, { readonly text: string; readonly seq: number }>;
  /** The pointer of the field that has the focus. */
  readonly focused: string | undefined;
  /** Number of the last edit sent. */
  readonly seq: number;
  /** Number of the present visit of a field. */
  readonly run: number;
  /** Whether the list of all problems is shown. */
  readonly areProblemsOpen: boolean;
  readonly focusNext: { readonly seq: number; readonly target: FocusTarget } | undefined;
}

export type FormEvent =
  | { readonly kind: 'began'; readonly icons: Readonly<Record<string, string>> }
  | { readonly kind: 'state'; readonly state: FormState }
  | { readonly kind: 'entered'; readonly pointer: string }
  | { readonly kind: 'left' }
  /** Text was typed into a field. */
  | { readonly kind: 'typed'; readonly pointer: string; readonly text: string }
  /** A value was picked from a list: complete at once. */
  | { readonly kind: 'picked'; readonly pointer: string; readonly text: string }
  | { readonly kind: 'rowAdded' }
  | { readonly kind: 'rowRemoved'; readonly row: number }
  | { readonly kind: 'rowMoved'; readonly row: number; readonly to: number }
  /** A button was pressed that the host acts on. */
  | { readonly kind: 'asked'; readonly action: FormAction }
  /** The list of problems was opened or closed. */
  | { readonly kind: 'problemsToggled'; readonly isOpen: boolean };

/** The next model, what to tell the host, and what to focus after drawing. */
export interface Step {
  readonly model: FormModel;
  readonly send: readonly FormMessage[];
  readonly focus?: FocusTarget;
}

export const emptyModel: FormModel = {
  state: undefined,
  icons: {},
  typed: new Map(),
  focused: undefined,
  seq: 0,
  run: 0,
  areProblemsOpen: false,
  focusNext: undefined,
};

/** The messenger of a row that was just added. */
const newRowChatType = 'whatsapp';

export function reduce(model: FormModel, event: FormEvent): Step {
  switch (event.kind) {
    case 'began':
      return { model: { ...model, icons: event.icons }, send: [] };
    case 'state':
      return withState(model, event.state);
    case 'entered':
      return { model: { ...model, focused: event.pointer, run: model.run + 1 }, send: [] };
    case 'left':
      return { model: { ...model, focused: undefined }, send: [{ kind: 'commit' }] };
    case 'typed':
      return withText(model, event.pointer, event.text);
    case 'picked': {
      const step = withText({ ...model, run: model.run + 1 }, event.pointer, event.text);
      return { model: step.model, send: [...step.send, { kind: 'commit' }] };
    }
    case 'rowAdded':
      return withRowEdit(
        model,
        { kind: 'addRow', chatType: newRowChatType, ...nextNumbers(model) },
        { kind: 'row', row: rowCount(model), part: 'chatType' },
      );
    case 'rowRemoved': {
      const last = rowCount(model) - 2;
      return withRowEdit(
        model,
        { kind: 'removeRow', row: event.row, ...nextNumbers(model) },
        last < 0
          ? { kind: 'add' }
          : { kind: 'row', row: Math.min(event.row, last), part: 'remove' },
      );
    }
    case 'rowMoved':
      return withRowEdit(
        model,
        { kind: 'moveRow', row: event.row, to: event.to, ...nextNumbers(model) },
        { kind: 'row', row: event.to, part: partAfterMove(model, event.row, event.to) },
      );
    case 'asked':
      return { model, send: [{ kind: event.action }] };
    case 'problemsToggled':
      return { model: { ...model, areProblemsOpen: event.isOpen }, send: [] };
    default:
      return assertNever(event);
  }
}

/** The text of a field: what the user typed, if the host has not caught up with it, else the document's. */
export function textAt(model: FormModel, pointer: string, documentText: string): string {
  return model.typed.get(pointer)?.text ?? documentText;
}

function withState(model: FormModel, state: FormState): Step {
  const typed = new Map([...model.typed].filter(([, { seq }]) => seq > state.handled));
  const { focusNext } = model;
  if (!focusNext || focusNext.seq > state.handled) {
    return { model: { ...model, state, typed }, send: [] };
  }
  return {
    model: { ...model, state, typed, focusNext: undefined },
    send: [],
    focus: focusNext.target,
  };
}

function withText(model: FormModel, pointer: string, text: string): Step {
  const numbers = nextNumbers(model);
  const typed = new Map(model.typed).set(pointer, { text, seq: numbers.seq });
  return {
    model: { ...model, typed, seq: numbers.seq },
    send: [{ kind: 'set', run: model.run, pointer, text, ...numbers }],
  };
}

/** Rows change their place only when the host says so: until then the pointers shown are the document's. */
function withRowEdit(model: FormModel, edit: FormEdit, target: FocusTarget): Step {
  return {
    model: { ...model, seq: edit.seq, focusNext: { seq: edit.seq, target } },
    send: [edit],
  };
}

function nextNumbers(model: FormModel): { readonly seq: number; readonly base: number } {
  return { seq: model.seq + 1, base: model.state?.version ?? 0 };
}

function rowCount({ state }: FormModel): number {
  return state?.content.kind === 'card' ? state.content.card.rows.length : 0;
}

/** The same button goes on moving the row, unless the row has arrived at the end. */
function partAfterMove(model: FormModel, row: number, to: number): 'up' | 'down' {
  if (to < row) return to === 0 ? 'down' : 'up';
  return to === rowCount(model) - 1 ? 'up' : 'down';
}
