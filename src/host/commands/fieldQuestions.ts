import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type FieldTemplate, readTemplate } from '../../core/change/fieldTemplate.ts';
import type { FieldWishes, RowWish } from '../../core/change/planFields.ts';
import { type ChatType, type Contact, chatTypes, rowsOf } from '../../core/contact/contact.ts';
import { numberText } from '../../core/numberText.ts';
import { chatIdHint, messengerName, type RowField, rowFields } from '../../protocol/messengers.ts';
import { UserError } from '../ui/userError.ts';
import { placeholderList, templateProblemWords } from './fieldArguments.ts';

/** What can be set for many contacts. */
export type SettableField = 'name' | 'responsible' | 'uri' | 'addMessenger' | 'replaceMessenger';

/** What a wish would do to the first of the contacts, in words, while it is typed. */
type TellExample = (wishes: FieldWishes) => Promise<vscode.InputBoxValidationMessage> | undefined;

/** Asks what is to be set. Rejects if the user cancels, as all questions here do. */
export async function pickField(): Promise<SettableField> {
  const items: readonly (vscode.QuickPickItem & { readonly field: SettableField })[] = [
    { label: l10n.t('Name…'), field: 'name' },
    { label: l10n.t('Responsible Person…'), field: 'responsible' },
    {
      label: l10n.t('Link to the CRM…'),
      description: l10n.t('by a template, such as {0}', linkExample),
      field: 'uri',
    },
    { label: l10n.t('Add a Messenger…'), field: 'addMessenger' },
    { label: l10n.t('Replace a Messenger…'), field: 'replaceMessenger' },
  ];
  const picked = await vscode.window.showQuickPick(items, { title: l10n.t('Set What?') });
  if (!picked) throw new vscode.CancellationError();
  return picked.field;
}

/** Asks for the value of a field, with what becomes of the first contact while it is typed. */
export async function askWishes(
  field: Exclude<SettableField, 'responsible'>,
  contacts: readonly Contact[],
  tell: TellExample,
): Promise<FieldWishes> {
  switch (field) {
    case 'name':
      return {
        name: await mustInput(
          {
            title: l10n.t('Set the Name'),
            prompt: placeholderHint(),
            placeHolder: l10n.t('{0} (regular customer)', '{name}'),
          },
          (name) => tell({ name }),
        ),
      };
    case 'uri':
      return {
        uri: await mustInput(
          {
            title: l10n.t('Set the Link to the CRM'),
            prompt: placeholderHint(),
            placeHolder: linkExample,
          },
          (uri) => tell({ uri }),
        ),
      };
    case 'addMessenger':
    case 'replaceMessenger': {
      const chatType = await pickChatType(field, contacts);
      const name = messengerName(chatType);
      const title =
        field === 'addMessenger' ? l10n.t('Add {0}', name) : l10n.t('Replace {0}', name);
      const empty =
        field === 'addMessenger'
          ? l10n.t('Empty: none is set.')
          : l10n.t('Empty: it stays as it is.');
      return {
        [field]: await inputRow(chatType, { title, empty }, (row) => tell({ [field]: row })),
      };
    }
  }
}

const linkExample = 'https://crm.example/c/{id}';

function placeholderHint(): string {
  return l10n.t('{0} stand for what each contact has.', placeholderList());
}

/** Asks for a messenger; one that is to be replaced must be on a contact. */
async function pickChatType(
  field: 'addMessenger' | 'replaceMessenger',
  contacts: readonly Contact[],
): Promise<ChatType> {
  const counts = new Map<unknown, number>();
  for (const contact of contacts) {
    for (const chatType of new Set(rowsOf(contact).map((row) => row.chatType))) {
      counts.set(chatType, (counts.get(chatType) ?? 0) + 1);
    }
  }
  const offered = chatTypes.filter((one) => field === 'addMessenger' || counts.has(one));
  if (offered.length === 0) {
    throw new UserError(l10n.t('None of the contacts has a messenger that could be replaced.'));
  }
  const items = offered.map((chatType) => {
    const count = counts.get(chatType);
    const description =
      count === undefined
        ? ''
        : l10n.t('{0} of these contacts', numberText(count, vscode.env.language));
    return { label: messengerName(chatType), description, chatType };
  });
  const title =
    field === 'addMessenger' ? l10n.t('Add Which Messenger?') : l10n.t('Replace Which Messenger?');
  const picked = await vscode.window.showQuickPick(items, { title });
  if (!picked) throw new vscode.CancellationError();
  return picked.chatType;
}

/** Asks for the values that a row of the messenger may have, one after the other; each may stay empty, but not all. */
async function inputRow(
  chatType: ChatType,
  { title, empty }: { readonly title: string; readonly empty: string },
  tell: (row: RowWish) => ReturnType<TellExample>,
): Promise<RowWish> {
  const fields = rowFields(chatType);
  let row: RowWish = { chatType };
  for (const [index, field] of fields.entries()) {
    const box = {
      title:
        fields.length === 1
          ? `${title}: ${field}`
          : l10n.t('{0} ({1} of {2})', `${title}: ${field}`, index + 1, fields.length),
      prompt: [
        ...(field === 'chatId' ? [`${chatIdHint(chatType)}.`] : [detailHint(field)]),
        ...(fields.length === 1 ? [] : [empty]),
        placeholderHint(),
      ].join(' '),
    };
    const soFar = row;
    const template = await inputTemplate(box, (typed) => tell({ ...soFar, [field]: typed }));
    if (template) row = { ...row, [field]: template };
  }
  if (fields.every((field) => row[field] === undefined)) throw new vscode.CancellationError();
  return row;
}

function detailHint(field: Exclude<RowField, 'chatId'>): string {
  return field === 'username'
    ? l10n.t('User name without @.')
    : l10n.t('Phone number, digits only with country code: 79011112233.');
}

type Box = Pick<vscode.InputBoxOptions, 'title' | 'prompt' | 'placeHolder'>;
type TellTemplate = (template: FieldTemplate) => ReturnType<TellExample>;

async function mustInput(box: Box, tell: TellTemplate): Promise<FieldTemplate> {
  const template = await inputTemplate(box, tell);
  if (!template) throw new vscode.CancellationError();
  return template;
}

/** Undefined if nothing was typed. */
async function inputTemplate(box: Box, tell: TellTemplate): Promise<FieldTemplate | undefined> {
  const typed = await vscode.window.showInputBox({
    ...box,
    ignoreFocusOut: true,
    validateInput: (text) => {
      const read = readTemplate(text.trim());
      if ('template' in read) return tell(read.template);
      return read.problem.kind === 'empty' ? undefined : templateProblemWords(read.problem);
    },
  });
  if (typed === undefined) throw new vscode.CancellationError();
  const read = readTemplate(typed.trim());
  return 'template' in read ? read.template : undefined;
}
