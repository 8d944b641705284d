import * as vscode from 'vscode';
import { numberText } from '../../core/numberText.ts';

/** A whole number as the language of the interface writes it, such as 12,345. */
export function countText(value: number): string {
  return numberText(value, vscode.env.language);
}
