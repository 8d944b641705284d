import path from 'node:path';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { SentFile } from '../../core/change/changeSet.ts';
import type { Source } from '../../core/transfer/read/source.ts';
import { sourceErrorReason } from '../../core/transfer/read/sourceError.ts';
import { sourceErrorWords } from '../../core/transfer/read/sourceWords.ts';
import { quotedCell } from '../../core/transfer/table/quotedCell.ts';
import { UserError } from '../ui/userError.ts';
import { fileBytes } from './fileBytes.ts';

/** So many records are looked at before anything is asked. */
const sampled = 20;

/** What a file of contacts holds, found out before anything is asked. */
export interface FileLook {
  readonly shape: Source['shape'];
  /** The cells of the first lines of a table. */
  readonly cells: readonly (readonly string[])[];
  readonly lineBreak: '\n' | '\r\n';
}

/** Rejects with words where it is no file of contacts. */
export async function lookAtFile(uri: vscode.Uri): Promise<FileLook> {
  const stop = new AbortController();
  try {
    const { shape, records } = await openFile(uri, stop.signal);
    const cells: (readonly string[])[] = [];
    for await (const record of records) {
      if (record.kind !== 'cells' || cells.push(record.cells) >= sampled) break;
    }
    // Tables and vCards have the one by their standards, whatever this one has.
    const isJson = shape.kind === 'json' || shape.kind === 'ndjson';
    return { shape, cells, lineBreak: isJson ? '\n' : '\r\n' };
  } catch (error) {
    throw readableError(error, uri);
  } finally {
    stop.abort(new vscode.CancellationError());
  }
}

/** Rejects as the file system and `openSource` do: `readableError` has the words. */
export async function openFile(uri: vscode.Uri, signal: AbortSignal): Promise<Source> {
  const { openSource } = await import('../../core/transfer/read/openSource.ts');
  return await openSource(fileBytes(uri, signal), fileNameOf(uri), signal);
}

/** A failure in words, if it is one of the file. */
export function readableError(error: unknown, uri: vscode.Uri): unknown {
  const reason = sourceErrorReason(error);
  if (reason) return new UserError(sourceErrorWords(reason));
  const isOfSystem = error instanceof Error && ('code' in error || 'errno' in error);
  return isOfSystem && !(error instanceof UserError)
    ? new UserError(l10n.t('The file cannot be read: {0}', uri.fsPath), { cause: error })
    : error;
}

/** The file as an operation names it from which its contacts come. */
export function sentFileOf(uri: vscode.Uri, { shape, lineBreak }: FileLook): SentFile {
  return { uri: uri.toString(), lineBreak, ...formOf(shape) };
}

/** Without its folder. */
export function fileNameOf(uri: vscode.Uri): string {
  return path.posix.basename(uri.path);
}

function formOf(shape: Source['shape']): Pick<SentFile, 'format' | 'header'> {
  switch (shape.kind) {
    case 'json':
      return { format: 'contacts' };
    case 'ndjson':
    case 'vcard':
      return { format: shape.kind };
    case 'table':
      return shape.header
        ? {
            format: 'table',
            header: shape.header
              .map((name) => quotedCell(name, shape.separator))
              .join(shape.separator),
          }
        : { format: 'table' };
  }
}
