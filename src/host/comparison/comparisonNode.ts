import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { numberText } from '../../core/numberText.ts';
import type { FieldDifference } from '../../core/transfer/compare/fieldDifferences.ts';
import { notComparedWords } from '../../core/transfer/compare/notComparedWords.ts';
import { contactRow } from '../tree/contactRow.ts';
import { TreeNode } from '../tree/treeNode.ts';
import {
  type ComparedEntry,
  type ComparisonKind,
  contactOfEntry,
  differencesOf,
  entriesIn,
  entryKey,
} from './comparedEntry.ts';
import { differenceText, fieldText } from './differenceWords.ts';
import { groupLook } from './groupLook.ts';
import type { OpenComparison } from './openComparison.ts';

/** So many entries are one row where there are more: each costs VS Code and us a fraction of a millisecond. */
const blockSize = 1_000;

/** What the rows of a comparison share. */
export interface ComparisonFacts {
  readonly comparison: OpenComparison;
  readonly nameOf: (userId: string) => string | undefined;
  /** The folder of the messengers' pictures. */
  readonly icons: vscode.Uri;
  readonly isReadOnly: () => boolean;
}

/** A row of a comparison. It is made anew whenever VS Code asks for it. */
export abstract class ComparisonNode extends TreeNode {
  protected readonly facts: ComparisonFacts;

  constructor(facts: ComparisonFacts, parent: ComparisonNode | undefined, name: string) {
    super(facts.comparison.parts.account.id, parent, name);
    this.facts = facts;
  }

  /** The entries that it stands for. */
  abstract entries(): readonly ComparedEntry[];

  abstract children(): readonly ComparisonNode[];

  protected row(label: string, abilities: string, isOpen?: boolean): vscode.TreeItem {
    const { None, Expanded, Collapsed } = vscode.TreeItemCollapsibleState;
    const state = isOpen === undefined ? None : isOpen ? Expanded : Collapsed;
    const item = new vscode.TreeItem(label, state);
    item.id = this.path;
    item.contextValue = this.facts.isReadOnly() ? abilities : `${abilities} writable`;
    return item;
  }
}

const differentKinds = ['onlyInFile', 'onlyInWazzup', 'different'] as const;

/** Stands for all that differs. */
export class AllDifferencesNode extends ComparisonNode {
  constructor(facts: ComparisonFacts) {
    super(facts, undefined, 'all');
  }

  override entries(): readonly ComparedEntry[] {
    const { result } = this.facts.comparison;
    return differentKinds.flatMap((kind) => entriesIn(result, kind));
  }

  override children(): readonly ComparisonNode[] {
    return [];
  }

  override item(): vscode.TreeItem {
    const { result } = this.facts.comparison;
    const kinds = differentKinds.filter((kind) => result[kind].length > 0);
    if (kinds.length === 0) {
      const item = this.row(l10n.t('No differences'), 'none');
      item.iconPath = new vscode.ThemeIcon('pass');
      return item;
    }
    const count = kinds.reduce((sum, kind) => sum + result[kind].length, 0);
    const item = this.row(l10n.t('All differences'), ['all', ...kinds].join(' '));
    item.description = numberText(count, vscode.env.language);
    item.iconPath = new vscode.ThemeIcon('diff-multiple');
    return item;
  }
}

/** A list of the comparison. */
export class ComparisonGroupNode extends ComparisonNode {
  readonly kind: ComparisonKind;

  constructor(facts: ComparisonFacts, kind: ComparisonKind) {
    super(facts, undefined, kind);
    this.kind = kind;
  }

  override entries(): readonly ComparedEntry[] {
    return entriesIn(this.facts.comparison.result, this.kind);
  }

  override children(): readonly ComparisonNode[] {
    const { length } = this.facts.comparison.result[this.kind];
    const blocks = length > blockSize ? Math.floor(length / blockSize) : 0;
    const rest = entriesIn(this.facts.comparison.result, this.kind, blocks * blockSize);
    return [
      ...Array.from({ length: blocks }, (_, block) => new ComparisonBlockNode(this, block)),
      ...rest.map((entry) => new ComparedEntryNode(this.facts, this, entry)),
    ];
  }

  /** The part of the list that is a row of its own. */
  block(number: number): readonly ComparedEntry[] {
    const from = number * blockSize;
    return entriesIn(this.facts.comparison.result, this.kind, from, from + blockSize);
  }

  get sharedFacts(): ComparisonFacts {
    return this.facts;
  }

  override item(): vscode.TreeItem {
    const { label, tooltip, icon, isOpen } = groupLook(this.kind);
    const count = numberText(this.facts.comparison.result[this.kind].length, vscode.env.language);
    const item = this.row(label, `group ${this.kind}`, isOpen);
    item.description = count;
    item.tooltip = tooltip;
    item.iconPath = new vscode.ThemeIcon(icon);
    item.accessibilityInformation = { label: `${label}, ${count}` };
    return item;
  }
}

/** A thousand entries of a long list. */
class ComparisonBlockNode extends ComparisonNode {
  readonly #group: ComparisonGroupNode;
  readonly #number: number;

  constructor(group: ComparisonGroupNode, number: number) {
    super(group.sharedFacts, group, `block/${number}`);
    this.#group = group;
    this.#number = number;
  }

  override entries(): readonly ComparedEntry[] {
    return this.#group.block(this.#number);
  }

  override children(): readonly ComparisonNode[] {
    return this.entries().map((entry) => new ComparedEntryNode(this.facts, this, entry));
  }

  override item(): vscode.TreeItem {
    const text = (value: number) => numberText(value, vscode.env.language);
    const from = this.#number * blockSize;
    const label = l10n.t('Contacts {0}–{1}', text(from + 1), text(from + blockSize));
    const item = this.row(label, `block ${this.#group.kind}`, false);
    item.iconPath = new vscode.ThemeIcon('organization');
    return item;
  }
}

/** A contact, a row of the file, or both. */
export class ComparedEntryNode extends ComparisonNode {
  readonly entry: ComparedEntry;

  constructor(facts: ComparisonFacts, parent: ComparisonNode, entry: ComparedEntry) {
    super(facts, parent, entryKey(entry));
    this.entry = entry;
  }

  override entries(): readonly ComparedEntry[] {
    return [this.entry];
  }

  override children(): readonly ComparisonNode[] {
    return this.#differences().map((one, index) => new DifferenceNode(this, one, index));
  }

  get sharedFacts(): ComparisonFacts {
    return this.facts;
  }

  override item(): vscode.TreeItem {
    const { comparison, nameOf, icons } = this.facts;
    const { entry } = this;
    const row = contactRow(contactOfEntry(comparison, entry), nameOf, 0);
    const label = row.label.trim() === '' ? l10n.t('Line {0}', this.#line() ?? '') : row.label;
    const isDifferent = entry.kind === 'different';
    const item = this.row(label, `entry ${entry.kind}`, isDifferent ? false : undefined);
    item.description = this.#description(row.description);
    item.tooltip = [label, item.description].filter(Boolean).join('\n');
    item.accessibilityInformation = { label: `${label}, ${item.description}` };
    item.iconPath = row.icon
      ? vscode.Uri.joinPath(icons, row.icon)
      : new vscode.ThemeIcon('person');
    item.command = { command: 'wazzup.showCompared', title: '', arguments: [this] };
    return item;
  }

  #description(messengers: string): string {
    const { entry } = this;
    switch (entry.kind) {
      case 'different':
        return [...new Set(this.#differences().map(fieldText))].join(', ');
      case 'notCompared': {
        const row = this.facts.comparison.parts.file.rows.at(entry.place);
        return l10n.t('Line {0}: {1}', row.line, notComparedWords(entry.reason, row));
      }
      default:
        return messengers;
    }
  }

  #line(): number | undefined {
    const { entry } = this;
    return 'place' in entry
      ? this.facts.comparison.parts.file.rows.at(entry.place).line
      : undefined;
  }

  #differences(): readonly FieldDifference[] {
    const { entry } = this;
    return entry.kind === 'different' ? differencesOf(this.facts.comparison, entry) : [];
  }
}

/** A field that Wazzup and the file say otherwise. Stands for its contact. */
class DifferenceNode extends ComparisonNode {
  readonly #contact: ComparedEntryNode;
  readonly #difference: FieldDifference;

  constructor(contact: ComparedEntryNode, difference: FieldDifference, index: number) {
    super(contact.sharedFacts, contact, `field/${index}`);
    this.#contact = contact;
    this.#difference = difference;
  }

  override entries(): readonly ComparedEntry[] {
    return this.#contact.entries();
  }

  override children(): readonly ComparisonNode[] {
    return [];
  }

  override item(): vscode.TreeItem {
    const label = differenceText(this.#difference, this.facts.nameOf);
    const item = this.row(label, 'field');
    item.tooltip = label;
    item.iconPath = new vscode.ThemeIcon(iconOf(this.#difference));
    item.command = { command: 'wazzup.showCompared', title: '', arguments: [this.#contact] };
    return item;
  }
}

function iconOf({ inWazzup, inFile }: FieldDifference): string {
  if (inWazzup === undefined) return 'diff-added';
  return inFile === undefined ? 'diff-removed' : 'diff-modified';
}
