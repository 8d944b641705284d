import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Of each kind there are so many, since an extension starts once in a window. */
export const rivalCount = 7;

/** The id of an extension that does nothing. @param number from 1 */
export const emptyId = (number: number): string => `contacts-tools.empty-${number}`;

/** The id of a copy of ours under other names, so that it can start in the same window. @param number from 1 */
export const copyId = (number: number): string => `contacts-tools.${otherName(number)}-contacts`;

const otherName = (number: number) => `wazzup${number}`;

/** Puts what the start of the built extension is measured against into a fresh extensions folder. */
export async function installRivals(extension: string, extensionsDir: string): Promise<void> {
  for (let number = 1; number <= rivalCount; number += 1) {
    await installFiles(path.join(extensionsDir, `${emptyId(number)}-0.0.1`), emptyFiles(number));
    await installFiles(
      path.join(extensionsDir, `${copyId(number)}-0.0.1`),
      await copiedFiles(extension, otherName(number)),
    );
  }
}

type Files = Readonly<Record<string, string>>;

const emptyFiles = (number: number): Files => ({
  'package.json': JSON.stringify({
    name: `empty-${number}`,
    publisher: 'contacts-tools',
    version: '0.0.1',
    engines: { vscode: '^1.100.0' },
    extensionKind: ['workspace'],
    main: './extension.js',
    activationEvents: [],
  }),
  'extension.js': "require('vscode');\nexports.activate = () => undefined;\n",
});

/** With its commands, views and tools, but without what would compete with ours: languages, editors, keys and menus. */
async function copiedFiles(extension: string, name: string): Promise<Files> {
  const manifest: Manifest = JSON.parse(
    await readFile(path.join(extension, 'package.json'), 'utf8'),
  );
  const { commands, languageModelTools, views, viewsContainers } = manifest.contributes;
  const copy = {
    ...manifest,
    version: '0.0.1',
    activationEvents: [],
    contributes: { commands, languageModelTools, views, viewsContainers },
  };
  const places = [
    'package.nls.json',
    ...(await scripts(extension, 'dist')),
    ...(await scripts(extension, 'dist/parts')),
  ];
  const texts = await Promise.all(
    places.map(
      async (place) => [place, await readFile(path.join(extension, place), 'utf8')] as const,
    ),
  );
  const files = [['package.json', JSON.stringify(copy)] as const, ...texts];
  return Object.fromEntries(
    files.map(([place, text]) => [place, withoutMap(text).replaceAll('wazzup', name)]),
  );
}

interface Manifest {
  readonly contributes: {
    readonly commands: unknown;
    readonly languageModelTools: unknown;
    readonly views: unknown;
    readonly viewsContainers: unknown;
  };
}

async function scripts(extension: string, folder: string): Promise<string[]> {
  const names = await readdir(path.join(extension, folder));
  return names.filter((name) => name.endsWith('.js')).map((name) => `${folder}/${name}`);
}

const withoutMap = (text: string) => text.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n');

async function installFiles(folder: string, files: Files): Promise<void> {
  for (const [place, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, place)), { recursive: true });
    await writeFile(path.join(folder, place), text);
  }
}
