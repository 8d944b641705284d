import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { getL10nJson } from '@vscode/l10n-dev';

type Bundle = Readonly<Record<string, unknown>>;

const bundleFile = 'l10n/bundle.l10n.json';

/**
 * The bundle holds exactly the texts of the sources, and every language has every text.
 * @param fix writes the bundle anew; what a translation lacks stays to be translated
 */
export async function checkTranslations(fix: boolean): Promise<{ ok: boolean; text: string }> {
  const complaints: string[] = [];
  const texts = await extractedTexts();
  const bundle = await readBundle(bundleFile);
  if (!isDeepStrictEqual({ ...bundle }, { ...texts })) {
    if (fix) await writeFile(bundleFile, `${JSON.stringify(texts, undefined, 2)}\n`);
    else
      complaints.push(
        ...differences(bundleFile, bundle, texts),
        `${bundleFile} is not what the sources say: npm run check -- --fix writes it anew.`,
      );
  }
  for (const file of await filesLike('l10n', /^bundle\.l10n\.[\w-]+\.json$/)) {
    complaints.push(...differences(file, await readBundle(file), texts));
  }
  const used = await manifestKeys();
  for (const file of await filesLike('.', /^package\.nls(\.[\w-]+)?\.json$/)) {
    complaints.push(...differences(file, await readBundle(file), used));
  }
  return { ok: complaints.length === 0, text: complaints.join('\n') };
}

/** All texts given to `l10n.t` in src, sorted, so that the file changes only where the texts do. */
async function extractedTexts(): Promise<Bundle> {
  const names = await readdir('src', { recursive: true });
  const sources = names.filter((name) => /\.tsx?$/.test(name)).sort();
  const files = await Promise.all(
    sources.map(async (name) => ({
      extension: path.extname(name),
      contents: await readFile(path.join('src', name), 'utf8'),
    })),
  );
  const found = await getL10nJson(files);
  return Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The `%key%` placeholders of package.json. */
async function manifestKeys(): Promise<Bundle> {
  const text = await readFile('package.json', 'utf8');
  const keys = [...text.matchAll(/"%([^%"]+)%"/g)].map((match) => match[1] ?? '');
  return Object.fromEntries(keys.map((key) => [key, '']));
}

async function filesLike(folder: string, name: RegExp): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((found) => name.test(found)).map((found) => path.join(folder, found));
}

async function readBundle(file: string): Promise<Bundle> {
  const text = await readFile(file, 'utf8').catch(() => '{}');
  const value: unknown = JSON.parse(text);
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function differences(file: string, has: Bundle, wanted: Bundle): string[] {
  const missing = Object.keys(wanted).filter((key) => !(key in has));
  const unused = Object.keys(has).filter((key) => !(key in wanted));
  return [
    ...shortened(missing).map((key) => `${file} lacks: ${key}`),
    ...shortened(unused).map((key) => `${file} has, and nothing uses: ${key}`),
  ];
}

/** A few say enough; hundreds are one mistake. */
function shortened(keys: readonly string[]): string[] {
  const shown = keys.slice(0, 5);
  return keys.length === shown.length
    ? shown
    : [...shown, `… and ${keys.length - shown.length} more`];
}
