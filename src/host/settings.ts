import type { CountryCode } from 'libphonenumber-js/min';
import * as vscode from 'vscode';
import type { Grouping } from '../core/book/search/searchQuery.ts';
import { isObject } from '../core/contact/contact.ts';

/** The documented address of the API. */
export const defaultApiBaseUrl = 'https://api.wazzup24.com/v3';

/** The settings of the extension as they are now, each within its documented range. */
export class Settings {
  /** Base address for accounts that are connected from now on; not yet checked. */
  get apiBaseUrl(): string {
    return this.#section.get<string>('apiBaseUrl', defaultApiBaseUrl);
  }

  /** Requests in any five seconds, 1…500. */
  get requestsPer5Seconds(): number {
    const wanted = this.#section.get<number>('requestsPer5Seconds', 250);
    return Number.isFinite(wanted) ? Math.min(500, Math.max(1, Math.round(wanted))) : 250;
  }

  /** For how many days the history is kept, 0…3650; 0: not at all. */
  get historyRetentionDays(): number {
    const wanted = this.#section.get<number>('history.retentionDays', 30);
    return Number.isFinite(wanted) ? Math.min(3650, Math.max(0, Math.round(wanted))) : 30;
  }

  /** Deletions of so many contacts ask for the number to be typed; at least 1. */
  get confirmTypedCountFrom(): number {
    const wanted = this.#section.get<number>('confirmTypedCountFrom', 50);
    return Number.isFinite(wanted) ? Math.max(1, Math.round(wanted)) : 50;
  }

  /** Whether the contacts that were read are kept on disk, unencrypted, so that the next start need not wait for them. */
  get cacheOnDisk(): boolean {
    return this.#section.get<boolean>('cacheOnDisk', false) === true;
  }

  /** Whether language models see names, numbers, ids and links of contacts as they are. */
  get showsPersonalDataToModels(): boolean {
    return this.#section.get<boolean>('languageModel.showPersonalData', false) === true;
  }

  /** The country of phone numbers without a country's code, by two letters; undefined if the setting names none. */
  get defaultCountry(): CountryCode | undefined {
    const wanted = this.#section.get<string>('defaultCountry', 'RU').trim().toUpperCase();
    return /^[A-Z]{2}$/.test(wanted) ? (wanted as CountryCode) : undefined;
  }

  /** Whether the check for problems looks at the rule of this id: unless the setting switches it off. */
  isAuditRuleOn(ruleId: string): boolean {
    const wanted: unknown = this.#section.get('audit.rules');
    return !isObject(wanted) || wanted[ruleId] !== false;
  }

  /** By what the contacts in the tree are grouped; undefined: not at all. */
  get groupBy(): Grouping | undefined {
    const wanted = this.#section.get<string>('groupBy', 'none');
    return wanted === 'responsible' || wanted === 'messenger' ? wanted : undefined;
  }

  /** Sets `groupBy`, for all windows. */
  async setGroupBy(grouping: Grouping | 'none'): Promise<void> {
    await this.#section.update('groupBy', grouping, vscode.ConfigurationTarget.Global);
  }

  get #section(): vscode.WorkspaceConfiguration {
    return vscode.workspace.getConfiguration('wazzup');
  }
}
