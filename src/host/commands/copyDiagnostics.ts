import os from 'node:os';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { AccountRecord } from '../accounts/accountRecord.ts';
import type { Accounts } from '../accounts/accounts.ts';
import { diagnosticsReport, type Facts } from '../diagnostics/diagnosticsReport.ts';
import { defaultApiBaseUrl, type Settings } from '../settings.ts';
import type { CommandServices } from './commandServices.ts';

/** Copy Diagnostics Report. Returns its text, too. */
export async function copyDiagnostics({
  accounts,
  clock,
  extension,
  recentLines,
  settings,
}: CommandServices): Promise<string> {
  const report = diagnosticsReport({
    at: clock.now(),
    versions: versionFacts(extension.packageJSON.version),
    settings: [...settingFacts(settings), ...editorFacts()],
    accounts: accounts
      .list()
      .map((record) => ({ id: record.id, facts: accountFacts(record, accounts) })),
    lines: recentLines.lines,
  });
  await vscode.env.clipboard.writeText(report);
  vscode.window.setStatusBarMessage(
    l10n.t('Diagnostics report copied. It names nobody and holds no key.'),
    10_000,
  );
  return report;
}

function versionFacts(version: unknown): Facts {
  const { appHost, appName, language, remoteName, uiKind } = vscode.env;
  return [
    ['Contacts for Wazzup', String(version)],
    [appName, vscode.version],
    ['Runs in', `${appHost}, ${uiKind === vscode.UIKind.Web ? 'web' : 'desktop'} window`],
    ['Remote', remoteName ?? 'no'],
    ['Language', language],
    ['Node', process.versions.node],
    ['System', `${os.type()} ${os.release()} ${os.arch()}`],
  ];
}

function settingFacts(settings: Settings): Facts {
  return [
    // Another address is somebody's server.
    ['apiBaseUrl', settings.apiBaseUrl === defaultApiBaseUrl ? 'default' : 'another'],
    ['requestsPer5Seconds', settings.requestsPer5Seconds],
    ['defaultCountry', settings.defaultCountry ?? 'not usable'],
    ['history.retentionDays', settings.historyRetentionDays],
    ['cacheOnDisk', settings.cacheOnDisk],
    ['confirmTypedCountFrom', settings.confirmTypedCountFrom],
    ['groupBy', settings.groupBy ?? 'none'],
  ];
}

/** What VS Code does on the way to the API. */
function editorFacts(): Facts {
  const http = vscode.workspace.getConfiguration('http');
  const proxy = http.get('proxy');
  return [
    ['http.proxy', typeof proxy === 'string' && proxy !== '' ? 'set' : 'not set'],
    ['http.proxySupport', String(http.get('proxySupport'))],
    ['http.proxyStrictSSL', String(http.get('proxyStrictSSL'))],
    ['http.systemCertificates', String(http.get('systemCertificates'))],
    ['files.autoSave', String(vscode.workspace.getConfiguration('files').get('autoSave'))],
    ['Workspace trusted', vscode.workspace.isTrusted],
  ];
}

function accountFacts({ id, isDemo, isReadOnly }: AccountRecord, accounts: Accounts): Facts {
  const book = accounts.opened(id)?.book;
  const last = book?.search.last;
  return [
    ['demo', isDemo],
    ['read-only', isReadOnly],
    ['key', accounts.isSignedOut(id) ? 'missing' : 'stored'],
    ['opened', book !== undefined],
    ['contacts', book?.count ?? 'unknown'],
    ['known', book?.search.index.size ?? 0],
    ['whole list read', book?.search.isComplete ?? false],
    ['pages that failed', last?.failed.length ?? 0],
  ];
}
