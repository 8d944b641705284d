import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { AccountAudit } from '../../core/audit/accountAudit.ts';
import type { AuditRule } from '../../core/audit/auditRule.ts';
import { auditRule } from '../../core/audit/auditRules.ts';
import { type FixPlan, planFixes } from '../../core/audit/planFixes.ts';
import { TimeSlices } from '../../core/book/timeSlices.ts';
import type { Report } from '../../core/change/report.ts';
import { numberText } from '../../core/numberText.ts';
import type { AccountRecord } from '../accounts/accountRecord.ts';
import { RuleNode } from '../tree/ruleNode.ts';
import { withProgressWhenSlow } from '../ui/progress.ts';
import { UserError } from '../ui/userError.ts';
import { changeMany } from './changeMany.ts';
import { checkContacts } from './checkContacts.ts';
import { accountArgument, flagArgument, textArgument, textsArgument } from './commandArguments.ts';
import type { CommandServices } from './commandServices.ts';
import { chooseFixes, nothingToFix, plannedFixes } from './fixQuestions.ts';
import { pickWritableAccount } from './writableAccount.ts';

/**
 * Fix All Certain Problems… `({accountId, ids})` → report. Corrects what can be corrected for certain, by every rule, in
 * all contacts or those of `ids`. Unless these are named it says first what will happen.
 */
export async function fixAll(
  services: CommandServices,
  [argument]: readonly unknown[],
): Promise<Report | undefined> {
  return await fix(services, argument, () => undefined);
}

/**
 * Fix All of This Kind… `({accountId, ruleId, ids, guesses})` → report. The same by one rule, from its row or of this id.
 * Where a fix is only likely, the user chooses whether it is made; from code `guesses` says so.
 */
export async function fixKind(
  services: CommandServices,
  [argument]: readonly unknown[],
): Promise<Report | undefined> {
  const named = argument instanceof RuleNode ? argument.rule : ruleArgument(argument);
  return await fix(services, argument, (found) => named ?? pickRule(found));
}

async function fix(
  services: CommandServices,
  argument: unknown,
  ruleOf: (found: AccountAudit) => AuditRule | undefined | Promise<AuditRule | undefined>,
): Promise<Report | undefined> {
  const named = textsArgument(argument, 'ids');
  const guesses = flagArgument(argument, 'guesses');
  const account = await pickWritableAccount(services, accountArgument(argument));
  const found = services.audits.of(account.id) ?? (await checkContacts(services, account));
  const rule = await ruleOf(found);
  mustBeOn(services, rule);
  const facts = { account, found, rule, named };
  const plan =
    rule && named === undefined && guesses === undefined
      ? await chooseFixes(
          await planFor(services, facts, false),
          await planFor(services, facts, true),
          rule,
        )
      : await planFor(services, facts, rule !== undefined && guesses === true);
  return await changeMany(services, plannedFixes(account.name, plan, rule), {
    title: l10n.t('Fixing problems of contacts'),
    nothing: nothingToFix(plan),
    asks: named === undefined,
  });
}

interface FixFacts {
  readonly account: AccountRecord;
  readonly found: AccountAudit;
  readonly rule: AuditRule | undefined;
  readonly named: readonly string[] | undefined;
}

async function planFor(
  { clock }: CommandServices,
  { account, found, rule, named }: FixFacts,
  guesses: boolean,
): Promise<FixPlan> {
  const faulty = rule ? (found.byRule.get(rule) ?? []) : found.fixableIds();
  const suits = named && new Set(named);
  const ids = suits ? those(faulty, suits) : faulty;
  return await withProgressWhenSlow(l10n.t('Looking for what can be fixed'), clock, (signal) =>
    planFixes(account.id, found.contactsOf(ids), found.audit.context, new TimeSlices(signal), {
      ruleId: rule?.id,
      guesses,
    }),
  );
}

function mustBeOn({ settings }: CommandServices, rule: AuditRule | undefined): void {
  if (!rule || settings.isAuditRuleOn(rule.id)) return;
  throw new UserError(
    l10n.t('The rule "{0}" is switched off in the settings.', rule.words().title),
    { setting: 'wazzup.audit.rules' },
  );
}

function* those(ids: Iterable<string>, wanted: ReadonlySet<string>): Generator<string> {
  for (const id of ids) if (wanted.has(id)) yield id;
}

function ruleArgument(argument: unknown): AuditRule | undefined {
  const named = textArgument(argument, 'ruleId');
  if (named === undefined) return undefined;
  const rule = auditRule(named);
  if (!rule) throw new UserError(l10n.t('There is no rule "{0}".', named));
  return rule;
}

async function pickRule({ byRule }: AccountAudit): Promise<AuditRule | undefined> {
  const items = [...byRule]
    .filter(([{ fix }]) => fix !== undefined)
    .map(([rule, ids]) => ({
      label: rule.words().title,
      description: numberText(ids.length, vscode.env.language),
      rule,
    }));
  if (items.length === 0) throw new UserError(l10n.t('Nothing was found that could be fixed.'));
  const picked = await vscode.window.showQuickPick(items, {
    title: l10n.t('Fix All of Which Kind?'),
  });
  if (!picked) throw new vscode.CancellationError();
  return picked.rule;
}
