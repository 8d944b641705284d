import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { getL10nJson } from '@vscode/l10n-dev';
import contactSchema from '../../src/core/contact/contact.schema.json';
import { schemaInWords } from '../../src/core/contact/schemaWords.ts';
import { bundleFile, manifestFile, readTexts, translations } from './translationFiles.ts';
import { keyProblems, type Texts, translationProblems } from './translationProblems.ts';

/**
 * The bundle holds exactly the texts of the sources, and every language has every text, with the placeholders of the
 * English one.
 * @param fix writes the bundle anew; what a translation lacks stays to be translated
 */
export async function checkTranslations(fix: boolean): Promise<{ ok: boolean; text: string }> {
  const complaints: string[] = [];
  const texts = await extractedTexts();
  const bundle = await readTexts(bundleFile);
  if (!isDeepStrictEqual({ ...bundle }, { ...texts })) {
    if (fix) await writeFile(bundleFile, `${JSON.stringify(texts, undefined, 2)}\n`);
    else
      complaints.push(
        ...keyProblems(bundleFile, bundle, texts),
        `${bundleFile} is not what the sources say: npm run check -- --fix writes it anew.`,
      );
  }
  const manifest = await readTexts(manifestFile);
  complaints.push(...keyProblems(manifestFile, manifest, await manifestKeys()));
  for (const { file, english } of translations().flatMap(({ files }) => files)) {
    const wanted = english === bundleFile ? texts : manifest;
    complaints.push(...translationProblems(file, await readTexts(file), wanted));
  }
  return { ok: complaints.length === 0, text: complaints.join('\n') };
}

/** All texts given to `l10n.t` in src, and those of the schema, sorted, so that the file changes only where the texts do. */
async function extractedTexts(): Promise<Texts> {
  const names = await readdir('src', { recursive: true });
  const sources = names.filter((name) => /\.tsx?$/.test(name)).sort();
  const files = await Promise.all(
    sources.map(async (name) => ({
      extension: path.extname(name),
      contents: await readFile(path.join('src', name), 'utf8'),
    })),
  );
  const found = await getL10nJson(files);
  for (const text of schemaTexts()) found[text] = text;
  return Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function schemaTexts(): readonly string[] {
  const texts: string[] = [];
  schemaInWords(contactSchema, (text) => {
    texts.push(text);
    return text;
  });
  return texts;
}

/** The `%key%` placeholders of package.json. */
async function manifestKeys(): Promise<Texts> {
  const text = await readFile('package.json', 'utf8');
  const keys = [...text.matchAll(/"%([^%"]+)%"/g)].map((match) => match[1] ?? '');
  return Object.fromEntries(keys.map((key) => [key, '']));
}
