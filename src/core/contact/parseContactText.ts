import * as l10n from '@vscode/l10n';
import { type ParseErrorCode, printParseErrorCode, visit } from 'jsonc-parser';
import { type Contact, isObject } from './contact.ts';

/** Why a text is not a contact card at all. */
export interface SyntaxProblem {
  /** In UTF-16 code units from the beginning of the text. */
  readonly offset: number;
  /** In UTF-16 code units; may be 0 at the end of the text. */
  readonly length: number;
  /** A sentence for people. */
  readonly message: string;
}

/** A card, unchecked but for its id, or all that keeps the text from being one, in its order. */
export type ContactTextResult =
  | { readonly contact: Contact }
  | { readonly syntax: readonly SyntaxProblem[] };

/** Lists and objects within one another: documented are three levels, and the stack bears some thousands. */
const deepest = 500;

/**
 * The contact in a text, or why there is none: the text is not plain JSON (comments and trailing commas
 * are not), a key stands twice in one object (one of the values would be lost without a word), it is nested
 * more than 500 levels deep, or it is no object with a textual id. Whether the contact may be sent is for `validateContact` to say.
 */
export function parseContactText(text: string): ContactTextResult {
  // A byte order mark is white space here, so that offsets stay those of the text.
  const json = text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text;
  const read = readJson(json);
  if ('syntax' in read) return read;
  if (isCard(read.value)) return { contact: read.value };
  const message = isObject(read.value)
    ? l10n.t('A contact needs an id, as text in quotation marks.')
    : l10n.t('A contact is one object in braces: { "id": … }.');
  return { syntax: [{ offset: 0, length: text.length, message }] };
}

/**
 * The value of a text that is plain JSON, or everything that keeps it from being that.
 * @param around how many levels of lists and objects the text is taken from
 */
export function readJson(
  json: string,
  around = 0,
): { readonly value: unknown } | { readonly syntax: readonly SyntaxProblem[] } {
  try {
    const syntax = syntaxProblems(json, around);
    // The value is JSON.parse's: jsonc-parser would take a key "__proto__" for the prototype.
    return syntax.length > 0 ? { syntax } : { value: JSON.parse(json) };
  } catch (error) {
    if (error instanceof NestedTooDeeply) {
      const { offset } = error;
      const message = l10n.t('This is nested too deeply: {0} levels at most are read.', deepest);
      return { syntax: [{ offset, length: 1, message }] };
    }
    const message = l10n.t('This is not valid JSON.');
    return { syntax: [{ offset: 0, length: json.length, message }] };
  }
}

/** Ends the reading at once: whatever looks at the value or the text later calls itself for each level. */
class NestedTooDeeply extends Error {
  readonly offset: number;

  constructor(offset: number) {
    super();
    this.offset = offset;
  }
}

function isCard(value: unknown): value is Contact {
  return isObject(value) && typeof value['id'] === 'string';
}

function syntaxProblems(json: string, around: number): SyntaxProblem[] {
  const problems: SyntaxProblem[] = [];
  const openObjects: Set<string>[] = [];
  let depth = around;
  const descend = (offset: number) => {
    depth += 1;
    if (depth > deepest) throw new NestedTooDeeply(offset);
  };
  visit(
    json,
    {
      onObjectBegin: (offset) => {
        descend(offset);
        openObjects.push(new Set());
      },
      onObjectEnd: () => {
        depth -= 1;
        openObjects.pop();
      },
      onArrayBegin: descend,
      onArrayEnd: () => {
        depth -= 1;
      },
      onObjectProperty: (key, offset, length) => {
        const keys = openObjects.at(-1);
        if (keys?.has(key)) {
          problems.push({
            offset,
            length,
            message: l10n.t('"{0}" stands twice: keep one of them.', key),
          });
        }
        keys?.add(key);
      },
      onError: (code, offset, length) =>
        void problems.push({ offset, length, message: syntaxWords(code) }),
    },
    { disallowComments: true },
  );
  return problems.sort((a, b) => a.offset - b.offset);
}

function syntaxWords(code: ParseErrorCode): string {
  switch (printParseErrorCode(code)) {
    case 'CommaExpected':
      return l10n.t('A comma is missing.');
    case 'ColonExpected':
      return l10n.t('A colon is missing after the field name.');
    case 'PropertyNameExpected':
      return l10n.t('A field name in double quotation marks is expected.');
    case 'ValueExpected':
      return l10n.t('A value is expected.');
    case 'CloseBraceExpected':
      return l10n.t('A closing brace } is missing.');
    case 'CloseBracketExpected':
      return l10n.t('A closing bracket ] is missing.');
    case 'UnexpectedEndOfString':
      return l10n.t('A closing quotation mark is missing.');
    case 'InvalidCommentToken':
    case 'UnexpectedEndOfComment':
      return l10n.t('Comments are not allowed in a contact card.');
    case 'EndOfFileExpected':
      return l10n.t('Nothing may follow the closing brace.');
    case 'InvalidEscapeCharacter':
    case 'InvalidUnicode':
      return l10n.t('This escape after \\ is not valid in JSON.');
    case 'InvalidCharacter':
      return l10n.t('This character must be escaped with \\ within text.');
    case 'InvalidNumberFormat':
      return l10n.t('This is not a number.');
    default:
      return l10n.t('This is not valid JSON.');
  }
}
