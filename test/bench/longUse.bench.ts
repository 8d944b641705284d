import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { type Random, randomFrom, type Shares } from '../../src/sandbox/random.ts';
import type { BenchRow } from '../support/bench.ts';
import { type HostProbe, hostProbe, probeFolder } from '../support/vscode/hostProbe.ts';
import { modal, quickInput, takePicture } from '../support/vscode/workbenchPage.ts';
import { type AccountWindow, openAccountWindow, someContact } from '../ui/accountWindow.ts';

const seed = 1;
const warmUp = 2000;
const actions = 10_000;
/** Any action has ended after so many ms, on a busy machine, too. */
const longestMs = 30_000;
const restMs = 5000;
/**
 * VS Code 1.139.1 keeps so many bytes of each row that a tree has ever shown, of any extension: `_createTreeNode` of its
 * extension host registers a store for it that the tree holds to its end. As snapshots of the heap show: the store, its
 * set, and the set's table.
 */
const bytesOfRow = 229;
const people = ['504101', '504114', '504127'] as const;
const queries = ['client', 'has:uri', 'messenger:whatsapp', 'nobody at all', 'id:use-0*'] as const;
const contacts = Array.from({ length: 640 }, (_, number) =>
  someContact(`use-${String(number).padStart(3, '0')}`, `Client ${number}.`),
);

/** Something a user does. */
type Action = (at: Place) => Promise<unknown>;

interface Place {
  readonly window: AccountWindow;
  readonly probe: HostProbe;
  readonly random: Random;
  readonly accountId: string;
}

/** Of a contact that most likely is there. */
const idOf = (random: Random) => `use-${String(random.below(contacts.length)).padStart(3, '0')}`;
/** Of a contact that comes and goes. */
const passingId = (random: Random) => `use-${contacts.length + random.below(60)}`;
const cardOf = ({ random, accountId }: Place) =>
  `wazzup:/${accountId}/${idOf(random)}.contact.json`;
const command =
  (name: string, ...args: readonly unknown[]): Action =>
  ({ probe }) =>
    probe.run(name, ...args);
const nameField = '"name": "[^"]*"';
const newName = (random: Random) => `"name": "Client ${random.digits(4)}."`;

/** What is done, and how often. */
const shares: Shares<readonly [name: string, run: Action]> = [
  [['load more', command('wazzup.loadMore')], 5],
  [['go to', ({ probe, random }) => probe.run('wazzup.goTo', { offset: random.below(640) })], 5],
  [['load all', command('wazzup.loadAll')], 1],
  [['find', ({ probe, random }) => probe.run('wazzup.find', { query: random.pick(queries) })], 8],
  [
    ['filter', ({ probe, random }) => probe.run('wazzup.filter', { query: random.pick(queries) })],
    8,
  ],
  [['clear', command('wazzup.clearFilter')], 8],
  [['refresh', command('wazzup.refresh')], 4],
  [['group by person', command('wazzup.groupByResponsible')], 1],
  [['group by messenger', command('wazzup.groupByMessenger')], 1],
  [['group by nothing', command('wazzup.groupByNone')], 3],
  [['open card', ({ probe, random }) => probe.run('wazzup.openContact', idOf(random))], 8],
  [['open text', (at) => at.probe.run('vscode.openWith', { $uri: cardOf(at) }, 'default')], 4],
  [['edit', (at) => at.probe.edit(cardOf(at), nameField, newName(at.random))], 6],
  [['save', (at) => at.probe.save(cardOf(at), nameField, newName(at.random))], 6],
  [['close', command('workbench.action.revertAndCloseActiveEditor')], 10],
  [['close all', command('workbench.action.closeAllEditors')], 3],
  [['undo', ({ probe, accountId }) => probe.run('wazzup.undo', { accountId })], 4],
  [
    [
      'reassign',
      ({ probe, random }) =>
        probe.run('wazzup.reassign', {
          ids: [idOf(random), idOf(random), idOf(random)],
          responsibleUserId: random.pick(people),
        }),
    ],
    4,
  ],
  [
    [
      'set fields',
      ({ probe, random }) =>
        probe.run('wazzup.setFields', {
          ids: [idOf(random), idOf(random)],
          set: { uri: `https://crm.example.com/${random.digits(3)}` },
        }),
    ],
    2,
  ],
  [['create', create], 3],
  [
    [
      'delete',
      ({ probe, random }) => probe.run('wazzup.deleteByIds', { ids: [passingId(random)] }),
    ],
    3,
  ],
  [['export', exportAll], 2],
  [['check', command('wazzup.audit')], 1],
  [['show history', command('wazzup.showHistory')], 1],
  [['show report', command('wazzup.showReport')], 1],
  [['copy diagnostics', command('wazzup.copyDiagnostics')], 1],
  [['collapse', command('workbench.actions.treeView.wazzup.contacts.collapseAll')], 3],
  [['expand', expand], 4],
  [['hide or show the side bar', command('workbench.action.toggleSidebarVisibility')], 2],
  [['dismiss notifications', command('notifications.clearAll')], 2],
];

/**
 * What ten thousand random actions leave behind in the extension host of a real VS Code: what it holds after them, with
 * nothing open, beside what it held after the first two thousand. Rejections that nobody handles and listeners that Node
 * warns of end it.
 */
export async function run(report: (row: BenchRow) => void): Promise<void> {
  const window = await openAccountWindow({ extraExtensions: [probeFolder] });
  const ended = new AbortController();
  const dialogs = answerDialogs(window, ended.signal);
  try {
    await window.put(...contacts);
    const probe = await hostProbe(window);
    await probe.run('wazzup.refresh');
    const uri = String(await probe.run('wazzup.openContact', 'use-001'));
    const [, accountId = ''] = uri.split('/');
    const place: Place = { window, probe, random: randomFrom(seed), accountId };
    await actAtRandom(place, warmUp);
    const before = await heldWithNothingOpen(place);
    await actAtRandom(place, actions - warmUp);
    const after = await heldWithNothingOpen(place);
    const ofVscode = (after.sets - before.sets) * bytesOfRow;
    const [value, baseline] = [(after.bytes - ofVscode) / 1e6, before.bytes / 1e6];
    const name = `longUse: held after ${actions.toLocaleString('en')} actions`;
    report({ name, value, unit: 'MB', baseline, ratio: value / baseline });
    const { unhandled, warnings } = await probe.figures();
    const complaints = [...unhandled, ...warnings];
    if (complaints.length > 0) throw new Error(complaints.join('\n'));
  } finally {
    ended.abort();
    await dialogs;
    await window.close();
  }
}

/** Many actions are refused, as where there is nothing to be taken back: that is no matter. */
async function actAtRandom(place: Place, count: number): Promise<void> {
  for (let number = 1; number <= count; number += 1) {
    const [name, act] = place.random.weighted(shares);
    const isDone = act(place).then(
      () => true,
      () => true,
    );
    if (await Promise.race([isDone, sleep(longestMs, false)])) continue;
    const picture = await takePicture(place.window.page, 'long-use');
    console.error(`Not done after ${longestMs} ms: action ${number}, ${name}; see ${picture}`);
  }
}

/** With the same rows shown each time. */
async function heldWithNothingOpen({ probe }: Place): ReturnType<HostProbe['held']> {
  await probe.run('workbench.action.closeAllEditors');
  await probe.run('wazzup.clearFilter');
  await probe.run('wazzup.groupByNone');
  await probe.run('notifications.clearAll');
  await probe.run('wazzup.contacts.focus');
  await probe.run('wazzup.loadAll');
  // VS Code keeps what was closed for a moment.
  await sleep(restMs);
  const held = await probe.held();
  return held;
}

/** Presses in each dialog that opens the button that goes on, until it is told to stop. */
async function answerDialogs({ page }: AccountWindow, signal: AbortSignal): Promise<void> {
  const goOn = modal(page).getByRole('button', { name: /^(Don't Save|Take Back|Delete)$/ });
  while (!signal.aborted) {
    if (await modal(page).isVisible()) {
      const isKnown = await goOn.isVisible();
      if (isKnown) await goOn.click({ timeout: 1000 }).catch(() => undefined);
      else await page.keyboard.press('Escape');
    }
    if (await quickInput(page).isVisible()) await page.keyboard.press('Escape');
    await sleep(50);
  }
}

async function create({ probe, random }: Place): Promise<unknown> {
  const id = passingId(random);
  const uri = String(await probe.run('wazzup.newContact', { id }));
  const fields = `"id": "${id}", "responsibleUserId": "${random.pick(people)}", "name": "New ${random.digits(3)}"`;
  const rows = '"contactData": [{ "chatType": "whatsapp", "chatId": "79011112233" }]';
  return await probe.save(uri, '\\{[\\s\\S]*\\}', `{ ${fields}, ${rows} }`);
}

async function exportAll({ probe, window }: Place): Promise<unknown> {
  const uri = { $uri: pathToFileURL(path.join(window.folder, 'all.csv')).href };
  return await probe.run('wazzup.export', { uri, format: 'csv' });
}

async function expand({ probe }: Place): Promise<void> {
  await probe.run('wazzup.contacts.focus');
  for (const key of ['focusFirst', 'expand', 'focusDown', 'focusPageDown']) {
    await probe.run(`list.${key}`);
  }
}
