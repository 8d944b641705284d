import * as vscode from 'vscode';
import { type Report, reportOf } from '../../core/change/report.ts';
import { reportOfOperations } from '../../core/change/reportedOperation.ts';
import { agreeToChanges, type PlannedChanges } from '../ui/agreeToChanges.ts';
import { showReport } from '../ui/showReport.ts';
import { applyWithProgress } from './applyWithProgress.ts';
import type { CommandServices } from './commandServices.ts';
import { undoOf } from './deleteContacts.ts';
import { showInEditors } from './showInEditors.ts';

interface ChangeWords {
  /** What is being done, while it is done. */
  readonly title: string;
  /** What is said where there is nothing to do. */
  readonly nothing: string;
  /** Whether the user has to agree first. */
  readonly asks: boolean;
}

/**
 * Carries out what is planned for many contacts and tells how it went, with undo. Undefined if the user did not agree;
 * nothing is asked where nothing is to be done.
 */
export async function changeMany(
  services: CommandServices,
  planned: PlannedChanges,
  { title, nothing, asks }: ChangeWords,
): Promise<Report | undefined> {
  const { changeSet } = planned;
  if (changeSet.items.length + (changeSet.leftOut ?? []).length === 0) {
    void vscode.window.showInformationMessage(nothing);
    return reportOf([]);
  }
  if (asks && !(await agreeToChanges(services, planned))) return undefined;
  const { outcomes, operation } = await applyWithProgress(services, title, changeSet);
  showInEditors(services, changeSet, outcomes);
  void showReport(services, [operation], undoOf(services, [operation]));
  return await reportOfOperations([operation]);
}
