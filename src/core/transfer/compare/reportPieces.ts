import * as l10n from '@vscode/l10n';
import { stringify } from 'csv-stringify/sync';
import type { ContactIndex } from '../../book/search/contactIndex.ts';
import { isObject, rowKeys, textOf } from '../../contact/contact.ts';
import { contactTitle } from '../../contact/describeContact.ts';
import { shownText } from '../../contact/shownText.ts';
import type { Separator } from '../export/exportFormat.ts';
import { inParts } from '../export/inParts.ts';
import { takeOver } from '../import/applyDraft.ts';
import { idOfRow, isContactContent } from '../import/importRow.ts';
import { cellOfValue } from '../table/cellText.ts';
import type { Comparison } from './comparison.ts';
import { contactOfRow } from './contactOfRow.ts';
import { fieldDifferences } from './fieldDifferences.ts';
import { notComparedWords } from './notComparedWords.ts';
import type { PackedRows } from './packedRows.ts';

/** What a report is made from. */
export interface ReportedComparison {
  readonly comparison: Comparison;
  readonly rows: PackedRows;
  readonly index: ContactIndex;
  /** The name of the file and of the account. */
  readonly fileName: string;
  readonly accountName: string;
}

/** Every difference as a line of a table that a spreadsheet opens right; what is the same is left out. */
export function* csvReport(of: ReportedComparison, separator: Separator): Generator<string> {
  const lines = (rows: readonly (readonly string[])[]) =>
    stringify(
      rows.map((row) => row.map(cellOfValue)),
      { delimiter: separator, record_delimiter: 'windows', quoted_match: /[\r\n]/ },
    );
  yield `\uFEFF${lines([columns()])}`;
  for (const part of inParts(reportLines(of))) yield lines(part);
}

/** The same as Markdown, with the counts before it. */
export function* markdownReport(of: ReportedComparison): Generator<string> {
  const { comparison, fileName, accountName } = of;
  const counts: readonly (readonly [string, number])[] = [
    [l10n.t('Only in the file'), comparison.onlyInFile.length],
    [l10n.t('Only in Wazzup'), comparison.onlyInWazzup.length],
    [l10n.t('Different'), comparison.different.length],
    [l10n.t('Same'), comparison.same.length],
    [l10n.t('Not compared'), comparison.notCompared.length],
  ];
  yield `# ${markdownText(l10n.t('"{0}" compared with "{1}"', fileName, accountName))}\n\n`;
  yield counts.map(([name, count]) => `- ${name}: ${count}\n`).join('');
  const line = (cells: readonly string[]) => `| ${cells.map(markdownText).join(' | ')} |\n`;
  yield `\n${line(columns())}|${' --- |'.repeat(columns().length)}\n`;
  for (const part of inParts(reportLines(of))) yield part.map(line).join('');
}

function columns(): readonly string[] {
  return [
    'id',
    l10n.t('what'),
    l10n.t('field'),
    l10n.t('in Wazzup'),
    l10n.t('in the file'),
    l10n.t('line'),
  ];
}

function* reportLines({
  comparison,
  rows,
  index,
}: ReportedComparison): Generator<readonly string[]> {
  for (const place of comparison.onlyInFile) {
    const row = rows.at(place);
    const title = contactTitle(contactOfRow(row));
    yield [idOfRow(row) ?? '', l10n.t('only in the file'), '', '', title, String(row.line)];
  }
  for (const id of comparison.onlyInWazzup) {
    const contact = index.contact(id);
    if (contact) yield [id, l10n.t('only in Wazzup'), '', contactTitle(contact), '', ''];
  }
  for (const { place, id } of comparison.different) {
    const row = rows.at(place);
    const contact = index.contact(id);
    if (!contact || !isContactContent(row.content)) continue;
    for (const { field, inWazzup, inFile } of fieldDifferences(
      contact,
      takeOver(contact, row.content),
    )) {
      const values = [valueText(inWazzup), valueText(inFile)];
      yield [id, l10n.t('different'), field, ...values, String(row.line)];
    }
  }
  for (const { place, reason } of comparison.notCompared) {
    const row = rows.at(place);
    const words = notComparedWords(reason, row);
    yield [idOfRow(row) ?? '', l10n.t('not compared'), '', '', words, String(row.line)];
  }
}

/** A value in a line: of a messenger account what the API documents, one after the other. */
function valueText(value: unknown): string {
  if (value === undefined || typeof value === 'string') return textOf(value);
  const texts = isObject(value) ? rowKeys.map((key) => textOf(value[key])).filter(Boolean) : [];
  return texts.length > 0 ? texts.join(' ') : JSON.stringify(value);
}

/** As one line in which nothing passes for Markdown. */
function markdownText(text: string): string {
  return shownText(text).replace(/[\\`*_[\]<>|~&]/g, '\\$&');
}
