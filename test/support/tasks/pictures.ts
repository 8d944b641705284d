import { mkdir, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { hasPassed } from '../counts.ts';
import { runMocha, testFiles } from '../mochaRun.ts';
import { rawPictures } from '../rawPictures.ts';
import { versions, versionVariable } from '../vscode/versions.ts';

const timeoutMs = 300_000;
/** Fewer would be taken from the icons of the messengers, and more make a picture larger. */
const coloursOf: Readonly<Record<string, number>> = { walkthrough: 32, readme: 64 };
/** How long a frame of the animation is shown, in ms. */
const frameMs = 1800;

/** Takes the pictures of README and walkthrough anew, in a real VS Code with the demo account. */
export async function run(): Promise<number> {
  process.env[versionVariable] = versions.latest;
  const counts = await runMocha({ files: testFiles(path.resolve('out/test/pictures')), timeoutMs });
  if (!hasPassed(counts)) return 1;
  const names = (await readdir(rawPictures)).sort();
  const frames = names.filter((name) => name.startsWith('tour-'));
  for (const name of names) {
    const [group = '', file] = name.split(/-(.*)/);
    if (!file || frames.includes(name)) continue;
    const colours = coloursOf[group] ?? 64;
    const picture = sharp(path.join(rawPictures, name)).png({
      palette: true,
      colours,
      dither: 0,
      effort: 10,
      compressionLevel: 9,
    });
    if (group === 'readme') {
      await write(group, file, (target) => picture.toFile(target));
    } else {
      // They are in the package, whose every reader downloads them.
      const small = sharp(await picture.toBuffer()).webp({ lossless: true, effort: 6 });
      await write(group, file.replace(/png$/, 'webp'), (target) => small.toFile(target));
    }
  }
  const animation = sharp(
    frames.map((name) => path.join(rawPictures, name)),
    { join: { animated: true } },
  );
  const delay = frames.map(() => frameMs);
  await write('readme', 'tour.gif', (target) =>
    animation.gif({ colours: 64, dither: 0, effort: 10, delay }).toFile(target),
  );
  return 0;
}

async function write(
  group: string,
  file: string,
  save: (target: string) => Promise<unknown>,
): Promise<void> {
  const target = path.join('media', group, file);
  await mkdir(path.dirname(target), { recursive: true });
  await save(target);
  console.log(`${target}: ${((await stat(target)).size / 1000).toFixed(1)} KB`);
}
