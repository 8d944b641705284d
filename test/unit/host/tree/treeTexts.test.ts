import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { ApiError } from '../../../../src/core/api/apiError.ts';
import type { BookPart, GapPart } from '../../../../src/core/book/bookPart.ts';
import { ContactIndex } from '../../../../src/core/book/search/contactIndex.ts';
import { accountRows, foldedRows } from '../../../../src/host/tree/accountRows.ts';
import { contactRow } from '../../../../src/host/tree/contactRow.ts';
import { gapRow } from '../../../../src/host/tree/gapRow.ts';
import {
  incompleteMessage,
  oldMessage,
  readingMessage,
} from '../../../../src/host/tree/messages.ts';

const names = (id: string) => (id === 'user-1' ? 'Ivan' : undefined);

const anna = {
  id: 'crm-1',
  name: 'Anna Petrova',
  responsibleUserId: 'user-1',
  contactData: [
    { chatType: 'whatsapp', chatId: '79011112233' },
    { chatType: 'telegram', chatId: '12345', username: 'anna' },
  ],
  uri: 'https://crm.example/1',
};

describe('contactRow', () => {
  it('shows name, messengers and numbers, and says them with the responsible person and problems', () => {
    assert.deepEqual(contactRow(anna, names, 1), {
      label: 'Anna Petrova',
      description: 'WhatsApp +79011112233 · Telegram @anna',
      spoken: 'Anna Petrova, WhatsApp, Telegram, responsible Ivan, 1 problem',
      abilities: 'contact hasUri hasPhone hasProblem',
      icon: 'whatsapp.svg',
    });
  });

  it('shows the id where there is no name, and nothing else of an empty card', () => {
    const row = contactRow({ id: 'crm-2', name: null, contactData: [] }, names, 0);
    assert.deepEqual(row, {
      label: 'crm-2',
      description: '',
      spoken: 'crm-2',
      abilities: 'contact',
      icon: undefined,
    });
  });

  it('shows a user that is not known by the id, and keeps a name on one line', () => {
    const row = contactRow({ ...anna, name: 'Anna\n Petrova', responsibleUserId: 'u9' }, names, 0);
    assert.equal(row.label, 'Anna Petrova');
    assert.match(row.spoken, /responsible u9$/);
  });

  it('shows unknown messengers by their own name, and how many rows there are beside the first three', () => {
    const contactData = [
      { chatType: 'carrier pigeon', chatId: 'x' },
      { chatType: 'instagram', chatId: 'anna' },
      { chatType: 'telegram', phone: '79011112233', chatId: null },
      { chatType: 'vk', chatId: '1' },
      { chatId: '2' },
    ];
    const row = contactRow({ ...anna, contactData, uri: 'javascript:alert(1)' }, names, 0);
    assert.equal(
      row.description,
      'carrier pigeon x · Instagram @anna · Telegram +79011112233 · 2 more',
    );
    assert.equal(row.icon, 'other.svg');
    assert.equal(row.abilities, 'contact hasPhone');
  });
});

const gap = (from: number, to: number | undefined, more: Partial<GapPart> = {}): GapPart => ({
  kind: 'gap',
  from,
  to,
  isLoading: false,
  failure: undefined,
  ...more,
});

describe('gapRow', () => {
  const label = (some: GapPart, read: number, count: number | undefined, isTail = true) =>
    gapRow(some, { read, count, isTail, language: 'en' }).label;

  it('says how far the list was read', () => {
    assert.equal(label(gap(300, 12_345), 300, 12_345), 'Load next 100 · 300 of 12,345');
    assert.equal(label(gap(300, undefined), 300, undefined), 'Load next 100 · 300 loaded');
  });

  it('says which contacts are missing between others', () => {
    assert.equal(label(gap(100, 999_900), 200, 1_000_000, false), 'Load next 100 · 101–999,900');
    assert.equal(label(gap(100, 150), 200, 250, false), 'Load contacts 101–150');
    assert.equal(label(gap(100, 101), 200, 250, false), 'Load contact 101');
  });

  it('shows loading, and what to do about a failure', () => {
    const around = { read: 0, count: undefined, isTail: true, language: 'en' };
    assert.equal(gapRow(gap(0, undefined, { isLoading: true }), around).action, undefined);
    const failed = (reason: ConstructorParameters<typeof ApiError>[0]) =>
      gapRow(gap(0, undefined, { failure: { offset: 0, error: new ApiError(reason) } }), around);
    assert.equal(failed('network').action, 'load');
    assert.notEqual(failed('network').description, '');
    assert.equal(failed('unauthorised').action, 'replaceKey');
    assert.equal(failed('forbidden').action, 'replaceKey');
  });

  it('writes numbers even where the language is not known', () => {
    const around = { read: 1000, count: 2000, isTail: true, language: 'no_such_language' };
    assert.match(gapRow(gap(1000, 2000), around).label, /2\D?000/);
  });
});

describe('The row of reading the whole list', () => {
  const kept = Date.UTC(2026, 10, 22, 12);
  const index = new ContactIndex();
  index.put({ id: 'one' });

  it('says how far it is, and as of when is shown what was kept before', () => {
    const progress = { read: 300, count: 5000 };
    const { label, description } = readingMessage(progress, undefined, 'en');
    assert.deepEqual([label, description], ['Reading all contacts…', '300 of 5,000 read']);
    const checking = readingMessage(progress, kept, 'en');
    assert.equal(checking.label, 'Checking…');
    assert.match(checking.description ?? '', /^as of 11\/22\/26, .*M · 300 of 5,000 read$/);
  });

  it('never counts what was kept as read', () => {
    const { description } = incompleteMessage({ last: undefined, index, keptSince: kept }, 'en');
    assert.match(description ?? '', /^as of 11\/22\/26, .*M, not checked$/);
    const read = incompleteMessage({ last: undefined, index, keptSince: undefined }, 'en');
    assert.equal(read.description, '1 read');
  });
});

describe('accountRows', () => {
  const rows = (
    parts: readonly BookPart[],
    more: Partial<Parameters<typeof accountRows>[0]> = {},
  ) =>
    accountRows({
      layout: () => parts,
      isRead: true,
      countChange: undefined,
      coverage: { read: 2, count: 2, isComplete: true },
      ...more,
    }).map((row) => (row.kind === 'contact' ? row.id : row.kind));

  it('shows contacts and gaps in order', () => {
    const parts: readonly BookPart[] = [
      { kind: 'contacts', from: undefined, ids: ['new'] },
      { kind: 'contacts', from: 0, ids: ['a', 'b'] },
      gap(2, 5),
      { kind: 'contacts', from: 5, ids: ['c'] },
      gap(6, 9),
    ];
    assert.deepEqual(rows(parts), ['new', 'a', 'b', 'gap', 'c', 'gap']);
  });

  it('shows each full thousand of a long list as one row, and the rest as it is', () => {
    const ids = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, index) => `c${from + index}`);
    const shown = (parts: readonly BookPart[]) => {
      const told: string[] = [];
      for (const row of accountRows({
        layout: () => parts,
        isRead: true,
        countChange: undefined,
        coverage: { read: 0, count: 9_000, isComplete: false },
      })) {
        if (row.kind === 'contact') told.push(row.id);
        else if (row.kind !== 'block') told.push(row.kind);
        else told.push(`${row.from}: ${row.ids[0]} to ${row.ids.at(-1)}`);
      }
      return told;
    };
    const first: BookPart = { kind: 'contacts', from: 0, ids: ids(0, 2_002) };
    const second: BookPart = { kind: 'contacts', from: 2_998, ids: ids(2_998, 6_001) };
    assert.deepEqual(
      shown([
        { kind: 'contacts', from: undefined, ids: ['new'] },
        first,
        gap(2_002, 2_998),
        second,
        gap(6_001, 9_000),
      ]),
      [
        'new',
        '0: c0 to c999',
        '1000: c1000 to c1999',
        'c2000',
        'c2001',
        'gap',
        'c2998',
        'c2999',
        '3000: c3000 to c3999',
        '4000: c4000 to c4999',
        '5000: c5000 to c5999',
        'c6000',
        'gap',
      ],
    );
    const { length } = rows([{ kind: 'contacts', from: 0, ids: ids(0, 5_000) }]);
    assert.equal(length, 5_000, 'a list of a few thousand is shown as it is');
  });

  it('shows contacts at their places where none of them fills a thousand', () => {
    const parts = Array.from({ length: 6 }, (_, index): readonly BookPart[] => [
      {
        kind: 'contacts',
        from: index * 10_000 + 1,
        ids: Array.from({ length: 998 }, (__, place) => `${index}-${place}`),
      },
      gap(index * 10_000 + 999, (index + 1) * 10_000 + 1),
    ]);
    const told = rows(parts.flat());
    assert.equal(told.length, 6 * 999);
    assert.equal(told[0], '0-0');
  });

  it('says that an account is empty, once it was read', () => {
    assert.deepEqual(rows([]), ['empty']);
    assert.deepEqual(rows([gap(0, undefined)], { isRead: false }), ['gap']);
  });

  it('says on top that others changed the list, or that not all could be read', () => {
    const parts: readonly BookPart[] = [{ kind: 'contacts', from: 0, ids: ['a'] }];
    assert.deepEqual(rows(parts, { countChange: { before: 1, now: 2 } }), ['countChanged', 'a']);
    const coverage = { read: 1, count: 2, isComplete: false };
    assert.deepEqual(rows(parts, { coverage }), ['incomplete', 'a']);
    assert.deepEqual(rows([...parts, gap(1, 2)], { coverage }), ['a', 'gap']);
  });

  it('takes only a gap at the end for the tail of the list', () => {
    const isTail = (parts: readonly BookPart[]) =>
      accountRows({
        layout: () => parts,
        isRead: true,
        countChange: undefined,
        coverage: { read: 1, count: 9, isComplete: false },
      }).flatMap((row) => (row.kind === 'gap' ? [row.isTail] : []));
    const run: BookPart = { kind: 'contacts', from: 0, ids: ['a'] };
    assert.deepEqual(isTail([run, gap(1, 9)]), [true]);
    assert.deepEqual(isTail([gap(0, 8), { ...run, from: 8 }]), [false]);
    assert.deepEqual(isTail([run, gap(1, 5), { ...run, from: 5 }, gap(6, 9)]), [false, false]);
  });
});

describe('foldedRows', () => {
  const ids = (count: number) => Array.from({ length: count }, (_, index) => `c-${index}`);

  it('shows the contacts of a rule one by one, and each full thousand of many in one row', () => {
    assert.equal(foldedRows(ids(5_000)).length, 5_000);
    const rows = foldedRows(ids(5_002));
    assert.deepEqual(
      rows.map((row) => (row.kind === 'block' ? row.ids.length : row.id)),
      [1_000, 1_000, 1_000, 1_000, 1_000, 'c-5000', 'c-5001'],
    );
  });
});

describe('The state of a filter', () => {
  it('says which contacts could not be read, and why', () => {
    const failed = [
      { offset: 300, end: 400, error: new ApiError('timeout') },
      { offset: 900, end: 912, error: new ApiError('network') },
    ];
    const scan = { read: 800, count: 912, isComplete: false };
    const known = { index: { size: 850 }, keptSince: undefined };
    assert.equal(
      incompleteMessage({ ...known, last: { ...scan, failed } }, 'en').description,
      'Contacts 301–400 and 1 more page could not be read: Wazzup did not answer in time. Try again.',
    );
    assert.equal(
      incompleteMessage({ ...known, last: { ...scan, failed: [] } }, 'en').description,
      '850 of 912 read',
    );
  });

  it('says when the list was read', () => {
    const label = (minutes: number, language = 'en') =>
      oldMessage(minutes * 60_000, language).label;
    assert.equal(label(5.9), 'Read 5 minutes ago');
    assert.equal(label(60), 'Read 1 hour ago');
    assert.equal(label(2.9 * 24 * 60), 'Read 2 days ago');
    assert.match(label(130, 'no_such_language'), /2/);
  });
});
