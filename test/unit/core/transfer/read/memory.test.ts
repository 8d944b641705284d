import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, it } from 'mocha';
import { openSource } from '../../../../../src/core/transfer/read/openSource.ts';

const contacts = 200_000;

const phone = (index: number) => `7901${String(index).padStart(7, '0')}`;
const texts: Readonly<Record<string, readonly [string, (index: number) => string, string]>> = {
  'a.csv': [
    'id,name,chatType1,chatId1\r\n',
    (index) => `crm-${index},"Анна, Петрова ""${index}""",whatsapp,${phone(index)}\r\n`,
    '',
  ],
  'a.json': ['{"count": 7, "data": [\n', (index) => `${index > 0 ? ',' : ''}${line(index)}`, ']}'],
  'a.ndjson': ['', line, ''],
  'a.vcf': [
    '',
    (index) =>
      `BEGIN:VCARD\r\nVERSION:3.0\r\nUID:${index}\r\nFN:Анна\r\nTEL:${phone(index)}\r\nEND:VCARD\r\n`,
    '',
  ],
};

function line(index: number): string {
  const contactData = [{ chatType: 'whatsapp', chatId: phone(index) }];
  return `${JSON.stringify({ id: `crm-${index}`, name: 'Анна {"[Петрова', contactData })}\n`;
}

/** What each record that is read would have to leave behind to be told from the process's own ups and downs, in bytes. */
const leftBehind = 24;

/** The bytes that stay in use. What an abandoned read or a timer of this turn still holds is freed some turns later. */
async function bytesInUse(): Promise<number> {
  setFlagsFromString('--expose-gc');
  const gc: unknown = runInNewContext('gc');
  assert.ok(typeof gc === 'function');
  let least = Number.POSITIVE_INFINITY;
  for (let time = 0; time < 5; time += 1) {
    await setImmediate();
    gc();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    least = Math.min(least, heapUsed + arrayBuffers);
  }
  return least;
}

describe('A long file of contacts', () => {
  for (const [name, [start, text, end]] of Object.entries(texts)) {
    it(`is read in flat memory: ${contacts} of them from ${name}`, async () => {
      async function* bytes() {
        yield Buffer.from(start);
        for (let index = 0; index < contacts; index += 500) {
          const part = Array.from({ length: 500 }, (_, more) => text(index + more));
          yield Buffer.from(part.join(''));
        }
        yield Buffer.from(end);
      }
      const { records } = await openSource(bytes(), name, new AbortController().signal);
      let count = 0;
      const inUse: number[] = [];
      for await (const record of records) {
        assert.notEqual(record.kind, 'broken');
        count += 1;
        if (count === 10_000 || count === contacts) inUse.push(await bytesInUse());
      }
      assert.equal(count, contacts);
      const [early = 0, latest = 0] = inUse;
      const each = (latest - early) / (contacts - 10_000);
      assert.ok(each < leftBehind, `${each.toFixed(1)} bytes for each record`);
    });
  }
});
