import type { Random } from '../random.ts';

/** Where a person of the demo data comes from; it decides alphabet and phone number. */
export type Culture = 'russian' | 'spanish' | 'english';

export interface Person {
  readonly name: string;
  readonly culture: Culture;
  /** Latin letters and dots, for account names. */
  readonly handle: () => string;
}

type Names = readonly [string, ...string[]];

const words = (text: string): Names => {
  const [first = '', ...rest] = text.split(' ');
  return [first, ...rest];
};

const russianWomen = words(
  'Анна Мария Екатерина Ольга Наталья Елена Татьяна Ирина Светлана Юлия Дарья Полина Ксения Алина Виктория Алёна Вера Людмила Софья Арина Марина Кира Яна Евгения Лилия Диана',
);
const russianMen = words(
  'Александр Дмитрий Сергей Андрей Алексей Михаил Иван Николай Павел Артём Максим Егор Роман Илья Кирилл Владимир Тимур Руслан Глеб Фёдор Денис Юрий Степан Марк Константин Игорь',
);
const russianSurnames = words(
  'Смирнов Иванов Кузнецов Соколов Попов Лебедев Козлов Новиков Морозов Петров Волков Савельев Васильев Зайцев Павлов Семёнов Голубев Виноградов Богданов Воробьёв Фёдоров Михайлов Беляев Тарасов Белов Комаров Орлов Ефимов Макаров Андреев Ковалёв Ильин Гусев Титов Кузьмин Кудрявцев Баранов Куликов Алексеев Степанов Яковлев Сорокин Сергеев Романов Лыткин Борисов Королёв Герасимов Пономарёв Григорьев Лазарев Щербаков Ершов Никитин Соболев Рябов Поляков Цветков Данилов Жуков',
);
const russianPatronymics = words(
  'Александров Дмитриев Сергеев Андреев Михайлов Иванов Николаев Павлов Максимов Романов Владимиров Викторов',
);
const spanishNames = words(
  'María Lucía Sofía Carmen Elena Paula Daniela Valentina Camila Isabel Marta Laura Inés Alba Javier Alejandro Carlos Diego Mateo Andrés Pablo Sergio Álvaro Joaquín Hugo Martín Iván Rubén Tomás Nicolás',
);
const spanishSurnames = words(
  'García Martínez López Sánchez González Rodríguez Fernández Pérez Gómez Ruiz Díaz Moreno Muñoz Álvarez Romero Alonso Gutiérrez Navarro Torres Domínguez Vázquez Ramos Gil Serrano Blanco Molina Castro Ortega Rubio Núñez Iglesias Peña',
);
const englishNames = words(
  'Olivia Emma Charlotte Amelia Sophia Grace Hannah Chloe Zoë Alice Renée Freya James William Henry Oliver Lucas Ethan Noah Daniel Samuel Thomas Leo Oscar Björn Matthew Élodie André',
);
const englishSurnames = words(
  'Smith Johnson Williams Brown Taylor Davies Wilson Evans Roberts Walker Wright Hughes Edwards Green Hall Wood Clarke Turner Cooper Ward Morris Baker Bennett Carter Mitchell Parker Collins Murphy Foster O’Connor Müller Lefèvre',
);

/** A person of the demo data. */
export function demoPerson(random: Random): Person {
  const share = random.below(100);
  if (share < 58) return russianPerson(random);
  return share < 80 ? spanishPerson(random) : englishPerson(random);
}

function russianPerson(random: Random): Person {
  const isWoman = random.chance(0.52);
  const first = random.pick(isWoman ? russianWomen : russianMen);
  const last = `${random.pick(russianSurnames)}${isWoman ? 'а' : ''}`;
  const middle = `${random.pick(russianPatronymics)}${isWoman ? 'на' : 'ич'}`;
  const style = random.below(10);
  const name =
    style === 0
      ? `${last} ${first} ${middle}`
      : style === 1
        ? `${first} ${middle}`
        : `${first} ${last}`;
  return { name, culture: 'russian', handle: () => handleOf(first, last) };
}

function spanishPerson(random: Random): Person {
  const first = random.pick(spanishNames);
  const last = random.pick(spanishSurnames);
  const second = random.pick(spanishSurnames);
  const name =
    random.chance(0.35) && second !== last ? `${first} ${last} ${second}` : `${first} ${last}`;
  return { name, culture: 'spanish', handle: () => handleOf(first, last) };
}

function englishPerson(random: Random): Person {
  const first = random.pick(englishNames);
  const last = random.pick(englishSurnames);
  return { name: `${first} ${last}`, culture: 'english', handle: () => handleOf(first, last) };
}

const latin: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  е: 'e',
  ё: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  й: 'y',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'kh',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'sch',
  ъ: '',
  ы: 'y',
  ь: '',
  э: 'e',
  ю: 'yu',
  я: 'ya',
};

function handleOf(first: string, last: string): string {
  return `${inLatin(first)}.${inLatin(last)}`;
}

function inLatin(text: string): string {
  const letters = [...text.toLowerCase()].map((letter) => latin[letter] ?? letter).join('');
  return letters.normalize('NFD').replace(/[^a-z]/g, '');
}
