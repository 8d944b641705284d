import * as vscode from 'vscode';
import { showFailure } from '../ui/showFailure.ts';
import { isCancellation, toUserError } from '../ui/userError.ts';
import { allowChanges } from './allowChanges.ts';
import { audit } from './audit.ts';
import { clearFilter } from './clearFilter.ts';
import { closeComparison } from './closeComparison.ts';
import { isFromUser } from './commandArguments.ts';
import type { Command, CommandServices } from './commandServices.ts';
import { compareAgain, compareFile } from './compareFile.ts';
import { connect } from './connect.ts';
import { copyCsv, copyCurl, copyId, copyJson, copyNdjson, copyPhone } from './copyContacts.ts';
import { copyDiagnostics } from './copyDiagnostics.ts';
import { deleteByIds } from './deleteByIds.ts';
import { deleteContacts } from './deleteContacts.ts';
import { deleteOnlyInWazzup } from './deleteOnlyInWazzup.ts';
import { disconnect } from './disconnect.ts';
import { editSelection } from './editSelection.ts';
import { eraseHistory } from './eraseHistory.ts';
import { exportContacts } from './exportContacts.ts';
import { filter } from './filter.ts';
import { find } from './find.ts';
import { fixAll, fixKind } from './fixProblems.ts';
import { goTo } from './goTo.ts';
import { groupByMessenger, groupByNone, groupByResponsible } from './groupBy.ts';
import { importContacts } from './importContacts.ts';
import { loadAll } from './loadAll.ts';
import { loadMore } from './loadMore.ts';
import { makeReadOnly } from './makeReadOnly.ts';
import { mergeDuplicates, mergeSelected } from './mergeDuplicates.ts';
import { duplicate, newContact } from './newContact.ts';
import { openAsJson } from './openAsJson.ts';
import { openContact } from './openContact.ts';
import { openInCrm } from './openInCrm.ts';
import { openWalkthrough } from './openWalkthrough.ts';
import { reassign, reassignDropped } from './reassign.ts';
import { refresh } from './refresh.ts';
import { replaceKey } from './replaceKey.ts';
import { restore } from './restore.ts';
import { retryFailed } from './retryFailed.ts';
import { saveAuditReport } from './saveAuditReport.ts';
import { saveComparison } from './saveComparison.ts';
import { saveFailed } from './saveFailed.ts';
import { selectMatching } from './selectMatching.ts';
import { setColor } from './setColor.ts';
import { setFields } from './setFields.ts';
import { showChange } from './showChange.ts';
import { showCompared } from './showCompared.ts';
import { showHistory } from './showHistory.ts';
import { showLog } from './showLog.ts';
import { showOperationReport } from './showOperationReport.ts';
import { stopReading } from './stopReading.ts';
import { takeOverFromFile } from './takeOverFromFile.ts';
import { takeOverIntoFile } from './takeOverIntoFile.ts';
import { tryDemo } from './tryDemo.ts';
import { undo } from './undo.ts';
import { upsertFile } from './upsertFile.ts';

/** Every command of package.json. A new one is a file beside this one, a line here and an entry there. */
export const commands: Readonly<Record<string, Command>> = {
  'wazzup.allowChanges': allowChanges,
  'wazzup.audit': audit,
  'wazzup.clearFilter': clearFilter,
  'wazzup.closeComparison': closeComparison,
  'wazzup.compare': compareFile,
  'wazzup.compareAgain': compareAgain,
  'wazzup.connect': connect,
  'wazzup.copyCsv': copyCsv,
  'wazzup.copyCurl': copyCurl,
  'wazzup.copyDiagnostics': copyDiagnostics,
  'wazzup.copyId': copyId,
  'wazzup.copyJson': copyJson,
  'wazzup.copyNdjson': copyNdjson,
  'wazzup.copyPhone': copyPhone,
  'wazzup.delete': deleteContacts,
  'wazzup.deleteByIds': deleteByIds,
  'wazzup.deleteOnlyInWazzup': deleteOnlyInWazzup,
  'wazzup.disconnect': disconnect,
  'wazzup.duplicate': duplicate,
  'wazzup.editSelection': editSelection,
  'wazzup.eraseHistory': eraseHistory,
  'wazzup.export': exportContacts,
  'wazzup.filter': filter,
  'wazzup.find': find,
  'wazzup.fixAll': fixAll,
  'wazzup.fixKind': fixKind,
  'wazzup.goTo': goTo,
  'wazzup.groupByMessenger': groupByMessenger,
  'wazzup.groupByNone': groupByNone,
  'wazzup.groupByResponsible': groupByResponsible,
  'wazzup.import': importContacts,
  'wazzup.loadAll': loadAll,
  'wazzup.loadMore': loadMore,
  'wazzup.makeReadOnly': makeReadOnly,
  'wazzup.mergeDuplicates': mergeDuplicates,
  'wazzup.mergeSelected': mergeSelected,
  'wazzup.newContact': newContact,
  'wazzup.openAsJson': openAsJson,
  'wazzup.openContact': openContact,
  'wazzup.openInCrm': openInCrm,
  'wazzup.openWalkthrough': openWalkthrough,
  'wazzup.reassign': reassign,
  'wazzup.refresh': refresh,
  'wazzup.replaceKey': replaceKey,
  'wazzup.restore': restore,
  'wazzup.retryFailed': retryFailed,
  'wazzup.saveAuditReport': saveAuditReport,
  'wazzup.saveComparison': saveComparison,
  'wazzup.saveFailed': saveFailed,
  'wazzup.selectMatching': selectMatching,
  'wazzup.setColor': setColor,
  'wazzup.setFields': setFields,
  'wazzup.showChange': showChange,
  'wazzup.showCompared': showCompared,
  'wazzup.showHistory': showHistory,
  'wazzup.showLog': showLog,
  'wazzup.showReport': showOperationReport,
  'wazzup.stopReading': stopReading,
  'wazzup.takeOverFromFile': takeOverFromFile,
  'wazzup.takeOverIntoFile': takeOverIntoFile,
  'wazzup.tryDemo': tryDemo,
  'wazzup.undo': undo,
  'wazzup.undoOperation': undo,
  'wazzup.upsertFile': upsertFile,
};

/** Carries out what was dropped in the tree, as commands do. */
export function obeyDrops(services: CommandServices): vscode.Disposable {
  return vscode.Disposable.from(
    services.view.onDidDropFile(({ accountId, uri }) =>
      run(services, () => importContacts(services, [uri, { accountId }]), []),
    ),
    services.view.onDidDropOnPerson((drop) =>
      run(services, () => reassignDropped(services, drop), []),
    ),
  );
}

/**
 * Called by a user (from the palette, a key, a menu or a row of the tree) a failure is shown: VS Code drops what rejects
 * after its menu has closed. Called from code it rejects with words. A cancelled command simply ends.
 */
export async function runCommand(
  services: CommandServices,
  id: string,
  args: readonly unknown[],
): Promise<unknown> {
  const command = commands[id];
  if (!command) throw new Error(`no command "${id}"`);
  return await run(services, command, args);
}

async function run(
  services: CommandServices,
  command: Command,
  args: readonly unknown[],
): Promise<unknown> {
  try {
    return await command(services, args);
  } catch (error) {
    if (isCancellation(error)) return undefined;
    if (!isFromUser(args)) throw toUserError(error, services.logger);
    void showFailure(error, services.logger);
    return undefined;
  }
}
