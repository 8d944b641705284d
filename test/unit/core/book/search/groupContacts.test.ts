import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { ContactIndex } from '../../../../../src/core/book/search/contactIndex.ts';
import { groupContacts } from '../../../../../src/core/book/search/groupContacts.ts';
import { PersonNames } from '../../../../../src/core/book/search/personNames.ts';
import { search } from '../../../../../src/core/book/search/search.ts';
import { type Grouping, readQuery } from '../../../../../src/core/book/search/searchQuery.ts';

const { signal } = new AbortController();
const people = new PersonNames([{ id: '7', name: 'Anna' }]);

function cards(): ContactIndex {
  const index = new ContactIndex();
  const put = (id: string, responsibleUserId: unknown, ...chatTypes: readonly unknown[]) =>
    index.put({
      id,
      name: `Client ${id}`,
      responsibleUserId,
      contactData: chatTypes.map((chatType) => ({ chatType, chatId: '1' })),
    });
  put('a', '7', 'whatsapp', 'telegram');
  put('b', '7', 'telegram', 'pigeon', null);
  put('c', '9', null);
  put('d', null);
  put('e', '9', 'viber');
  put('e', '7', 'whatsapp');
  put('f', '9', 'vk');
  index.remove('f');
  return index;
}

async function grouped(by: Grouping, query = '') {
  const index = cards();
  const terms = readQuery(query);
  const { groups, total } = await groupContacts(index, terms, by, { signal, people });
  const members: Record<string, string> = {};
  for (const { key, count } of groups) {
    const term = { kind: 'group', isNot: false, by, key } as const;
    const { entries } = await search(index, [...terms, term], { signal, people });
    assert.equal(entries.length, count, key);
    members[key] = entries.map((entry) => index.contactAt(entry).id).join(' ');
  }
  return { members, total };
}

describe('Grouping contacts', () => {
  it('puts each contact, as it is now, to the person responsible for it', async () => {
    assert.deepEqual(await grouped('responsible'), {
      members: { '7': 'a b e', '9': 'c', '': 'd' },
      total: 5,
    });
  });

  it('shows a contact in each of its messengers, those that are not documented, too', async () => {
    assert.deepEqual(await grouped('messenger'), {
      members: { whatsapp: 'a e', telegram: 'a b', pigeon: 'b', '': 'c d' },
      total: 5,
    });
  });

  it('groups what fits a query, and knows no empty groups', async () => {
    assert.deepEqual(await grouped('responsible', '"client b"'), {
      members: { '7': 'b' },
      total: 1,
    });
    assert.deepEqual(await grouped('messenger', 'nobody'), { members: {}, total: 0 });
  });
});
