import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { readAgain } from '../../../../src/host/tree/readAgain.ts';
import { FakeClock } from '../../../support/fakeClock.ts';
import { type BookWorld, contactOf, idOf, shown, withBook } from '../../core/book/bookWorld.ts';

const clock = new FakeClock(() => true);
const refresh = ({ book, signal }: BookWorld) => readAgain(book, undefined, clock, signal);

const numbers = fc.uniqueArray(fc.integer({ min: 0, max: 700 }), { maxLength: 12 });
const start = fc.uniqueArray(fc.integer({ min: 0, max: 700 }), { maxLength: 450, size: 'max' });
const writes = fc.record({ added: numbers, renamed: numbers, deleted: numbers });

/** What another program has in the account. */
class Writer {
  readonly names = new Map<string, string>();
  /** All ids that were ever there. */
  readonly ever = new Set<string>();
  readonly #world: BookWorld;
  #renames = 0;

  constructor(world: BookWorld, first: readonly number[]) {
    this.#world = world;
    for (const number of first) this.#note(number, contactOf(number).name);
  }

  async add(some: readonly number[]): Promise<void> {
    const added = some.filter((number) => !this.names.has(idOf(number)));
    await this.#world.write(added.map((number) => contactOf(number)));
    for (const number of added) this.#note(number, contactOf(number).name);
  }

  async rename(some: readonly number[]): Promise<void> {
    this.#renames += 1;
    const name = `Renamed ${this.#renames}`;
    const renamed = some.filter((number) => this.names.has(idOf(number)));
    await this.#world.write(renamed.map((number) => contactOf(number, name)));
    for (const number of renamed) this.#note(number, name);
  }

  async delete(some: readonly number[]): Promise<void> {
    await this.#world.erase(some.map(idOf));
    for (const number of some) this.names.delete(idOf(number));
  }

  #note(number: number, name: string): void {
    this.names.set(idOf(number), name);
    this.ever.add(idOf(number));
  }
}

/** How the account is otherwise than before. */
function difference(before: ReadonlyMap<string, string>, now: ReadonlyMap<string, string>) {
  const kept = [...now.keys()].filter((id) => before.has(id));
  return {
    added: now.size - kept.length,
    changed: kept.filter((id) => before.get(id) !== now.get(id)).length,
    removed: before.size - kept.length,
  };
}

/** That the list and what is searched are what the account holds, to the letter and in its order. */
function assertEqual({ book }: BookWorld, { names }: Writer): void {
  const ids = [...names.keys()].sort();
  assert.equal(shown(book).join(), ids.join(), 'the list');
  assert.equal([...book.search.index.ids()].sort().join(), ids.join(), 'what is searched');
  for (const id of ids) {
    assert.equal(book.contact(id)?.name, names.get(id), 'the list has the newest state');
    assert.equal(book.search.index.contact(id)?.name, names.get(id), 'so has the search');
  }
  assert.deepEqual(book.coverage, { read: ids.length, count: ids.length, isComplete: true });
}

describe('Refreshing while another program writes at random', () => {
  it('tells exactly what that did between two refreshes', async () => {
    await fc.assert(
      fc.asyncProperty(
        start,
        fc.array(writes, { minLength: 1, maxLength: 5 }),
        fc.constantFrom('all', 'scan', 'page'),
        (first, rounds, how) =>
          withBook(
            first.map((number) => contactOf(number)),
            async (world) => {
              const { book, signal } = world;
              const writer = new Writer(world, first);
              await book.loadPage(0, { signal });
              if (how === 'all') await book.loadAll({ signal });
              if (how === 'scan') await book.search.scan(clock, signal);
              for (const { added, renamed, deleted } of rounds) {
                const [before, seen] = [new Map(writer.names), new Set(shown(book))];
                await writer.add(added);
                await writer.rename(renamed);
                await writer.delete(deleted);
                const real = difference(before, writer.names);
                const { added: news, changed, removed, among } = await refresh(world);
                if (among === undefined) {
                  assert.deepEqual({ added: news, changed, removed }, real);
                  if (book.coverage.isComplete) assertEqual(world, writer);
                } else {
                  assert.notEqual(how, 'scan');
                  const isNew = (id: string) => writer.names.has(id) && !before.has(id);
                  const isChanged = (id: string) =>
                    before.has(id) && before.get(id) !== writer.names.get(id);
                  assert.ok(news <= shown(book).filter(isNew).length);
                  assert.equal(
                    changed,
                    shown(book).filter((id) => seen.has(id) && isChanged(id)).length,
                  );
                  assert.ok(removed === 0 || book.coverage.isComplete);
                }
                const ids = [...writer.names.keys()].sort();
                assert.equal(shown(book).join(), ids.slice(0, shown(book).length).join());
              }
            },
          ),
      ),
      { numRuns: 60, interruptAfterTimeLimit: 30_000 },
    );
  });

  it('is right once that is still, and complete only where nobody is missing', async () => {
    const round = fc.record({
      between: writes,
      // What comes and goes in equal numbers between two answers leaves no trace in any of them.
      direction: fc.constantFrom('add', 'delete', 'rename', 'ours'),
      during: fc.array(fc.tuple(fc.integer({ min: 1, max: 12 }), numbers), { maxLength: 4 }),
      work: fc.constantFrom('scan', 'refresh', 'page', 'all', 'scan and page', 'scan and pages'),
      offset: fc.integer({ min: 0, max: 500 }),
      // How long each request waits before it leaves, so that answers come in any order.
      waits: fc.array(fc.nat(20), { maxLength: 12 }),
    });
    await fc.assert(
      fc.asyncProperty(start, fc.array(round, { maxLength: 5 }), (first, rounds) =>
        withBook(
          first.map((number) => contactOf(number)),
          async (world) => {
            const { book, signal } = world;
            const writer = new Writer(world, first);
            const throughout = new Set<string>();
            const write = {
              add: (some: readonly number[]) => writer.add(some),
              delete: async (some: readonly number[]) => {
                for (const number of some) throughout.delete(idOf(number));
                await writer.delete(some);
              },
              rename: (some: readonly number[]) => writer.rename(some),
              ours: async (some: readonly number[]) => {
                const { mark } = book;
                const news = some.filter((number) => !writer.names.has(idOf(number)));
                await writer.add(news);
                book.put(
                  news.map((number) => contactOf(number)),
                  mark,
                );
              },
            };
            const scan = async () => {
              const { isComplete } = await book.search.scan(clock, signal);
              if (!isComplete) return;
              const ids = new Set(book.search.index.ids());
              for (const id of ids) assert.ok(writer.ever.has(id), `${id} never was there`);
              for (const id of throughout) assert.ok(ids.has(id), `${id} is missing`);
            };
            for (const { between, direction, during, work, offset, waits } of rounds) {
              await writer.add(between.added);
              await writer.rename(between.renamed);
              await writer.delete(between.deleted);
              throughout.clear();
              for (const id of writer.names.keys()) throughout.add(id);
              let requests = 0;
              world.beforeRequest(async () => {
                requests += 1;
                const now = during.filter(([at]) => at === requests);
                const wait = waits[requests - 1] ?? 0;
                for (const [, some] of now) await write[direction](some);
                for (let turn = 0; turn < wait; turn++) await new Promise(setImmediate);
              });
              const page = () => book.loadPage(offset, { signal });
              if (work === 'scan') await scan();
              if (work === 'refresh') await refresh(world);
              if (work === 'page') await page();
              if (work === 'all') await book.loadAll({ signal });
              if (work === 'scan and page') await Promise.all([scan(), page()]);
              if (work === 'scan and pages') await Promise.all([page(), scan(), refresh(world)]);
              world.beforeRequest(undefined);
              assert.equal(new Set(shown(book)).size, shown(book).length, 'no row twice');
            }
            await book.search.scan(clock, signal);
            await book.loadAll({ signal });
            await refresh(world);
            await book.loadAll({ signal });
            await refresh(world);
            assertEqual(world, writer);
          },
        ),
      ),
      { numRuns: 60, interruptAfterTimeLimit: 60_000 },
    );
  });
});
