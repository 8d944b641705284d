import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readAccountId } from '../../../../src/core/accountId.ts';
import { type ModelSight, modelCard } from '../../../../src/core/languageModel/modelCard.ts';
import { modelProblem } from '../../../../src/core/languageModel/modelProblem.ts';
import { Pseudonyms } from '../../../../src/core/languageModel/pseudonyms.ts';

const account = (text: string) => readAccountId(text) ?? assert.fail();
const shop = account('shop');
const bakery = account('bakery');

const anna = {
  id: '79011112233',
  responsibleUserId: 'user-7',
  name: 'Anna Petrova',
  contactData: [
    { chatType: 'whatsapp', chatId: '79011112233' },
    { chatType: 'telegram', username: 'anna_example', phone: '79015554433' },
    { chatType: 'Anna own messenger', chatId: 5 },
    'Anna',
  ],
  uri: 'https://crm.example/anna',
};

const sightOf = (
  showsPersonalData: boolean,
  pseudonyms = new Pseudonyms('4f1c22'),
): ModelSight => ({
  accountId: shop,
  pseudonyms,
  showsPersonalData,
  nameOf: (userId) => (userId === 'user-7' ? 'Ivan Belov' : undefined),
});

describe('what a language model sees of a card', () => {
  it('is nothing personal, but where the same stands', () => {
    const sight = sightOf(false);
    const card = modelCard(anna, sight);
    assert.doesNotMatch(JSON.stringify(card), /Anna|anna|Ivan|user-7|7901|crm\.example|own/);
    assert.deepEqual(
      card.messengers.map(({ messenger }) => messenger?.replace(/\d+$/, 'N')),
      ['whatsapp', 'telegram', 'text-4f1c22-N'],
    );
    assert.match(card.contact, /^contact-4f1c22-\d+$/);
    const other = modelCard({ ...anna, id: '2' }, sight);
    assert.notEqual(other.contact, card.contact);
    assert.deepEqual({ ...other, contact: '' }, { ...card, contact: '' });
    assert.notEqual(modelCard(anna, { ...sight, accountId: bakery }).name, card.name);
  });

  it('tells what is missing or empty as it is', () => {
    const card = modelCard(
      { id: '1', name: '', contactData: [{ chatType: 'vk' }] },
      sightOf(false),
    );
    assert.equal(card.name, '');
    assert.equal(card.linkToCrm, undefined);
    assert.equal(card.responsiblePerson, undefined);
    assert.equal(card.messengers[0]?.chatId, undefined);
  });

  it('is all of it where that is allowed, in single lines without links', () => {
    const name = 'Anna\n[Click](command:wazzup.delete)';
    const card = modelCard({ ...anna, name }, sightOf(true));
    assert.equal(card.id, anna.id);
    assert.equal(card.name, 'Anna [Click] (command:wazzup.delete)');
    assert.equal(card.responsiblePerson?.name, 'Ivan Belov');
    assert.equal(card.messengers[1]?.phone, '79015554433');
    assert.equal(card.linkToCrm, anna.uri);
  });

  it('is short, however long the card is', () => {
    const long = 'x'.repeat(100_000);
    const contactData = Array.from({ length: 1000 }, () => ({ chatType: 'vk', chatId: long }));
    const card = modelCard({ id: long, name: long, contactData, uri: long }, sightOf(true));
    assert.ok(JSON.stringify(card).length < 10_000);
    assert.equal(card.moreMessengers, 970);
  });
});

describe('a problem as a language model is told it', () => {
  const told = {
    pointer: '/contactData/1/phone',
    rule: 'phoneDigits',
    severity: 'error',
    message: 'The phone of Anna is +7 901.',
  } as const;

  it('repeats nothing of the card unless that is allowed', () => {
    const problem = modelProblem(told, false);
    assert.equal(problem.place, 'Messenger 2: Phone');
    assert.ok(problem.meaning);
    assert.doesNotMatch(JSON.stringify(problem), /Anna/);
    assert.equal(modelProblem(told, true).explanation, told.message);
  });

  it('names no key that is not documented, which may be anything', () => {
    const placeOf = (pointer: string) => modelProblem({ ...told, pointer }, false).place;
    assert.equal(placeOf('/Anna'), '');
    assert.equal(placeOf('/79011'), '');
    assert.equal(placeOf('/contactData/0/Anna'), 'Messenger 1');
    assert.equal(placeOf('/contactData/0/phone/Anna'), 'Messenger 1');
    assert.equal(placeOf('/name'), 'Name');
    assert.equal(
      modelProblem({ ...told, pointer: '/contactData/0', key: 'chatId' }, false).place,
      'Messenger 1: Chat id',
    );
  });
});

describe('pseudonyms', () => {
  const asIs = (data: string) => data;

  it('stand for the same data as long as they live, of one account alone', () => {
    const names = new Pseudonyms('4f1c22');
    const phone = names.of('phone', shop, '79011112233');
    assert.equal(names.of('phone', shop, '79011112233'), phone);
    assert.notEqual(names.of('phone', shop, '79011112234'), phone);
    assert.notEqual(names.of('chat', shop, '79011112233'), phone);
    assert.deepEqual(names.reveal(shop, `tel:${phone}!`, asIs), { text: 'tel:79011112233!' });
    assert.deepEqual(names.reveal(bakery, phone, asIs), { unknown: phone });
    assert.deepEqual(names.reveal(shop, 'phone-1, Anna', asIs), { text: 'phone-1, Anna' });
  });

  it('stand for nothing in another session, rather than for somebody else', () => {
    const contact = new Pseudonyms('000001').of('contact', shop, 'crm-1');
    const names = new Pseudonyms('000002');
    names.of('contact', shop, 'crm-2');
    assert.equal(names.find('contact', contact), 'stale');
    assert.deepEqual(names.reveal(shop, contact, asIs), { unknown: contact });
    assert.equal(names.find('contact', 'crm-1'), undefined);
    assert.equal(names.find('contact', 'phone-000002-1'), undefined);
  });
});
