import { readdir } from 'node:fs/promises';
import path from 'node:path';

/** What a user gets, written down a second time: `npm run package` says the same by .vscodeignore. */
const shipped = [
  /^package\.json$/,
  /^package\.nls(\.[a-z-]+)?\.json$/,
  /^(README|CHANGELOG)\.md$/,
  /^LICENSE$/,
  /^dist\/activate\.js$/,
  /^dist\/parts\/[A-Za-z-]+-[A-Z0-9]{8}\.js$/,
  /^dist\/webview\/[A-Za-z]+\.(js|css|ttf)$/,
  /^media\/(?!readme\/)([A-Za-z-]+\/)*[A-Za-z0-9.-]+\.(svg|png|webp|md|css|json)$/,
  // VS Code reads none for English, whose texts are in the code.
  /^l10n\/bundle\.l10n\.[a-z-]+\.json$/,
];

/** Without these the extension is not what its page promises. */
export const indispensable: readonly string[] = [
  'package.json',
  'package.nls.json',
  'README.md',
  'CHANGELOG.md',
  'LICENSE',
  'dist/activate.js',
  'dist/webview/contactForm.js',
  'media/contact.schema.json',
];

/** @param file relative to the extension's folder, with `/` */
export const isShipped = (file: string): boolean => shipped.some((rule) => rule.test(file));

/** The files of a built extension that ship, relative to its folder, sorted. */
export async function shippedFiles(extension: string): Promise<string[]> {
  const places = await Promise.all(
    ['.', 'dist', 'dist/parts', 'dist/webview', 'media', 'l10n'].map(async (folder) => {
      const entries = await readdir(path.join(extension, folder), {
        recursive: folder === 'media',
        withFileTypes: true,
      }).catch(() => []);
      return entries
        .filter((entry) => entry.isFile())
        .map((entry) => path.relative(extension, path.join(entry.parentPath, entry.name)));
    }),
  );
  return places
    .flat()
    .map((file) => file.split(path.sep).join('/'))
    .filter(isShipped)
    .sort();
}
