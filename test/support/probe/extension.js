// Lives in the extension host beside the extension that is measured: runs commands there, and tells how the host fares.
const { mkdirSync, writeFileSync } = require('node:fs');
const { createServer } = require('node:http');
const path = require('node:path');
const { performance, PerformanceObserver } = require('node:perf_hooks');
const { queryObjects, setFlagsFromString } = require('node:v8');
const { runInNewContext } = require('node:vm');
const vscode = require('vscode');

/** So often (ms) a timer looks whether it comes when it should. */
const lookMs = 10;
const none = { blockMs: 0, collectionMs: 0, residentBytes: 0, heapBytes: 0 };

let figures = { ...none };
const unhandled = new Map();
const warnings = [];

/** Of the thread that extensions run in, where Node tells it, else of all. */
function processorMs() {
  const { user, system } = process.threadCpuUsage?.() ?? process.cpuUsage();
  return (user + system) / 1000;
}

/** Collections of garbage are blocks, too: how long the longest took, other programs included. */
function watchCollections() {
  const observer = new PerformanceObserver((list) => {
    const longest = Math.max(...list.getEntries().map(({ duration }) => duration));
    figures = { ...figures, collectionMs: Math.max(figures.collectionMs, longest) };
  });
  observer.observe({ entryTypes: ['gc'] });
  return observer;
}

function watchLoop() {
  let last = { wall: performance.now(), processor: processorMs() };
  return setInterval(() => {
    const now = { wall: performance.now(), processor: processorMs() };
    // What other programs took of the processor does not count.
    const late = Math.min(now.wall - last.wall - lookMs, now.processor - last.processor);
    last = now;
    const { rss, heapUsed, external } = process.memoryUsage();
    figures = {
      ...figures,
      blockMs: Math.max(figures.blockMs, late),
      residentBytes: Math.max(figures.residentBytes, rss),
      heapBytes: Math.max(figures.heapBytes, heapUsed + external),
    };
  }, lookMs);
}

/** What is held when all garbage was collected: in bytes, and how many sets are in it. */
async function held() {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  for (let round = 0; round < 4; round += 1) {
    collect();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const sets = queryObjects?.(Set, { format: 'count' }) ?? 0;
  return { bytes: process.memoryUsage().heapUsed, sets };
}

/** Addresses come as `{$uri}`, also inside of options. */
function argument(value) {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  if (typeof value.$uri === 'string') return vscode.Uri.parse(value.$uri);
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, argument(part)]));
}

/** Lists may hold a million contacts. */
function summary(value) {
  if (Array.isArray(value)) return { length: value.length };
  if (value instanceof vscode.Uri) return value.toString();
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [
      key,
      Array.isArray(part) ? { length: part.length } : part,
    ]),
  );
}

/** Replaces a text of a document by another. */
async function edit({ uri, from, to }) {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
  const text = document.getText();
  const found = new RegExp(from).exec(text);
  if (!found) throw new Error(`nothing in ${uri} fits ${from}`);
  const change = new vscode.WorkspaceEdit();
  const end = found.index + found[0].length;
  const range = new vscode.Range(document.positionAt(found.index), document.positionAt(end));
  change.replace(document.uri, range, to);
  await vscode.workspace.applyEdit(change);
  return document;
}

const routes = {
  figures: () => ({ ...figures, unhandled: [...unhandled.values()], warnings }),
  forget: () => {
    figures = { ...none };
  },
  held,
  run: async ({ command, args = [] }) =>
    summary(await vscode.commands.executeCommand(command, ...args.map(argument))),
  edit: async (request) => void (await edit(request)),
  save: async (request) => await (await edit(request)).save(),
};

async function answer(request, response) {
  let text = '';
  for await (const chunk of request) text += chunk;
  try {
    const route = routes[(request.url ?? '').slice(1)];
    const result = await route(text === '' ? {} : JSON.parse(text));
    response.end(JSON.stringify({ result }));
  } catch (error) {
    response.end(JSON.stringify({ error: String(error?.message ?? error) }));
  }
}

exports.activate = (context) => {
  process.on('unhandledRejection', (reason, promise) =>
    unhandled.set(promise, String(reason?.stack ?? reason)),
  );
  process.on('rejectionHandled', (promise) => unhandled.delete(promise));
  process.on('warning', (warning) => {
    if (warning.name !== 'ExperimentalWarning') warnings.push(String(warning.stack ?? warning));
  });
  const timer = watchLoop();
  const collections = watchCollections();
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1', () => {
    const folder = context.globalStorageUri.fsPath;
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'port'), String(server.address().port));
  });
  context.subscriptions.push({
    dispose: () => {
      clearInterval(timer);
      collections.disconnect();
      server.close();
    },
  });
};
