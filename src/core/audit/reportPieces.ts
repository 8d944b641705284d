import type { Separator } from '../transfer/export/exportFormat.ts';
import { inParts } from '../transfer/export/inParts.ts';
import { cellOfValue } from '../transfer/table/cellText.ts';
import { byteOrderMark, csvLines } from '../transfer/table/csvLines.ts';
import type { ReportRow } from './reportRows.ts';

/** The texts of a report that stand in no row. This part is loaded by itself and knows no texts of its own. */
export interface ReportHead {
  /** What was checked, and when. */
  readonly title: string;
  /** In how many contacts the rule of this id has found something. */
  readonly countOf: (ruleId: string) => string;
  /** Of the rule of this id. */
  readonly titleOf: (ruleId: string) => string;
  readonly meaningOf: (ruleId: string) => string;
}

const columns = ['id', 'name', 'rule', 'title', 'severity', 'problem', 'value', 'path'];

/** A report as a table, one line a problem, piece by piece. */
export function* csvReport(
  rows: Iterable<ReportRow>,
  { titleOf }: ReportHead,
  separator: Separator,
): Generator<string> {
  yield `${byteOrderMark}${csvLines([columns], separator)}`;
  for (const part of inParts(rows)) {
    yield csvLines(
      part.map(({ rule, id, name, severity, message, value, path }) =>
        [id, name, rule.id, titleOf(rule.id), severity, message, value, path].map(cellOfValue),
      ),
      separator,
    );
  }
}

/** A report as a text in Markdown, a section for each rule, piece by piece. */
export function* markdownReport(rows: Iterable<ReportRow>, head: ReportHead): Generator<string> {
  yield `# ${plain(head.title)}\n`;
  let ruleId: string | undefined;
  for (const part of inParts(rows)) {
    let text = '';
    for (const { rule, id, name, message, value } of part) {
      if (rule.id !== ruleId) {
        ruleId = rule.id;
        const title = `${head.titleOf(ruleId)} (${head.countOf(ruleId)})`;
        text += `\n## ${plain(title)}\n\n${plain(head.meaningOf(ruleId))}\n\n`;
      }
      const what = value === '' ? '' : ` ${code(value)}`;
      text += `- ${plain(name === '' ? id : name)} (${code(id)}):${what} ${plain(message)}\n`;
    }
    yield text;
  }
}

/** What would be markup is shown as it is, on one line. */
function plain(text: string): string {
  return text.replace(/[\r\n\u2028\u2029]+/g, ' ').replace(/[\\`*_{}[\]<>#|~]/g, '\\$&');
}

/** Within so many backticks as the text has none in a row. */
function code(text: string): string {
  const line = text.replace(/[\r\n\u2028\u2029]+/g, ' ').slice(0, 200);
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const room = /^`|`$/.test(line) ? ' ' : '';
  return `${fence}${room}${line}${room}${fence}`;
}
