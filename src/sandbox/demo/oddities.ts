import type { JsonObject, StoredContact } from '../json.ts';

/** What the oddities of the demo data are fitted in with. */
export interface OdditySetting {
  /** The id of an ordinary contact at this share of the list, from 0 up to 1. */
  readonly idAt: (share: number) => string;
  /** An employee in charge. */
  readonly userId: string;
  readonly departedUserId: string;
}

/**
 * Contacts as a real account collects them over the years, and that the API would refuse or that are awkward to address.
 * Those with an id made from an ordinary one follow that one in the list, so that they lie scattered.
 */
export function oddities({ idAt, userId, departedUserId }: OdditySetting): StoredContact[] {
  const whatsapp = (last: string): JsonObject[] => [
    { chatType: 'whatsapp', chatId: `790111122${last}` },
  ];
  const odd = (
    id: string,
    name: unknown,
    contactData: unknown,
    rest: JsonObject = {},
  ): StoredContact => ({
    id,
    responsibleUserId: userId,
    name,
    contactData,
    ...rest,
  });
  const uri = (id: string) => `https://crm.example.com/contacts/detail/${encodeURIComponent(id)}`;

  return [
    odd(`${idAt(0.12)}-a`, 'Светлана (без мессенджеров)', []),
    odd(`${idAt(0.02)}-b`, 'Алина Морозова', [
      { chatType: 'telegram', chatId: null, username: 'alina_morozova', phone: '79011112201' },
    ]),
    odd(`${idAt(0.18)}-c`, 'Marta Gil', [{ chatType: 'whatsapp' }]),
    odd(`${idAt(0.24)}-d`, 'Glass & Light Ltd', [
      { chatType: 'instagramComment', chatId: 'glass.and.light' },
      ...whatsapp('02'),
    ]),
    odd(`${idAt(0.3)}-e`, null, whatsapp('03')),
    odd(
      `${idAt(0.34)}-f`,
      'Егор Титов',
      [{ chatType: 'whatsapp', chatId: '79011112204', isPrimary: true }],
      { avatarUri: 'https://crm.example.com/avatars/204.png', tags: ['опт', 'VIP'] },
    ),
    {
      ...odd(`${idAt(0.15)}-g`, 'Кира Данилова', whatsapp('05')),
      responsibleUserId: departedUserId,
    },
    odd('.', 'Полина Соболева', whatsapp('06'), {
      uri: 'https://crm.example.com/contacts/detail/dot',
    }),
    odd('..', 'Hugo Serrano', [
      { chatType: 'telegram', chatId: '511222333', username: 'hugo_serrano' },
    ]),
    odd(`${idAt(0.4)}/2`, 'Юлия Жукова', whatsapp('07'), { uri: uri('2') }),
    odd(`${idAt(0.44)}?`, 'Camila Ortega', [{ chatType: 'vk', chatId: '222333444' }]),
    odd(`${idAt(0.48)}#1`, 'Роман Никитин', whatsapp('08')),
    odd(`${idAt(0.52)}%2F`, 'Chloe Bennett', [{ chatType: 'instagram', chatId: 'chloe.bennett' }]),
    odd(`${idAt(0.56)} (копия)`, 'Игорь Лазарев', whatsapp('09')),
    odd(`${idAt(0.6)}\\x`, 'Inés Peña', [{ chatType: 'viber', chatId: '34600111210' }]),
    odd('клиент-🌻', 'Цветы от Веры', [{ chatType: 'max', chatId: '33344455' }]),
    odd('x'.repeat(100), 'Степан Кудрявцев', whatsapp('11')),
    odd(`${idAt(0.66)}-h`, 'Очень длинное название '.repeat(9).slice(0, 200), whatsapp('12')),
    odd('Lead-77', 'Daniel Cooper', whatsapp('13')),
    odd('lead-77', 'Daniela Castro', whatsapp('14')),
    odd(`${idAt(0.035)}-i`, 'Марк Герасимов', [
      { chatType: 'whatsapp', chatId: '+7 901 111-22-15' },
    ]),
    odd(`${idAt(0.72)}-j`, 'Freya Hall', [{ chatType: 'instagram', chatId: '@freya.hall' }]),
    odd(`${idAt(0.78)}-k`, 'Тимур Рябов', [{ chatType: 'telegram', phone: '79011112216' }]),
    odd(`${idAt(0.84)}-l`, '', whatsapp('17')),
    odd(`${idAt(0.9)}-m`, 'Лилия Яковлева', [
      { chatType: 'max', chatId: null, phone: '79011112218' },
    ]),
  ];
}
