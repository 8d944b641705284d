/**
 * The messages between the contact form in a webview and the host, which holds the truth: the document.
 *
 * Crossing edits: the form numbers its edits (`seq`) and names the document version it showed (`base`).
 * A state tells which edit was dealt with last (`handled`); until then the form shows what the user typed,
 * whatever older states say. The host refuses an edit of a row if rows were added, removed or reordered
 * after `base`, since its pointer may mean another row by now.
 */

/** A problem of the card; `pointer` as in core/contact: '' is the whole card. */
export interface FormProblem {
  readonly pointer: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
}

/** One element of `contactData` as the form shows it. Values that are not text are shown as JSON. */
export interface FormRow {
  /** False for an element that is no object: it can be moved and removed, but edited in JSON only. */
  readonly editable: boolean;
  readonly chatType: string;
  readonly chatId: string;
  readonly username: string;
  readonly phone: string;
  /** Keys of this row that the form has no field for. */
  readonly otherKeys: number;
}

/** The card as the form shows it. */
export interface FormCard {
  readonly id: string;
  readonly name: string;
  readonly responsibleUserId: string;
  readonly uri: string;
  readonly rows: readonly FormRow[];
  /** Keys of the card itself that the form has no field for. */
  readonly otherKeys: number;
}

/** What the editor shows: a card, or why the text is none (then it is edited as JSON). */
export type FormContent =
  | { readonly kind: 'card'; readonly card: FormCard }
  | { readonly kind: 'unreadable'; readonly reason: string };

export interface FormUser {
  readonly id: string;
  readonly name: string;
}

/** The people who can be responsible; `unavailable` where they cannot be read, as for a file without an account. */
export type FormUsers =
  | { readonly kind: 'loading' }
  | { readonly kind: 'unavailable' }
  | { readonly kind: 'list'; readonly users: readonly FormUser[] };

/**
 * Where the card stands: `conflict` is a draft whose contact somebody else has changed, too, `overtaken` the same once
 * the draft was undone; `file` is a card on disk, which belongs to no account.
 */
export type FormCardState = 'saved' | 'overtaken' | 'draft' | 'conflict' | 'new' | 'gone' | 'file';

/** The mark of the card's account; each names a colour of the theme, `--vscode-charts-…`. */
export type FormAccountColor = 'red' | 'orange' | 'yellow' | 'green' | 'blue' | 'purple';

/** Why nothing can be edited: the file is read-only, or the user made the account so. */
export type FormReadOnly = 'file' | 'account';

export interface FormState {
  /** The document's version. */
  readonly version: number;
  /** The highest `seq` of this form's edits that was applied or refused. */
  readonly handled: number;
  readonly content: FormContent;
  readonly problems: readonly FormProblem[];
  readonly users: FormUsers;
  readonly accountName: string | undefined;
  readonly accountColor: FormAccountColor | undefined;
  readonly cardState: FormCardState;
  /** There is something to save. */
  readonly isUnsaved: boolean;
  readonly readOnly: FormReadOnly | undefined;
  /** The id cannot be edited: the document's address names it. */
  readonly idFixed: boolean;
}

export type HostMessage =
  | {
      readonly kind: 'begin';
      /** The contents of the l10n bundle; empty in English. */
      readonly words: Readonly<Record<string, string>>;
      /** Addresses of the messenger icons by chat type, and `other`. */
      readonly icons: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'state'; readonly state: FormState };

interface NumberedEdit {
  /** 1, 2, 3 … within one life of the webview. */
  readonly seq: number;
  /** The document version that the form showed. */
  readonly base: number;
}

/** An edit of one field. Edits of one `run` (one visit of a field) are undone in one step. */
export interface SetEdit extends NumberedEdit {
  readonly kind: 'set';
  readonly run: number;
  readonly pointer: string;
  readonly text: string;
}

export interface AddRowEdit extends NumberedEdit {
  readonly kind: 'addRow';
  readonly chatType: string;
}

export interface RemoveRowEdit extends NumberedEdit {
  readonly kind: 'removeRow';
  readonly row: number;
}

/** Exchanges the row at `row` with its neighbour at `to`. */
export interface MoveRowEdit extends NumberedEdit {
  readonly kind: 'moveRow';
  readonly row: number;
  readonly to: number;
}

export type FormEdit = SetEdit | AddRowEdit | RemoveRowEdit | MoveRowEdit;

/** What the form has buttons for beside edits. */
export type FormAction =
  | 'openAsJson'
  /** Open the card's `uri` in the browser. */
  | 'openLink'
  /** The user wants the read-only account to take changes again. */
  | 'allowChanges'
  | 'save'
  | 'duplicate'
  | 'showHistory'
  | 'delete';

export type FormMessage =
  | FormEdit
  /** The form is there, for the first time or again after it was hidden: its numbers start at 1. */
  | { readonly kind: 'ready' }
  /** The user left the field: what is still waiting is applied now. */
  | { readonly kind: 'commit' }
  | { readonly kind: FormAction };

/** Text longer than this is no card's field; it keeps a broken page from flooding the host. */
const maxTextLength = 100_000;

const fieldPointer =
  /^\/(?:id|name|responsibleUserId|uri|contactData\/(?:0|[1-9]\d{0,5})\/(?:chatType|chatId|username|phone))$/;

/** The message that `value` is, or undefined: what comes out of a webview is not trusted. */
export function readFormMessage(value: unknown): FormMessage | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const message: Readonly<Record<string, unknown>> = { ...value };
  switch (message['kind']) {
    case 'ready':
    case 'commit':
    case 'openAsJson':
    case 'allowChanges':
    case 'openLink':
    case 'save':
    case 'duplicate':
    case 'showHistory':
    case 'delete':
      return { kind: message['kind'] };
    case 'set':
    case 'addRow':
    case 'removeRow':
    case 'moveRow':
      return readEdit(message['kind'], message);
    default:
      return undefined;
  }
}

function readEdit(
  kind: FormEdit['kind'],
  message: Readonly<Record<string, unknown>>,
): FormEdit | undefined {
  const { seq, base, run, pointer, text, chatType, row, to } = message;
  if (!isCount(seq) || !isCount(base)) return undefined;
  switch (kind) {
    case 'set':
      return isCount(run) && isFieldPointer(pointer) && isShortText(text)
        ? { kind, seq, base, run, pointer, text }
        : undefined;
    case 'addRow':
      return isShortText(chatType) ? { kind, seq, base, chatType } : undefined;
    case 'removeRow':
      return isCount(row) ? { kind, seq, base, row } : undefined;
    case 'moveRow':
      return isCount(row) && isCount(to) && Math.abs(row - to) === 1
        ? { kind, seq, base, row, to }
        : undefined;
    default:
      return assertNever(kind);
  }
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isShortText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= maxTextLength;
}

function isFieldPointer(value: unknown): value is string {
  return typeof value === 'string' && fieldPointer.test(value);
}

/** Ends a `switch` that handles every kind: a kind without a branch does not compile. */
export function assertNever(value: never): never {
  throw new Error(`Not handled: ${JSON.stringify(value)}`);
}
