import assert from 'node:assert/strict';
import * as l10n from '@vscode/l10n';
import { afterEach, describe, it } from 'mocha';
import { fieldLabel, placeLabel } from '../../../../src/core/contact/fieldLabel.ts';
import { asLabel } from '../../../../src/core/contact/problemWords.ts';
import { quoted } from '../../../../src/core/contact/quoted.ts';
import { validateContact } from '../../../../src/core/contact/validateContact.ts';
import { conflictPlace, conflictValue } from '../../../../src/host/documents/mergeWords.ts';
import { readTexts } from '../../../support/translationFiles.ts';

async function speak(language: string): Promise<void> {
  const texts = Object.entries(await readTexts(`l10n/bundle.l10n.${language}.json`));
  l10n.config({ contents: Object.fromEntries(texts.map(([key, text]) => [key, String(text)])) });
}

describe('what people call the fields of a card', () => {
  afterEach(() => l10n.config({ contents: {} }));

  it('is what the form calls them', () => {
    assert.equal(placeLabel('/name'), 'Name');
    assert.equal(placeLabel('/contactData'), 'Messengers');
    assert.equal(placeLabel('/contactData/1'), 'Messenger 2');
    assert.equal(placeLabel('/contactData/1/phone'), 'Messenger 2: Phone');
    assert.equal(fieldLabel('something'), 'something');
  });

  it('names the place of a conflict', async () => {
    const sides = { mine: 'Anna', theirs: undefined };
    assert.equal(conflictPlace({ field: 'uri', ...sides }), 'Link to the card in the CRM');
    assert.equal(conflictPlace({ field: 'contactData', row: 2, ...sides }), 'Messenger 2');
    await speak('ru');
    assert.equal(conflictPlace({ field: 'name', ...sides }), 'Имя');
    assert.equal(conflictPlace({ field: 'contactData', row: 2, ...sides }), 'Мессенджер 2');
  });

  it('stands in the quotation marks of the language', async () => {
    assert.equal(quoted('Anna'), '"Anna"');
    assert.equal(conflictValue('Anna'), '"Anna"');
    for (const language of ['ru', 'es']) {
      await speak(language);
      assert.equal(quoted('Anna'), '«Anna»');
      assert.equal(conflictValue('Anna'), '«Anna»');
    }
  });
});

describe('a problem of a card', () => {
  afterEach(() => l10n.config({ contents: {} }));

  const broken = {
    id: 'crm-1',
    name: ' ',
    uri: 'crm',
    contactData: [
      { chatType: 'telegram' },
      { chatType: 'max' },
      { chatId: '5' },
      { chatType: 'vk' },
    ],
  };
  const keys = /contactData|chatType|chatId|username|responsibleUserId|\buri\b|\bname\b/;

  it('names keys where the card is JSON', () => {
    const messages = validateContact(broken).map(({ message }) => message);
    assert.ok(messages.includes('name is empty: it needs at least one visible character.'));
    assert.ok(
      messages.includes('A Telegram account needs at least one of chatId, username and phone.'),
    );
  });

  it('names the fields of the form where the card is a form', async () => {
    const inForm = () =>
      validateContact(broken, { nameKey: asLabel }).map(({ message }) => message);
    assert.ok(inForm().includes('"Name" is empty: it needs at least one visible character.'));
    assert.ok(
      inForm().includes(
        'A Telegram account needs at least one of "Chat id", "Username" and "Phone".',
      ),
    );
    assert.deepEqual(
      inForm().filter((message) => keys.test(message)),
      [],
    );
    for (const language of ['ru', 'es']) {
      await speak(language);
      assert.ok(inForm().length > 5);
      assert.deepEqual(
        inForm().filter((message) => keys.test(message)),
        [],
      );
    }
  });

  it('is said without braces, quotation marks and ids where the card is a form', async () => {
    const wrong = [
      { id: 'crm-1', name: 5, uri: 7, contactData: {} },
      { id: 'crm-1', name: 'Anna', responsibleUserId: '1', contactData: ['vk', { chatId: 5 }] },
      { id: 'crm-1', name: 'Anna', responsibleUserId: null, contactData: [] },
    ];
    const inForm = () =>
      wrong.flatMap((card) =>
        validateContact(card, { nameKey: asLabel }).map(({ message }) => message),
      );
    for (const sentence of [
      '"Name" is not kept as text: type it anew.',
      '"Chat id" is not kept as text: type it anew.',
      'The messengers are not kept as a list: add one, which takes their place.',
      'This is no messenger account: remove it, or correct it in the JSON.',
      'This account does not say which messenger it is: choose one.',
      'Nobody is responsible for the contact: choose who is.',
      'The contact has no messenger account: add at least one.',
    ]) {
      assert.ok(inForm().includes(sentence), sentence);
    }
    for (const language of ['en', 'ru', 'es']) {
      if (language !== 'en') await speak(language);
      const technical = /[{}[\]]|contactData|chatType|chatId|responsibleUserId|employee/;
      assert.deepEqual(
        inForm().filter((message) => technical.test(message)),
        [],
      );
    }
  });
});
