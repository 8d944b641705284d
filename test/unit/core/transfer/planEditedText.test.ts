import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readAccountId } from '../../../../src/core/accountId.ts';
import type { Contact } from '../../../../src/core/contact/contact.ts';
import { contactLine, contactsText } from '../../../../src/core/contact/contactText.ts';
import { readContactFile } from '../../../../src/core/transfer/contactFile.ts';
import { planEditedText } from '../../../../src/core/transfer/planEditedText.ts';

const accountId = readAccountId('test') ?? assert.fail();

const card = (id: string, more: Partial<Contact> = {}): Contact => ({
  id,
  responsibleUserId: 'anna',
  name: `Client ${id}`,
  contactData: [{ chatType: 'whatsapp', chatId: '79011112233' }],
  ...more,
});

describe('The text of a selection that was edited', () => {
  const odd = card('odd', { name: null });
  const base = new Map([card('1'), card('2'), odd, card('3')].map((one) => [one.id, one]));
  const plan = (text: string, format: 'ndjson' | 'contacts' = 'ndjson') =>
    planEditedText(
      accountId,
      readContactFile(text, format, { exists: true, onlyIds: base }),
      base,
      new AbortController().signal,
    );
  const lines = (...contacts: readonly Contact[]) => contacts.map(contactLine).join('\n');
  const errors = async (text: string) => {
    const planned = await plan(text);
    return 'errors' in planned
      ? planned.errors.map(({ line, message }) => `${line}: ${message}`)
      : assert.fail('it was planned');
  };

  it('is a change set of what was changed, in any order', async () => {
    const second = card('2', { name: 'Bella' });
    for (const planned of [
      await plan(lines(card('3'), second, odd, card('1'))),
      await plan(contactsText([card('3'), second, odd, card('1')]), 'contacts'),
    ]) {
      assert.deepEqual(planned, {
        changeSet: {
          accountId,
          operation: 'editSelection',
          items: [{ id: '2', before: card('2'), after: second }],
        },
        unchanged: 3,
        missing: 0,
      });
    }
  });

  it('deletes nothing where a line was removed', async () => {
    const planned = await plan(lines(card('1', { name: 'Bella' })));
    assert.ok('changeSet' in planned);
    assert.deepEqual(
      [planned.changeSet.items.map(({ id, after }) => [id, after?.name]), planned.missing],
      [[['1', 'Bella']], 3],
    );
    assert.deepEqual(await plan(''), {
      changeSet: { accountId, operation: 'editSelection', items: [] },
      unchanged: 0,
      missing: 4,
    });
  });

  it('is refused where an id was changed or added, at its line', async () => {
    const [error, ...others] = await errors(lines(card('1'), card('4')));
    assert.match(error ?? '', /^2: .*"4".* ids cannot be changed/);
    assert.deepEqual(others, []);
  });

  it('is refused where it is broken, or a changed contact is, or one is there twice', async () => {
    assert.match((await errors(`${lines(card('1'))}\n{"id": "2"`))[0] ?? '', /^2: .*brace/);
    assert.match((await errors(lines(card('1'), card('2', { name: '' }))))[0] ?? '', /^2: /);
    assert.match(
      (await errors(lines(odd, card('odd', { name: 'Bella' }))))[0] ?? '',
      /^2: .*line 1/,
    );
  });

  it('takes a card as it is that was broken before', async () => {
    assert.ok('changeSet' in (await plan(lines(odd, card('2', { name: 'Bella' })))));
  });
});
