import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readFile, valuesOf } from './sourceOfText.ts';

const card = (...lines: readonly string[]) =>
  ['BEGIN:VCARD', ...lines, 'END:VCARD', ''].join('\r\n');
const whatsapp = (chatId: string) => ({ chatType: 'whatsapp', chatId });

async function contactOf(...lines: readonly string[]): Promise<unknown> {
  const { records, shape } = await readFile(card(...lines), 'contacts.vcf');
  assert.equal(shape?.kind, 'vcard');
  const [record] = records;
  assert.equal(records.length, 1);
  assert.ok(record?.kind === 'value', JSON.stringify(record));
  return record.value;
}

describe('vCards', () => {
  it('of address books give name, link and numbers as they are written there', async () => {
    assert.deepEqual(
      await contactOf(
        'VERSION:3.0',
        'PRODID:-//Invented//EN',
        'N:Петрова;Анна;Ивановна;;',
        'FN:Анна Петрова\\, Ltd',
        'ORG:Ромашка;',
        'item1.TEL;type=CELL;type=VOICE;type=pref:+7 (901) 111-22-33',
        'TEL;TYPE=HOME:8 901 111-22-44',
        'TEL:+79011112233',
        'item2.URL:https://example.com/anna',
        'BDAY:not a date',
        'PHOTO;ENCODING=b;TYPE=JPEG:AAAA',
        ' BBBB',
        'and a line that is none',
        'UID:anna-1',
      ),
      {
        id: 'anna-1',
        name: 'Анна Петрова, Ltd',
        uri: 'https://example.com/anna',
        contactData: [whatsapp('+79011112233'), whatsapp('8 901 111-22-44')],
      },
    );
  });

  it('may be of version 4.0, folded anywhere, and without id and full name', async () => {
    assert.deepEqual(
      await contactOf(
        'VERSION:4.0',
        'N:Petrova;An',
        ' na;Maria;;',
        'TEL;VALUE=uri;TYPE="voice,cell":tel:+7-901-111-',
        '\t22-33;ext=5',
      ),
      { name: 'Anna Maria Petrova', contactData: [whatsapp('+7-901-111-22-33')] },
    );
  });

  it('may be of version 2.1, with quoted-printable text', async () => {
    assert.deepEqual(
      await contactOf(
        'VERSION:2.1',
        'N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=9F=D0=B5=D1=82=D1=80=D0=BE=D0=B2;=D0=98=',
        '=D0=B2=D0=B0=D0=BD;;;',
        'TEL;CELL;PREF:+79011112233',
        'TEL;X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=D0=94):+79011112244',
        'PHOTO;ENCODING=BASE64;JPEG:AAAA',
        ' BBBB',
        '',
      ),
      {
        name: 'Иван Петров',
        contactData: [whatsapp('+79011112233'), whatsapp('+79011112244')],
      },
    );
    assert.deepEqual(
      await contactOf(
        'VERSION:2.1',
        'FN;CHARSET=windows-1251;QUOTED-PRINTABLE:=C0=ED=ED=E0=0D=0Ax',
      ),
      { name: 'Анна\nx', contactData: [] },
    );
  });

  it('give accounts of messengers', async () => {
    const rows = async (line: string) => {
      const value = await contactOf('VERSION:3.0', 'FN:Anna', line);
      assert.ok(typeof value === 'object' && value && 'contactData' in value);
      return value.contactData;
    };
    const telegram = [{ chatType: 'telegram', username: 'anna_s' }];
    for (const line of [
      'X-SOCIALPROFILE;TYPE=telegram:https://t.me/anna_s',
      'X-SOCIALPROFILE;type=Telegram;x-user=anna_s:https://t.me/anna_s',
      'X-SOCIALPROFILE:https://t.me/anna_s',
      'item1.IMPP;X-SERVICE-TYPE=Telegram;type=pref:x-apple:anna_s',
      'IMPP:telegram:@anna_s',
      'IMPP:tg://resolve?domain=anna_s',
      'SOCIALPROFILE;SERVICE-TYPE=Telegram:https://telegram.me/anna_s/',
    ]) {
      assert.deepEqual(await rows(line), telegram, line);
    }
    assert.deepEqual(await rows('IMPP:telegram:123456'), [
      { chatType: 'telegram', chatId: '123456' },
    ]);
    assert.deepEqual(await rows('X-SOCIALPROFILE:https://t.me/+79011112233'), [
      { chatType: 'telegram', phone: '+79011112233' },
    ]);
    assert.deepEqual(
      await rows('X-SOCIALPROFILE;TYPE=instagram:https://www.instagram.com/anna.s/?hl=ru'),
      [{ chatType: 'instagram', chatId: 'anna.s' }],
    );
    assert.deepEqual(await rows('IMPP:viber://chat?number=%2B79011112233'), [
      { chatType: 'viber', chatId: '+79011112233' },
    ]);
    assert.deepEqual(await rows('X-SOCIALPROFILE:https://wa.me/79011112233'), [
      whatsapp('79011112233'),
    ]);
    assert.deepEqual(await rows('IMPP:skype:anna'), []);
    assert.deepEqual(await rows('X-SOCIALPROFILE;TYPE=telegram:'), []);
    assert.deepEqual(await rows('X-SOCIALPROFILE:https://example.com/telegram'), []);
  });

  it('are told where they are broken, and the others are read', async () => {
    const anna = card('VERSION:4.0', 'UID:1', 'FN:Anna');
    const boris = card('VERSION:3.0', 'UID:2', 'FN:Boris');
    const values = [
      { id: '1', name: 'Anna', contactData: [] },
      { id: '2', name: 'Boris', contactData: [] },
    ];
    for (const [text, found] of [
      [`${anna}\r\n\r\n${boris}`, [[1], [8]]],
      [`${anna}hello\r\nworld\r\n${boris}`, [[1], [6, 'strayText', 'hello\r\nworld'], [8]]],
      [
        `${anna}BEGIN:VCARD\r\nFN:x\r\n${boris}`,
        [[1], [6, 'unclosedVcard', 'BEGIN:VCARD\r\nFN:x'], [8]],
      ],
      [
        `${anna}${card('UID:3', 'X-WAZZUP-CHAT:{"chatType')}${boris}`,
        [[1], [6, 'notVcard', card('UID:3', 'X-WAZZUP-CHAT:{"chatType').trimEnd()], [10]],
      ],
      [`${anna}${card('FN:a\0b')}${boris}`, [[1], [6, 'zeroByte', card('FN:a\0b').trimEnd()], [9]]],
      [
        `${anna}${boris}begin:vcard\r\nFN:x`,
        [[1], [6], [11, 'unclosedVcard', 'begin:vcard\r\nFN:x']],
      ],
    ] as const) {
      const { records } = await readFile(text, 'a.txt', 5);
      assert.deepEqual(
        records.map((record) =>
          record.kind === 'broken' ? [record.line, record.problem, record.source] : [record.line],
        ),
        found,
      );
      const read = records.flatMap((record) => (record.kind === 'value' ? [record.value] : []));
      assert.deepEqual(read, values);
    }
  });

  it('may hold a photo of any size that is common, but no endless name', async function () {
    this.timeout(10_000);
    const photo = ['PHOTO;ENCODING=b:AAAA', ...Array<string>(30_000).fill(` ${'A'.repeat(75)}`)];
    assert.deepEqual(await contactOf('VERSION:3.0', 'FN:Anna', ...photo), {
      name: 'Anna',
      contactData: [],
    });
    const file = await readFile(card('VERSION:3.0', `FN${';a'.repeat(1_000_000)}:Anna`));
    assert.deepEqual(valuesOf(file), ['notVcard']);
  });

  it('end with any line breaks, and keep their text', async () => {
    const text = card('VERSION:3.0', 'FN:Anna').replaceAll('\r\n', '\n');
    const file = await readFile(text + text);
    assert.equal(file.shape?.kind, 'vcard');
    assert.deepEqual(
      file.records.map(({ source }) => source),
      [text.trimEnd(), text.trimEnd()],
    );
    assert.equal(valuesOf(await readFile(text.replaceAll('\n', '\r'))).length, 1);
  });
});
