import * as vscode from 'vscode';
import type { TextProblem } from './problemsOfText.ts';

/** A problem for the Problems panel. */
export function cardDiagnostic(
  { offset, length, severity, message, rule }: TextProblem,
  positionAt: (offset: number) => vscode.Position,
): vscode.Diagnostic {
  const range = new vscode.Range(positionAt(offset), positionAt(offset + Math.max(1, length)));
  const diagnostic = new vscode.Diagnostic(range, message, severityOf(severity));
  diagnostic.source = 'wazzup';
  if (rule !== undefined) diagnostic.code = rule;
  return diagnostic;
}

function severityOf(severity: TextProblem['severity']): vscode.DiagnosticSeverity {
  const { Error: error, Warning: warning, Information: info } = vscode.DiagnosticSeverity;
  return { error, warning, info }[severity];
}
