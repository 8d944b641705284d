import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Report } from '../../core/change/report.ts';
import { numberText } from '../../core/numberText.ts';
import type { ImportPlan } from '../../core/transfer/import/importPlan.ts';
import type { ImportRow } from '../../core/transfer/import/importRow.ts';
import { planImport } from '../../core/transfer/import/planImport.ts';
import type { OpenComparison } from '../comparison/openComparison.ts';
import { fileNameOf } from '../transfer/lookAtFile.ts';
import { withProgressWhenSlow } from '../ui/progress.ts';
import { carryOutImport } from './carryOutImport.ts';
import type { CommandServices } from './commandServices.ts';
import { comparedEntries, idsOnlyInWazzup, placesIn } from './comparedEntries.ts';
import { mustBeWritable } from './writableAccount.ts';

/**
 * Take Over from File `({ids}?)` → report: creates the contacts that are only in the file and changes those that differ,
 * of what is selected in the Comparison view, or of all. Deletes nothing. With ids it asks nothing.
 */
export async function takeOverFromFile(
  services: CommandServices,
  args: readonly unknown[],
): Promise<Report | undefined> {
  const { comparison, entries, isFromCode } = comparedEntries(services, args);
  const { account, uri } = comparison.parts;
  mustBeWritable(services, account.id);
  const plan = await planFor(services, comparison, placesIn(entries));
  const name = fileNameOf(uri);
  const text = (count: number) => numberText(count, vscode.env.language);
  const count = plan.changeSet.items.length;
  const stay = idsOnlyInWazzup(entries).length;
  const report = await carryOutImport(services, {
    uri,
    plan,
    question:
      count === 1
        ? l10n.t('Take over 1 contact of "{0}" into "{1}"?', name, account.name)
        : l10n.t('Take over {0} contacts of "{1}" into "{2}"?', text(count), name, account.name),
    button: l10n.t('Take Over'),
    title: l10n.t('Taking over contacts from the file'),
    nothing: l10n.t('Nothing was sent: the file says nothing else about what is selected.'),
    notes: stay > 0 ? [l10n.t('Only in Wazzup, and left as they are: {0}', text(stay))] : [],
    asks: !isFromCode,
  });
  await comparison.update();
  return report;
}

async function planFor(
  { clock }: CommandServices,
  { parts }: OpenComparison,
  places: readonly number[],
): Promise<ImportPlan> {
  const { account, session, uri, file, sentFile, match } = parts;
  const title = l10n.t('Reading "{0}"', fileNameOf(uri));
  async function* rows(): AsyncGenerator<ImportRow> {
    for (const place of places) yield file.rows.at(place);
  }
  return await withProgressWhenSlow(title, clock, (signal) =>
    planImport(rows(), {
      accountId: account.id,
      index: session.book.search.index,
      mode: 'createAndUpdate',
      match,
      file: sentFile,
      signal,
    }),
  );
}
