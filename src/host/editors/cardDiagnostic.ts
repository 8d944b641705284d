import * as vscode from 'vscode';
import type { AccountId } from '../../core/accountId.ts';
import { contactUri } from '../documents/contactUri.ts';
import type { TextProblem } from './problemsOfText.ts';

/** A problem for the Problems panel, which leads to other cards that it is about. */
export function cardDiagnostic(
  { offset, length, severity, message, rule, others }: TextProblem,
  positionAt: (offset: number) => vscode.Position,
  accountId?: AccountId,
): vscode.Diagnostic {
  const range = new vscode.Range(positionAt(offset), positionAt(offset + Math.max(1, length)));
  const diagnostic = new vscode.Diagnostic(range, message, severityOf(severity));
  diagnostic.source = 'wazzup';
  if (rule !== undefined) diagnostic.code = rule;
  if (accountId && others) {
    const start = new vscode.Position(0, 0);
    diagnostic.relatedInformation = others.map(({ id, title }) => {
      const place = new vscode.Location(contactUri(accountId, id), start);
      return new vscode.DiagnosticRelatedInformation(place, title);
    });
  }
  return diagnostic;
}

function severityOf(severity: TextProblem['severity']): vscode.DiagnosticSeverity {
  const { Error: error, Warning: warning, Information: info } = vscode.DiagnosticSeverity;
  return { error, warning, info }[severity];
}
