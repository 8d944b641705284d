import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Logger } from '../../../../src/core/ports.ts';
import { EditQueue } from '../../../../src/host/editors/editQueue.ts';
import { applyChanges, type TextChange } from '../../../../src/host/editors/textChange.ts';
import type { FormEdit } from '../../../../src/protocol/contactForm.ts';
import { FakeClock } from '../../../support/fakeClock.ts';

const silent: Logger = { debug() {}, info() {}, warn() {}, error() {} };
const twoRows =
  '{"id":"1","name":"","contactData":[{"chatType":"vk","chatId":"1"},{"chatType":"vk","chatId":"2"}]}';

/** Lets all promises that can settle do so. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

/** A document with an undo stack as VS Code keeps it: each applied edit is a step of its own. */
class TestDocument {
  version = 1;
  readonly applied: string[] = [];
  readonly #done: string[] = [];
  readonly #undone: string[] = [];
  queue: EditQueue | undefined;
  beforeApply: (() => void) | undefined;
  #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  text(): string {
    return this.#text;
  }

  async apply(changes: readonly TextChange[]): Promise<boolean> {
    const { version } = this;
    const interfere = this.beforeApply;
    this.beforeApply = undefined;
    interfere?.();
    await Promise.resolve();
    if (version !== this.version) return false;
    this.#done.push(this.#text);
    this.#undone.length = 0;
    this.#change(applyChanges(this.#text, changes), undefined);
    this.applied.push(this.#text);
    return true;
  }

  changeOutside(text: string): void {
    this.#done.push(this.#text);
    this.#undone.length = 0;
    this.#change(text, undefined);
  }

  /** Undoes or redoes as the user would, and goes on as the host would. */
  async move(direction: 'undo' | 'redo'): Promise<void> {
    const [from, to] =
      direction === 'undo' ? [this.#done, this.#undone] : [this.#undone, this.#done];
    const text = from.pop();
    if (text === undefined) return;
    to.push(this.#text);
    const effect = this.#change(text, direction);
    if (effect === 'undoTyping') {
      await this.move('redo');
      await this.queue?.flush();
    }
    if (effect !== 'show') await this.move(direction);
  }

  #change(text: string, direction: 'undo' | 'redo' | undefined) {
    this.#text = text;
    this.version += 1;
    return this.queue?.documentChanged(direction);
  }
}

function start(text: string) {
  const document = new TestDocument(text);
  const clock = new FakeClock();
  let shown = 0;
  const guard = { isReadOnly: false };
  const queue = new EditQueue({
    document,
    clock,
    logger: silent,
    onHandled: () => {
      shown += 1;
    },
    isReadOnly: () => guard.isReadOnly,
  });
  document.queue = queue;
  let seq = 0;
  const submit = (edit: FormEdit, source = 'a') => queue.submit({ edit, source });
  return {
    document,
    queue,
    guard,
    submit,
    async pass(ms: number): Promise<void> {
      clock.advance(ms);
      await settled();
    },
    shown: () => shown,
    value: () => JSON.parse(document.text()) as Record<string, unknown>,
    type(pointer: string, text: string, run = 1, base = document.version): number {
      seq += 1;
      submit({ kind: 'set', seq, base, run, pointer, text });
      return seq;
    },
  };
}

describe('EditQueue', () => {
  it('refuses what a form sends of a card that is read-only now, and keeps what it had sent before', async () => {
    const { document, guard, pass, queue, shown, type, value } = start('{"name":""}');
    type('/name', 'A');
    await settled();
    type('/name', 'An');
    guard.isReadOnly = true;
    const before = shown();
    const refused = type('/uri', 'https://crm.example.com/1', 2);
    assert.equal(queue.handledOf('a'), refused);
    assert.equal(shown(), before + 1);
    await pass(250);
    assert.deepEqual(value(), { name: 'An' });
    guard.isReadOnly = false;
    type('/name', 'Anna', 3);
    await settled();
    assert.deepEqual(value(), { name: 'Anna' });
    assert.equal(document.applied.length, 3);
  });

  it('applies the first letter at once and the rest when typing pauses', async () => {
    const { document, pass, type, value } = start('{"name":""}');
    type('/name', 'A');
    await settled();
    assert.equal(value()['name'], 'A');
    type('/name', 'An');
    type('/name', 'Ann');
    await pass(100);
    assert.equal(value()['name'], 'A');
    await pass(200);
    assert.equal(value()['name'], 'Ann');
    assert.equal(document.applied.length, 2);
  });

  it('waits no longer than a second for a pause', async () => {
    const { pass, type, value } = start('{"name":""}');
    type('/name', 'x');
    await settled();
    let text = 'x';
    for (let letter = 0; letter < 12; letter++) {
      text += 'x';
      type('/name', text);
      await pass(100);
    }
    assert.ok(String(value()['name']).length >= 10);
  });

  it('applies what waits before a save or when the field is left', async () => {
    const { queue, type, value } = start('{"name":""}');
    type('/name', 'A');
    await settled();
    type('/name', 'Ann');
    await queue.flush();
    assert.equal(value()['name'], 'Ann');
  });

  it('tells which edits were dealt with, and only then', async () => {
    const { queue, pass, type } = start('{"name":""}');
    const first = type('/name', 'A');
    await settled();
    const last = type('/name', 'Ann');
    assert.equal(queue.handledOf('a'), first);
    assert.equal(queue.handledOf('b'), 0);
    await pass(300);
    assert.equal(queue.handledOf('a'), last);
  });

  it('loses no letter when the text changes under it', async () => {
    const { document, type, value } = start('{"id":"1","name":""}');
    document.beforeApply = () => document.changeOutside('{"id":"1","name":"","uri":"u"}');
    type('/name', 'A');
    await settled();
    assert.deepEqual(value(), { id: '1', name: 'A', uri: 'u' });
  });

  it('makes one visit of a field one undo step', async () => {
    const { document, queue, pass, type, value } = start('{"name":"","uri":"u"}');
    type('/name', 'A');
    await settled();
    type('/name', 'Ann');
    await pass(300);
    type('/name', 'Anna');
    await queue.flush();
    type('/uri', 'v', 2);
    await settled();
    assert.ok(document.applied.length > 2);
    await document.move('undo');
    assert.deepEqual(value(), { name: 'Anna', uri: 'u' });
    await document.move('undo');
    assert.deepEqual(value(), { name: '', uri: 'u' });
    await document.move('redo');
    assert.deepEqual(value(), { name: 'Anna', uri: 'u' });
  });

  for (const pointer of ['/name', '/contactData/1/chatId']) {
    it(`undoes what waits at ${pointer}, too, and a redo brings all of it back`, async () => {
      const { document, queue, pass, type } = start(twoRows);
      const before = document.text();
      type(pointer, 'A');
      await settled();
      const waiting = type(pointer, 'Ann');
      await document.move('undo');
      assert.equal(document.text(), before);
      assert.equal(queue.handledOf('a'), waiting);
      await pass(1000);
      assert.equal(document.text(), before);
      await document.move('redo');
      assert.match(document.text(), /"Ann"/);
    });
  }

  it('undoes a letter that was on its way, and not what was there before', async () => {
    const { document, queue, type, value } = start('{"name":"","uri":"u"}');
    type('/uri', 'v');
    await settled();
    let undone: Promise<void> | undefined;
    document.beforeApply = () => {
      undone = document.move('undo');
    };
    const onItsWay = type('/name', 'A', 2);
    await settled();
    await undone;
    assert.deepEqual(value(), { name: '', uri: 'v' });
    assert.equal(queue.handledOf('a'), onItsWay);
    await document.move('redo');
    assert.deepEqual(value(), { name: 'A', uri: 'v' });
  });

  it('keeps what waits when the user redoes', async () => {
    const { document, pass, type, value } = start('{"name":"","uri":"u"}');
    type('/uri', 'v');
    await settled();
    await document.move('undo');
    document.beforeApply = () => void document.move('redo');
    type('/name', 'A', 2);
    type('/name', 'Ann', 2);
    await pass(1000);
    assert.deepEqual(value(), { name: 'Ann', uri: 'v' });
  });

  it('keeps edits in order across fields and rows', async () => {
    const { submit, document, type, value } = start(twoRows);
    const base = document.version;
    type('/contactData/0/chatId', '11', 1, base);
    submit({ kind: 'addRow', seq: 8, base, chatType: 'max' });
    await settled();
    assert.deepEqual(value()['contactData'], [
      { chatType: 'vk', chatId: '11' },
      { chatType: 'vk', chatId: '2' },
      { chatType: 'max' },
    ]);
  });

  it('refuses an edit of a row that may be another by now', async () => {
    const { submit, document, queue, type, value } = start(twoRows);
    const base = document.version;
    submit({ kind: 'removeRow', seq: 1, base, row: 0 }, 'b');
    await settled();
    const refused = type('/contactData/1/chatId', '22', 1, base);
    await settled();
    assert.deepEqual(value()['contactData'], [{ chatType: 'vk', chatId: '2' }]);
    assert.equal(queue.handledOf('a'), refused);
    type('/contactData/0/chatId', '22', 2);
    await settled();
    assert.deepEqual(value()['contactData'], [{ chatType: 'vk', chatId: '22' }]);
  });

  it('removes only one row when the button is pressed twice before the form is drawn anew', async () => {
    const { submit, document, value } = start(twoRows);
    const base = document.version;
    submit({ kind: 'removeRow', seq: 1, base, row: 0 });
    submit({ kind: 'removeRow', seq: 2, base, row: 0 });
    await settled();
    assert.deepEqual(value()['contactData'], [{ chatType: 'vk', chatId: '2' }]);
  });

  it('goes on typing in a row while another form types in another', async () => {
    const { submit, document, type, value } = start(twoRows);
    const base = document.version;
    submit(
      { kind: 'set', seq: 1, base, run: 1, pointer: '/contactData/1/chatId', text: '22' },
      'b',
    );
    await settled();
    type('/contactData/0/chatId', '11', 1, base);
    await settled();
    assert.deepEqual(value()['contactData'], [
      { chatType: 'vk', chatId: '11' },
      { chatType: 'vk', chatId: '22' },
    ]);
  });

  it('refuses edits of a text that is no card, and says so to the form', async () => {
    const { queue, type, document, shown } = start('[]');
    const seq = type('/name', 'A');
    await settled();
    assert.equal(document.text(), '[]');
    assert.equal(queue.handledOf('a'), seq);
    assert.ok(shown() > 0);
  });

  it('takes the edits that follow one that broke', async () => {
    const depth = 100_000;
    const deep = `{"name":"","a":${'['.repeat(depth)}${']'.repeat(depth)}}`;
    const { document, queue, type, value } = start(deep);
    const broken = type('/name', 'A');
    await queue.flush();
    assert.equal(queue.handledOf('a'), broken);
    document.changeOutside('{"name":""}');
    type('/name', 'Anna', 2);
    await queue.flush();
    assert.equal(value()['name'], 'Anna');
  });

  it('takes the edits that follow although the forms could not be shown anew', async () => {
    const document = new TestDocument('{"name":""}');
    const queue = new EditQueue({
      document,
      clock: new FakeClock(),
      logger: silent,
      onHandled: () => {
        throw new Error('no form');
      },
    });
    for (const [seq, text] of ['A', 'An'].entries()) {
      queue.submit({
        edit: { kind: 'set', seq, base: 1, run: seq, pointer: '/name', text },
        source: 'a',
      });
      await queue.flush();
    }
    assert.equal(document.text(), '{"name":"An"}');
  });
});
