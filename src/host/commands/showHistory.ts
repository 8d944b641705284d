import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type OperationSummary, summaryOf } from '../../core/change/operationSummary.ts';
import { changedFields } from '../../core/change/report.ts';
import type { ReportedItem } from '../../core/change/reportedOperation.ts';
import { contactChanges } from '../../core/contact/compareContacts.ts';
import { contactTitle } from '../../core/contact/describeContact.ts';
import { withoutLinks } from '../../core/contact/shownText.ts';
import { OperationItemNode } from '../history/historyNode.ts';
import { itemResult, operationTitle } from '../history/operationWords.ts';
import { withoutIcons } from '../search/withoutIcons.ts';
import { pickOne } from '../ui/pickOne.ts';
import type { CommandServices } from './commandServices.ts';
import { showChange } from './showChange.ts';
import { singleTarget } from './targets.ts';

/**
 * Show History of Contact…: what was done to one contact from this computer, newest first; a pick shows what it changed.
 */
export async function showHistory(
  services: CommandServices,
  args: readonly unknown[],
): Promise<void> {
  const { accountId, contact } = await singleTarget(services, args);
  const name = contactTitle(contact).trim();
  const items: ReturnType<typeof historyItem>[] = [];
  const operations = await services.history.summaries(accountId);
  for await (const record of services.history.records(operations)) {
    const change = record.items.find(
      ({ id, before, after }) => id === contact.id && (before || after),
    );
    if (change) items.push(historyItem(await summaryOf(record), change));
  }
  if (items.length === 0) {
    void vscode.window.showInformationMessage(withoutLinks(nothingWords(services, name)));
    return;
  }
  const picked = await pickOne({
    title: l10n.t('History of "{0}"', name),
    placeholder: l10n.t('Pick a change to see it before and after'),
    items,
  });
  if (picked && 'item' in picked) await showChange(services, [picked.item.node]);
}

function historyItem(operation: OperationSummary, change: ReportedItem) {
  const { before, after } = change;
  const when = new Date(operation.time).toLocaleString(vscode.env.language, {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  const fields = before && after ? changedFields(contactChanges(before, after)) : '';
  return {
    label: `${when} · ${itemResult(change)}`,
    description: withoutIcons(operationTitle(operation)),
    detail: withoutIcons(fields),
    node: new OperationItemNode(operation, change),
  };
}

function nothingWords({ history }: CommandServices, name: string): string {
  return history.isKept
    ? l10n.t('Nothing was done to "{0}" from this computer yet, as far as the history goes.', name)
    : l10n.t('The history is switched off, and has nothing about "{0}".', name);
}
