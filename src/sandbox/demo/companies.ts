import type { Random } from '../random.ts';
import type { Person } from './names.ts';

const companies: readonly [Person, ...Person[]] = [
  company('Кофейня «Зерно»', 'russian', 'zerno.coffee'),
  company('Студия «Линия света»', 'russian', 'linia.sveta'),
  company('ООО «Северный ветер»', 'russian', 'severny.veter'),
  company('Школа танцев «Ритм»', 'russian', 'ritm.dance'),
  company('Цветы на Садовой', 'russian', 'sadovaya.flowers'),
  company('Автосервис «Поршень»', 'russian', 'porshen.auto'),
  company('Пекарня «Тёплый хлеб»', 'russian', 'teply.hleb'),
  company('Клиника «Улыбка»', 'russian', 'ulybka.clinic'),
  company('Panadería La Espiga', 'spanish', 'la.espiga'),
  company('Floristería Girasol', 'spanish', 'girasol.flores'),
  company('Taller Hermanos Ruiz', 'spanish', 'taller.ruiz'),
  company('Estudio Luz y Sombra', 'spanish', 'luz.y.sombra'),
  company('Blue Door Bakery', 'english', 'bluedoor.bakery'),
  company('Northwind Bicycles', 'english', 'northwind.bikes'),
  company('Harbour Street Dental', 'english', 'harbour.dental'),
  company('Green Fern Studio', 'english', 'greenfern.studio'),
];

const departments: Readonly<Record<Person['culture'], readonly [string, ...string[]]>> = {
  russian: ['закупки', 'доставка', 'бухгалтерия', 'опт', 'поддержка'],
  spanish: ['pedidos', 'compras', 'entregas', 'contabilidad'],
  english: ['orders', 'deliveries', 'accounts', 'front desk'],
};

/** A company of the demo data, often one of its departments. */
export function demoCompany(random: Random): Person {
  const chosen = random.pick(companies);
  return random.chance(0.5)
    ? chosen
    : { ...chosen, name: `${chosen.name} — ${random.pick(departments[chosen.culture])}` };
}

function company(name: string, culture: Person['culture'], handle: string): Person {
  return { name, culture, handle: () => handle };
}
