/** One channel of each kind of transport; the numbers are invented. */
export const channels = [
  channel('0a6f1d52-3b7c-4c1e-8f59-1d2e3a4b5c01', 'whatsapp', '79011112233', 'active', 'WhatsApp'),
  channel('0a6f1d52-3b7c-4c1e-8f59-1d2e3a4b5c02', 'wapi', '79011112244', 'active', 'WABA'),
  channel('0a6f1d52-3b7c-4c1e-8f59-1d2e3a4b5c03', 'instagram', 'demo.shop', 'active', 'demo.shop'),
  channel('0a6f1d52-3b7c-4c1e-8f59-1d2e3a4b5c04', 'tgapi', '79011112255', 'active', 'Telegram'),
  channel('0a6f1d52-3b7c-4c1e-8f59-1d2e3a4b5c05', 'telegram', 'demo_shop_bot', 'active', 'Bot'),
  channel('0a6f1d52-3b7c-4c1e-8f59-1d2e3a4b5c06', 'max', '79011112266', 'qridle', 'MAX'),
  channel('0a6f1d52-3b7c-4c1e-8f59-1d2e3a4b5c07', 'vk', '111222333', 'active', 'VK'),
  channel('0a6f1d52-3b7c-4c1e-8f59-1d2e3a4b5c08', 'avito', '222333444', 'disabled', 'Avito'),
  channel('0a6f1d52-3b7c-4c1e-8f59-1d2e3a4b5c09', 'viber', '79011112277', 'init', 'Viber'),
];

function channel(
  channelId: string,
  transport: string,
  plainId: string,
  state: string,
  name: string,
): Readonly<Record<string, string>> {
  return { channelId, transport, plainId, state, name };
}
