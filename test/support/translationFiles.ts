import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Texts } from './translationProblems.ts';

/** The English texts of the sources. */
export const bundleFile = 'l10n/bundle.l10n.json';
/** The English texts of package.json. */
export const manifestFile = 'package.nls.json';

/** Where the texts of a language are. One of the files may not exist, and then has no text. */
export interface Translation {
  /** As VS Code names it. */
  readonly language: string;
  readonly files: readonly {
    /** For example `l10n/bundle.l10n.ru.json`. */
    readonly file: string;
    /** The file of the English texts. */
    readonly english: string;
  }[];
}

/** All languages but English. */
export function translations(): readonly Translation[] {
  const english = [manifestFile, bundleFile];
  return [...new Set(english.flatMap(languagesOf))].sort().map((language) => ({
    language,
    files: english.map((file) => ({
      file: file.replace(/json$/, `${language}.json`),
      english: file,
    })),
  }));
}

/** The languages that a file is translated into. */
function languagesOf(english: string): readonly string[] {
  const { dir, name } = path.parse(english);
  const folder = dir || '.';
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names.flatMap((found) =>
    found.startsWith(`${name}.`) && found.endsWith('.json') && found !== `${name}.json`
      ? [found.slice(name.length + 1, -'.json'.length)]
      : [],
  );
}

/** The texts of a file by their keys; none if there is no such file. */
export async function readTexts(file: string): Promise<Texts> {
  const text = await readFile(file, 'utf8').catch(() => '{}');
  const value: unknown = JSON.parse(text);
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
