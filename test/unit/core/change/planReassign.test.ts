import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { readAccountId } from '../../../../src/core/accountId.ts';
import { planReassign, spreadEvenly } from '../../../../src/core/change/planReassign.ts';
import type { Contact } from '../../../../src/core/contact/contact.ts';

const { signal } = new AbortController();
const accountId = readAccountId('test') ?? assert.fail();

const card = (id: string, responsibleUserId: unknown, more: Partial<Contact> = {}): Contact => ({
  id,
  responsibleUserId,
  name: `Client ${id}`,
  contactData: [{ chatType: 'whatsapp', chatId: '79011112233' }],
  ...more,
});

describe('Reassigning contacts', () => {
  it('changes the responsible user and nothing else, and only where that is another one', async () => {
    const contacts = [card('1', 'anna', { uri: 'https://crm.example.com/1' }), card('2', 'ivan')];
    const users = new Map([
      ['1', 'ivan'],
      ['2', 'ivan'],
    ]);
    const { changeSet, unchanged } = await planReassign({ accountId, contacts, signal }, users);
    assert.equal(changeSet.operation, 'reassign');
    assert.deepEqual(changeSet.items, [
      {
        id: '1',
        before: contacts[0],
        after: card('1', 'ivan', { uri: 'https://crm.example.com/1' }),
      },
    ]);
    assert.deepEqual(unchanged, ['2']);
  });

  it('leaves out a card that the API would refuse for other reasons, and says why', async () => {
    const broken = card('1', 'anna', { name: null });
    const { changeSet } = await planReassign(
      { accountId, contacts: [broken], signal },
      new Map([['1', 'ivan']]),
    );
    assert.deepEqual(changeSet.items, []);
    const [left, ...others] = changeSet.leftOut ?? [];
    assert.deepEqual(others, []);
    assert.equal(left?.id, '1');
    assert.match(left?.reason ?? '', /name/i);
  });

  it('spreads contacts evenly, and moves as few as possible', async () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const owners = fc.array(fc.constantFrom(...names, 'left', undefined), { maxLength: 60 });
    const targets = fc.uniqueArray(fc.constantFrom(...names), { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(owners, targets, async (owned, users) => {
        const contacts = owned.map((owner, index) => card(String(index), owner));
        const given = await spreadEvenly({ contacts, signal }, users);
        assert.equal(given.size, contacts.length);
        const countOf = (user: string) =>
          contacts.filter(({ id }) => given.get(id) === user).length;
        const counts = users.map(countOf);
        assert.ok(Math.max(...counts) - Math.min(...counts) <= 1);
        const kept = contacts.filter(({ id, responsibleUserId }) => {
          return given.get(id) === responsibleUserId;
        }).length;
        // Nobody can keep more than falls to one, and only so many get one more than the others.
        const least = Math.floor(contacts.length / users.length);
        const before = users.map((user) => owned.filter((one) => one === user).length);
        const undivided = contacts.length - least * users.length;
        const richest = before.filter((count) => count > least).length;
        const most = before.reduce((sum, count) => sum + Math.min(count, least), 0);
        assert.equal(kept, most + Math.min(undivided, richest));
      }),
    );
  });
});
