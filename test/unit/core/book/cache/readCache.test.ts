import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { type AccountId, readAccountId } from '../../../../../src/core/accountId.ts';
import { cachePieces } from '../../../../../src/core/book/cache/cacheFormat.ts';
import { type CacheReading, readCache } from '../../../../../src/core/book/cache/readCache.ts';
import { ContactIndex } from '../../../../../src/core/book/search/contactIndex.ts';
import type { Contact } from '../../../../../src/core/contact/contact.ts';
import { anyContact } from '../../contact/contactArbitraries.ts';
import { contacts } from '../bookWorld.ts';
import { openedCache } from './memoryCache.ts';

const { signal } = new AbortController();
const at = Date.UTC(2026, 10, 22);

function idOf(text: string): AccountId {
  const id = readAccountId(text);
  assert.ok(id);
  return id;
}

function indexOf(some: readonly Contact[]): ContactIndex {
  const index = new ContactIndex();
  for (const contact of some) index.put(contact);
  return index;
}

function written(index: ContactIndex): Buffer {
  return Buffer.concat([...cachePieces({ accountId: idOf('shop'), at }, index)]);
}

/** What a reading hands over, and how it ends. */
async function read(content: Buffer, account = 'shop', pieceSize = 1 << 16) {
  const seen: Contact[] = [];
  const reading: CacheReading = await readCache(openedCache(content, pieceSize), {
    accountId: idOf(account),
    signal,
    take: (some) => {
      seen.push(...some);
      return true;
    },
  });
  return { seen, reading };
}

describe('The cache', () => {
  it('gives back what was written to the letter, however it is cut into pieces', () =>
    fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(anyContact, { maxLength: 20, selector: ({ id }) => id }),
        fc.integer({ min: 1, max: 500 }),
        async (some, pieceSize) => {
          const index = indexOf(some);
          const { seen, reading } = await read(written(index), 'shop', pieceSize);
          assert.deepEqual(reading, { contacts: some.length, at });
          assert.equal(seen.length, some.length);
          const other = indexOf(seen);
          assert.deepEqual([...other.packed()], [...index.packed()]);
          for (const { id } of some) assert.deepEqual(other.contact(id), index.contact(id));
        },
      ),
    ));

  it('holds contacts of any length, and half surrogate pairs', async () => {
    const some = [
      { id: 'half', name: '\ud83d' },
      { id: 'long', name: 'Ё'.repeat(700_000) },
      { id: '\udc00', name: 'lines\n\u2028\r\n' },
    ];
    const { seen, reading } = await read(written(indexOf(some)));
    assert.deepEqual(reading, { contacts: 3, at });
    assert.deepEqual(seen, some);
  });

  it('holds each contact as it is last known, changes while it is written included', () => {
    const index = indexOf(contacts(3000));
    const parts: Buffer[] = [];
    for (const piece of cachePieces({ accountId: idOf('shop'), at }, index)) {
      if (parts.length === 0) {
        index.remove('c000001');
        index.remove('c002999');
        index.put({ id: 'c003000', name: 'Changed' });
        index.put({ id: 'new' });
      }
      parts.push(piece);
    }
    assert.ok(parts.length > 3, 'it is more than one piece');
    return read(Buffer.concat(parts)).then(({ seen, reading }) => {
      const byId = new Map(seen.map((contact) => [contact.id, contact]));
      assert.deepEqual(reading, { contacts: 3000, at });
      assert.equal(byId.size, 3000);
      assert.deepEqual(byId.get('c003000'), { id: 'c003000', name: 'Changed' });
      assert.ok(byId.has('new') && !byId.has('c002999'));
    });
  });

  it('is not used in part: nothing is handed over where it was cut at any place', async () => {
    const whole = written(indexOf(contacts(3)));
    for (let length = 0; length < whole.length; length++) {
      const { seen, reading } = await read(whole.subarray(0, length));
      assert.deepEqual(seen, [], String(length));
      assert.ok('damage' in reading, String(length));
    }
    for (const more of [' ', '\n', '{"id":"x"}\n', '\0'.repeat(200)]) {
      const { seen, reading } = await read(Buffer.concat([whole, Buffer.from(more)]));
      assert.deepEqual([seen, reading], [[], { damage: 'cut or altered' }]);
    }
  });

  it('is not used where any byte of it is another one', async () => {
    const whole = written(indexOf(contacts(3)));
    for (let place = 0; place < whole.length; place++) {
      for (const bit of [1, 32, 128]) {
        const altered = Buffer.from(whole);
        altered[place] = (altered[place] ?? 0) ^ bit;
        const { seen, reading } = await read(altered);
        assert.deepEqual(seen, [], String(place));
        assert.ok('damage' in reading, String(place));
      }
    }
  });

  it('tells why it cannot be used', async () => {
    const whole = written(indexOf(contacts(3)));
    const damage = async (content: Buffer | string, account?: string) => {
      const { reading } = await read(Buffer.from(content), account);
      return 'damage' in reading ? reading.damage : undefined;
    };
    assert.equal(await damage(whole, 'other'), 'other account');
    assert.equal(await damage(''), 'no cache');
    assert.equal(await damage('text\n'), 'no cache');
    assert.equal(await damage('{"wazzupCache":2}\n'), 'other version');
    assert.equal(await damage(whole.subarray(0, 200)), 'cut or altered');
    assert.equal(await damage(whole), undefined);
  });

  it('hands over no more when it is told to stop, or called off', async () => {
    const content = written(indexOf(contacts(3000)));
    const stopping = new AbortController();
    let parts = 0;
    const options = { accountId: idOf('shop'), signal: stopping.signal };
    await readCache(openedCache(content, 1 << 12), { ...options, take: () => ++parts < 2 });
    assert.equal(parts, 2);
    const take = () => {
      stopping.abort(new Error('enough'));
      return true;
    };
    await assert.rejects(readCache(openedCache(content, 1 << 12), { ...options, take }), /enough/);
  });
});
