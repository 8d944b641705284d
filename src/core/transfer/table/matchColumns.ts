import { type ColumnField, readColumnField } from './columnField.ts';

/** Names of columns in English, Russian and Spanish, without anything but letters and digits. */
const names: Readonly<Record<string, readonly string[]>> = {
  id: [
    ...['id', 'contactid', 'crmid', 'externalid', 'clientid', 'customerid', 'uid'],
    ...['ид', 'идентификатор', 'код', 'кодклиента', 'idконтакта', 'idклиента'],
    ...['identificador', 'codigo', 'idcontacto', 'idcliente'],
  ],
  name: [
    ...['name', 'fullname', 'contactname', 'displayname', 'client', 'customer', 'contact', 'fn'],
    ...['фио', 'имяклиента', 'клиент', 'контакт', 'название', 'наименование', 'полноеимя'],
    ...['nombrecompleto', 'cliente', 'contacto'],
  ],
  firstName: ['firstname', 'givenname', 'имя', 'nombre'],
  lastName: ['lastname', 'surname', 'familyname', 'фамилия', 'apellido', 'apellidos'],
  responsibleUserId: [
    ...['responsibleuserid', 'responsibleid', 'userid', 'managerid', 'ownerid'],
    ...['idответственного', 'idменеджера', 'idresponsable'],
  ],
  responsible: [
    ...['responsible', 'responsibleuser', 'responsibleperson', 'manager', 'owner', 'assignedto'],
    ...['ответственный', 'менеджер', 'ответственныйменеджер', 'куратор'],
    ...['responsable', 'encargado', 'gerente', 'vendedor'],
  ],
  uri: [
    ...['uri', 'url', 'link', 'crmlink', 'website'],
    ...['ссылка', 'ссылканакарточку', 'карточка', 'enlace', 'vinculo'],
  ],
  whatsapp: [
    ...[
      'whatsapp',
      'wa',
      'phone',
      'phonenumber',
      'mobile',
      'mobilephone',
      'cell',
      'tel',
      'telephone',
    ],
    ...['whatsappnumber', 'ватсап', 'вотсап', 'вацап', 'телефон', 'номер', 'номертелефона'],
    ...['мобильный', 'мобильныйтелефон', 'сотовый', 'рабочийтелефон', 'workphone', 'homephone'],
    ...['telefono', 'movil', 'celular', 'numerodetelefono', 'numero'],
  ],
  telegram: ['telegram', 'tg', 'телеграм', 'телеграмм', 'тг', 'telegramusername'],
  instagram: ['instagram', 'ig', 'insta', 'инстаграм', 'инстаграмм', 'инста'],
  viber: ['viber', 'вайбер'],
  vk: ['vk', 'vkontakte', 'вк', 'вконтакте'],
  avito: ['avito', 'авито'],
  max: ['max', 'макс'],
};

/** These may come from several columns: a contact may have several accounts in a messenger. */
const severalTimes: ReadonlySet<string> = new Set([
  'whatsapp',
  'telegram',
  'instagram',
  'viber',
  'vk',
  'avito',
  'max',
]);

/**
 * What the columns mean, by their names: as this extension writes them, or as tables call them in English, Russian and
 * Spanish ("Phone 2" as "Phone"). Undefined where the name says nothing, or another column says it already.
 */
export function matchColumns(header: readonly string[]): readonly (ColumnField | undefined)[] {
  const taken = new Set<string>();
  const fields = header.map((name) => {
    const field = readColumnField(name.trim()) ?? fieldNamed(name);
    if (!field || (taken.has(field) && !severalTimes.has(field))) return undefined;
    taken.add(field);
    return field;
  });
  // "Имя" and "Nombre" are the whole name where no column holds the other half.
  return taken.has('lastName') || taken.has('name')
    ? fields
    : fields.map((field) => (field === 'firstName' ? 'name' : field));
}

function fieldNamed(name: string): ColumnField | undefined {
  const plain = name
    .normalize('NFD')
    .replace(/(?<=[a-z])\p{M}/giu, '')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{N}]/gu, '');
  const withoutNumber = plain.replace(/\d+$/, '');
  for (const wanted of [plain, withoutNumber]) {
    const found = Object.keys(names).find((field) => names[field]?.includes(wanted));
    if (found) return readColumnField(found);
  }
  return undefined;
}
