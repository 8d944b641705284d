import * as vscode from 'vscode';
import type { AuditContext } from '../../core/audit/auditRule.ts';
import type { FixWish } from '../../core/audit/planFixes.ts';
import { TimeSlices } from '../../core/book/timeSlices.ts';
import { readLongContactFile } from '../../core/transfer/contactFile.ts';
import { formatOf } from './contactLanguages.ts';
import { fixedText } from './fixedText.ts';
import { changeBetween } from './textChange.ts';

/**
 * What brings the wanted fixes into all contacts of a document. Other work goes on meanwhile; undefined where somebody has
 * typed there before it was ready.
 */
export async function documentFixes(
  document: vscode.TextDocument,
  context: AuditContext,
  wish: FixWish,
  token: vscode.CancellationToken,
): Promise<vscode.WorkspaceEdit | undefined> {
  const format = formatOf(document);
  if (!format) return undefined;
  const stop = new AbortController();
  const watch = token.onCancellationRequested(() => stop.abort(new vscode.CancellationError()));
  try {
    const { version } = document;
    const text = document.getText();
    // What is wrong is told elsewhere: here the places of the contacts are wanted.
    const options = { problemsOf: () => [] };
    const { contacts } = await readLongContactFile(text, format, options, stop.signal);
    const slices = new TimeSlices(stop.signal);
    const edit = new vscode.WorkspaceEdit();
    for (const place of contacts) {
      await slices.next();
      const before = text.slice(place.offset, place.offset + place.length);
      const after = fixedText(before, context, wish);
      if (after === undefined) continue;
      const { offset, length, content } = changeBetween(before, after);
      const start = place.offset + offset;
      const range = new vscode.Range(
        document.positionAt(start),
        document.positionAt(start + length),
      );
      edit.replace(document.uri, range, content);
    }
    return document.version === version ? edit : undefined;
  } finally {
    watch.dispose();
  }
}
