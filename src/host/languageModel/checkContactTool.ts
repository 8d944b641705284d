import * as l10n from '@vscode/l10n';
import { liveProblems } from '../../core/audit/liveProblems.ts';
import { asLabel } from '../../core/contact/problemWords.ts';
import { modelProblem } from '../../core/languageModel/modelProblem.ts';
import type { Audits } from '../audit/audits.ts';
import type { ModelAccess } from './modelAccess.ts';
import type { ModelTool } from './modelTool.ts';
import { prepareReading } from './prepareReading.ts';
import { ToolInput } from './toolInput.ts';

/** A card with more problems than this is told no more of them. */
const mostProblems = 50;

/** Checks one card as it is in Wazzup now, and tells what each problem means. */
export class CheckContactTool implements ModelTool {
  readonly #access: ModelAccess;
  readonly #audits: Audits;

  constructor(access: ModelAccess, audits: Audits) {
    this.#access = access;
    this.#audits = audits;
  }

  prepare() {
    return prepareReading(l10n.t('Checking a contact'), this.#access.showsPersonalData);
  }

  async run(given: unknown, signal: AbortSignal): Promise<object> {
    const input = new ToolInput(given, ['contact', 'account']);
    const account = input.optionalText('account', 200);
    const reference = this.#access.reference(input.text('contact', 200), account);
    const opened = await this.#access.open(reference.accountId, signal);
    const contact = await this.#access.read(reference, opened, signal);
    await this.#audits.load();
    const rules = this.#audits.rulesOf(reference.accountId);
    const userIds = rules?.context.userIds;
    const problems = liveProblems(contact, { exists: true, userIds, nameKey: asLabel }, rules);
    const { pseudonyms, accountId, showsPersonalData } = opened.sight;
    return {
      contact: pseudonyms.of('contact', accountId, contact.id),
      found: problems.length,
      problems: problems
        .slice(0, mostProblems)
        .map((problem) => modelProblem(problem, showsPersonalData)),
    };
  }
}
