import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import {
  type ContactFile,
  type FileProblem,
  offsetOfField,
  readContactFile,
  readLongContactFile,
} from '../../../../src/core/transfer/contactFile.ts';

const anna = {
  id: 'c-1',
  responsibleUserId: 'user-1',
  name: 'Anna',
  contactData: [{ chatType: 'whatsapp', chatId: '79011112233' }],
};

function excerpt(text: string, place: { offset: number; length: number } | undefined): string {
  assert.ok(place);
  return text.slice(place.offset, place.offset + place.length);
}

function errors(file: ContactFile): readonly FileProblem[] {
  return file.problems.filter(({ severity }) => severity === 'error');
}

function isListOfJson(text: string): boolean {
  try {
    return Array.isArray(JSON.parse(text));
  } catch {
    return false;
  }
}

describe('a file with one contact', () => {
  it('gives the contact and its place', () => {
    const text = `\n  ${JSON.stringify(anna)}\n`;
    const file = readContactFile(text, 'contact');
    assert.deepEqual(file.problems, []);
    assert.deepEqual(
      file.contacts.map(({ contact, pointer, line }) => ({ contact, pointer, line })),
      [{ contact: anna, pointer: '', line: 2 }],
    );
    assert.equal(excerpt(text, file.contacts[0]), JSON.stringify(anna));
  });

  it('shows a wrong value at the value and a missing one at its object', () => {
    const { name: _, ...nameless } = anna;
    const wrong = { ...nameless, contactData: [{ chatType: 'whatsapp', chatId: '+7 901' }] };
    const text = JSON.stringify(wrong, undefined, 2);
    const found = errors(readContactFile(text, 'contact'));
    assert.deepEqual(
      found.map((problem) => excerpt(text, problem)).sort(),
      ['"+7 901"', text].sort(),
    );
    assert.ok(found.every(({ message }) => message.length > 10));
    assert.equal(found.find((problem) => problem.length === 8)?.line, 7);
  });

  it('is refused if it is empty, and if it is a list', () => {
    for (const text of ['', ' \n\t', '\uFEFF']) {
      const file = readContactFile(text, 'contact');
      assert.equal(errors(file).length, 1, JSON.stringify(text));
      assert.deepEqual(file.contacts, []);
    }
    const list = readContactFile(JSON.stringify([anna]), 'contact');
    assert.match(errors(list)[0]?.message ?? '', /contacts\.json/);
    assert.deepEqual(list.contacts, []);
  });

  it('tells broken JSON at its place', () => {
    const text = '{\n  "id": "c-1"\n  "name": "Anna"\n}';
    const file = readContactFile(text, 'contact');
    assert.deepEqual(file.contacts, []);
    assert.equal(errors(file)[0]?.line, 3);
    assert.equal(excerpt(text, errors(file)[0]), '"name"');
  });

  it('tells a field that stands twice, of which one would be lost', () => {
    const text = JSON.stringify(anna).replace('"name"', '"id":"c-2","name"');
    assert.equal(errors(readContactFile(text, 'contact')).length, 1);
  });

  it('shows where its nesting begins to be too deep', () => {
    const text = `[${JSON.stringify(anna)},\n {"id": "c-2", "x": ${'['.repeat(3000)}${']'.repeat(3000)}}]`;
    const [problem, ...others] = readContactFile(text, 'contacts').problems;
    assert.deepEqual(others, []);
    assert.match(problem?.message ?? '', /500 levels/);
    assert.deepEqual([problem?.line, problem?.offset], [2, text.indexOf('[[[') + 498]);
  });

  it('survives endless nesting', () => {
    for (const format of ['contact', 'contacts', 'ndjson'] as const) {
      const file = readContactFile(`${'['.repeat(200_000)}${']'.repeat(200_000)}`, format);
      assert.deepEqual(file.contacts, []);
      assert.ok(errors(file).length > 0, format);
    }
  });
});

describe('a file with an array of contacts', () => {
  it('gives each contact with line, place and pointer', () => {
    const boris = { ...anna, id: 'c-2' };
    const text = `[\r\n${JSON.stringify(anna)},\r\n${JSON.stringify(boris)}\r\n]`;
    const file = readContactFile(text, 'contacts');
    assert.deepEqual(file.problems, []);
    assert.deepEqual(
      file.contacts.map(({ contact, line, pointer }) => [contact, line, pointer]),
      [
        [anna, 2, '/0'],
        [boris, 3, '/1'],
      ],
    );
    assert.equal(excerpt(text, file.contacts[1]), JSON.stringify(boris));
  });

  it('may be empty', () => {
    assert.deepEqual(readContactFile('[]', 'contacts'), { text: '[]', contacts: [], problems: [] });
  });

  it('says what to do with an answer of the API and with a single contact', () => {
    const answer = readContactFile(JSON.stringify({ count: 1, data: [anna] }), 'contacts');
    assert.match(errors(answer)[0]?.message ?? '', /"data"/);
    const single = readContactFile(JSON.stringify(anna), 'contacts');
    assert.match(errors(single)[0]?.message ?? '', /brackets/);
    assert.deepEqual([...answer.contacts, ...single.contacts], []);
  });

  it('refuses elements that are no objects, and still gives the others', () => {
    const text = JSON.stringify([anna, null, 'c-2', [], 7]);
    const file = readContactFile(text, 'contacts');
    assert.deepEqual(
      errors(file).map((problem) => excerpt(text, problem)),
      ['null', '"c-2"', '[]', '7'],
    );
    assert.equal(file.contacts.length, 1);
  });

  it('refuses contacts without a usable id', () => {
    for (const id of [undefined, null, '', ' ', 7, {}]) {
      const file = readContactFile(JSON.stringify([{ ...anna, id }]), 'contacts');
      assert.ok(errors(file).length > 0, JSON.stringify(id));
    }
  });

  it('names the other line wherever an id stands twice', () => {
    const lines = [anna, { ...anna, id: 'c-2' }, anna, anna].map((contact) =>
      JSON.stringify(contact),
    );
    const text = `[\n${lines.join(',\n')}\n]`;
    const found = errors(readContactFile(text, 'contacts'));
    assert.deepEqual(
      found.map(({ line }) => line),
      [2, 4, 5],
    );
    assert.deepEqual(
      found.map((problem) => excerpt(text, problem)),
      ['"c-1"', '"c-1"', '"c-1"'],
    );
    assert.deepEqual(
      found.map(({ message }) => /line (\d+)/.exec(message)?.[1]),
      ['4', '2', '2'],
    );
  });

  it('bears problems without number: repeated ids, bad rows of one contact, broken values', function () {
    this.timeout(60_000);
    const many = (text: string) => Array(150_000).fill(text).join();
    for (const [format, text] of [
      ['contacts', `[${many('{"id":"c-1"}')}]`],
      ['contact', `{"id":"c-1","contactData":[${many('5')}]}`],
      ['ndjson', `{"id":"c-1","x":[${many('?')}]}`],
    ] as const) {
      assert.ok(readContactFile(text, format).problems.length >= 150_000, format);
    }
  });

  it('keeps keys that a careless reader would take for the prototype', () => {
    const text = `[${JSON.stringify(anna).replace('{', '{"__proto__":{"id":"x"},')}]`;
    const file = readContactFile(text, 'contacts');
    assert.equal(file.contacts[0]?.contact.id, 'c-1');
    assert.ok(file.problems.length > 0);
  });

  it('takes for a list what is one, and nothing else, whatever is typed into it', () => {
    const list = JSON.stringify([anna, { ...anna, id: 'c-2' }, 7], undefined, 1);
    fc.assert(
      fc.property(
        fc.nat(list.length),
        fc.nat(3),
        fc.constantFrom('', ',', '[', ']', '{', '}', '"', ':', ' ', '7', 'null', '\\', '//x', '[]'),
        (at, removed, typed) => {
          const text = `${list.slice(0, at)}${typed}${list.slice(at + removed)}`;
          const file = readContactFile(text, 'contacts');
          if (isListOfJson(text)) return;
          assert.deepEqual(file.contacts, []);
          assert.ok(errors(file).length > 0, text);
        },
      ),
      { numRuns: 2000 },
    );
    assert.equal(readContactFile(list, 'contacts').contacts.length, 2);
  });

  it('shows where a long list is broken', () => {
    const many = Array.from({ length: 2000 }, (_, index) => ({ ...anna, id: `c-${index}` }));
    const text = JSON.stringify(many, undefined, 2);
    for (const [whole, part, excerptOf] of [
      ['"id": "c-1000",', '"id": "c-1000"', '"responsibleUserId"'],
      ['},\n  {\n    "id": "c-1000"', '}\n  {\n    "id": "c-1000"', '{'],
      ['}\n    ]\n  },\n  {\n    "id": "c-1000"', '}\n    ]\n  ,\n  {\n    "id": "c-1000"', '{'],
    ] as const) {
      const broken = text.replace(whole, part);
      assert.notEqual(broken, text);
      const [first] = errors(readContactFile(broken, 'contacts'));
      assert.equal(excerpt(broken, first), excerptOf);
      assert.ok(
        Math.abs(
          (first?.line ?? 0) - broken.slice(0, broken.indexOf('c-1000')).split('\n').length,
        ) <= 2,
      );
    }
  });

  it('lets other work go on while it reads a long text, to the same result', async () => {
    const many = Array.from({ length: 3000 }, (_, index) => ({
      ...anna,
      id: `c-${index}`,
      name: '',
    }));
    const text = JSON.stringify(many, undefined, 2);
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 1);
    const { signal } = new AbortController();
    const file = await readLongContactFile(text, 'contacts', {}, signal);
    clearInterval(timer);
    assert.ok(turns > 2, `${turns} turns`);
    assert.deepEqual(file, readContactFile(text, 'contacts'));
    await assert.rejects(readLongContactFile(text, 'contacts', {}, AbortSignal.abort()));
  });

  it('reads 10,000 contacts with a problem each in about a second', function () {
    this.timeout(20_000);
    const contacts = Array.from({ length: 10_000 }, (_, index) => ({
      ...anna,
      id: `c-${index}`,
      contactData: [{ chatType: 'viber', chatId: '+79011112233' }],
    }));
    for (const [format, text] of [
      ['contacts', JSON.stringify(contacts, undefined, 2)],
      ['ndjson', contacts.map((contact) => JSON.stringify(contact)).join('\n')],
    ] as const) {
      const start = performance.now();
      const file = readContactFile(text, format);
      const ms = performance.now() - start;
      assert.equal(file.contacts.length, 10_000);
      assert.equal(errors(file).length, 10_000);
      assert.ok(ms < 6000, `${format}: ${Math.round(ms)} ms`);
    }
  });
});

describe('a file with a contact a line', () => {
  it('lets lines be empty, end with CR LF, and begin with a byte order mark', () => {
    const boris = { ...anna, id: 'c-2' };
    const text = `\uFEFF${JSON.stringify(anna)}\r\n\r\n  \n${JSON.stringify(boris)}`;
    const file = readContactFile(text, 'ndjson');
    assert.deepEqual(file.problems, []);
    assert.deepEqual(
      file.contacts.map(({ contact, line }) => [contact, line]),
      [
        [anna, 1],
        [boris, 4],
      ],
    );
    assert.equal(excerpt(text, file.contacts[1]), JSON.stringify(boris));
    assert.deepEqual(readContactFile('', 'ndjson').problems, []);
  });

  it('tells a broken line and reads the others', () => {
    const text = `${JSON.stringify(anna)}\n{"id": \n${JSON.stringify({ ...anna, id: 'c-3' })}\n`;
    const file = readContactFile(text, 'ndjson');
    assert.deepEqual(
      file.contacts.map(({ contact }) => contact.id),
      ['c-1', 'c-3'],
    );
    assert.ok(errors(file).length > 0);
    assert.ok(errors(file).every(({ line }) => line === 2));
  });

  it('shows the offsets of the file, not of the line', () => {
    const text = `${JSON.stringify(anna)}\n${JSON.stringify({ ...anna, id: 'c-2', name: 7 })}\n[]`;
    const found = errors(readContactFile(text, 'ndjson'));
    assert.deepEqual(
      found.map((problem) => [problem.line, excerpt(text, problem)]),
      [
        [2, '7'],
        [3, '[]'],
      ],
    );
  });
});

describe('the place of a field that the server refused', () => {
  const contact = {
    ...anna,
    contactData: [...anna.contactData, { chatType: 'telegram', chatId: '1' }],
  };
  const text = `[\n${JSON.stringify(anna)},\n${JSON.stringify({ ...contact, id: 'c-2' }, undefined, 2)}]`;
  const file = readContactFile(text, 'contacts');

  it('follows every known way to name it', () => {
    const at = (field: string) => excerpt(text, offsetOfField(file, 1, field));
    const rows = at('contactData');
    assert.deepEqual(JSON.parse(rows), contact.contactData);
    assert.equal(at('name'), '"Anna"');
    assert.equal(at('contactData.chatId'), rows);
    assert.equal(at('contactData[1].chatId'), '"1"');
    assert.equal(at('contactData[9].chatId'), rows);
    assert.equal(at('contactData.1.chatType'), '"telegram"');
    assert.equal(offsetOfField(file, 1, 'name')?.line, 6);
  });

  it('is the whole contact for names that lead nowhere, and none for a contact that is not there', () => {
    for (const field of ['uri', '', 'a/b~', '[']) {
      assert.deepEqual(JSON.parse(excerpt(text, offsetOfField(file, 0, field))), anna, field);
    }
    for (const index of [-1, 2, 0.5]) assert.equal(offsetOfField(file, index, 'name'), undefined);
  });
});
