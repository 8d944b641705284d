import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { type FormMessage, readFormMessage } from '../../../src/protocol/contactForm.ts';

const set = { kind: 'set', seq: 1, base: 3, run: 2, pointer: '/name', text: 'Anna' } as const;

describe('readFormMessage', () => {
  const good: readonly FormMessage[] = [
    { kind: 'ready' },
    { kind: 'commit' },
    { kind: 'openAsJson' },
    { kind: 'allowChanges' },
    { kind: 'openLink' },
    { kind: 'save' },
    { kind: 'duplicate' },
    { kind: 'showHistory' },
    { kind: 'delete' },
    set,
    { ...set, pointer: '/contactData/0/chatId', text: '' },
    { ...set, pointer: '/contactData/49/phone' },
    { kind: 'addRow', seq: 1, base: 3, chatType: 'whatsapp' },
    { kind: 'removeRow', seq: 1, base: 3, row: 0 },
    { kind: 'moveRow', seq: 1, base: 3, row: 1, to: 0 },
  ];
  for (const message of good) {
    it(`takes ${JSON.stringify(message)}`, () => {
      assert.deepEqual(readFormMessage(structuredClone(message)), message);
    });
  }

  const bad: readonly unknown[] = [
    undefined,
    null,
    'ready',
    [],
    {},
    { kind: 'close' },
    { kind: 'toString' },
    { ...set, seq: -1 },
    { ...set, seq: 1.5 },
    { ...set, base: '3' },
    { ...set, run: Number.NaN },
    { ...set, text: 7 },
    { ...set, text: 'x'.repeat(100_001) },
    { ...set, pointer: '/contactData' },
    { ...set, pointer: '/contactData/0' },
    { ...set, pointer: '/contactData/01/chatId' },
    { ...set, pointer: '/contactData/-/chatId' },
    { ...set, pointer: '/contactData/0/other' },
    { ...set, pointer: '/__proto__' },
    { ...set, pointer: '/name\n' },
    { kind: 'addRow', seq: 1, base: 3 },
    { kind: 'removeRow', seq: 1, base: 3, row: '0' },
    { kind: 'moveRow', seq: 1, base: 3, row: 4, to: 2 },
  ];
  for (const message of bad) {
    it(`refuses ${String(JSON.stringify(message)).slice(0, 80)}`, () => {
      assert.equal(readFormMessage(message), undefined);
    });
  }

  it('takes nothing over that does not belong to the message', () => {
    assert.deepEqual(readFormMessage({ ...set, extra: 'x' }), set);
  });
});
