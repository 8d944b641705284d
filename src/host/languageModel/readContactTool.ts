import * as l10n from '@vscode/l10n';
import { modelCard, plainText } from '../../core/languageModel/modelCard.ts';
import type { ModelAccess } from './modelAccess.ts';
import type { ModelTool } from './modelTool.ts';
import { prepareReading } from './prepareReading.ts';
import { ToolInput } from './toolInput.ts';

/** Reads one card as it is in Wazzup now. */
export class ReadContactTool implements ModelTool {
  readonly #access: ModelAccess;

  constructor(access: ModelAccess) {
    this.#access = access;
  }

  prepare() {
    return prepareReading(l10n.t('Reading a contact'), this.#access.showsPersonalData);
  }

  async run(given: unknown, signal: AbortSignal): Promise<object> {
    const input = new ToolInput(given, ['contact', 'account']);
    const account = input.optionalText('account', 200);
    const reference = this.#access.reference(input.text('contact', 200), account);
    const opened = await this.#access.open(reference.accountId, signal);
    const contact = await this.#access.read(reference, opened, signal);
    return { account: plainText(opened.record.name), ...modelCard(contact, opened.sight) };
  }
}
